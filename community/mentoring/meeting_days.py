"""The days on which two meet: once, or every week on the same weekday; days and times are those of the house's wall."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

WEEK = timedelta(days=7)


class Meeting(NamedTuple):
    """A time the two have: from its first day to its last (None: without an end), weekly when that is later."""

    first_day: date
    to_day: date | None
    start: time
    end: time


def meeting_days(meeting: Meeting, first: date, last: date) -> Iterator[date]:
    """The days of a meeting between a first and a last day, both included."""
    until = last if meeting.to_day is None else min(last, meeting.to_day)
    day = meeting.first_day
    if day < first:
        day += WEEK * -(-(first - day).days // 7)
    while day <= until:
        yield day
        day += WEEK


def meet_at_once(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings are ever on at the same time of the wall."""
    if one.start >= other.end or other.start >= one.end or (one.first_day - other.first_day).days % 7:
        return False
    first = max(one.first_day, other.first_day)
    ends = [meeting.to_day for meeting in (one, other) if meeting.to_day is not None]
    return not ends or first <= min(ends)
