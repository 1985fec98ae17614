"""The verbs of leading beside somebody: for one date, or from a date on."""

from datetime import datetime

from sqlalchemy import select

from community.access.actor import By
from community.access.permissions import STAFF_ROLES
from community.audit.operations import record
from community.houses.models import StaffMembership
from community.houses.queries import working_here
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.walltime import day_bounds
from sessions.schedule.changing import hold_house
from sessions.schedule.co_leaders import CoLeader, covers
from sessions.schedule.models import Occurrence, Series

MOST = 3


def name_co_leader(occurrence: Occurrence, person_id: str, *, onwards: bool, by: By) -> CoLeader:
    """Let somebody of the staff lead a date beside its leader, or (``onwards``) it and every later one of its line.

    Whoever does so already stays as they are. Refused for somebody who does not work here then, for the leader,
    on a cancelled date, and beyond three.
    """
    hold_house(occurrence.house_id)
    if occurrence.status == "cancelled":
        raise Refused(N_("This session is cancelled."))
    if person_id == occurrence.leader_id:
        raise Refused(N_("This person leads the session already."))
    works = select(StaffMembership.id).where(
        StaffMembership.house_id == occurrence.house_id,
        StaffMembership.person_id == person_id,
        StaffMembership.role.in_([role.value for role in STAFF_ROLES]),
        working_here(max(now(), occurrence.starts_at)),
    )
    if db.session.scalar(works.limit(1)) is None:
        raise Refused(N_("This person does not work here then."))
    line_id, begins = _line_and_day(occurrence)
    standing = _standing(occurrence, line_id)
    known = next((one for one in standing if one.person_id == person_id), None)
    if known is not None and not (onwards and known.occurrence_id is not None):
        return known
    if known is None and len(standing) >= MOST:
        raise Refused(N_("At most %(most)s people lead beside the leader."), most=MOST)
    row = CoLeader(
        id=new_id(),
        house_id=occurrence.house_id,
        line_id=line_id,
        occurrence_id=None if onwards else occurrence.id,
        person_id=person_id,
        # From the beginning of its day: the date may still be moved to an earlier hour.
        from_at=begins,
        to_at=None,
        named_at=now(),
        named_by=by.person_id,
    )
    db.session.add(row)
    db.session.flush()
    _noted(occurrence, "occurrence:co_leader", person_id, by)
    return row


def end_co_leading(occurrence: Occurrence, person_id: str, *, by: By) -> int:
    """Let somebody lead beside the leader no more, from this date on; how many rows ended. What was stays so."""
    hold_house(occurrence.house_id)
    line_id, begins = _line_and_day(occurrence)
    rows = [row for row in _standing(occurrence, line_id) if row.person_id == person_id]
    for row in rows:
        if row.occurrence_id is None and row.from_at < begins:
            row.to_at = begins
        else:
            db.session.delete(row)
    db.session.flush()
    if rows:
        _noted(occurrence, "occurrence:co_leader_end", person_id, by)
    return len(rows)


def _line_and_day(occurrence: Occurrence) -> tuple[str, datetime]:
    """The line of an occurrence, and when the day it begins on begins (UTC)."""
    of_series = select(Series.line_id, Series.zone).where(Series.id == occurrence.series_id)
    row = db.session.execute(of_series).one()
    return row.line_id, day_bounds(occurrence.wall_start.date(), row.zone)[0]


def _standing(occurrence: Occurrence, line_id: str) -> list[CoLeader]:
    rows = (
        select(CoLeader).join(Occurrence, Occurrence.id == occurrence.id).where(CoLeader.line_id == line_id, covers())
    )
    return list(db.session.scalars(rows))


def _noted(occurrence: Occurrence, verb: str, person_id: str, by: By) -> None:
    raise_stamp(f"schedule:{occurrence.house_id}")
    record(occurrence.house_id, verb, by=by, subject=f"occurrence:{occurrence.id}", details={"person": person_id})
