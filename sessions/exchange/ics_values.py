"""The values of a calendar's lines: words, times and how long something lasts, each refused with one sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from foundation.errors import Refused
from foundation.messages import N_
from foundation.walltime import known_zone, resolve, wall_of
from foundation.words import clean_text
from sessions.exchange.ics_lines import Line, Part

_WHEN = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_DURATION = re.compile(r"\+?P(?:(\d{1,4})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WHOLE_DAY = N_("This is for whole days; a session needs hours.")
_NO_TIME = N_("Line %(line)s says no day and time that can be read.")
# Those of foundation.languages, which would load the web framework into the small process that reads a file.
TONGUES = ("en", "pl", "ar", "ru")
# A session of this or the next century.
_YEARS = range(1970, 2200)


@dataclass(frozen=True, slots=True)
class When:
    """A moment of a file: the naive wall time, and the IANA zone of the wall it is on."""

    wall: datetime
    zone: str

    @property
    def at(self) -> datetime:
        """The instant, in UTC."""
        return resolve(self.wall, self.zone).at

    def on_wall(self, zone: str) -> datetime:
        """What the wall of another zone shows then, naive."""
        return self.wall if zone == self.zone else wall_of(self.at, zone)


@dataclass(slots=True)
class Zones:
    """Which zone a file means: by its names, its definitions' places, and the house's own where it says none."""

    house: str
    defined: Mapping[str, str]
    unknown: set[str] = field(default_factory=set)

    def named(self, name: str) -> str:
        """The IANA zone of a TZID; the house's, noted as unknown, when it means none."""
        tail = "/".join(name.split("/")[-2:])
        for guess in (name, self.defined.get(name, ""), "/".join(name.split("/")[-3:]), tail, _windows(name)):
            if guess and known_zone(guess):
                return guess
        self.unknown.add(name)
        return self.house


def zones_of(parts: list[Part], house: str) -> Zones:
    """The zones of a file; its own rules of zones are not read, only the places they name."""
    defined = {}
    for part in parts:
        named, place = part.first("TZID"), part.first("X-LIC-LOCATION")
        if part.name == "VTIMEZONE" and named and place:
            defined[named.value.strip()] = place.value.strip()
    return Zones(house, defined)


def _windows(name: str) -> str:
    # The library takes as long to load as everything else here, and few files need its table.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return str(WINDOWS_TO_OLSON.get(name, ""))


def when(line: Line, text: str, zones: Zones) -> When | date:
    """A time of a file, or a day alone; Refused when it is neither."""
    found = _WHEN.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        day = datetime.strptime(found[1], "%Y%m%d")  # noqa: DTZ007  the zone stands beside it
        if day.year not in _YEARS:
            raise ValueError
        if found[2] is None:
            return day.date()
        wall = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S").replace(second=0)  # noqa: DTZ007
    except ValueError:
        raise Refused(_NO_TIME, line=line.number) from None
    if found[3]:
        return When(wall, "UTC")
    named = line.parameters.get("TZID")
    return When(wall, zones.named(named) if named else zones.house)


def moment(line: Line, zones: Zones) -> When:
    """A time of a file; Refused for a whole day."""
    found = when(line, line.value, zones)
    if not isinstance(found, When):
        raise Refused(_WHOLE_DAY)
    return found


def days(lines: list[Line], zones: Zones, start: When, most: int) -> list[date]:
    """The days that lists of times name, on the wall of ``start``; Refused when there are more than ``most``."""
    found: list[date] = []
    for line in lines:
        texts = line.value.split(",", most + 1)
        if len(found) + len(texts) > most:
            raise Refused(N_("Line %(line)s: more than %(most)s dates are left out."), line=line.number, most=most)
        for text in texts:
            one = when(line, text, zones)
            found.append(one if not isinstance(one, When) else one.on_wall(start.zone).date())
    return found


def duration(line: Line) -> timedelta:
    """How long something lasts; Refused when it cannot be read."""
    found = _DURATION.fullmatch(line.value.strip())
    if found is None or not any(found.groups()):
        raise Refused(N_("Line %(line)s does not say how long it lasts."), line=line.number)
    weeks, days_, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    return timedelta(weeks=weeks, days=days_, hours=hours, minutes=minutes, seconds=seconds)


def until(text: str, start: When) -> date:
    """The last day a rule may happen, on the wall of ``start``; Refused when it is no day."""
    found = when(Line("UNTIL", {}, text, 0), text, Zones(start.zone, {})) if _WHEN.fullmatch(text) else None
    if found is None:
        raise Refused(N_("The last day of a repetition is a date, written like UNTIL=20271231."))
    if not isinstance(found, When):
        return found
    wall = found.on_wall(start.zone)
    return wall.date() if wall.time() >= start.wall.time() else wall.date() - timedelta(days=1)


def text_of(line: Line | None, longest: int) -> str:
    """The words of a line without their escapes, cleaned, or ""; Refused for hidden characters and when too long."""
    if line is None:
        return ""
    plain = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], line.value)
    plain = " ".join(plain.split())
    return clean_text(plain, longest=longest) if plain else ""
