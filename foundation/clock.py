"""The one clock of the app, so that tests and the demonstration can hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """The present instant in UTC, to the second: nothing in a house happens at a finer grain."""
    held = _held.get()
    return held if held is not None else datetime.now(UTC).replace(microsecond=0)


def today(zone: str) -> date:
    """The calendar day it is now on the wall of ``zone`` (an IANA name)."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def held_at(at: datetime) -> Iterator[None]:
    """Hold the clock at an aware instant while the block runs; ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("the clock is held at an aware instant")
    token = _held.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)
