"""Definitions of time zones that every calendar program reads: rules by the year (RFC 5545, 3.6.5), or none at all.

The rule is the one at the end of the zone's own data (RFC 8536, 3.3; POSIX.1, TZ). It is believed only where it says
the same as the data itself for all of the time that is asked about.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

from foundation.walltime import known_zone
from sessions.schedule.rule_parts import WEEKDAYS

_NAME = r"[A-Za-z]{3,}|<[A-Za-z0-9+-]+>"
_HOURS = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_DAY = rf"M(\d{{1,2}})\.([1-5])\.([0-6])(?:/({_HOURS}))?"
_POSIX = re.compile(rf"(?P<std>{_NAME})(?P<off>{_HOURS})(?:(?P<dst>{_NAME})(?P<more>{_HOURS})?,(?P<days>.+))?")
_DAYS = re.compile(rf"{_DAY},{_DAY}")
_STEP = timedelta(hours=12)
_DAY_LONG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Onset:
    """When an offset begins: naive local time before it, the yearly rule (None: it never changes), and the offsets."""

    begins: datetime
    rule: str | None
    offset_from: timedelta
    offset_to: timedelta
    name: str
    daylight: bool


@dataclass(frozen=True, slots=True)
class _Turn:
    """A yearly change: the n-th (5: last) weekday (0: Sunday) of a month, so many seconds after its midnight."""

    month: int
    nth: int
    weekday: int
    seconds: int
    offset_from: timedelta
    offset_to: timedelta
    name: str

    def local(self, year: int) -> datetime:
        """The naive local time of the change in a year, by the clock that goes until then."""
        first, length = monthrange(year, self.month)
        day = 1 + ((self.weekday - 1) % 7 - first) % 7 + 7 * (self.nth - 1)
        while day > length:
            day -= 7
        return datetime.combine(date(year, self.month, day), time()) + timedelta(seconds=self.seconds)

    def pieces(self) -> list[str]:
        """The rules that together say its day: one, but for a change on the day after the last of a month."""
        shift = self.seconds // 86400
        name = WEEKDAYS[(self.weekday - 1 + shift) % 7]
        if not shift:
            nth = -1 if self.nth == 5 else self.nth
            return [f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={nth}{name}"]
        # Any year will do: no change falls into February (the check would find it).
        length = monthrange(2001, self.month)[1]
        lowest = length - 6 if self.nth == 5 else 7 * self.nth - 6
        months: dict[int, list[int]] = {}
        for number in range(lowest, lowest + 7):
            day = date(2001, self.month, 1) + timedelta(days=number - 1 + shift)
            months.setdefault(day.month, []).append(day.day)
        return [
            f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={','.join(map(str, days))};BYDAY={name}"
            for month, days in months.items()
        ]

    def instant(self, year: int) -> datetime:
        """The instant of the change in a year, in UTC."""
        return (self.local(year) - self.offset_from).replace(tzinfo=UTC)


@lru_cache(maxsize=64)
def zone_definition(zone: str, first: date, last: date) -> tuple[Onset, ...] | None:
    """The onsets that define an IANA zone from a day to another, both of its wall; None where no yearly rule is true.

    Raises ValueError when the zone is unknown.
    """
    if not known_zone(zone):
        raise ValueError(f"not an IANA time zone: {zone!r}")
    rule = _POSIX.fullmatch(_posix_rule(zone))
    if rule is None:
        return None
    offset, name = -_seconds(rule["off"]), rule["std"].strip("<>")
    changes = _changes(ZoneInfo(zone), first, last)
    if rule["dst"] is None:
        still = Onset(datetime(1970, 1, 1), None, offset, offset, name, False)  # noqa: DTZ001  local, RFC 5545
        return (still,) if not changes and _offset(zone, first) == offset else None
    turns = _turns(rule, offset)
    if not turns:
        return None
    years = range(first.year - 2, last.year + 2)
    told = sorted((turn.instant(year), turn.offset_to) for turn in turns for year in years)
    start, end = _bounds(first, last)
    before = [to for at, to in told if at <= start]
    if [one for one in told if start < one[0] <= end] != changes or before[-1:] != [_offset(zone, first)]:
        return None
    return tuple(onset for turn in turns for onset in _onsets(turn, first, last))


def _posix_rule(zone: str) -> str:
    data = next((path.read_bytes() for root in TZPATH if (path := Path(root, zone)).is_file()), None)
    if data is None:
        data = resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    # The first version of the format ends without a rule; the others end with one between two line breaks.
    return data.rsplit(b"\n", 2)[-2].decode("ascii") if data[4:5] >= b"2" else ""


def _seconds(text: str) -> timedelta:
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")] + [0, 0]
    return sign * timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])


def _turns(rule: re.Match[str], offset: timedelta) -> list[_Turn]:
    days = _DAYS.fullmatch(rule["days"])
    if days is None:
        return []
    summer = -_seconds(rule["more"]) if rule["more"] else offset + timedelta(hours=1)
    found = []
    for number, (before, after, name) in enumerate(((offset, summer, rule["dst"]), (summer, offset, rule["std"]))):
        month, nth, weekday, hours = days.group(*range(4 * number + 1, 4 * number + 5))
        at = int(_seconds(hours or "2").total_seconds())
        found.append(_Turn(int(month), int(nth), int(weekday), at, before, after, name.strip("<>")))
    return found


def _onsets(turn: _Turn, first: date, last: date) -> list[Onset]:
    """A change as onsets: each begins with the last of its days before the time asked about, or the first in it."""
    found = []
    locals_ = [turn.local(year) for year in range(first.year - 28, last.year + 1)]
    for piece in turn.pieces():
        days = piece.partition("BYMONTHDAY=")[2].partition(";")[0]
        month = int(piece.partition("BYMONTH=")[2].partition(";")[0])
        mine = [at for at in locals_ if at.month == month and (not days or str(at.day) in days.split(","))]
        before = [at for at in mine if at.date() < first][-1:]
        within = [at for at in mine if at.date() >= first]
        # The rare piece of a change at the end of a month need not be there while it does not happen.
        if within or (before and before[0].year >= first.year - 1):
            daylight = turn.offset_to > turn.offset_from
            begins = (before or within)[0]
            found.append(Onset(begins, piece, turn.offset_from, turn.offset_to, turn.name, daylight))
    return found


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    return (
        datetime.combine(first, time(), UTC) - _DAY_LONG,
        datetime.combine(last, time(), UTC) + 2 * _DAY_LONG,
    )


def _offset(zone: str, first: date) -> timedelta:
    offset = _bounds(first, first)[0].astimezone(ZoneInfo(zone)).utcoffset()
    return offset or timedelta(0)


def _changes(zone: ZoneInfo, first: date, last: date) -> list[tuple[datetime, timedelta]]:
    """Every change of the offset in the zone's data, to the second, looked for twice a day."""
    start, end = _bounds(first, last)
    looks = [start + number * _STEP for number in range(int((end - start) / _STEP) + 1)]
    found = []
    for low, high in pairwise(looks):
        after = high.astimezone(zone).utcoffset() or timedelta(0)
        if low.astimezone(zone).utcoffset() == after:
            continue
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) // 2
            middle = middle.replace(microsecond=0) if middle.replace(microsecond=0) > low else high
            if middle.astimezone(zone).utcoffset() == after:
                high = middle
            else:
                low = middle
        found.append((high, after))
    return found
