"""The rules of changing a series: which date becomes which, and what is left of a rule that is split.

Days are dates on the wall of the house; nothing here knows the database.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.recurrence import DAYS, dates_between, spelled_out
from sessions.schedule.rule_parts import WEEKDAYS, parts_of

# What a date may have of its own; a change of its series leaves that as it is.
OWN_TIME, OWN_ROOM, OWN_LEADER = "moved", "room", "leader"
LAST_MONTH_DAY = 28


@dataclass(frozen=True, slots=True)
class Standing:
    """A date that stands: what its series planned (naive), and ``own``, the tags of what was changed about it alone.

    Without an id it is a day the series leaves out, for a date that became a series of its own.
    """

    id: str | None
    planned: datetime
    own: frozenset[str] = frozenset()


Pair = tuple[Standing | None, date | None]


def pair(old: Sequence[Standing], new: Sequence[date], week_starts: str) -> list[Pair]:
    """Say which standing date becomes which new day, each at most once; None where one has no counterpart.

    The same day first, then within one week of the house, then within one month, each in order: a group that goes
    from Tuesdays to Wednesdays moves by a day and keeps what belongs to each date.
    """
    first = DAYS.index(week_starts)

    def week(day: date) -> Hashable:
        return day - timedelta(days=(day.weekday() - first) % 7)

    def month(day: date) -> Hashable:
        return day.year, day.month

    keys: tuple[Callable[[date], Hashable], ...] = (lambda day: day, week, month)
    pairs: list[Pair] = []
    left_old, left_new = sorted(old, key=lambda one: one.planned), sorted(set(new))
    for key in keys:
        waiting: dict[Hashable, list[date]] = defaultdict(list)
        for day in reversed(left_new):
            waiting[key(day)].append(day)
        unmet = []
        for one in left_old:
            days = waiting.get(key(one.planned.date()))
            if days:
                pairs.append((one, days.pop()))
            else:
                unmet.append(one)
        left_old = unmet
        left_new = sorted(day for days in waiting.values() for day in days)
    pairs += [(one, None) for one in left_old] + [(None, day) for day in left_new]
    return sorted(pairs, key=lambda both: both[0].planned.date() if both[0] else both[1] or date.max)


def begins(old_days: Sequence[date], from_day: date, today: date, week_starts: str) -> date:
    """The first day a changed rule may happen: ``from_day``, or the beginning of its week.

    A group that goes from Tuesdays to Mondays moves back by a day in its first week too, as long as the week had no
    other date before it (``old_days`` are the series' days so far) and that day is not over.
    """
    monday = from_day - timedelta(days=(from_day.weekday() - DAYS.index(week_starts)) % 7)
    if any(monday <= day < from_day for day in old_days):
        return from_day
    return min(from_day, max(monday, today))


def continued(rule: str, first: date) -> str:
    """The rule as it goes on from any of its days: spelled out, and a number of times written as its last day."""
    parts = spelled_out(parts_of(rule), first)
    if "COUNT" in parts:
        # At most 730 dates, by the check every rule passes.
        days = dates_between(rule, first, first, date.max)
        parts = {name: value for name, value in parts.items() if name != "COUNT"} | {"UNTIL": f"{days[-1]:%Y%m%d}"}
    return written(parts)


def written(parts: dict[str, str]) -> str:
    """Put a rule together again."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def without_weekday(rule: str, first: date, day: date) -> tuple[str, str]:
    """Take one weekday out of a rule: (what remains, that weekday alone); Refused when it has no other days.

    Only for rules by the week and for every day; what remains keeps its end.
    """
    # A number of times counts all the days together; from here on each part has its last day.
    parts = parts_of(continued(rule, first))
    name = WEEKDAYS[day.weekday()]
    if parts["FREQ"] == "DAILY" and parts.get("INTERVAL", "1") == "1" and not {"BYMONTHDAY", "BYMONTH"} & parts.keys():
        parts = parts | {"FREQ": "WEEKLY", "BYDAY": parts.get("BYDAY", ",".join(WEEKDAYS))}
    days = parts.get("BYDAY", "").split(",")
    if parts["FREQ"] != "WEEKLY" or "BYSETPOS" in parts or name not in days or len(days) < 2:
        raise Refused(N_("This session is on one day of the week only; change all the following dates instead."))
    rest = [one for one in days if one != name]
    return written(parts | {"BYDAY": ",".join(rest)}), written(parts | {"BYDAY": name})


def shifted(rule: str, first: date, days: int) -> str:
    """The rule some days later or earlier in the week or month, as a series is dragged to another day.

    Refused for every day, and beyond the 28th of a month, which February does not have.
    """
    if not days:
        return rule
    parts = spelled_out(parts_of(rule), first)
    if parts["FREQ"] == "DAILY":
        raise Refused(N_("A session of every day has no other day to go to; move one date instead."))
    if "BYDAY" in parts:
        return written(parts | {"BYDAY": ",".join(_later(one, days) for one in parts["BYDAY"].split(","))})
    moved = [int(one) + days for one in parts["BYMONTHDAY"].split(",")]
    if not all(1 <= one <= LAST_MONTH_DAY for one in moved):
        raise Refused(N_("This day of the month does not exist in every month; choose the days anew."))
    return written(parts | {"BYMONTHDAY": ",".join(map(str, moved))})


def _later(piece: str, days: int) -> str:
    number, name = piece[:-2], piece[-2:]
    return number + WEEKDAYS[(WEEKDAYS.index(name) + days) % 7]
