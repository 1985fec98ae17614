"""Sessions of one day in Warsaw, for the tests of the rules."""

from datetime import date, datetime, time
from typing import Any

from foundation.walltime import resolve
from sessions.clashes.planned import Facts, Planned, Space

ZONE = "Europe/Warsaw"
DAY = date(2026, 11, 25)
ROOMS = {"hall": Space("hall", {}, 40), "nook": Space("nook", {}, 2)}


def at(clock: str, day: date = DAY) -> datetime:
    """An instant by what the wall shows."""
    return resolve(datetime.combine(day, time.fromisoformat(clock)), ZONE).at


def session(name: str, start: str, end: str, *people: str, day: date = DAY, **more: Any) -> Planned:
    """A lecture for a group of people, led by nobody."""
    values: dict[str, Any] = {
        "line": name,
        "type_key": "lecture",
        "titles": {},
        "audience": "group",
        "counted": False,
        "room_id": None,
        "leader_kind": "staff",
        "leader_id": None,
        "keeper_id": None,
        "sequence": 0,
    }
    walls = [datetime.combine(day, time.fromisoformat(clock)) for clock in (start, end)]
    values |= {"starts_at": at(start, day), "ends_at": at(end, day), "wall_start": walls[0], "wall_end": walls[1]}
    return Planned(id=name, meant=frozenset(people), **(values | more))


def facts(*sessions: Planned, **more: Any) -> Facts:
    """A house with a hall for forty and a nook for two."""
    values: dict[str, Any] = {"zone": ZONE, "rooms": ROOMS} | more
    known = Facts(**values)
    return Facts(sessions=[known.attended(one) for one in sessions], **values)
