"""Reading houses, rooms and staff."""

from sqlalchemy import Select, or_, select

from community.access.permissions import STAFF_ROLES
from community.houses.models import House, Room, StaffMembership
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound


def house_by_slug(slug: str) -> House:
    """A house by its short name, for commands; NotFound when there is none."""
    house = db.session.scalar(select(House).where(House.slug == slug))
    if house is None:
        raise NotFound()
    return house


def rooms_of(house_id: str) -> list[Room]:
    """The rooms of a house."""
    return list(db.session.scalars(select(Room).where(Room.house_id == house_id).order_by(Room.id)))


def staff_now(house_id: str) -> Select[str, str, str, str]:
    """A statement for those who work in a house now: (person id, given name, surname, role)."""
    at = now()
    return (
        select(Person.id, Person.given_name, Person.surname, StaffMembership.role)
        .join(StaffMembership, StaffMembership.person_id == Person.id)
        .where(
            StaffMembership.house_id == house_id,
            StaffMembership.role.in_([role.value for role in STAFF_ROLES]),
            StaffMembership.from_at <= at,
            or_(StaffMembership.to_at.is_(None), StaffMembership.to_at > at),
        )
        .order_by(Person.given_name, Person.surname, Person.id)
    )
