"""Reading what takes a resident elsewhere, as the card shows it."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from community.access.actor import Actor
from community.residency.engagements import AHEAD
from community.residency.models import Engagement, EngagementDate
from community.residency.wording import REASONS
from foundation.clock import now, today
from foundation.database import bare_rows
from foundation.languages import WEEKDAYS, comma, short_weekday
from foundation.walltime import wall_of

SHOWN = 12
# Any Monday will do: only the names of the days are taken from it.
_MONDAY = date(2024, 1, 1)


class EngagementShown(NamedTuple):
    """An engagement in words; days and wall times of the house (naive). ``going_on`` while dates may come."""

    id: str
    reason: str
    days: str
    first_day: date
    last_day: date | None
    start: time
    end: time
    next: datetime | None
    going_on: bool


def engagements_of(actor: Actor, stay_id: str) -> list[EngagementShown]:
    """The engagements of a stay, those that go on first and the newest before older ones; one statement."""
    coming = select(func.min(EngagementDate.starts_at)).where(
        EngagementDate.engagement_id == Engagement.id, EngagementDate.ends_at > now()
    )
    statement = select(
        *(Engagement.id, Engagement.reason, Engagement.days, Engagement.first_day, Engagement.to_day),
        *(Engagement.wall_start, Engagement.wall_end),
        coming.correlate(Engagement).scalar_subquery().label("next"),
    ).where(Engagement.stay_id == stay_id)
    known_to = today(actor.zone) + AHEAD
    found = []
    for row in bare_rows(statement):
        last = row.to_day - timedelta(days=1) if row.to_day else None
        # Beyond the dates that are made already there may be more.
        going_on = row.next is not None or row.to_day is None or row.to_day > known_to
        names = (short_weekday(_MONDAY + timedelta(days=WEEKDAYS.index(key))) for key in row.days)
        found.append(
            EngagementShown(
                row.id,
                REASONS[row.reason],
                comma().join(names),
                row.first_day,
                last,
                row.wall_start,
                row.wall_end,
                wall_of(row.next, actor.zone) if row.next else None,
                going_on,
            )
        )
    found.sort(key=lambda one: (not one.going_on, -one.first_day.toordinal(), one.id))
    return found[:SHOWN]
