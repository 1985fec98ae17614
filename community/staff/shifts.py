"""When somebody works, from their hours of the week: wall times of the house, a night reaches into the next day."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

DAY = timedelta(days=1)


class Hours(NamedTuple):
    """One span of a weekday (Monday is 0), in wall time, from a day until before another (None: until further notice).

    An end that is not after the start lies on the next day.
    """

    person_id: str
    weekday: int
    wall_start: time
    wall_end: time
    from_day: date
    to_day: date | None

    def holds_on(self, day: date) -> bool:
        """Whether these hours are in force on a day, whatever its weekday."""
        return self.from_day <= day and (self.to_day is None or self.to_day > day)


def shift_of(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """A span that begins on a day, as naive wall times, half open."""
    begins = datetime.combine(day, start)
    return begins, datetime.combine(day if end > start else day + DAY, end)


def shifts_on(hours: Iterable[Hours], day: date) -> list[tuple[datetime, datetime]]:
    """The spans of a person that begin on a day, in order, as naive wall times."""
    found = [one for one in hours if one.weekday == day.weekday() and one.holds_on(day)]
    return sorted(shift_of(day, one.wall_start, one.wall_end) for one in found)


def works_through(hours: Sequence[Hours], start: datetime, end: datetime) -> bool | None:
    """Whether a person's hours cover a time (naive wall times, half open) without a gap; None: nothing is known."""
    if not any(one.holds_on(start.date()) for one in hours):
        return None
    day, covered = start.date() - DAY, start
    while day <= end.date():
        for begins, ends in shifts_on(hours, day):
            if begins <= covered < ends:
                covered = ends
        day += DAY
    return covered >= end


def weekly(hours: Iterable[Hours], day: date) -> list[list[tuple[time, time]]]:
    """The spans of each weekday (Monday first) that are in force on a day."""
    week: list[list[tuple[time, time]]] = [[] for _ in range(7)]
    for one in sorted(hours, key=lambda one: (one.weekday, one.wall_start)):
        if one.holds_on(day):
            week[one.weekday].append((one.wall_start, one.wall_end))
    return week


def minutes_of(week: Sequence[Sequence[tuple[time, time]]]) -> int:
    """How many minutes a week of such spans has on the wall."""
    spans = (shift_of(date.min, start, end) for each in week for start, end in each)
    return int(sum(((end - start) for start, end in spans), timedelta()).total_seconds() // 60)


def overlapping(week: Sequence[Sequence[tuple[time, time]]]) -> bool:
    """Whether two spans of a week (Monday first) share a moment, Sunday's night and Monday's morning included."""
    monday = date(2024, 1, 1)
    spans = [
        shift_of(monday + DAY * number, start, end)
        for number in range(14)
        for start, end in (week[number % 7] if number % 7 < len(week) else ())
    ]
    spans.sort()
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))
