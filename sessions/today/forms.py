"""The boundary: the day a page is asked for."""

from datetime import date

from flask import request

from foundation.errors import NotFound

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def asked_day(today: date) -> date:
    """The day in ``?day=2026-11-24``, today without one; NotFound when it is no day."""
    text = request.args.get("day")
    if text is None:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFound() from None
    if len(text) != 10 or not EARLIEST <= day < LATEST:
        raise NotFound()
    return day
