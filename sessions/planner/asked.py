"""The boundary: which week the planner is asked for, in which columns, and what of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from foundation.errors import NotFound
from foundation.messages import N_
from sessions.planner.grid import Planned
from sessions.schedule.asked_day import day_in, week_of
from sessions.schedule.session_types import TRADITIONS, TYPES

BY: Mapping[str, str] = {"days": N_("Days"), "rooms": N_("Rooms"), "leaders": N_("People")}
NOBODY = "nobody"
# What stands in the address only when it is something else.
USUAL = {"by": "days"}
_ID = re.compile(r"[0-9a-f]{32}\Z")
_VERSION = re.compile(r"[0-9]{1,9}\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """A week of the planner: its seven days, the day a phone shows, its columns, and what is left of it.

    ``chosen`` is a date whose panel is open; ``since`` its version before a change that can be taken back, ``edit``
    a change of its series that can.
    """

    days: list[date]
    day: date
    by: str = "days"
    type: str = ""
    tradition: str = ""
    leader: str = ""
    chosen: str = ""
    since: str = ""
    edit: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether something of the week is left out."""
        return bool(self.type or self.tradition or self.leader)

    @property
    def query(self) -> str:
        """The address's own words for this view of this week, without what is chosen in it."""
        words = {"week": self.days[0].isoformat(), "day": self.day.isoformat(), "by": self.by}
        words |= {"type": self.type, "tradition": self.tradition, "leader": self.leader}
        return urlencode({name: word for name, word in words.items() if word and word != USUAL.get(name)})

    def path(self, **changes: str) -> str:
        """The address of this view, with something chosen in it."""
        more = urlencode({name: word for name, word in changes.items() if word})
        return f"/planner?{self.query}" + (f"&{more}" if more else "")

    def in_week_of(self, day: date, week_starts: str) -> "Asked":
        """The same view of the week a day lies in, with nothing chosen."""
        return replace(self, days=week_of(day, week_starts), day=day, chosen="", since="", edit="")

    def choosing(self, occurrence_id: str) -> "Asked":
        """The same view with a date chosen in it."""
        return replace(self, chosen=occurrence_id)

    def by_way_of(self, by: str) -> "Asked":
        """The same week in other columns."""
        return replace(self, by=by)

    @property
    def before(self) -> "Asked":
        """The week before."""
        return self._moved(-7)

    @property
    def after(self) -> "Asked":
        """The week after."""
        return self._moved(7)

    def _moved(self, by: int) -> "Asked":
        off = timedelta(days=by)
        return replace(self, days=[day + off for day in self.days], day=self.day + off)

    def keeps(self, planned: Planned) -> bool:
        """Whether a date is one of those that were asked for."""
        session = planned.session
        if self.type and session.type.key != self.type:
            return False
        if self.tradition and self.tradition not in session.type.traditions:
            return False
        if self.leader == NOBODY:
            return session.leader_id is None
        return not self.leader or session.leader_id == self.leader


def asked(args: Mapping[str, str], today: date, week_starts: str) -> Asked:
    """The view that an address asks for; NotFound when one of its words is none."""
    week = day_in(args["week"]) if args.get("week") else None
    day = day_in(args["day"]) if args.get("day") else None
    days = week_of(week or day or today, week_starts)
    if day is None or day not in days:
        day = today if today in days else days[0]
    leader, by = args.get("leader", ""), args.get("by") or "days"
    known = (
        (by, by in BY),
        (args.get("type", ""), args.get("type", "") in TYPES),
        (args.get("tradition", ""), args.get("tradition", "") in TRADITIONS),
        (leader, leader == NOBODY or _ID.match(leader)),
        *((args.get(name, ""), _ID.match(args.get(name, ""))) for name in ("chosen", "edit")),
        (args.get("since", ""), _VERSION.match(args.get("since", ""))),
    )
    if any(word and not right for word, right in known):
        raise NotFound()
    return Asked(
        days,
        day,
        by,
        *(args.get(name, "") for name in ("type", "tradition", "leader", "chosen", "since", "edit")),
    )
