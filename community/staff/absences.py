"""The verbs of absences: somebody of the staff is ill, on holiday, at a training or otherwise away."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from community.access.actor import By
from community.audit.operations import record
from community.houses.operations import hold_house
from community.people.models import Person
from community.staff.kinds import KINDS, OPEN_ENDED
from community.staff.models import StaffAbsence
from community.staff.operations import FARTHEST, check_works
from community.staff.queries import standing
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_

# What is longer is a slip of a finger; what was long ago is history.
LONGEST = timedelta(days=366)
NOTED_LATE = timedelta(days=31)


def note_absence(person: Person, *, kind: str, from_at: datetime, to_at: datetime | None, by: By) -> StaffAbsence:
    """Note that somebody of the staff is away in [from_at, to_at) (UTC); without an end, until further notice.

    Refused for an unknown kind, without an end where one is known beforehand, turned round, longer than a year, noted
    over a month late or two years ahead, for whoever does not work here, and where it overlaps another of theirs.
    """
    if kind not in KINDS:
        raise Refused(N_("Please choose why somebody is away."))
    if to_at is None and kind not in OPEN_ENDED:
        raise Refused(N_("Please say until when."))
    if not now() - NOTED_LATE <= from_at <= now() + FARTHEST:
        raise Refused(N_("An absence begins within the last month or the next two years."))
    _check_span(from_at, to_at)
    hold_house(person.house_id)
    check_works(person, max(from_at, now()))
    _refuse_second(person.id, from_at, to_at)
    absence = StaffAbsence(
        id=new_id(),
        house_id=person.house_id,
        person_id=person.id,
        kind=kind,
        from_at=from_at,
        to_at=to_at,
        noted_at=now(),
        noted_by=by.person_id,
    )
    db.session.add(absence)
    db.session.flush()
    # Ids alone: why somebody is away stays in its row.
    record(person.house_id, "staff:absence", by=by, subject=f"absence:{absence.id}", about=person.id)
    return absence


def end_absence(absence: StaffAbsence, *, at: datetime, by: By) -> None:
    """Give an absence its end (UTC): somebody is back, or it is known when they will be; sooner or later than said.

    Refused for one that is over or called off, not after its beginning, longer than a year, and onto another one.
    """
    _hold(absence)
    if absence.to_at is not None and absence.to_at <= now():
        raise Refused(N_("This absence is over."))
    _check_span(absence.from_at, at)
    _refuse_second(absence.person_id, absence.from_at, at, besides=absence.id)
    absence.to_at = at
    db.session.flush()
    record(absence.house_id, "staff:absence_end", by=by, subject=f"absence:{absence.id}", about=absence.person_id)


def call_off_absence(absence: StaffAbsence, *, by: By) -> None:
    """Take back an absence that was noted by mistake or will not be; its row stays and covers no time.

    Refused for one that is over: what has been stays as it was.
    """
    _hold(absence)
    if absence.to_at is not None and absence.to_at <= now():
        raise Refused(N_("This absence is over."))
    absence.called_off_at = now()
    db.session.flush()
    record(absence.house_id, "staff:absence_off", by=by, subject=f"absence:{absence.id}", about=absence.person_id)


def _check_span(from_at: datetime, to_at: datetime | None) -> None:
    if to_at is None:
        return
    if to_at <= from_at:
        raise Refused(N_("An absence ends after it begins."))
    if to_at - from_at > LONGEST:
        raise Refused(N_("An absence lasts a year at most."))


def _refuse_second(person_id: str, from_at: datetime, to_at: datetime | None, besides: str | None = None) -> None:
    lasting = or_(StaffAbsence.to_at.is_(None), StaffAbsence.to_at > from_at)
    statement = select(StaffAbsence.id).where(StaffAbsence.person_id == person_id, standing(), lasting)
    if to_at is not None:
        statement = statement.where(StaffAbsence.from_at < to_at)
    if besides is not None:
        statement = statement.where(StaffAbsence.id != besides)
    if db.session.scalar(statement.limit(1)):
        raise Refused(N_("There is already an absence in this time."))


def _hold(absence: StaffAbsence) -> None:
    """Hold the house and read the row anew: of two who change it at once, one comes second."""
    hold_house(absence.house_id)
    db.session.refresh(absence)
    if absence.called_off_at is not None:
        raise Refused(N_("This absence was called off."))
