"""The verb that takes a room out of use, which only this floor can allow: it knows what is planned there."""

from sqlalchemy import func, select

from community.access.actor import Actor
from community.houses.amending import retire_room
from community.houses.models import House, Room
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.models import Occurrence


def take_out_of_use(room: Room, *, by: Actor) -> None:
    """Retire a room; Refused while sessions are planned there."""
    # Whoever plans a date locks the same row.
    db.session.execute(select(House.id).where(House.id == room.house_id).with_for_update())
    planned = (Occurrence.room_id == room.id, Occurrence.status == "planned", Occurrence.ends_at > now())
    count, first = db.session.execute(
        select(func.count(), func.min(Occurrence.wall_start)).where(Occurrence.house_id == room.house_id, *planned)
    ).one()
    if count:
        said = N_("Sessions still planned in this room: %(count)s, the next on %(first)s. Please move them first.")
        raise Refused(said, count=count, first=first)
    retire_room(room, by=by)
