"""Whether a room or a leader is taken by another date of the house."""

from datetime import datetime

from sqlalchemy import or_, select

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
    same = []
    if room_id is not None:
        same.append(Occurrence.room_id == room_id)
    if leader_id is not None:
        same.append(Occurrence.leader_id == leader_id)
    if not same:
        return
    other = db.session.scalar(
        select(Occurrence.wall_start)
        .where(
            Occurrence.house_id == occurrence.house_id,
            Occurrence.id != occurrence.id,
            Occurrence.status == "planned",
            Occurrence.starts_at < ends_at,
            Occurrence.ends_at > starts_at,
            or_(*same),
        )
        .limit(1)
    )
    if other is not None:
        raise Taken(
            N_("The room or the leader is taken then (%(other)s). Say that you want it anyway, or choose another."),
            other=other,
        )
