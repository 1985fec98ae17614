"""The boundary: the day a page is asked for, and the week of a house it lies in."""

from datetime import date, timedelta

from flask import request

from foundation.errors import NotFound

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
_STARTS = {"mon": 0, "sat": 5, "sun": 6}


def asked_day(today: date, name: str = "day") -> date:
    """The day in ``?day=2026-11-24``, today without one; NotFound when it is no day."""
    text = request.args.get(name)
    return today if text is None else day_in(text)


def day_in(text: str) -> date:
    """The day a text names as 2026-11-24; NotFound when it is none, or further away than anybody plans."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFound() from None
    if len(text) != 10 or not EARLIEST <= day < LATEST:
        raise NotFound()
    return day


def week_start(day: date, week_starts: str) -> date:
    """The first day of the week a day lies in, by the house's first day of the week."""
    return day - timedelta(days=(day.weekday() - _STARTS[week_starts]) % 7)


def week_of(day: date, week_starts: str) -> list[date]:
    """The seven days of the week a day lies in, by the house's first day of the week."""
    first = week_start(day, week_starts)
    return [first + timedelta(days=number) for number in range(7)]
