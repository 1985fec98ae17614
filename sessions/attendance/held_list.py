"""Reading the marks that wait, each with its session and with what stands now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.access.permissions import Permission
from community.people.models import Person
from foundation.database import db
from sessions.attendance.holding import CONFLICT, Held, held_of, visible
from sessions.attendance.marks import UNRECORDED, Value
from sessions.attendance.models import CurrentMark, HeldMark, Mark, Register
from sessions.attendance.policy import leads
from sessions.attendance.queries import visible_to
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns
from sessions.schedule.session import Session

_marker, _sender = aliased(Person), aliased(Person)
# As many as a page can hold; the oldest first, so that the others come up as these are settled.
MOST = 200


@dataclass(frozen=True, slots=True)
class WaitingMark:
    """A mark that waits beside the one that stands (``by`` its maker's shown name, ``at`` in UTC).

    ``own`` when the reader leads the session; ``closed`` when its register is finished; ``seen`` the id of the mark
    that stands, "" where there is none; ``sent_by`` who sent it (shown name), where somebody else is said to have made
    it: that is the sender's word alone.
    """

    held: Held
    session: Session
    stands: Value
    by: str | None
    at: datetime | None
    own: bool
    closed: bool
    seen: str
    sent_by: str | None


def waiting_marks(actor: Actor) -> list[WaitingMark]:
    """What waits for this reader, the oldest first; two statements."""
    rows = list(db.session.execute(_statement(actor)))
    ids = {row.occurrence_id for row in rows}
    if not ids:
        return []
    found = as_sessions(occurrence_columns().where(Occurrence.id.in_(ids)), actor.language, actor.house_language)
    sessions = {session.id: session for session in found}
    return [
        WaitingMark(
            held=held_of(*row[:4]),
            session=sessions[row.occurrence_id],
            stands=Value(row.status or UNRECORDED, row.minutes, row.absence_reason),
            by=row.stands_by,
            at=row.marked_at,
            own=leads(actor, row.leader_id, row.keeper_id),
            closed=row.closed_at is not None,
            seen=row.mark_id or "",
            sent_by=row.sent_by if row[0].sent_by != row[0].made_by else None,
        )
        for row in rows
    ]


def count_waiting(actor: Actor) -> int:
    """How many marks wait for this reader. One statement."""
    counted = _statement(actor).with_only_columns(func.count(HeldMark.id)).order_by(None).limit(None)
    return db.session.scalars(counted).one()


def _statement(actor: Actor) -> Any:
    statement = (
        visible(actor)
        .add_columns(
            Register.occurrence_id,
            Register.closed_at,
            Occurrence.leader_id,
            Occurrence.keeper_id,
            CurrentMark.mark_id,
            CurrentMark.status,
            CurrentMark.minutes,
            CurrentMark.absence_reason,
            Mark.marked_at,
            _marker.shown.label("stands_by"),
            _sender.shown.label("sent_by"),
        )
        .join(Register, Register.id == HeldMark.register_id)
        .join(Occurrence, Occurrence.id == Register.occurrence_id)
        .outerjoin(
            CurrentMark,
            and_(CurrentMark.register_id == HeldMark.register_id, CurrentMark.person_id == HeldMark.person_id),
        )
        .outerjoin(Mark, Mark.id == CurrentMark.mark_id)
        .outerjoin(_marker, _marker.id == Mark.marked_by)
        .outerjoin(_sender, _sender.id == HeldMark.sent_by)
        .where(visible_to(actor))
        .order_by(HeldMark.arrived_at, HeldMark.id)
        .limit(MOST)
    )
    if not actor.may(Permission.ATTENDANCE_SETTLE):
        statement = statement.where(HeldMark.why == CONFLICT)
    return statement
