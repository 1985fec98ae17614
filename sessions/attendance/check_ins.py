"""Checking in: somebody says at a kiosk that they are there; whoever leads confirms it."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from community.access.actor import By
from community.audit.operations import record
from foundation.clock import now
from foundation.database import bare_rows, db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.attendance.marks import UNRECORDED
from sessions.attendance.models import CheckIn, CurrentMark, Register
from sessions.attendance.queries import opened
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series

# As early as a register may be opened.
BEFORE = timedelta(minutes=15)
_CHECKED_IN = select(CheckIn.person_id, CheckIn.checked_in_at).where(CheckIn.occurrence_id == bindparam("occurrence"))
_MARKED = (
    select(CurrentMark.person_id)
    .join(Register, Register.id == CurrentMark.register_id)
    .where(
        Register.occurrence_id == bindparam("occurrence"),
        CurrentMark.person_id == bindparam("person"),
        CurrentMark.status != UNRECORDED,
    )
)


def may_check_in(starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether one can check in at an instant: from fifteen minutes before the start to the end (UTC, half open)."""
    return starts_at - BEFORE <= at < ends_at


def check_in(
    occurrence_id: str, person_id: str, *, by: By, device_id: str | None = None, visit_id: str | None = None
) -> CheckIn:
    """Note that somebody is at a session they are expected at; a second time changes nothing.

    NotFound where they are not expected; Refused before its time, after its end, where it is cancelled or has no
    roll call.
    """
    found = db.session.execute(
        select(Occurrence, Series.wants_register)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.id == occurrence_id)
        .with_for_update(of=Occurrence)
    ).one_or_none()
    if found is None or not _expected(occurrence_id, person_id):
        raise NotFound()
    occurrence, wants = found
    known = db.session.scalar(
        select(CheckIn).where(CheckIn.occurrence_id == occurrence_id, CheckIn.person_id == person_id)
    )
    if known is not None:
        return known
    if occurrence.status == "cancelled" or not wants:
        raise Refused(N_("There is no roll call at this session."))
    if not may_check_in(occurrence.starts_at, occurrence.ends_at, now()):
        raise Refused(N_("Checking in opens fifteen minutes before the start and closes at the end."))
    row = CheckIn(
        id=new_id(),
        house_id=occurrence.house_id,
        occurrence_id=occurrence_id,
        person_id=person_id,
        device_id=device_id,
        visit_id=visit_id,
        checked_in_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    register_id = db.session.scalar(
        select(Register.id).join(Occurrence, opened()).where(Occurrence.id == occurrence_id)
    )
    if register_id is not None:
        # The tablet that shows this register asks again.
        raise_stamp(f"register:{register_id}")
    record(occurrence.house_id, "register:check_in", by=by, subject=f"occurrence:{occurrence_id}", about=person_id)
    return row


def checked_in(occurrence_id: str) -> dict[str, datetime]:
    """Who checked in at a session, by person id, and when (UTC). One statement."""
    return {row.person_id: row.checked_in_at for row in bare_rows(_CHECKED_IN, {"occurrence": occurrence_id})}


def is_marked(occurrence_id: str, person_id: str) -> bool:
    """Whether somebody has a mark that counts at a session. One statement."""
    return bool(bare_rows(_MARKED, {"occurrence": occurrence_id, "person": person_id}))


def _expected(occurrence_id: str, person_id: str) -> bool:
    rows = expected(Occurrence.id == occurrence_id, person_id=person_id).subquery()
    return db.session.scalar(select(rows.c.person_id).limit(1)) is not None
