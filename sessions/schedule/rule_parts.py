"""The parts of a repetition rule (RFC 5545, 3.3.10) that a house's series may use, read one by one."""

import re
from datetime import date, datetime

from foundation.errors import Refused
from foundation.messages import N_

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# The column that keeps a rule holds 200 characters; every rule of these parts that makes sense is far shorter.
_RULE = re.compile(r"[A-Za-z]+=[A-Za-z0-9,+-]+(;[A-Za-z]+=[A-Za-z0-9,+-]+)*")
_LONGEST_RULE = 200
_LARGEST_INTERVAL = 366
_LARGEST_COUNT = 730
_BY_DAY = re.compile(r"(?P<nth>[+-]?\d{1,2})?(?P<weekday>MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"\d{8}")
# Largest absolute number of each list of numbers; those in _FROM_THE_END may also be negative.
_NUMBERS = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYSETPOS": 366}
_FROM_THE_END = frozenset({"BYMONTHDAY", "BYSETPOS"})
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", *_NUMBERS})


def parts_of(rule: str) -> dict[str, str]:
    """Take a rule apart into its parts, in capitals; Refused if it is no rule or a part stands twice."""
    if len(rule) > _LONGEST_RULE or not _RULE.fullmatch(rule):
        raise Refused(N_("This repetition cannot be read; write it like FREQ=WEEKLY;BYDAY=MO,TH."))
    parts: dict[str, str] = {}
    for piece in rule.upper().split(";"):
        name, value = piece.split("=")
        if name in parts:
            raise Refused(N_("%(part)s stands twice in this repetition."), part=name)
        parts[name] = value
    return parts


def until_of(parts: dict[str, str]) -> date | None:
    """Give the last day a rule may happen, a date on the wall; Refused if it is not written as one (YYYYMMDD)."""
    if "UNTIL" not in parts:
        return None
    try:
        if not _UNTIL.fullmatch(parts["UNTIL"]):
            raise ValueError
        return datetime.strptime(parts["UNTIL"], "%Y%m%d").date()  # noqa: DTZ007  a day of the wall has no zone
    except ValueError:
        raise Refused(N_("The last day of a repetition is a date, written like UNTIL=20271231.")) from None


def _whole(text: str, largest: int) -> bool:
    return text.isdigit() and len(text) <= len(str(largest)) and 1 <= int(text) <= largest


def _check_days(parts: dict[str, str]) -> None:
    for piece in parts.get("BYDAY", "MO").split(","):
        found = _BY_DAY.fullmatch(piece)
        if found is None:
            raise Refused(N_("%(day)s is not a day of the week in this repetition."), day=piece)
        if found["nth"] is None:
            continue
        if parts["FREQ"] not in ("MONTHLY", "YEARLY"):
            raise Refused(N_("Only a monthly or yearly repetition can name the first or last %(day)s."), day=piece)
        # 53 weeks is the longest a year can have.
        if not 1 <= abs(int(found["nth"])) <= 53:
            raise Refused(N_("%(day)s is not a day of the week in this repetition."), day=piece)


def _check_numbers(parts: dict[str, str]) -> None:
    for name, largest in _NUMBERS.items():
        for piece in parts[name].split(",") if name in parts else ():
            signs = "+-" if name in _FROM_THE_END else "+"
            if not _whole(piece[1:] if piece[:1] in signs else piece, largest):
                raise Refused(N_("%(part)s cannot be %(value)s in this repetition."), part=name, value=piece)


def check_parts(parts: dict[str, str]) -> None:
    """Refuse a part that is not used here, or a value that has no meaning, or parts that exclude each other."""
    for name in parts:
        if name not in _PARTS:
            raise Refused(N_("A repetition cannot use %(part)s here: sessions repeat by whole days."), part=name)
    frequency = parts.get("FREQ", "")
    if frequency not in FREQUENCIES:
        raise Refused(N_("A session repeats daily, weekly, monthly or yearly; say which with FREQ."))
    if not _whole(parts.get("INTERVAL", "1"), _LARGEST_INTERVAL):
        raise Refused(N_("A repetition happens every 1 to %(largest)s times."), largest=_LARGEST_INTERVAL)
    if not _whole(parts.get("COUNT", "1"), _LARGEST_COUNT):
        raise Refused(N_("A repetition happens 1 to %(largest)s times in all."), largest=_LARGEST_COUNT)
    if "COUNT" in parts and "UNTIL" in parts:
        raise Refused(N_("A repetition ends after a number of times or on a day, not both."))
    if parts.get("WKST", "MO") not in WEEKDAYS:
        raise Refused(N_("%(day)s is not a day of the week in this repetition."), day=parts["WKST"])
    _check_days(parts)
    _check_numbers(parts)
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        raise Refused(N_("A weekly repetition goes by days of the week, not of the month."))
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTH", "BYMONTHDAY"} & parts.keys():
        raise Refused(N_("BYSETPOS chooses among days; name the days with BYDAY or BYMONTHDAY."))
