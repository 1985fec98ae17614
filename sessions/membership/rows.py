"""Reading the groups of a house for whoever keeps them: the list with its counts, and one with all that belongs."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, or_, select

from community.access.actor import Actor
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import bare_rows
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.groups.kinds import LASTING
from sessions.groups.models import Group, GroupMembership, GroupWait
from sessions.groups.queries import belongs, lives_here
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.rule_words import rule_sentence
from sessions.schedule.session_types import TYPES, SessionType


class GroupRow(NamedTuple):
    """A group in the list: how many belong to it now, and how many wait."""

    id: str
    name: str
    lang: str
    kind: str
    open: bool
    capacity: int | None
    members: int
    waiting: int
    ended: bool

    @property
    def full(self) -> bool:
        """Whether every place is taken."""
        return self.capacity is not None and self.members >= self.capacity


class Member(NamedTuple):
    """Somebody who belongs or belonged to a group; days of the house. ``ahead``: from a day that has not come."""

    id: str
    person_id: str
    shown: str
    since: date
    until: date | None
    ahead: bool
    lives_here: bool


class Waiting(NamedTuple):
    """Somebody who waits for a place, since a day."""

    id: str
    shown: str
    since: date


class MeetingSeries(NamedTuple):
    """A series that is for a group, with its next date on the house's wall (naive)."""

    id: str
    type: SessionType
    title: str
    lang: str
    occurrence_id: str
    starts: datetime
    ends: datetime
    when: str


def coming_of() -> Select[str]:
    """The next date that is held of each series, for a statement about series."""
    return (
        select(Occurrence.id)
        .where(Occurrence.series_id == Series.id, Occurrence.starts_at > now(), Occurrence.status != "cancelled")
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(1)
        .correlate(Series)
    )


def groups_listed(actor: Actor) -> list[GroupRow]:
    """The groups of the house by name, those that have ended among them, and the lists of sessions to come."""
    at = now()
    members = select(func.count()).where(
        GroupMembership.group_id == Group.id, belongs(at), lives_here(GroupMembership.person_id, at)
    )
    waits = select(func.count()).where(GroupWait.group_id == Group.id, GroupWait.ended_at.is_(None))
    needed = exists().where(
        Series.group_id == Group.id,
        Series.house_id == actor.house_id,
        exists().where(Occurrence.series_id == Series.id, Occurrence.ends_at > at),
    )
    statement = select(
        *(Group.id, Group.name, Group.kind, Group.open, Group.capacity, Group.ended_at),
        members.correlate(Group).scalar_subquery().label("members"),
        waits.correlate(Group).scalar_subquery().label("waiting"),
    ).where(Group.house_id == actor.house_id, or_(Group.kind.in_(LASTING), needed))
    found = [
        GroupRow(
            row.id,
            *said_in(row.name, actor.language, actor.house_language),
            row.kind,
            row.open,
            row.capacity,
            row.members,
            row.waiting,
            row.ended_at is not None,
        )
        for row in bare_rows(statement)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def members_of(actor: Actor, group_id: str) -> tuple[list[Member], list[Member]]:
    """Who belongs to a group now or from a day on, and who did before; by name. One statement."""
    at = now()
    statement = (
        select(
            *(GroupMembership.id, GroupMembership.person_id, GroupMembership.from_at, GroupMembership.to_at),
            *(Person.shown, Person.folded),
            lives_here(GroupMembership.person_id, at).label("lives_here"),
        )
        .join(Person, Person.id == GroupMembership.person_id)
        .where(GroupMembership.group_id == group_id)
    )
    rows = sorted(bare_rows(statement), key=lambda row: (row.folded, row.from_at, row.id))

    def told(row: Any) -> Member:
        return Member(
            row.id,
            row.person_id,
            row.shown,
            wall_of(row.from_at, actor.zone).date(),
            wall_of(row.to_at, actor.zone).date() if row.to_at else None,
            row.from_at > at,
            row.lives_here,
        )

    over = [told(row) for row in rows if row.to_at is not None and row.to_at <= at]
    return [told(row) for row in rows if row.to_at is None or row.to_at > at], over


def queue_of(actor: Actor, group_id: str) -> list[Waiting]:
    """Who waits for a place, whoever asked first at the head; one statement."""
    statement = (
        select(GroupWait.id, Person.shown, GroupWait.asked_at)
        .join(Person, Person.id == GroupWait.person_id)
        .where(GroupWait.group_id == group_id, GroupWait.ended_at.is_(None))
        .order_by(GroupWait.asked_at, GroupWait.id)
    )
    return [Waiting(row.id, row.shown, wall_of(row.asked_at, actor.zone).date()) for row in bare_rows(statement)]


def series_of_group(actor: Actor, group_id: str) -> list[MeetingSeries]:
    """The series that are for a group and still have a date, the next first; one statement."""
    statement = (
        select(
            *(Series.id, Series.type_key, Series.titles, Occurrence.id.label("occurrence_id")),
            *(Series.rule, Series.first_day, Series.to_day),
            *(Occurrence.starts_at, Occurrence.ends_at),
        )
        .join(Occurrence, Occurrence.id == coming_of().scalar_subquery())
        .where(Series.house_id == actor.house_id, Series.group_id == group_id)
    )
    rows = sorted(bare_rows(statement), key=lambda row: (row.starts_at, row.id))
    return [
        MeetingSeries(
            row.id,
            TYPES[row.type_key],
            *said_in(row.titles, actor.language, actor.house_language),
            row.occurrence_id,
            wall_of(row.starts_at, actor.zone),
            wall_of(row.ends_at, actor.zone),
            rule_sentence(row.rule, row.first_day, row.to_day),
        )
        for row in rows
    ]


def residents_now(house_id: str) -> list[tuple[str, str]]:
    """Who lives here or comes as an outpatient now, as (id, shown name) by name; one statement."""
    statement = select(Person.id, Person.shown, Person.folded).join(Stay, Stay.person_id == Person.id)
    rows = bare_rows(statement.where(Stay.house_id == house_id, living_here(now())).distinct())
    return [(row.id, row.shown) for row in sorted(rows, key=lambda row: (row.folded, row.id))]
