"""A series as a file of the programme says it: what is written out, and what is read again. No ids of the house."""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from sessions.schedule.recurrence import dates_between, spelled_out
from sessions.schedule.rule_parts import WEEKDAYS, parts_of

Words = dict[str, str]
# Something that takes place once.
ONCE = "FREQ=DAILY;COUNT=1"
# Whoever looks for the next date of a rule that happens in leap years alone looks this far.
FAR = timedelta(days=366 * 9)
NEAR = timedelta(days=62)
FAR_ENOUGH = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date that is otherwise than its series: ``day`` is the planned one, the times are naive wall times."""

    day: date
    start: datetime
    end: datetime
    cancelled: bool = False
    room: Words = field(default_factory=dict)
    capacity: int | None = None
    leader_kind: str = "none"
    leader: str | None = None
    reason: Words = field(default_factory=dict)
    changed_at: str = field(default="", compare=False)
    sequence: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Who is expected by belonging to a group: its names and kind, never its members."""

    names: Words
    kind: str = "list"
    open: bool = True
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """A series from its first date on; an ``end`` not after ``start`` is on the next day.

    ``rule`` is one that a house may use; its first date is ``first``. ``known``: the file says all that Daybook knows;
    of any other calendar only the times, the words, the room and the exceptions are known. ``line`` is where it begins
    in the file that was read, ``notes`` what was understood differently than it was written: sentences and what fills
    them. ``summary`` and ``location`` are what every calendar program shows and may have changed.
    """

    uid: str
    rule: str
    first: date
    start: time
    end: time
    left_out: tuple[date, ...] = ()
    dates: tuple[PlannedDate, ...] = ()
    titles: Words = field(default_factory=dict)
    room: Words = field(default_factory=dict)
    capacity: int | None = None
    known: bool = True
    type_key: str = ""
    audience: str = "everyone"
    group: Group | None = None
    stages: tuple[int, ...] = ()
    wants_register: bool = False
    counted: bool = False
    break_minutes: int = 0
    leader_kind: str = "none"
    leader: str | None = None
    keeper: str | None = None
    languages: tuple[str, ...] = ()
    fellowship: str | None = None
    meeting_types: tuple[str, ...] = ()
    requires: str | None = None
    note: str | None = None
    changed_at: str = ""
    sequence: int = 0
    summary: str = ""
    summary_language: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    line: int = 0
    notes: tuple[tuple[str, dict[str, Any]], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """All of it as what JSON can hold."""
        written: dict[str, Any] = json.loads(json.dumps(asdict(self), default=lambda value: value.isoformat()))
        return written

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> Self:
        """The same again."""
        values = {one.name: read[one.name] for one in fields(cls)}
        for name in ("stages", "languages", "meeting_types", "categories"):
            values[name] = tuple(values[name])
        values |= {
            "first": date.fromisoformat(read["first"]),
            "start": time.fromisoformat(read["start"]),
            "end": time.fromisoformat(read["end"]),
            "left_out": tuple(map(date.fromisoformat, read["left_out"])),
            "dates": tuple(_date(one) for one in read["dates"]),
            "group": Group(**read["group"]) if read["group"] else None,
            "notes": tuple((sentence, params) for sentence, params in read["notes"]),
        }
        return cls(**values)

    def from_day(self, day: date) -> Self | None:
        """The same without what lies before a day; None when nothing is left of it."""
        going_on = rule_from(self.rule, self.first, day)
        if going_on is None:
            return None
        rule, first = going_on
        return replace(
            self,
            rule=rule,
            first=first,
            left_out=tuple(sorted(one for one in self.left_out if one >= first)),
            dates=tuple(sorted((one for one in self.dates if one.day >= first), key=lambda one: one.day)),
        )


def same_dates(one: PlannedSeries, other: PlannedSeries) -> bool:
    """Whether two series have the same days for two years, in whichever way their rules say it."""
    if (one.rule, one.first) == (other.rule, other.first):
        return True
    to_day = min(one.first, other.first) + 2 * FAR_ENOUGH
    return dates_between(one.rule, one.first, one.first, to_day) == dates_between(
        other.rule, other.first, other.first, to_day
    )


def _date(read: dict[str, Any]) -> PlannedDate:
    times = {name: datetime.fromisoformat(read[name]) for name in ("start", "end")}
    return PlannedDate(**(read | times | {"day": date.fromisoformat(read["day"])}))


def rule_from(rule: str, first: date, from_day: date, to_day: date | None = None) -> tuple[str, date] | None:
    """A checked rule as it goes on from a day, and its first date then; None when it has none any more.

    ``to_day`` is the first day without it. What the rule left to its first day is spelled out; a number of times
    becomes what is left of it, and an end the last date itself, so that equal dates are equal rules.
    """
    parts = spelled_out(parts_of(rule), first)
    ends = "COUNT" in parts or "UNTIL" in parts or to_day is not None
    if ends:
        days = dates_between(rule, first, from_day, to_day or date.max)
    else:
        begin = max(from_day, first)
        near = dates_between(rule, first, begin, begin + NEAR)
        days = (near or dates_between(rule, first, begin, begin + FAR))[:1]
    if not days:
        return None
    if ends and len(days) == 1:
        return ONCE, days[0]
    if to_day is not None:
        parts.pop("COUNT", None)
    if "COUNT" in parts:
        parts["COUNT"] = str(len(days))
    elif ends:
        parts["UNTIL"] = f"{days[-1]:%Y%m%d}"
    if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts:
        # A reader applies BYSETPOS to what is left of the week that it begins in; the days themselves are always right.
        parts["BYDAY"] = ",".join(_chosen(parts))
        del parts["BYSETPOS"]
    return ";".join(f"{name}={value}" for name, value in parts.items()), days[0]


def _chosen(parts: dict[str, str]) -> list[str]:
    """The days of a week that BYSETPOS chooses."""
    begins = WEEKDAYS.index(parts.get("WKST", "MO"))
    days = sorted(set(parts["BYDAY"].split(",")), key=lambda day: (WEEKDAYS.index(day) - begins) % 7)
    places = [int(one) for one in parts["BYSETPOS"].split(",")]
    found = {days[place - 1 if place > 0 else place] for place in places if 0 < abs(place) <= len(days)}
    return [day for day in days if day in found]
