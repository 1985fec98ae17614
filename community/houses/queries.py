"""Reading houses, rooms and staff."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.sql.elements import SQLCoreOperations

from community.access.actor import Actor
from community.access.permissions import STAFF_ROLES
from community.houses.models import House, Organisation, Room, StaffMembership, Stage
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound


def working_here(at: datetime | SQLCoreOperations[datetime]) -> ColumnElement[bool]:
    """The membership covers the instant (UTC value or column), half open."""
    membership = StaffMembership
    return and_(membership.from_at <= at, or_(membership.to_at.is_(None), membership.to_at > at))


def house_by_slug(slug: str) -> House:
    """A house by its short name, for commands; NotFound when there is none."""
    house = db.session.scalar(select(House).where(House.slug == slug))
    if house is None:
        raise NotFound()
    return house


def rooms_of(house_id: str) -> list[Room]:
    """The rooms a house uses now, without those that are retired."""
    here = (Room.house_id == house_id, Room.retired_at.is_(None))
    return list(db.session.scalars(select(Room).where(*here).order_by(Room.id)))


def house_of(actor: Actor) -> House:
    """The house an actor is in."""
    return db.session.get_one(House, actor.house_id)


def organisation_of(house: House) -> Organisation:
    """Who runs a house."""
    return db.session.get_one(Organisation, house.organisation_id)


def room_for(actor: Actor, room_id: str) -> Room:
    """A room of one's own house that is in use; NotFound for any other."""
    here = (Room.id == room_id, Room.house_id == actor.house_id, Room.retired_at.is_(None))
    room = db.session.scalar(select(Room).where(*here))
    if room is None:
        raise NotFound()
    return room


def stages_of(house_id: str) -> list[Stage]:
    """The stages of a house's path, in order."""
    return list(db.session.scalars(select(Stage).where(Stage.house_id == house_id).order_by(Stage.position)))


def stage_for(actor: Actor, stage_id: str) -> Stage:
    """A stage of one's own house; NotFound for any other."""
    stage = db.session.scalar(select(Stage).where(Stage.id == stage_id, Stage.house_id == actor.house_id))
    if stage is None:
        raise NotFound()
    return stage


def staff_now(house_id: str) -> Select[str, str, str]:
    """A statement for those who work in a house now: (person id, shown name, role)."""
    at = now()
    return (
        select(Person.id, Person.shown, StaffMembership.role)
        .join(StaffMembership, StaffMembership.person_id == Person.id)
        .where(
            StaffMembership.house_id == house_id,
            StaffMembership.role.in_([role.value for role in STAFF_ROLES]),
            working_here(at),
        )
        .order_by(Person.given_name, Person.surname, Person.id)
    )
