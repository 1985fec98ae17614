"""Where a session could be instead: the nearest times at which nothing is in its way, its own day first."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from foundation.walltime import resolve, wall_of
from sessions.clashes.planned import Facts, Planned, Space
from sessions.clashes.rules import Clash, Key, alone, between, side_by_side, too_small
from sessions.schedule.pauses import Rest, rest_of

# The hours in which a house has its programme: nobody is woken by a suggestion.
FIRST, LAST = time(7), time(21)
STEP = timedelta(minutes=15)
DAYS = 7
DAY = timedelta(days=1)
HALF_DAY = timedelta(hours=12)


class Slot(NamedTuple):
    """A time and a room for a session: naive wall times of the house, instants in UTC, None where it has no room."""

    wall_start: datetime
    wall_end: datetime
    starts_at: datetime
    ends_at: datetime
    room_id: str | None

    def of(self, session: Planned) -> Planned:
        """The session there and then."""
        return session._replace(**self._asdict())


def free_slots(
    session: Planned,
    facts: Facts,
    now_at: datetime,
    *,
    most: int = 3,
    meant: Collection[Key] = (),
    rests: Collection[Rest] = (),
) -> list[Slot]:
    """The nearest slots in which everybody expected, the staff and a room that is big enough are free, best first.

    On a grid of quarters of an hour between 07:00 and 21:00 on the wall, after ``now_at`` (UTC), up to seven days
    before or after, as long on the wall as the session is now. ``facts`` cover those days. Of each day the nearest to
    the session's own hour; more of one day only where the days do not give enough. What somebody means, by its key,
    is in nobody's way. Into a day on which one of ``rests`` would cancel it nothing is moved.
    """
    firsts: list[Slot] = []
    others: list[Slot] = []
    beside = [one for one in facts.sessions if one.id != session.id and _matters(session, one)]
    here = wall_of(now_at, facts.zone).date()
    for day in nearest_days(session.wall_start.date()):
        if day < here or rest_of(rests, session.type_key, session.counted, day, day) is not None:
            continue
        near = [one for one in beside if abs((one.wall_start.date() - day).days) <= 1]
        of_day = _of_day(session, facts, day, now_at, meant, near)
        best = next(of_day, None)
        if best is not None:
            firsts.append(best)
            if len(firsts) == most:
                return firsts
            others += [one for one, _ in zip(of_day, range(most), strict=False)]
    return (firsts + others)[:most]


def nearest_days(day: date) -> list[date]:
    """A day, then those around it, the nearest first and of two as near the later."""
    return [day, *(day + DAY * (sign * far) for far in range(1, DAYS + 1) for sign in (1, -1))]


def _of_day(
    session: Planned, facts: Facts, day: date, now_at: datetime, meant: Collection[Key], near: Sequence[Planned]
) -> Iterator[Slot]:
    rooms = _rooms(session, facts, meant)
    taken: list[Slot] = []
    for starts in starts_of(day, session):
        times = _times(starts, session, facts.zone)
        if times is None or times.starts_at <= now_at or _overlaps_any(times, taken):
            continue
        for room in rooms:
            slot = times._replace(room_id=room)
            if slot.of(session) != session and fits(slot, session, facts, near, meant):
                # The next one of a day is another time, not the same a quarter later.
                taken.append(slot)
                yield slot
                break


def _overlaps_any(times: Slot, taken: Sequence[Slot]) -> bool:
    return any(times.starts_at < one.ends_at and one.starts_at < times.ends_at for one in taken)


def starts_of(day: date, session: Planned) -> list[datetime]:
    """The wall times of a day at which a session may begin, the nearest to its own hour first, of two the later.

    What is early or late now may stay so: its own hours are always among those of the programme.
    """
    length = session.wall_end - session.wall_start
    wished = datetime.combine(day, session.wall_start.time())
    own = wished.replace(minute=wished.minute - wished.minute % 15, second=0)
    first, last = min(datetime.combine(day, FIRST), own), max(datetime.combine(day, LAST), wished + length)
    found = []
    while first + length <= last:
        found.append(first)
        first += STEP
    return sorted(found, key=lambda one: (abs(one - wished), one < wished))


def _times(starts: datetime, session: Planned, zone: str) -> Slot | None:
    """The instants of a start on the wall; None where the clocks change meanwhile: nobody is sent into a gap."""
    ends = starts + (session.wall_end - session.wall_start)
    first, last = resolve(starts, zone), resolve(ends, zone)
    if first.moved_by or last.moved_by or last.at - first.at != ends - starts:
        return None
    return Slot(starts, ends, first.at, last.at, None)


def _rooms(session: Planned, facts: Facts, meant: Collection[Key]) -> list[str | None]:
    """The rooms that would do: its own first, then those that hold all of them (or are meant), the smallest first."""
    if session.room_id is None:
        return [None]

    def order(room: Space) -> tuple[bool, int, str]:
        return (room.id != session.room_id, room.capacity, room.id)

    return [
        room.id
        for room in sorted(facts.rooms.values(), key=order)
        if not too_small(room, session) or ("capacity", session.line, None, room.id) in meant
    ]


def _matters(session: Planned, other: Planned) -> bool:
    """Whether the other could be in its way at all: a room, somebody of the staff, or people they share."""
    return bool(session.leaders & other.leaders or session.meant & other.people or (session.room_id and other.room_id))


def fits(slot: Slot, session: Planned, facts: Facts, near: Sequence[Planned], meant: Collection[Key] = ()) -> bool:
    """Whether a session has no clash in a slot, and nobody who is expected now is away then.

    ``near`` are the other sessions of those days; clashes whose key is ``meant`` do not count.
    """
    moved = facts.attended(slot.of(session))
    if not session.people <= moved.people or _any(alone(moved, facts), meant):
        return False
    rest = timedelta(minutes=facts.rest_minutes)
    around = [one for one in near if one.starts_at - rest < moved.ends_at and moved.starts_at < one.ends_at + rest]
    for one in around:
        for pair in side_by_side((moved, one), rest):
            if _any(between(*pair), meant):
                return False
    return True


def _any(clashes: Iterable[Clash], meant: Collection[Key]) -> bool:
    return any(clash.key not in meant for clash in clashes)


def days_around(day: date, zone: str) -> tuple[datetime, datetime]:
    """The bounds (UTC) of the time that facts have to cover for the slots of a session of a day."""
    first, last = (datetime.combine(day + DAY * number, time()) for number in (-DAYS, DAYS + 1))
    return resolve(first, zone).at - HALF_DAY, resolve(last, zone).at + HALF_DAY
