"""What somebody could still join this week: open groups with a free place, at times when nothing else is planned."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from foundation.clock import now
from foundation.database import bare_rows
from sessions.clashes.planned import Facts, Planned
from sessions.clashes.rules import GROUPS
from sessions.doses.filling import Offer, Span, overlap
from sessions.groups.kinds import LIST
from sessions.groups.models import Group, GroupMembership
from sessions.groups.queries import lives_here, most_of
from sessions.hours.dose import Asked, Sitting, counts, net_minutes
from sessions.schedule.models import Occurrence, Series

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of a group that is still to come: its hours of counselling without breaks, and when (UTC)."""

    id: str
    type: str
    counted: bool
    each: bool
    minutes: int
    starts_at: datetime
    ends_at: datetime
    titles: Words


@dataclass(frozen=True, slots=True)
class OpenGroup:
    """A group that takes people in, with its sessions that are still to come this week, the earliest first."""

    id: str
    name: Words
    meetings: tuple[Meeting, ...]


def open_groups(house_id: str, until: datetime) -> list[OpenGroup]:
    """The open groups of a house with a free place that meet from now until an instant (UTC); two statements.

    A session that asks for something else first is no offer.
    """
    at = now()
    statement: Any = (
        select(
            *(Group.id, Group.name, Group.capacity, Occurrence.id, Series.type_key, Series.counted, Series.audience),
            *(Series.break_minutes, Occurrence.starts_at, Occurrence.ends_at, Series.requires, Series.titles),
        )
        .join(Series, Series.group_id == Group.id)
        .join(Occurrence, Occurrence.series_id == Series.id)
        .where(
            Group.house_id == house_id,
            Group.open.is_(True),
            Group.kind != LIST,
            Group.ended_at.is_(None),
            Occurrence.house_id == house_id,
            Occurrence.status == "planned",
            Occurrence.starts_at > at,
            Occurrence.starts_at < until,
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    found: dict[str, tuple[Words, int | None, list[Meeting]]] = {}
    asking = set()
    for group_id, name, places, key, kind, counted, audience, breaks, starts, ends, requires, titles in _rows(
        statement
    ):
        if requires is not None:
            asking.add(group_id)
        minutes = net_minutes(starts, ends, breaks)
        meeting = Meeting(key, kind, counted, audience == "each", minutes, starts, ends, titles)
        found.setdefault(group_id, (name, places, []))[2].append(meeting)
    taken = _taken(found, at)
    return [
        OpenGroup(group_id, name, tuple(meetings))
        for group_id, (name, places, meetings) in found.items()
        if group_id not in asking and (places is None or taken.get(group_id, 0) < places)
    ]


def _rows(statement: Any) -> Iterable[Any]:
    return bare_rows(statement)


def _taken(groups: Collection[str], at: datetime) -> dict[str, int]:
    """How many places of each are taken at once, at the most, from an instant (UTC) on."""
    if not groups:
        return {}
    statement = select(GroupMembership.group_id, GroupMembership.from_at, GroupMembership.to_at).where(
        GroupMembership.group_id.in_(groups),
        or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > at),
        lives_here(GroupMembership.person_id, at),
    )
    spans: dict[str, list[tuple[datetime, datetime | None]]] = {}
    for group_id, since, until in _rows(statement):
        spans.setdefault(group_id, []).append((since, until))
    return {group_id: most_of(some, at) for group_id, some in spans.items()}


def offers_for(person_id: str, asked: Asked, groups: Iterable[OpenGroup], facts: Facts) -> list[Offer]:
    """Those of the groups that somebody could join, with what of their sessions counts for the rule.

    They are expected at none of them, and none is at a time when they are expected elsewhere, away, or when the house
    keeps its hours free. What they would miss, being away when it begins, does not count. ``facts`` cover the time.
    """
    known = {session.id: session for session in facts.sessions}
    busy = _busy(person_id, facts)
    rest = timedelta(minutes=facts.rest_minutes)
    found = []
    for group in groups:
        spans, sittings = [], []
        for one in group.meetings:
            planned = known.get(one.id)
            if planned is None or person_id in planned.meant or _full(planned, facts):
                break
            span = (one.starts_at, one.ends_at)
            if _away_at(person_id, facts, one.starts_at):
                continue
            if overlap((span,), _padded(busy, rest if one.counted and one.type in GROUPS else timedelta())):
                break
            spans.append(span)
            sitting = Sitting(one.id, one.type, one.minutes, one.counted, one.each, len(planned.people) + 1)
            if counts(asked, sitting):
                sittings.append(sitting)
        else:
            if sittings:
                found.append(Offer(group.id, tuple(sittings), tuple(spans)))
    return found


def _busy(person_id: str, facts: Facts) -> list[tuple[Span, bool]]:
    """When somebody is expected, away, or the house keeps its hours; and whether one rests between it and a group."""
    spans = [
        ((one.starts_at, one.ends_at), one.counted and one.type_key in GROUPS)
        for one in facts.sessions
        # Those who come one after the other are there for a part of it alone.
        if person_id in one.people and one.audience != "each"
    ]
    spans += [((one.starts_at, one.ends_at), False) for one in facts.away.get(person_id, ())]
    kept = (one for one in facts.kept if one.people is None or person_id in one.people)
    return spans + [((one.starts_at, one.ends_at), False) for one in kept]


def _padded(busy: Iterable[tuple[Span, bool]], rest: timedelta) -> list[Span]:
    return [(a - rest, b + rest) if rests else (a, b) for (a, b), rests in busy]


def _away_at(person_id: str, facts: Facts, at: datetime) -> bool:
    return any(one.starts_at <= at < one.ends_at for one in facts.away.get(person_id, ()))


def _full(planned: Planned, facts: Facts) -> bool:
    room = facts.rooms.get(planned.room_id or "")
    return room is not None and planned.audience != "each" and len(planned.people) + planned.guests >= room.capacity
