"""Hobby groups as a resident reads them: when they meet, how many places are left, and what they are to oneself."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.groups.kinds import HOBBY, LIST
from sessions.groups.models import Group, GroupMembership, GroupWait
from sessions.groups.queries import belongs, lives_here
from sessions.schedule.models import Occurrence, Series

_mine, _my_wait, _ahead = aliased(GroupMembership), aliased(GroupWait), aliased(GroupWait)


class Hobby(NamedTuple):
    """A group as one resident sees it; the next date on the house's wall (naive). Nobody else's name."""

    id: str
    name: str
    lang: str
    kind: str
    open: bool
    left: int | None
    next: datetime | None
    next_end: datetime | None
    since: date | None
    place: int | None

    @property
    def mine(self) -> bool:
        """Whether the resident belongs to it."""
        return self.since is not None


def hobbies_of(actor: Actor) -> tuple[list[Hobby], list[Hobby]]:
    """The hobby groups of the house, and the other groups the resident belongs to; two statements, by name."""
    found = [_hobby(actor, row) for row in bare_rows(_statement(actor))]
    meetings = _next_dates(actor.house_id, [one.id for one in found])

    def told(one: Hobby) -> Hobby:
        starts, ends = meetings.get(one.id, (None, None))
        if starts is None or ends is None:
            return one
        return one._replace(next=wall_of(starts, actor.zone), next_end=wall_of(ends, actor.zone))

    found = sorted((told(one) for one in found), key=lambda one: (one.name.casefold(), one.id))
    return [one for one in found if one.kind == HOBBY], [one for one in found if one.kind != HOBBY]


def _statement(actor: Actor) -> Select[*tuple[Any, ...]]:
    at = now()
    members = select(func.count()).where(
        GroupMembership.group_id == Group.id, belongs(at), lives_here(GroupMembership.person_id, at)
    )
    since = select(func.max(_mine.from_at)).where(
        _mine.group_id == Group.id,
        _mine.person_id == actor.person_id,
        _mine.to_at.is_(None) | (_mine.to_at > at),
    )
    before_me = select(func.count()).where(
        _ahead.group_id == Group.id, _ahead.ended_at.is_(None), _ahead.asked_at <= _my_wait.asked_at
    )
    place = select(before_me.correlate(Group, _my_wait).scalar_subquery()).where(
        _my_wait.group_id == Group.id, _my_wait.ended_at.is_(None), _my_wait.person_id == actor.person_id
    )
    mine = since.correlate(Group).scalar_subquery()
    return select(
        *(Group.id, Group.name, Group.kind, Group.open, Group.capacity),
        members.correlate(Group).scalar_subquery().label("members"),
        mine.label("since"),
        place.correlate(Group).scalar_subquery().label("place"),
    ).where(
        Group.house_id == actor.house_id,
        Group.ended_at.is_(None),
        (Group.kind == HOBBY) | ((Group.kind != LIST) & mine.is_not(None)),
    )


def _hobby(actor: Actor, row: Any) -> Hobby:
    left = None if row.capacity is None else max(row.capacity - row.members, 0)
    since = wall_of(row.since, actor.zone).date() if row.since else None
    name, lang = said_in(row.name, actor.language, actor.house_language)
    return Hobby(row.id, name, lang, row.kind, row.open, left, None, None, since, row.place)


def _next_dates(house_id: str, groups: list[str]) -> dict[str, tuple[datetime, datetime]]:
    if not groups:
        return {}
    rank = func.row_number().over(partition_by=Series.group_id, order_by=(Occurrence.starts_at, Occurrence.id))
    coming = (
        select(Series.group_id, Occurrence.starts_at, Occurrence.ends_at, rank.label("rank"))
        .join(Series, Series.id == Occurrence.series_id)
        # With its house the few series of a group are found first, and then their dates alone.
        .where(Series.house_id == house_id, Series.group_id.in_(groups))
        .where(Occurrence.ends_at > now(), Occurrence.status != "cancelled")
        .subquery()
    )
    rows = bare_rows(select(coming.c.group_id, coming.c.starts_at, coming.c.ends_at).where(coming.c.rank == 1))
    return {row.group_id: (row.starts_at, row.ends_at) for row in rows}


def hobby_for(actor: Actor, group_id: str) -> Group:
    """A hobby group of the resident's own house that goes on; NotFound for any other group."""
    group = db.session.scalar(
        select(Group).where(
            Group.id == group_id, Group.house_id == actor.house_id, Group.kind == HOBBY, Group.ended_at.is_(None)
        )
    )
    if group is None:
        raise NotFound()
    return group
