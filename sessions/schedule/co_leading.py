"""The verbs of leading beside somebody: for one date, or from a date on."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select

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
from sessions.schedule.changing import hold_house
from sessions.schedule.co_leaders import CoLeader
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
    line_id = db.session.scalars(select(Series.line_id).where(Series.id == occurrence.series_id)).one()
    standing = list(db.session.scalars(select(CoLeader).where(*_covering(line_id, occurrence.starts_at))))
    known = next((one for one in standing if one.person_id == person_id), None)
    if known is not None and not (onwards and known.to_at is not None):
        return known
    if known is None and len(standing) >= MOST:
        raise Refused(N_("At most %(most)s people lead beside the leader."), most=MOST)
    row = CoLeader(
        id=new_id(),
        house_id=occurrence.house_id,
        line_id=line_id,
        person_id=person_id,
        from_at=occurrence.starts_at,
        # The least span that holds this date and no other: dates of a line do not begin in the same minute.
        to_at=None if onwards else occurrence.starts_at + timedelta(minutes=1),
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
    line_id = db.session.scalars(select(Series.line_id).where(Series.id == occurrence.series_id)).one()
    rows = list(
        db.session.scalars(
            select(CoLeader).where(CoLeader.person_id == person_id, *_covering(line_id, occurrence.starts_at))
        )
    )
    for row in rows:
        if row.from_at < occurrence.starts_at:
            row.to_at = occurrence.starts_at
        else:
            db.session.delete(row)
    db.session.flush()
    if rows:
        _noted(occurrence, "occurrence:co_leader_end", person_id, by)
    return len(rows)


def _covering(line_id: str, at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (CoLeader.line_id == line_id, CoLeader.from_at <= at, or_(CoLeader.to_at.is_(None), CoLeader.to_at > at))


def _noted(occurrence: Occurrence, verb: str, person_id: str, by: By) -> None:
    raise_stamp(f"schedule:{occurrence.house_id}")
    record(occurrence.house_id, verb, by=by, subject=f"occurrence:{occurrence.id}", details={"person": person_id})
