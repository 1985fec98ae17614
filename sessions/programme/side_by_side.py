"""The rule of what is side by side: sessions at once in one room, under one leader, or both for everyone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import NamedTuple

from sessions.schedule.clashes import Booking, overlaps

ROOM, LEADER, EVERYONE = "room", "leader", "everyone"


class Dated(NamedTuple):
    """One date of a series: naive wall times of the house, and what it takes."""

    series_id: str
    wall_start: datetime
    wall_end: datetime
    room_id: str | None
    leader_id: str | None
    keeper_id: str | None
    audience: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sessions at once; ``place`` is that in the file, None for one that the house has already."""

    place: str | None
    titles: Mapping[str, str]
    start: time
    end: time


class Overlap(NamedTuple):
    """Two sessions at once, one of the file first, and what both want: the room, the leader or everyone."""

    one: Side
    other: Side
    shared: str


def _bookings(date: Dated) -> Iterator[Booking]:
    # The wall's own hours stand in for instants: no clock change puts two sessions side by side.
    span = date.wall_start.replace(tzinfo=UTC), date.wall_end.replace(tzinfo=UTC)
    if date.room_id:
        yield Booking(date.series_id, date.room_id, None, *span)
    for person in {date.leader_id, date.keeper_id} - {None}:
        yield Booking(date.series_id, None, person, *span)


def _for_all(date: Dated) -> Iterator[Booking]:
    if date.audience == EVERYONE:
        # Two sessions for everyone at once clash like two for one leader.
        span = date.wall_start.replace(tzinfo=UTC), date.wall_end.replace(tzinfo=UTC)
        yield Booking(date.series_id, None, EVERYONE, *span)


def _pairs(dates: Sequence[Dated]) -> list[tuple[Booking, Booking]]:
    """Each pair of series once: what cannot be, one room or one leader twice, before what is for everyone twice."""
    booked = overlaps([booking for date in dates for booking in _bookings(date)])
    known = {frozenset((one.key, other.key)) for one, other in booked}
    for_all = overlaps([booking for date in dates for booking in _for_all(date)])
    pairs = [*booked, *(pair for pair in for_all if frozenset((pair[0].key, pair[1].key)) not in known)]
    return sorted(pairs, key=lambda pair: [(one.starts_at, one.key) for one in pair])


def side_by_side(
    dates: Iterable[Dated], titles: Mapping[str, Mapping[str, str]], places: Mapping[str, str]
) -> list[Overlap]:
    """The pairs of series that are ever at once, each pair once, in the order of ``places``: the file's series in it.

    ``titles`` are those of all series. Two series that the house had before are not compared with each other.
    """
    order = {series_id: number for number, series_id in enumerate(places)}
    found = []
    for pair in _pairs(list(dates)):
        # Of a row and a session of the house the row comes first; of two rows the one that begins first.
        one, other = sorted(pair, key=lambda booking: booking.key not in places)
        if one.key not in places:
            continue
        shared = ROOM if one.room else EVERYONE if one.leader == EVERYONE else LEADER
        found.append((order[one.key], Overlap(_side(one, titles, places), _side(other, titles, places), shared)))
    return [overlap for _, overlap in sorted(found, key=lambda numbered: numbered[0])]


def _side(booking: Booking, titles: Mapping[str, Mapping[str, str]], places: Mapping[str, str]) -> Side:
    times = booking.starts_at.time(), booking.ends_at.time()
    return Side(places.get(booking.key), titles[booking.key], *times)


def taken_hours(dates: Iterable[Dated]) -> dict[str, set[tuple[int, time, time]]]:
    """When each person of the staff leads or keeps a register: weekday (Monday is 0), wall start and end."""
    hours: dict[str, set[tuple[int, time, time]]] = {}
    for date in dates:
        for person in (date.leader_id, date.keeper_id):
            if person:
                taken = date.wall_start.weekday(), date.wall_start.time(), date.wall_end.time()
                hours.setdefault(person, set()).add(taken)
    return hours
