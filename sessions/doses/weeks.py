"""The weeks of a house: seven of its days each, by its own first day of the week, as long as its clocks make them."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from foundation.walltime import day_bounds
from sessions.schedule.asked_day import week_of

WEEK = timedelta(days=7)
# As many as one looks back on at once: a quarter of a year, as stages last.
MANY = 12


class Week(NamedTuple):
    """A week by its first day, and the instants (UTC) it begins and ends; 167 or 169 hours where clocks change."""

    first: date
    begins: datetime
    ends: datetime

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=6)


def week_at(day: date, week_starts: str, zone: str) -> Week:
    """The week a day lies in, of a house whose weeks begin so (mon, sat, sun), in its zone (IANA)."""
    first = week_of(day, week_starts)[0]
    return Week(first, day_bounds(first, zone)[0], day_bounds(first + WEEK, zone)[0])


def weeks_until(day: date, week_starts: str, zone: str, many: int = MANY) -> list[Week]:
    """So many weeks, the earliest first, of which the last is that of a day."""
    return [week_at(day - number * WEEK, week_starts, zone) for number in range(many - 1, -1, -1)]
