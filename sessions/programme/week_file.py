"""A house's week as a file: read strictly at the boundary, all faults named at once."""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from foundation.messages import N_
from foundation.walltime import known_zone
from sessions.hours.presets import PRESETS
from sessions.programme.week_audience import WeekGroup, read_groups, read_titles
from sessions.programme.week_faults import Fault, Reader, Repeated, WeekFileError, shown
from sessions.programme.week_rows import WeekRow, facts_of, read_row

__all__ = ["Fault", "WeekFile", "WeekFileError", "WeekGroup", "WeekRoom", "WeekRow", "parse_week"]

LARGEST_FILE = 512 * 1024
MOST_ROWS = 500
MOST_ROOMS = 100
MOST_RULES = 50
MOST_PEOPLE, MOST_LEADERS = 200, 50
LARGEST_CAPACITY = 1000
LONGEST_NAME = 200
LONGEST_REMARK = 1000
WEEK_STARTS = ("mon", "sat", "sun")
NEEDED = ("name", "locale", "timezone", "week_starts", "rooms", "rows")
ALLOWED = ("source", "rules", "groups", "hours_rule", "people", "leaders")
_LOCALE = re.compile(r"[a-z]{2,3}([_-][A-Z][a-z]{3})?([_-][A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class WeekRoom:
    """A room of the week, how many people it holds, and its name in other languages where the file says it."""

    name: str
    capacity: int
    titles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WeekFile:
    """A week as published or exported; times in its rows are on the wall of ``zone`` (IANA)."""

    name: str
    locale: str
    zone: str
    week_starts: str
    source: str | None
    rules: tuple[str, ...]
    rooms: tuple[WeekRoom, ...]
    rows: tuple[WeekRow, ...]
    groups: tuple[WeekGroup, ...] = ()
    # A published hours rule, for how many residents the week keeps it, and how many staff that takes.
    hours_rule: str | None = None
    people: int | None = None
    leaders: int | None = None


def _refuse_constant(name: str) -> NoReturn:
    # JSON has no NaN or Infinity, though Python's reader would take them.
    raise ValueError(name)


def _load(raw: bytes) -> object:
    if len(raw) > LARGEST_FILE:
        most = LARGEST_FILE // 1024
        raise WeekFileError([Fault("file", N_("The file is larger than %(most)s kB."), {"most": most})])
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=Repeated, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise WeekFileError([Fault("file", N_("The file is not written in UTF-8."), {})]) from None
    except json.JSONDecodeError as error:
        fault = Fault("file", N_("The file is not JSON; the fault is in line %(line)s."), {"line": error.lineno})
        raise WeekFileError([fault]) from None
    except (ValueError, RecursionError):
        # A number of thousands of digits, NaN, or brackets nested deeper than any week needs.
        raise WeekFileError([Fault("file", N_("The file holds values that no week has."), {})]) from None


def _read_rooms(reader: Reader, value: object) -> tuple[WeekRoom, ...]:
    rooms: dict[str, WeekRoom] = {}
    names: set[str] = set()
    for number, one in enumerate(reader.items(value, "rooms", MOST_ROOMS, least=0)):
        place = f"rooms[{number}]"
        room = reader.thing(one, place, ("name", "capacity"), ("titles",))
        name = reader.text(room["name"], f"{place}.name", LONGEST_NAME) if "name" in room else None
        capacity = 1
        if "capacity" in room:
            capacity = reader.whole(room["capacity"], f"{place}.capacity", LARGEST_CAPACITY) or 1
        if name is None:
            continue
        if name.casefold() in names:
            reader.fault(f"{place}.name", N_("Two rooms are called “%(value)s”."), value=shown(name))
        names.add(name.casefold())
        # A room with a faulty capacity is still a room, so that its rows are not called faulty too.
        titles = read_titles(reader, room["titles"], f"{place}.titles") if "titles" in room else {}
        rooms.setdefault(name, WeekRoom(name, capacity, tuple(titles.items())))
    return tuple(rooms.values())


def _read_rows(
    reader: Reader, value: object, rooms: tuple[WeekRoom, ...], groups: tuple[WeekGroup, ...]
) -> tuple[WeekRow, ...]:
    names, named = {room.name for room in rooms}, {group.name for group in groups}
    rows = reader.items(value, "rows", MOST_ROWS)
    types_here = {row["type"] for row in rows if isinstance(row, dict) and isinstance(row.get("type"), str)}
    read = (read_row(reader, row, f"rows[{number}]", names, types_here, named) for number, row in enumerate(rows))
    found: dict[str, WeekRow] = {}
    for row in filter(None, read):
        same = found.setdefault(facts_of(row), row)
        if same is not row:
            said = N_("This row says the same as %(other)s; leave one out, or give them different titles.")
            reader.fault(row.place, said, other=same.place)
    return tuple(found.values())


def _read_zone(reader: Reader, week: dict[str, Any]) -> str:
    zone = week.get("timezone", "UTC")
    if isinstance(zone, str) and known_zone(zone):
        return zone
    reader.fault("timezone", N_("“%(value)s” is not a time zone; write it like Europe/Warsaw."), value=shown(zone))
    return ""


def _read_locale(reader: Reader, week: dict[str, Any]) -> str:
    locale = week.get("locale", "en")
    if isinstance(locale, str) and _LOCALE.fullmatch(locale):
        return locale
    reader.fault("locale", N_("“%(value)s” is not a locale; write it like pl_PL."), value=shown(locale))
    return ""


def parse_week(raw: bytes) -> WeekFile:
    """Read a week's file (UTF-8 JSON, at most 512 kB and 500 rows); WeekFileError with every fault found."""
    reader = Reader()
    week = reader.thing(_load(raw), "file", NEEDED, ALLOWED)
    name = reader.text(week["name"], "name", LONGEST_NAME) if "name" in week else None
    zone = _read_zone(reader, week)
    locale = _read_locale(reader, week)
    starts = reader.choice(week["week_starts"], "week_starts", WEEK_STARTS) if "week_starts" in week else None
    source = reader.text(week["source"], "source", LONGEST_REMARK) if "source" in week else None
    written = reader.items(week["rules"], "rules", MOST_RULES, least=0) if "rules" in week else []
    rules = [reader.text(rule, f"rules[{number}]", LONGEST_REMARK) for number, rule in enumerate(written)]
    rooms = _read_rooms(reader, week["rooms"]) if "rooms" in week else ()
    groups = read_groups(reader, week["groups"]) if "groups" in week else ()
    rows = _read_rows(reader, week["rows"], rooms, groups) if "rows" in week else ()
    rule = reader.choice(week["hours_rule"], "hours_rule", tuple(PRESETS)) if "hours_rule" in week else None
    people = reader.whole(week["people"], "people", MOST_PEOPLE) if "people" in week else None
    leaders = reader.whole(week["leaders"], "leaders", MOST_LEADERS) if "leaders" in week else None
    if reader.faults or name is None or starts is None:
        raise WeekFileError(reader.faults)
    return WeekFile(
        name=name,
        locale=locale,
        zone=zone,
        week_starts=starts,
        source=source,
        rules=tuple(rule for rule in rules if rule is not None),
        rooms=rooms,
        rows=rows,
        groups=groups,
        hours_rule=rule,
        people=people,
        leaders=leaders,
    )
