"""The boundary: which days a report is asked for, and how it looks at them."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import request

from community.access.actor import Actor
from foundation.clock import today
from foundation.errors import NotFound
from sessions.schedule.asked_day import asked_day, week_of

BYS = ("week", "type", "stage", "leader")
# A year of weeks; longer ones are several reports.
LONGEST = timedelta(days=371)
WEEKS_AT_FIRST = 4


@dataclass(frozen=True, slots=True)
class AskedSpan:
    """The days from a first to a last one (both included), and by what they are counted."""

    by: str
    first: date
    last: date

    def address(self, **changes: str) -> str:
        """The query of the same report with something changed."""
        values = {"by": self.by, "from": self.first.isoformat(), "to": self.last.isoformat()} | changes
        return "?" + "&".join(f"{name}={value}" for name, value in values.items())


def asked_span(actor: Actor) -> AskedSpan:
    """Read ``?by=&from=&to=``; without any, this week of the house and the three before, by week.

    NotFound for a day that is none, an end before its beginning, and more than a year at once.
    """
    by = request.args.get("by", BYS[0])
    here = today(actor.zone)
    this = week_of(here, actor.week_starts)[0]
    first = asked_day(this - timedelta(days=7 * (WEEKS_AT_FIRST - 1)), "from")
    last = asked_day(here, "to")
    if by not in BYS or last < first or last - first > LONGEST:
        raise NotFound()
    return AskedSpan(by, first, last)
