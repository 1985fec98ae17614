"""Wall time and instants: what the clock on a house's wall means in UTC, and back.

Wall times are naive datetimes, instants are aware ones in UTC, zones are IANA names.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from foundation.errors import Refused
from foundation.messages import N_

TOO_FAR = N_("This day is too far away.")
# Names that follow the machine or stand for "not set": they mean something else on the next computer.
NOT_A_PLACE = frozenset({"localtime", "posixrules", "Factory"})


@dataclass(frozen=True, slots=True)
class Instant:
    """A wall time made an instant: ``at`` in UTC; ``moved_by`` is the gap if the wall never showed that time."""

    at: datetime
    moved_by: timedelta


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - NOT_A_PLACE


def known_zone(name: str) -> bool:
    """Say whether ``name`` is an IANA zone this computer has data for; paths and "localtime" are not."""
    return name in _zones()


@lru_cache(maxsize=1)
def places() -> tuple[str, ...]:
    """The zones that are named after a place, by name: what a person chooses from, without old other names."""
    areas = (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
    return tuple(sorted(name for name in _zones() if name.split("/")[0] in areas and "/" in name))


def _zone(name: str) -> ZoneInfo:
    if not known_zone(name):
        raise ValueError(f"not an IANA time zone: {name!r}")
    return ZoneInfo(name)


def resolve(wall: datetime, zone: str) -> Instant:
    """Give the instant (UTC) of a naive wall time in ``zone``; ValueError if ``wall`` is aware or the zone unknown.

    A time the wall never shows moves forward by the gap; of a doubled one the first counts (RFC 5545, 3.3.5).
    Refused in the years 1 and 9999: a step further no date can be written.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time is naive")
    if not date.min.year < wall.year < date.max.year:
        raise Refused(TOO_FAR)
    return _resolved(wall, zone)


# A page of clashes or of hours asks for the same midnights and the same quarters of an hour a thousand times.
@lru_cache(maxsize=16384)
def _resolved(wall: datetime, zone: str) -> Instant:
    tz = _zone(zone)
    # fold=0 reads a time in the gap with the offset before it, which lands exactly the gap later.
    at = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    shown = at.astimezone(tz).replace(tzinfo=None, fold=0)
    return Instant(at, shown - wall.replace(fold=0))


def wall_of(at: datetime, zone: str) -> datetime:
    """Give the naive wall time in ``zone`` at an aware instant; ValueError if ``at`` is naive or the zone unknown."""
    if at.utcoffset() is None:
        raise ValueError("an instant is aware")
    return at.astimezone(_zone(zone)).replace(tzinfo=None, fold=0)


@lru_cache(maxsize=4096)
def clocks_change(day: date, zone: str) -> bool:
    """Say whether the clock on the wall of ``zone`` is put forward or back on a day or on the one after it."""
    midnight = datetime.combine(day, time())
    return resolve(midnight + timedelta(days=2), zone).at - resolve(midnight, zone).at != timedelta(days=2)


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Give the half-open UTC bounds of a house's day; a day without midnight begins when its clock first shows it.

    A day the zone skipped altogether (Apia, 30 December 2011) is empty: both bounds are equal.
    """
    midnight = datetime.combine(day, time())
    return resolve(midnight, zone).at, resolve(midnight + timedelta(days=1), zone).at
