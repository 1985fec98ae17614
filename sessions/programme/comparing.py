"""The rule of comparing a week's rows with what a house has: which row is which series, and what would be different.

Nothing here knows the database: rooms, groups and stages are ids of the house already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from foundation.words import fold
from sessions.schedule.recurrence import DAYS
from sessions.schedule.rule_parts import WEEKDAYS, parts_of
from sessions.schedule.session_types import TYPES

# What of a series follows its row; who leads stays with the house.
FACTS = ("type_key", "titles", "rule", "wall_start", "wall_end", "room_id", "leader_kind", "audience", "group_id")
MORE_FACTS = ("stages", "wants_register", "counted", "fellowship", "meeting_types", "requires", "note")
# What a row that says nothing of it leaves as the house has it.
KEPT_WHEN_UNSAID = ("titles", "room_id", "fellowship", "meeting_types", "requires", "note")
OWN_LIST = ("invited", "rota")


@dataclass(frozen=True, slots=True)
class Planned:
    """A repeating session: one the house has (``id`` of its series), or one a row wants (``id``: its place).

    ``key`` is what makes a row the same row again. ``facts`` are by the names of FACTS and MORE_FACTS.
    """

    id: str
    key: str | None
    facts: Mapping[str, Any]
    version: int = 0

    @property
    def titles(self) -> set[str]:
        """Every title, as it is searched for; of a session without any, its kind."""
        words = self.facts["titles"].values() or [TYPES[self.facts["type_key"]].name]
        return {fold(one) for one in words}

    @property
    def days(self) -> frozenset[str]:
        """The days of the week it can be on, mon … sun."""
        return days_of(self.facts["rule"]) or frozenset()


@dataclass(frozen=True, slots=True)
class Matched:
    """A row, the series it is in the house (None: it is new), and what would be different about that."""

    row: Planned
    series: Planned | None
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a week would mean for a house: rows that are new, changed or the same, and series no row speaks of."""

    new: tuple[Matched, ...]
    changed: tuple[Matched, ...]
    same: tuple[Matched, ...]
    unmatched: tuple[Planned, ...]


def days_of(rule: str) -> frozenset[str] | None:
    """The days a rule names, mon … sun; None when it names none, as the 15th of each month."""
    parts = parts_of(rule)
    if "BYDAY" not in parts:
        return frozenset(DAYS) if parts["FREQ"] == "DAILY" else None
    return frozenset(DAYS[WEEKDAYS.index(one[-2:])] for one in parts["BYDAY"].split(","))


def every_week(rule: str) -> frozenset[str] | None:
    """The days of a rule that simply means every week on these days, without an end; None for any other."""
    parts = parts_of(rule)
    plain = parts["FREQ"] in ("DAILY", "WEEKLY") and parts.get("INTERVAL", "1") == "1"
    return days_of(rule) if plain and not {"COUNT", "UNTIL", "BYSETPOS", "BYMONTH", "BYMONTHDAY"} & set(parts) else None


def compare(rows: Sequence[Planned], there: Sequence[Planned]) -> Comparison:
    """Say of each row which series it is: by its key, else by kind and title, else by kind, a day and the start.

    Each series is taken once; of several the one with the most days in common, then the nearest in time.
    """
    left = {one.id: one for one in there}
    met: dict[str, Planned] = {}
    for alike in (_same_key, _same_title, _same_hour):
        for row in rows:
            found = [one for one in left.values() if row.id not in met and alike(row, one)]
            if found:
                best = min(found, key=lambda one: _distance(row, one))
                met[row.id] = left.pop(best.id)
    matched = [_matched(row, met.get(row.id)) for row in rows]
    return Comparison(
        new=tuple(one for one in matched if one.series is None),
        changed=tuple(one for one in matched if one.series is not None and one.changes),
        same=tuple(one for one in matched if one.series is not None and not one.changes),
        unmatched=tuple(left.values()),
    )


def _same_key(row: Planned, series: Planned) -> bool:
    return row.key is not None and row.key == series.key


def _same_title(row: Planned, series: Planned) -> bool:
    return row.facts["type_key"] == series.facts["type_key"] and bool(row.titles & series.titles)


def _same_hour(row: Planned, series: Planned) -> bool:
    alike = all(row.facts[name] == series.facts[name] for name in ("type_key", "wall_start"))
    return alike and bool(row.days & series.days)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _distance(row: Planned, series: Planned) -> tuple[int, int, str]:
    apart = abs(_minutes(row.facts["wall_start"]) - _minutes(series.facts["wall_start"]))
    return -len(row.days & series.days), apart, series.id


def _matched(row: Planned, series: Planned | None) -> Matched:
    if series is None:
        return Matched(row, None, {})
    return Matched(row, series, {name: value for name, value in row.facts.items() if _differs(name, row, series)})


def _differs(name: str, row: Planned, series: Planned) -> bool:
    wanted, stands = row.facts[name], series.facts[name]
    if name in KEPT_WHEN_UNSAID and not wanted:
        return False
    if name == "titles":
        # What the house calls it in a language the row does not speak stays.
        return any(stands.get(code) != words for code, words in wanted.items())
    if name == "rule":
        days = every_week(wanted)
        return wanted != stands and (days is None or days != every_week(stands))
    if name == "group_id" and row.facts["audience"] in OWN_LIST and series.facts["audience"] == row.facts["audience"]:
        return False
    if name == "stages":
        return set(wanted) != set(stands)
    return bool(wanted != stands)
