"""The verbs of stays. Admission itself, which needs a consent, stands in the consent room."""

from datetime import datetime

from sqlalchemy import or_, select, update

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import Stage
from community.people.models import Person
from community.residency.models import Leave, StageSpell, Stay
from community.residency.queries import away_until
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp

CAPACITIES = ("resident", "outpatient")
REASONS = ("own_wish", "family", "court")


def open_stay(person: Person, treatment_consent_id: str, *, at: datetime, capacity: str, reason: str, by: By) -> Stay:
    """Begin a stay at an instant; Refused when it would overlap another of the same person."""
    if capacity not in CAPACITIES or reason not in REASONS:
        raise Refused(N_("A stay needs a known capacity and a known reason for coming."))
    # Two who admit the same person at once: the second waits here, and then finds the first one's stay.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    overlapping = db.session.scalar(
        select(Stay.id).where(Stay.person_id == person.id, or_(Stay.discharged_at.is_(None), Stay.discharged_at > at))
    )
    if overlapping:
        raise Refused(N_("This person's stays would overlap. End the other stay first."))
    stay = Stay(
        id=new_id(),
        house_id=person.house_id,
        person_id=person.id,
        treatment_consent_id=treatment_consent_id,
        capacity=capacity,
        reason=reason,
        admitted_at=at,
    )
    db.session.add(stay)
    db.session.flush()
    raise_stamp(f"people:{person.house_id}")
    record(person.house_id, "stay:admit", by=by, subject=f"stay:{stay.id}", about=person.id)
    return stay


def enter_stage(stay: Stay, stage: Stage, *, at: datetime, by: By, left_out_because: str | None = None) -> StageSpell:
    """Move a stay into a stage at an instant. Stages go in order; leaving one out needs a written reason."""
    _hold(stay)
    _within(stay, at)
    spell = db.session.scalar(select(StageSpell).where(StageSpell.stay_id == stay.id, StageSpell.to_at.is_(None)))
    before = 0
    if spell is not None:
        if at <= spell.from_at:
            raise Refused(N_("A stage begins after the one before it."))
        before = db.session.scalars(select(Stage.position).where(Stage.id == spell.stage_id)).one()
        spell.to_at = at
    if stage.position > before + 1 and not (left_out_because or "").strip():
        raise Refused(N_("Stages are taken in order. Leaving one out needs a written reason."))
    if stage.position <= before and not (left_out_because or "").strip():
        raise Refused(N_("Going back a stage needs a written reason."))
    entered = StageSpell(
        id=new_id(),
        house_id=stay.house_id,
        stay_id=stay.id,
        stage_id=stage.id,
        from_at=at,
        decided_by=by.person_id,
        left_out_because=left_out_because,
    )
    db.session.add(entered)
    db.session.flush()
    raise_stamp(f"people:{stay.house_id}")
    record(
        stay.house_id,
        "stay:stage",
        by=by,
        subject=f"stay:{stay.id}",
        about=stay.person_id,
        details={"stage": stage.id},
    )
    return entered


def grant_leave(stay: Stay, *, from_at: datetime, to_at: datetime, by: By) -> Leave:
    """Let a resident be away for a time; Refused when it is turned round, outside the stay, or overlaps."""
    if to_at <= from_at:
        raise Refused(N_("A leave ends after it begins."))
    _hold(stay)
    _within(stay, from_at)
    if db.session.scalar(
        select(Leave.id).where(Leave.stay_id == stay.id, Leave.from_at < to_at, away_until() > from_at)
    ):
        raise Refused(N_("There is already a leave in this time."))
    leave = Leave(id=new_id(), house_id=stay.house_id, stay_id=stay.id, from_at=from_at, to_at=to_at)
    db.session.add(leave)
    db.session.flush()
    raise_stamp(f"people:{stay.house_id}")
    record(stay.house_id, "stay:leave", by=by, subject=f"leave:{leave.id}", about=stay.person_id)
    return leave


def note_return(leave: Leave, *, at: datetime, by: By) -> None:
    """Note when somebody came back, sooner or later than expected; a second time changes nothing.

    Refused before the leave has begun and for an instant ahead.
    """
    _hold(leave)
    if leave.returned_at is not None:
        return
    if at <= leave.from_at or at > now():
        raise Refused(N_("Somebody comes back after the leave has begun, and not later than now."))
    leave.returned_at, leave.return_noted_by = at, by.person_id
    db.session.flush()
    person_id = db.session.scalars(select(Stay.person_id).where(Stay.id == leave.stay_id)).one()
    raise_stamp(f"people:{leave.house_id}")
    record(leave.house_id, "stay:return", by=by, subject=f"leave:{leave.id}", about=person_id)


def call_off_leave(leave: Leave, *, by: By) -> None:
    """Take back a leave that has not begun; its row stays, and covers no time."""
    _hold(leave)
    if leave.from_at <= now() or leave.returned_at is not None:
        raise Refused(N_("This leave has begun or is over; only one that lies ahead can be called off."))
    leave.returned_at, leave.return_noted_by = leave.from_at, by.person_id
    db.session.flush()
    person_id = db.session.scalars(select(Stay.person_id).where(Stay.id == leave.stay_id)).one()
    raise_stamp(f"people:{leave.house_id}")
    record(leave.house_id, "stay:leave_off", by=by, subject=f"leave:{leave.id}", about=person_id)


def discharge(stay: Stay, *, at: datetime, by: By) -> None:
    """End a stay at an instant; every consent but aftercare's ends with it, live."""
    _hold(stay)
    if stay.discharged_at is not None:
        raise Refused(N_("This stay has already ended."))
    _within(stay, at)
    stay.discharged_at = at
    db.session.flush()
    db.session.execute(
        update(StageSpell)
        .where(StageSpell.stay_id == stay.id, StageSpell.to_at.is_(None), StageSpell.from_at < at)
        .values(to_at=at)
    )
    raise_stamp(f"people:{stay.house_id}", f"consents:{stay.person_id}")
    record(stay.house_id, "stay:discharge", by=by, subject=f"stay:{stay.id}", about=stay.person_id)


def _hold(row: Stay | Leave) -> None:
    """Hold a row to the end of the transaction and read it anew: of two who change it at once, one comes second."""
    kind = type(row)
    statement = select(kind).where(kind.id == row.id).with_for_update(key_share=True)
    db.session.scalars(statement, execution_options={"populate_existing": True}).one()


def _within(stay: Stay, at: datetime) -> None:
    if at < stay.admitted_at or (stay.discharged_at is not None and at > stay.discharged_at):
        raise Refused(N_("That time lies outside the stay."))
