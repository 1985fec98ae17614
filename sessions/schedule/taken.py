"""Whether a room or a leader is taken by another date of the house."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.models import Occurrence


class Taken(Refused):
    """The room or the leader is taken then; who means it may say so (422)."""


def refuse_taken(
    occurrence: Occurrence, starts_at: datetime, ends_at: datetime, room_id: str | None, leader_id: str | None
) -> None:
    """Raise Taken when another planned date has the room or the leader in [starts_at, ends_at) (UTC).

    None for a room or a leader means that it is not asked about. The caller holds the house's row.
    """
    refuse_both(occurrence.house_id, starts_at, ends_at, room_id, leader_id, but=occurrence.id)


def refuse_both(
    house_id: str,
    starts_at: datetime,
    ends_at: datetime,
    room_id: str | None,
    leader_id: str | None,
    *,
    but: str | None = None,
) -> None:
    """The same for a date that may not be there yet; ``but`` is the id of the one that may stand in its own way."""
    same = []
    if room_id is not None:
        same.append(Occurrence.room_id == room_id)
    if leader_id is not None:
        same.append(Occurrence.leader_id == leader_id)
    if not same:
        return
    standing = select(Occurrence.wall_start).where(*running(house_id, starts_at, ends_at), or_(*same))
    if but is not None:
        standing = standing.where(Occurrence.id != but)
    other = db.session.scalar(standing.limit(1))
    if other is not None:
        raise Taken(
            N_("The room or the leader is taken then (%(other)s). Say that you want it anyway, or choose another."),
            other=other,
        )


def running(house_id: str, starts_at: datetime, ends_at: datetime) -> tuple[ColumnElement[bool], ...]:
    """The house's planned dates that run at some moment of [starts_at, ends_at) (UTC)."""
    return (
        Occurrence.house_id == house_id,
        Occurrence.status == "planned",
        Occurrence.starts_at < ends_at,
        Occurrence.ends_at > starts_at,
    )
