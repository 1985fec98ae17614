"""One row of a week's file: a session on some days of the week."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from foundation.errors import Refused
from foundation.messages import N_
from sessions.programme.week_audience import LONGEST_TITLE, read_audience, read_repeat, read_titles
from sessions.programme.week_faults import Reader, shown
from sessions.schedule.recurrence import DAYS
from sessions.schedule.session_types import TYPES
from sessions.schedule.span import wall_span

LEADERS = ("staff", "resident", "guest", "none")
WHO = ("everyone", "invited", "each", "relatives", "rota", "group", "stage")
LONGEST_NOTE = 500
LONGEST_FELLOWSHIP = 20
MOST_MEETING_TYPES = 20
NEEDED = ("days", "start", "end", "type", "leader", "who", "titles")
ALLOWED = (
    "room",
    "register",
    "counted",
    "fellowship",
    "meeting_types",
    "requires",
    "note",
    "group",
    "stages",
    "repeat",
)
OF_FELLOWSHIPS = ("twelve_step", "step_study")
# Codes of the Meeting Guide format; one we do not know is kept, for the next program may.
_MEETING_TYPE = re.compile(r"[A-Za-z0-9-]{1,10}")
_ANY_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A session of the week; ``start`` and ``end`` are naive wall times, an end not after the start is next day."""

    place: str
    days: tuple[str, ...]
    start: time
    end: time
    titles: Mapping[str, str]
    type: str
    room: str | None
    leader: str
    who: str
    register: bool
    counted: bool
    fellowship: str | None
    meeting_types: tuple[str, ...]
    requires: str | None
    note: str | None
    group: str | None = None
    stages: tuple[str, ...] = ()
    repeat: str | None = None


# What rows can say since templates: a row without it stays the row it was when it was loaded before.
_SINCE_TEMPLATES = ("group", "stages", "repeat")


def facts_of(row: WeekRow) -> str:
    """All that a row says but where it stands, in one text: two rows with the same text are the same row."""
    said = {field.name: getattr(row, field.name) for field in fields(row) if field.name != "place"}
    facts = {name: value for name, value in said.items() if value or name not in _SINCE_TEMPLATES}
    return json.dumps(facts | {"start": str(row.start), "end": str(row.end)}, sort_keys=True)


def _read_span(reader: Reader, row: dict[str, Any], place: str) -> tuple[time | None, time | None]:
    start = reader.clock(row["start"], f"{place}.start") if "start" in row else None
    end = reader.clock(row["end"], f"{place}.end") if "end" in row else None
    if start is not None and end is not None:
        try:
            wall_span(_ANY_DAY, start, end)
        except Refused as refused:
            reader.fault(f"{place}.end", refused.sentence, **refused.params)
    return start, end


def _read_meeting_types(reader: Reader, value: object, place: str) -> tuple[str, ...]:
    read: list[str] = []
    for number, code in enumerate(reader.items(value, place, MOST_MEETING_TYPES, least=0)):
        if not isinstance(code, str) or not _MEETING_TYPE.fullmatch(code):
            reader.fault(f"{place}[{number}]", N_("A meeting type is a short code, like O or ST."))
        elif code in read:
            reader.fault(f"{place}[{number}]", N_("“%(value)s” stands here twice."), value=code)
        else:
            read.append(code)
    return tuple(read)


def _read_room(reader: Reader, value: object, place: str, rooms: Collection[str]) -> str | None:
    room = None if value is None else reader.text(value, place, LONGEST_TITLE)
    if room is not None and room not in rooms:
        reader.fault(place, N_("No room of this file is called “%(value)s”."), value=shown(room))
    return room


def read_row(
    reader: Reader,
    value: object,
    place: str,
    rooms: Collection[str],
    types_here: Collection[str],
    groups: Collection[str] = (),
) -> WeekRow | None:
    """Read one row; its faults are noted in ``reader`` and None is given back if it has any.

    ``rooms`` and ``groups`` are the names of those of the file, ``types_here`` the session types of all its rows.
    """
    before = len(reader.faults)
    row = reader.thing(value, place, NEEDED, ALLOWED)
    days = reader.words(row["days"], f"{place}.days", DAYS) if "days" in row else ()
    start, end = _read_span(reader, row, place)
    titles = read_titles(reader, row["titles"], f"{place}.titles") if "titles" in row else {}
    kind = reader.choice(row["type"], f"{place}.type", tuple(TYPES)) if "type" in row else None
    leader = reader.choice(row["leader"], f"{place}.leader", LEADERS) if "leader" in row else None
    who = reader.choice(row["who"], f"{place}.who", WHO) if "who" in row else None
    room = _read_room(reader, row.get("room"), f"{place}.room", rooms)
    fellowship = requires = note = None
    meeting_types: tuple[str, ...] = ()
    if "fellowship" in row:
        fellowship = reader.text(row["fellowship"], f"{place}.fellowship", LONGEST_FELLOWSHIP)
    if "meeting_types" in row:
        meeting_types = _read_meeting_types(reader, row["meeting_types"], f"{place}.meeting_types")
    for name in ("fellowship", "meeting_types"):
        if name in row and kind is not None and kind not in OF_FELLOWSHIPS:
            reader.fault(f"{place}.{name}", N_("Only a twelve-step meeting or a step study belongs to a fellowship."))
    if "requires" in row:
        requires = reader.choice(row["requires"], f"{place}.requires", tuple(TYPES))
        if requires is not None and (requires not in types_here or requires == kind):
            reader.fault(f"{place}.requires", N_("No other session of this file is of the type that is required here."))
    if "note" in row:
        note = reader.text(row["note"], f"{place}.note", LONGEST_NOTE)
    group, stages = read_audience(reader, row, place, who, groups)
    repeat = read_repeat(reader, row["repeat"], f"{place}.repeat") if "repeat" in row else None
    register = "register" in row and reader.flag(row["register"], f"{place}.register")
    counted = "counted" in row and reader.flag(row["counted"], f"{place}.counted")
    if len(reader.faults) > before or not (start and end and kind and leader and who):
        # A time of 00:00 is true like any other, so nothing read well is lost here.
        return None
    return WeekRow(
        place=place,
        days=tuple(sorted(days, key=DAYS.index)),
        start=start,
        end=end,
        titles=titles,
        type=kind,
        room=room,
        leader=leader,
        who=who,
        register=register,
        counted=counted,
        fellowship=fellowship,
        meeting_types=meeting_types,
        requires=requires,
        note=note,
        group=group,
        stages=stages,
        repeat=repeat,
    )
