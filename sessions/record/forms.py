"""The boundary: how far back one's marks are asked for, and which entries of the chain."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import request

from community.audit.wording import GROUPS
from foundation.errors import NotFound
from foundation.listing import LONGEST_SEARCH
from sessions.record.attendance import WEEKS
from sessions.schedule.asked_day import EARLIEST, LATEST

# Ten years: longer than any stay with what came after it.
MOST_WEEKS = 520
LONGEST_NUMBER = 12


def _number(name: str) -> int | None:
    """A whole number above nought in ``?name=``; None without it, NotFound when it is something else."""
    text = request.args.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER and int(text)):
        raise NotFound()
    return int(text)


def _day(name: str) -> date | None:
    text = request.args.get(name, "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotFound() from None
    if len(text) != 10 or not EARLIEST <= day < LATEST:
        raise NotFound()
    return day


def asked_weeks() -> int:
    """How many weeks ago the earliest mark shown lies: 8, 16, 24 … in ``?weeks=``; NotFound for anything else."""
    weeks = _number("weeks")
    if weeks is None:
        return WEEKS
    if weeks % WEEKS or weeks > MOST_WEEKS:
        raise NotFound()
    return weeks


@dataclass(frozen=True, slots=True)
class AskedEntries:
    """Which entries of the chain are asked for; days of the house's wall, both included."""

    who: str
    about: str
    group: str
    from_day: date | None
    to_day: date | None
    before: int | None
    table: bool
    printed: bool

    def address(self, **changes: object) -> str:
        """The query of this page with something changed, from the newest on: ``address(before=120)``."""
        values: dict[str, object] = {
            "who": self.who,
            "about": self.about,
            "group": "" if self.group == "all" else self.group,
            "from": self.from_day or "",
            "to": self.to_day or "",
        } | changes
        return "?" + urlencode({name: value for name, value in values.items() if value != ""})


def asked_entries() -> AskedEntries:
    """Read ``?who=&about=&group=&from=&to=&before=&as=``; NotFound for a day, a number or a group that is none."""
    given = request.args
    group = given.get("group") or "all"
    from_day, to_day = _day("from"), _day("to")
    if group not in GROUPS or (from_day and to_day and to_day < from_day):
        raise NotFound()
    return AskedEntries(
        who=given.get("who", "").strip()[:LONGEST_SEARCH],
        about=given.get("about", "").strip()[:LONGEST_SEARCH],
        group=group,
        from_day=from_day,
        to_day=to_day,
        before=_number("before"),
        table=given.get("as") == "table",
        printed=given.get("as") == "print",
    )
