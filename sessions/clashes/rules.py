"""The rules of clashes: what a planned session is in the way of, alone and beside another one.

One clash names everybody it touches. Times are instants in UTC, half open: what ends when the other begins is no clash.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

from community.staff.shifts import works_through
from sessions.clashes.planned import Away, Facts, Planned, Space
from sessions.schedule.session_types import TYPES

HARD, WARNING = "hard", "warning"
# What cannot both happen as it is planned is hard; the others are warnings. In the order they are told: people first.
SEVERITY = {
    "resident": HARD,
    "visit": HARD,
    "leader": HARD,
    "absence": HARD,
    "room": HARD,
    "phone_hour": WARNING,
    "meal": WARNING,
    "job_duty": WARNING,
    "engagement": WARNING,
    "leave": WARNING,
    "kept_hour": WARNING,
    "rest": WARNING,
    "working_hours": WARNING,
    "capacity": WARNING,
}
_RANK = {kind: number for number, kind in enumerate(SEVERITY)}
# Meals, medicine and rest stand side by side, and keep nobody from what the house keeps its hours for.
DAILY = frozenset(key for key, one in TYPES.items() if one.category == "daily_life")
GROUPS = frozenset(key for key, one in TYPES.items() if one.category == "group")
# Two at once for one person are called by the one that is special, in this order.
_BY_TYPE = (("visit", "visit"), ("phone_hour", "phone_hour"), ("job_duty", "job_duty"), ("meal", "meal"))
LEAVE, JOB_DUTY = "leave", "job_duty"

Key = tuple[str, str, str | None, str | None]


class Clash(NamedTuple):
    """One session in the way of another, or of what ``subject`` names: a room, a person, hours kept free.

    ``people`` are the ids of everybody it touches; [starts_at, ends_at) is the time of it (UTC).
    """

    kind: str
    one: Planned
    other: Planned | None
    subject: str | None
    people: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime

    @property
    def severity(self) -> str:
        """Whether it cannot be, or is a warning."""
        return SEVERITY[self.kind]

    @property
    def key(self) -> Key:
        """What makes it the same clash on another day: its kind, the two lines in order, and the subject."""
        lines = sorted([self.one.line, *([self.other.line] if self.other else [])])
        return self.kind, lines[0], lines[1] if self.other else None, self.subject


def find(facts: Facts, only: Collection[str] | None = None) -> list[Clash]:
    """Every clash of a span of time, by when it begins; ``only``: those that one of these session ids takes part in.

    A sweep: O(n log n) for n sessions, and what is at once at each moment, of which a house has few.
    """
    found: list[Clash] = []
    for session in facts.sessions:
        if only is None or session.id in only:
            found += alone(session, facts)
    for one, other in side_by_side(facts.sessions, timedelta(minutes=facts.rest_minutes)):
        if only is None or one.id in only or other.id in only:
            found += between(one, other)
    return sorted(found, key=lambda clash: (clash.starts_at, _RANK[clash.kind], clash.one.id, clash.subject or ""))


def side_by_side(sessions: Iterable[Planned], rest: timedelta) -> Iterator[tuple[Planned, Planned]]:
    """The pairs at once, or with less than ``rest`` between two counted groups; the earlier start first."""
    running: list[tuple[datetime, int, Planned]] = []
    for place, session in enumerate(sorted(sessions, key=_by_start)):
        while running and running[0][0] <= session.starts_at:
            heappop(running)
        for _, _, earlier in running:
            if earlier.ends_at > session.starts_at or _is_group(session):
                yield earlier, session
        heappush(running, (session.ends_at + rest if _is_group(session) else session.ends_at, place, session))


def _by_start(session: Planned) -> tuple[datetime, float, str]:
    # Of two that begin together the longer one is told first: the other lies within it.
    return session.starts_at, -(session.ends_at - session.starts_at).total_seconds(), session.id


def _is_group(session: Planned) -> bool:
    return session.counted and session.type_key in GROUPS


def between(one: Planned, other: Planned) -> Iterator[Clash]:
    """The clashes of two sessions at once, the earlier start first; or of two groups with too little rest between."""
    if one.id == other.id:
        return
    ends_at = min(one.ends_at, other.ends_at)
    if ends_at <= other.starts_at:
        tired = one.people & other.people
        if tired and "each" not in (one.audience, other.audience):
            yield Clash("rest", one, other, None, _in_order(tired), one.ends_at, other.starts_at)
        return
    daily = one.type_key in DAILY and other.type_key in DAILY
    if one.room_id is not None and one.room_id == other.room_id and not daily:
        yield Clash("room", one, other, one.room_id, (), other.starts_at, ends_at)
    for leader in sorted(one.leaders & other.leaders):
        yield Clash("leader", one, other, leader, (leader,), other.starts_at, ends_at)
    # Those who come one after the other are there for a part of it alone.
    if not daily and "each" not in (one.audience, other.audience):
        torn = one.people & other.people - (one.leaders & other.leaders)
        if torn:
            yield Clash(_called(one, other), one, other, None, _in_order(torn), other.starts_at, ends_at)


def _called(one: Planned, other: Planned) -> str:
    both = (one.type_key, other.type_key)
    return next((kind for type_key, kind in _BY_TYPE if type_key in both), "resident")


def _in_order(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(people))


def alone(session: Planned, facts: Facts) -> Iterator[Clash]:
    """The clashes of one session with its room's size, who is away, hours kept free, and when its staff work."""
    room = facts.rooms.get(session.room_id) if session.room_id else None
    if room and too_small(room, session):
        yield _of(session, "capacity", room.id, session.people)
    if session.type_key not in DAILY:
        yield from _elsewhere(session, facts.away)
        for hour in facts.kept:
            if hour.starts_at < session.ends_at and session.starts_at < hour.ends_at:
                kept = session.people if hour.people is None else session.people & hour.people
                if kept:
                    yield _of(session, "kept_hour", hour.id, kept)._replace(
                        starts_at=max(hour.starts_at, session.starts_at), ends_at=min(hour.ends_at, session.ends_at)
                    )
    for person in sorted(session.staff):
        if any(
            one.from_at < session.ends_at and (one.to_at is None or one.to_at > session.starts_at)
            for one in facts.gone.get(person, ())
        ):
            yield _of(session, "absence", person, (person,))
        elif works_through(facts.hours.get(person, ()), session.wall_start, session.wall_end) is False:
            yield _of(session, "working_hours", person, (person,))


def too_small(room: Space, session: Planned) -> bool:
    """Whether a room holds fewer than are expected at once.

    At meals people come and go, and who is called in one after the other sits nowhere with all the others.
    """
    at_once = session.audience != "each" and session.type_key not in DAILY
    return at_once and len(session.people) + session.guests > room.capacity


def _of(session: Planned, kind: str, subject: str | None, people: Iterable[str]) -> Clash:
    return Clash(kind, session, None, subject, _in_order(people), session.starts_at, session.ends_at)


def _elsewhere(session: Planned, away: Mapping[str, Iterable[Away]]) -> Iterator[Clash]:
    """Whoever has to go elsewhere while it lasts; and everybody who is away, when that is more than half.

    Who is away when it begins is not expected: that is how it should be, until hardly anybody is left.
    """
    missing: dict[str, set[str]] = {}
    leaving: dict[str, set[str]] = {}
    for person in session.meant & away.keys():
        for span in away[person]:
            kind = span.reason if span.reason in (LEAVE, JOB_DUTY) else "engagement"
            if span.starts_at <= session.starts_at < span.ends_at:
                missing.setdefault(kind, set()).add(person)
            elif session.starts_at < span.starts_at < session.ends_at and person in session.people:
                leaving.setdefault(kind, set()).add(person)
    gone = set().union(*missing.values())
    if 2 * len(gone) > len(session.meant):
        # Called by what takes most of them; the order of the three decides between equals.
        kind = max((LEAVE, JOB_DUTY, "engagement"), key=lambda one: len(missing.get(one, ())))
        leaving[kind] = leaving.get(kind, set()) | gone
    for kind in sorted(leaving):
        if session.audience != "each" or leaving[kind] & gone:
            yield _of(session, kind, None, leaving[kind])
