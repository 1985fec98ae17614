"""When a series happens: RFC 5545 rules on plain dates of the wall, read with dateutil.

A rule alone says the dates: a first day it does not fit is only the day it is counted from.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.rule_parts import WEEKDAYS, check_parts, parts_of, until_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONGEST_UNTIL = relativedelta(years=2)
_HORIZON = relativedelta(years=10)
# Leap years and weekdays repeat every 28 years; this stretch leaves eleven years until dateutil's calendar ends.
_LATE_YEARS = range(9961, 9989)


def weekly_rule(days: Iterable[str]) -> str:
    """Give the weekly rule of the days mon … sun, in the order of the week; Refused if none or unknown."""
    chosen = set(days)
    if not chosen:
        raise Refused(N_("Choose at least one day of the week."))
    if not chosen <= set(DAYS):
        raise Refused(N_("A day of the week is one of mon, tue, wed, thu, fri, sat, sun."))
    names = (name for day, name in zip(DAYS, WEEKDAYS, strict=True) if day in chosen)
    return f"FREQ=WEEKLY;BYDAY={','.join(names)}"


def spelled_out(parts: dict[str, str], first: date) -> dict[str, str]:
    """Write down what a rule leaves to its first day, so that it can be read from a later one."""
    frequency = parts["FREQ"]
    if "BYDAY" in parts or "BYMONTHDAY" in parts or frequency == "DAILY":
        return parts
    if frequency == "WEEKLY":
        return parts | {"BYDAY": WEEKDAYS[first.weekday()]}
    spelled = parts | {"BYMONTHDAY": str(first.day)}
    if frequency == "YEARLY" and "BYMONTH" not in parts:
        spelled["BYMONTH"] = str(first.month)
    return spelled


def _near(parts: dict[str, str], first: date, start: date) -> date:
    """Give a day from which the rule runs in step with ``first``, as near before ``start`` as its interval lets."""
    interval = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "DAILY":
            return first + timedelta(days=(start - first).days // interval * interval)
        case "WEEKLY":
            # One interval back: dateutil applies BYSETPOS to what is left of the week it begins in.
            turns = max(0, (start - first).days // (7 * interval) - 1)
            return first + timedelta(weeks=turns * interval)
        case "MONTHLY":
            months = (start.year - first.year) * 12 + start.month - first.month
            year, month = divmod(first.year * 12 + first.month - 1 + months // interval * interval, 12)
            return max(first, date(year, month + 1, 1))
        case _:
            return max(first, date(first.year + (start.year - first.year) // interval * interval, 1, 1))


def _dates(parts: dict[str, str], begin: date) -> Iterator[date]:
    rule = rrulestr(
        ";".join(f"{name}={value}" for name, value in parts.items()), dtstart=datetime.combine(begin, time())
    )
    return (at.date() for at in rule)


def dates_between(rule: str, first: date, start: date, end: date) -> list[date]:
    """Give the dates of a checked rule from ``first``, in the half-open window start … end; dates on the wall.

    The walk begins near the window however old the series is; only a rule with COUNT (at most 730) is counted out.
    """
    start = max(start, first)
    parts = parts_of(rule)
    until = until_of(parts)
    if start >= end or (until is not None and until < start):
        return []
    spelled = spelled_out(parts, first)
    begin = first if "COUNT" in parts else _near(parts, first, start)
    return [day for day in takewhile(lambda day: day < end, _dates(spelled, begin)) if day >= start]


def _first_date(parts: dict[str, str], first: date) -> date | None:
    """Give the first date of a rule, or None if there is none within ten years.

    dateutil looks for a date until the year 9999. So it is asked in a year near that end which has the same
    weekdays and leap years: a rule that never happens then costs it decades, not millennia.
    """
    late_year = next(
        year
        for year in _LATE_YEARS
        if year % 4 == first.year % 4 and date(year, 1, 1).weekday() == date(first.year, 1, 1).weekday()
    )
    late = first.replace(year=late_year)
    endless = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    found = next(_dates(spelled_out(endless, late), late), None)
    if found is None or found > late + _HORIZON:
        return None
    return first + (found - late)


def check_rule(rule: str, first: date) -> None:
    """Refuse a rule a house cannot use, with one sentence; ``first`` is the series' first day on the wall.

    Allowed: daily to yearly, every 1 to 366 times, COUNT up to 730, UNTIL up to two years after ``first``, whole days
    only, and at least one date within ten years. 29 February is allowed and happens in leap years only (RFC 5545:
    a date that does not exist is left out, as is the 31st of a short month).
    """
    parts = parts_of(rule)
    check_parts(parts)
    until = until_of(parts)
    if until is not None and until > first + _LONGEST_UNTIL:
        raise Refused(N_("A repetition ends at most two years after its first day; leave the end out to go on."))
    if until is not None and until < first:
        raise Refused(N_("This repetition ends before its first day."))
    earliest = _first_date(parts, first)
    if earliest is None or (until is not None and earliest > until):
        raise Refused(N_("This repetition never happens: no date fits it."))
