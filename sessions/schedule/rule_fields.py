"""What people choose about a repetition, as a rule and back: the few ways in which houses' weeks repeat."""

from dataclasses import dataclass, replace
from datetime import date

from sessions.schedule.recurrence import DAYS, check_rule, weekly_rule
from sessions.schedule.rule_parts import WEEKDAYS, parts_of, until_of

ONCE, DAILY, WEEKLY, MONTHLY = "once", "daily", "weekly", "monthly"
REPEATS = (WEEKLY, MONTHLY, DAILY, ONCE)
MOST_WEEKS = 4
# Every month has four of each weekday; -1 is its last, be it the fourth or the fifth.
NTH = (1, 2, 3, 4, -1)
ONCE_RULE = "FREQ=DAILY;COUNT=1"


@dataclass(frozen=True, slots=True)
class RuleFields:
    """How something repeats: every ``every`` weeks on ``days`` (mon … sun, in the order of the week); the ``nth``
    weekday (the one of ``days``) of each month; daily; or once. Until a day, for a number of times, or without end.
    """

    repeats: str
    days: tuple[str, ...] = ()
    every: int = 1
    nth: int = 1
    until: date | None = None
    times: int | None = None


def rule_of(fields: RuleFields, first_day: date) -> str:
    """The rule (RFC 5545) of what was chosen; ``first_day`` is the first day on the wall.

    Refused for what check_rule refuses, such as no weekday, an end before the beginning, or a count of 0.
    """
    match fields.repeats:
        case "once":
            return ONCE_RULE
        case "weekly":
            rule = weekly_rule(fields.days)
            if fields.every != 1:
                rule = rule.replace("FREQ=WEEKLY", f"FREQ=WEEKLY;INTERVAL={fields.every}")
        case "monthly":
            weekday = parts_of(weekly_rule(fields.days))["BYDAY"]
            rule = f"FREQ=MONTHLY;BYDAY={','.join(f'{fields.nth}{day}' for day in weekday.split(','))}"
        case _:
            rule = "FREQ=DAILY"
    if fields.until is not None:
        rule += f";UNTIL={fields.until:%Y%m%d}"
    if fields.times is not None:
        rule += f";COUNT={fields.times}"
    check_rule(rule, first_day)
    return rule


def fields_of(rule: str, first_day: date) -> RuleFields | None:
    """What somebody would choose to get a checked rule; None for a rule that cannot be chosen, such as a yearly one."""
    parts = parts_of(rule)
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    end = RuleFields(DAILY, until=until_of(parts), times=int(parts["COUNT"]) if "COUNT" in parts else None)
    if parts.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"} or parts.get("WKST", "MO") != "MO":
        return None
    by_day = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    if frequency == "DAILY" and interval == 1 and not by_day:
        return RuleFields(ONCE) if end.times == 1 else end
    if frequency == "WEEKLY" and interval <= MOST_WEEKS:
        chosen = by_day or [WEEKDAYS[first_day.weekday()]]
        return replace(end, repeats=WEEKLY, days=_days(chosen), every=interval)
    if frequency == "MONTHLY" and interval == 1 and len(by_day) == 1:
        nth = by_day[0][:-2].removeprefix("+")
        if nth in map(str, NTH):
            return replace(end, repeats=MONTHLY, days=_days([by_day[0][-2:]]), nth=int(nth))
    return None


def _days(names: list[str]) -> tuple[str, ...]:
    return tuple(day for day, name in zip(DAYS, WEEKDAYS, strict=True) if name in names)
