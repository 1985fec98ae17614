"""Reading groups: who belongs to one and when, how many places are taken, and who waits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.sql.elements import SQLCoreOperations

from community.residency.models import Stay
from community.residency.queries import Instant, living_here
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.words import said_in
from sessions.groups.kinds import LASTING
from sessions.groups.models import Group, GroupMembership, GroupWait


def belongs(at: Instant) -> ColumnElement[bool]:
    """The membership covers the instant (UTC value or column), half open."""
    return and_(GroupMembership.from_at <= at, or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > at))


def lives_here(person: SQLCoreOperations[str], at: Instant) -> ColumnElement[bool]:
    """The person has a stay that covers the instant (UTC): whoever has left the house holds no place any more."""
    return exists().where(Stay.person_id == person, living_here(at)).correlate_except(Stay)


def most_at_once(group_id: str, from_at: datetime, to_at: datetime | None = None) -> int:
    """How many who live here now belong to a group at once, at the most, in [from_at, to_at) (UTC); one statement."""
    statement = select(GroupMembership.from_at, GroupMembership.to_at).where(
        GroupMembership.group_id == group_id,
        or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > from_at),
        lives_here(GroupMembership.person_id, now()),
    )
    if to_at is not None:
        statement = statement.where(GroupMembership.from_at < to_at)
    return most_of([(row.from_at, row.to_at) for row in bare_rows(statement)], from_at)


def most_of(spans: Sequence[tuple[datetime, datetime | None]], from_at: datetime) -> int:
    """How many of some memberships (UTC, half open) stand at once, at the most, from an instant on."""
    # Only where somebody comes in can there be more than before.
    instants = [from_at, *(since for since, _ in spans if since > from_at)]
    return max(sum(since <= at and (until is None or until > at) for since, until in spans) for at in instants)


def places_left(group: Group, from_at: datetime, to_at: datetime | None = None) -> int | None:
    """How many more may belong to a group in all of that time (UTC); None where there is no end of places."""
    if group.capacity is None:
        return None
    return max(group.capacity - most_at_once(group.id, from_at, to_at), 0)


def waiting_in(group_id: str) -> list[GroupWait]:
    """Who waits for a place, whoever asked first at the head."""
    statement = select(GroupWait).where(GroupWait.group_id == group_id, GroupWait.ended_at.is_(None))
    return list(db.session.scalars(statement.order_by(GroupWait.asked_at, GroupWait.id)))


def wait_of(group_id: str, person_id: str) -> GroupWait | None:
    """Somebody's own place in the queue of a group, while they wait."""
    statement = select(GroupWait).where(GroupWait.group_id == group_id, GroupWait.ended_at.is_(None))
    return db.session.scalar(statement.where(GroupWait.person_id == person_id))


def group_of(house_id: str, group_id: str) -> Group:
    """A group of a house; NotFound for any other."""
    group = db.session.scalar(select(Group).where(Group.id == group_id, Group.house_id == house_id))
    if group is None:
        raise NotFound()
    return group


def membership_of(group: Group, membership_id: str) -> GroupMembership:
    """A membership of a group; NotFound for any other."""
    statement = select(GroupMembership).where(GroupMembership.group_id == group.id)
    found = db.session.scalar(statement.where(GroupMembership.id == membership_id))
    if found is None:
        raise NotFound()
    return found


def standing_membership(group_id: str, person_id: str) -> GroupMembership | None:
    """Somebody's membership of a group that goes on or lies ahead, the nearest one."""
    ahead = or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > now())
    statement = select(GroupMembership).where(GroupMembership.group_id == group_id, ahead)
    return db.session.scalar(
        statement.where(GroupMembership.person_id == person_id).order_by(GroupMembership.from_at).limit(1)
    )


def waiting_by_id(group: Group, wait_id: str) -> GroupWait:
    """A place in the queue of a group, taken or given up; NotFound for any other."""
    found = db.session.scalar(select(GroupWait).where(GroupWait.group_id == group.id, GroupWait.id == wait_id))
    if found is None:
        raise NotFound()
    return found


def groups_offered(house_id: str, language: str, house_language: str) -> list[tuple[str, str]]:
    """The groups a session can be for, (id, name) by name: those that go on; a list belongs to its own session."""
    statement = select(Group.id, Group.name).where(
        Group.house_id == house_id, Group.kind.in_(LASTING), Group.ended_at.is_(None)
    )
    said = [(row.id, said_in(row.name, language, house_language)[0]) for row in bare_rows(statement)]
    return sorted(said, key=lambda one: (one[1].casefold(), one[0]))
