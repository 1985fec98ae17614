"""Reading whether a Daybook waits for its first day."""

from typing import NamedTuple

from sqlalchemy import func, select

from community.access.permissions import Role
from community.houses.models import House, Room, StaffMembership, Stage
from community.houses.queries import working_here
from community.people.models import Person
from community.residency.models import Stay
from foundation.clock import now
from foundation.database import db
from sessions.schedule.models import Series


def manager_missing() -> bool:
    """Whether nobody could look after any house: no live manager whose card has an account."""
    at = now()
    managing = (
        select(StaffMembership.id)
        .join(Person, Person.id == StaffMembership.person_id)
        .where(
            StaffMembership.role == Role.MANAGER.value,
            working_here(at),
            Person.account_id.is_not(None),
        )
    )
    return db.session.scalar(managing.limit(1)) is None


def house_waiting() -> House | None:
    """The house that was opened by a command and waits for its first manager: the oldest there is."""
    return db.session.scalar(select(House).order_by(House.created_at, House.id).limit(1))


def anybody_known() -> bool:
    """Whether there is a card of anybody: then there is something to protect."""
    return db.session.scalar(select(Person.id).limit(1)) is not None


class Progress(NamedTuple):
    """How many of each thing a house has so far."""

    rooms: int
    stages: int
    week: int
    residents: int


def progress_of(house_id: str) -> Progress:
    """How far the first day has come; one statement."""
    parts = (
        select(func.count()).select_from(Room).where(Room.house_id == house_id, Room.retired_at.is_(None)),
        select(func.count()).select_from(Stage).where(Stage.house_id == house_id),
        select(func.count()).select_from(Series).where(Series.house_id == house_id),
        select(func.count()).select_from(Stay).where(Stay.house_id == house_id, Stay.discharged_at.is_(None)),
    )
    return Progress(*db.session.execute(select(*(part.scalar_subquery() for part in parts))).one())
