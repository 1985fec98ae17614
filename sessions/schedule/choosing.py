"""What may be chosen for a session: a room in use, somebody who works here then, a group that goes on."""

from datetime import datetime

from sqlalchemy import select

from community.houses.models import Room
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.groups.models import Group
from sessions.schedule.staffing import works


def check_room(house_id: str, room_id: str | None) -> None:
    """Refused unless it is a room of the house that is in use; None is no room."""
    here = select(Room.id).where(Room.id == room_id, Room.house_id == house_id, Room.retired_at.is_(None))
    if room_id is not None and not db.session.scalar(here):
        raise Refused(N_("Please choose a room of this house."))


def check_leader(house_id: str, person_id: str | None, at: datetime) -> None:
    """Refused unless the person works in the house, with its people, at an instant (UTC)."""
    if person_id is None or not db.session.scalar(select(works(person_id, house_id, at))):
        raise Refused(N_("Please choose somebody who works in this house on that day."))


def check_group(house_id: str, group_id: str) -> None:
    """Refused unless it is a group of the house that has not ended."""
    there = select(Group.id).where(Group.id == group_id, Group.house_id == house_id, Group.ended_at.is_(None))
    if not db.session.scalar(there):
        raise Refused(N_("Please choose a group of this house."))
