"""Clashes: which bookings want the same room or the same leader at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush


@dataclass(frozen=True, slots=True)
class Booking:
    """A room and a leader taken over a half-open span of instants (UTC); either may be None.

    A session with two leaders is two bookings with one ``key``: a session never clashes with itself.
    ``capacity_shared`` marks one that may share its room with others that say the same (a dining hall).
    """

    key: str
    room: str | None
    leader: str | None
    starts_at: datetime
    ends_at: datetime
    capacity_shared: bool = False

    def __post_init__(self) -> None:
        """ValueError unless the end is after the start and both are aware."""
        if self.starts_at.utcoffset() is None or self.ends_at.utcoffset() is None:
            raise ValueError("a booking's bounds are aware")
        if self.ends_at <= self.starts_at:
            raise ValueError("a booking ends after it starts")


def _meeting(bookings: Iterable[int], spans: Sequence[Booking]) -> Iterable[tuple[int, int]]:
    """Sweep through the bookings by start, keeping those that still run on a heap by their end."""
    running: list[tuple[datetime, int]] = []
    for place in sorted(bookings, key=lambda one: (spans[one].starts_at, one)):
        while running and running[0][0] <= spans[place].starts_at:
            heappop(running)
        for _, earlier in running:
            yield earlier, place
        heappush(running, (spans[place].ends_at, place))


def overlaps(spans: Sequence[Booking]) -> list[tuple[Booking, Booking]]:
    """Give each pair of sessions that share a room or a leader in overlapping time, once, earlier start first.

    O(n log n) plus the pairs found; one that ends when the other starts does not overlap.
    """
    rooms: dict[str, list[int]] = defaultdict(list)
    leaders: dict[str, list[int]] = defaultdict(list)
    for place, booking in enumerate(spans):
        if booking.room is not None:
            rooms[booking.room].append(place)
        if booking.leader is not None:
            leaders[booking.leader].append(place)
    found: dict[tuple[str, str], tuple[int, int]] = {}

    def note(earlier: int, later: int) -> None:
        first, second = sorted((spans[earlier].key, spans[later].key))
        if first != second:
            found.setdefault((first, second), (earlier, later))

    for taken in rooms.values():
        for earlier, later in _meeting(taken, spans):
            if not (spans[earlier].capacity_shared and spans[later].capacity_shared):
                note(earlier, later)
    for taken in leaders.values():
        for earlier, later in _meeting(taken, spans):
            note(earlier, later)
    order = sorted(found.values(), key=lambda pair: [(spans[one].starts_at, one) for one in pair])
    return [(spans[earlier], spans[later]) for earlier, later in order]
