"""How an address stands: it gives events, it empties the phone for thirty days, or it never was."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

EMPTY_FOR = timedelta(days=30)


class Standing(StrEnum):
    """What an address answers."""

    LIVE = "live"
    EMPTY = "empty"
    GONE = "gone"


def earliest_end(ends: Iterable[datetime | None], at: datetime) -> datetime | None:
    """The first of several ends that has come by an instant (all aware UTC), or None when none has."""
    return min((end for end in ends if end is not None and end <= at), default=None)


def standing(ended_at: datetime | None, at: datetime) -> Standing:
    """What an address answers at an instant (aware UTC) when its right to events ended then, or never.

    For thirty days the calendar is empty, so that a phone drops at its next look what it showed before.
    """
    if ended_at is None or ended_at > at:
        return Standing.LIVE
    return Standing.EMPTY if at - ended_at < EMPTY_FOR else Standing.GONE
