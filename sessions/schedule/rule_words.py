"""A repetition rule as one sentence in the reader's language: "Every Tuesday and Thursday, until 12 March 2027"."""

from collections.abc import Sequence
from datetime import date, timedelta

from babel.lists import format_list
from flask_babel import gettext, ngettext

from foundation.languages import full_day, language
from sessions.schedule.recurrence import DAYS, dates_between
from sessions.schedule.rule_fields import DAILY, MONTHLY, ONCE, WEEKLY, RuleFields, fields_of
from sessions.schedule.rule_parts import parts_of, until_of
from sessions.schedule.rule_texts import EVERY, LAST, ON, THEN, WEEKS
from sessions.schedule.rule_texts import MONTHLY as NTH_OF_MONTH

_WORKDAYS = DAYS[:5]
# A rule of no usual kind is told by its first dates, looked for as far as check_rule lets them lie.
_SHOWN = 3
_NEAR, _FAR = timedelta(days=800), timedelta(days=3660)


def rule_sentence(rule: str, first_day: date, to_day: date | None = None) -> str:
    """When a series takes place, in the reader's language; ``first_day`` and ``to_day`` are days on the wall.

    ``to_day`` is the first day without it, where it was ended: then that is its end, whatever the rule says.
    """
    parts = parts_of(rule)
    until = until_of(parts)
    times = int(parts["COUNT"]) if "COUNT" in parts else None
    if to_day is not None and (until is None or until >= to_day):
        until, times = to_day - timedelta(days=1), None
    if times == 1 or parts_of(rule).get("COUNT") == "1":
        return gettext("Once, on %(day)s", day=full_day(next(iter(_first_days(rule, first_day)), first_day)))
    said = _said(fields_of(rule, first_day), parts, rule, first_day)
    said = said[:1].upper() + said[1:]
    if until is not None:
        return gettext("%(rule)s, until %(day)s", rule=said, day=full_day(until))
    if times is not None:
        return ngettext("%(rule)s, %(num)s time", "%(rule)s, %(num)s times", times, rule=said)
    return said


def days_said(days: Sequence[str], texts: Sequence[str] = EVERY) -> str:
    """Days of the week (mon … sun, at least one) one after the other: "every Monday, Tuesday and Friday"."""
    first, *others = [DAYS.index(day) for day in days]
    said = gettext(texts[first])
    for place, day in enumerate(others, 1):
        said = gettext(LAST[day] if place == len(others) else THEN[day], days=said)
    return said


def _said(fields: RuleFields | None, parts: dict[str, str], rule: str, first_day: date) -> str:
    """The rule without its end, beginning small."""
    if fields is None:
        return _unusual(parts, rule, first_day)
    if fields.repeats in (DAILY, ONCE) or (fields.repeats == WEEKLY and fields.every == 1 and len(fields.days) == 7):
        return gettext("every day")
    if fields.repeats == MONTHLY:
        return gettext(NTH_OF_MONTH[fields.nth][DAYS.index(fields.days[0])])
    if fields.every == 1:
        return gettext("from Monday to Friday") if fields.days == _WORKDAYS else days_said(fields.days)
    return gettext(WEEKS[fields.every], days=days_said(fields.days, ON))


def _unusual(parts: dict[str, str], rule: str, first_day: date) -> str:
    """A rule that nobody chooses here, as an imported calendar may hold it: said where it can be, shown where not."""
    interval, by_day = int(parts.get("INTERVAL", "1")), parts.get("BYDAY", "").split(",")
    rest = parts.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
    if parts["FREQ"] == "DAILY" and not rest:
        return ngettext("every %(num)s day", "every %(num)s days", interval)
    if parts["FREQ"] == "MONTHLY" and interval == 1 and rest == {"BYMONTHDAY"} and parts["BYMONTHDAY"].isdigit():
        return gettext("on day %(day)s of each month", day=parts["BYMONTHDAY"])
    if parts["FREQ"] == "MONTHLY" and interval == 1 and rest == {"BYMONTHDAY"} and parts["BYMONTHDAY"] == "-1":
        return gettext("on the last day of each month")
    several = [fields_of(f"FREQ=MONTHLY;BYDAY={one}", first_day) for one in by_day if len(one) > 2]
    known = [one for one in several if one is not None]
    if parts["FREQ"] == "MONTHLY" and interval == 1 and rest == {"BYDAY"} and len(known) == len(by_day):
        said = [gettext(NTH_OF_MONTH[one.nth][DAYS.index(one.days[0])]) for one in known]
        return str(format_list(said, locale=language()))
    days = [full_day(day) for day in _first_days(rule, first_day)]
    return gettext("on days of its own, the first being %(days)s", days=format_list(days, locale=language()))


def _first_days(rule: str, first_day: date) -> list[date]:
    near = dates_between(rule, first_day, first_day, first_day + _NEAR)
    return (near or dates_between(rule, first_day, first_day, first_day + _FAR))[:_SHOWN]
