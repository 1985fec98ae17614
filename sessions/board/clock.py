"""The rule of the wall's clock: how far the house's wall is from UTC now, and when that changes.

A television may know old rules of summer time, or none: it is told how many minutes to add, and from when on.
"""

from datetime import UTC, datetime, timedelta

from foundation.walltime import wall_of

# Longer than a house's server is ever away before somebody looks.
AHEAD = timedelta(days=3)


def offsets(zone: str, at: datetime) -> list[tuple[datetime, int]]:
    """From which instant (UTC) on the wall of a zone (IANA) shows UTC plus how many minutes, for the days after ``at``.

    The first holds at ``at``; there is a second when the clocks are changed in the next three days.
    """
    found = [(at, _minutes(zone, at))]
    until = at + AHEAD
    if _minutes(zone, until) != found[0][1]:
        low, high = at, until
        while high - low > timedelta(seconds=1):
            middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
            low, high = (middle, high) if _minutes(zone, middle) == found[0][1] else (low, middle)
        found.append((high, _minutes(zone, high)))
    return found


def _minutes(zone: str, at: datetime) -> int:
    return int((wall_of(at, zone).replace(tzinfo=UTC) - at).total_seconds()) // 60
