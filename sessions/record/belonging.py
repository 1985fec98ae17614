"""What a person belongs to and what takes them elsewhere, as they read it about themselves."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from community.access.actor import Actor
from community.residency.models import Engagement, EngagementDate, Stay
from community.residency.wording import REASONS
from foundation.database import bare_rows
from foundation.languages import WEEKDAYS, comma, short_weekday
from foundation.words import said_in
from sessions.groups.kinds import LIST
from sessions.groups.models import Group, GroupMembership

# Any Monday will do: only the names of the days are taken from it.
_MONDAY = date(2024, 1, 1)


def my_groups(actor: Actor) -> list[dict[str, Any]]:
    """The groups one belongs or belonged to, newest first: name, lang, from_at, to_at (UTC); one statement."""
    statement = (
        select(Group.name, GroupMembership.from_at, GroupMembership.to_at)
        .join(Group, Group.id == GroupMembership.group_id)
        .where(
            GroupMembership.person_id == actor.person_id,
            GroupMembership.house_id == actor.house_id,
            Group.kind != LIST,
        )
        .order_by(GroupMembership.from_at.desc(), GroupMembership.id)
    )
    found = []
    for row in bare_rows(statement):
        name, lang = said_in(row.name, actor.language, actor.house_language)
        found.append({"name": name, "lang": lang, "from_at": row.from_at, "to_at": row.to_at})
    return found


def my_engagements(actor: Actor) -> list[dict[str, Any]]:
    """What takes one elsewhere, newest first: reason, days, first_day, last_day, start, end; one statement.

    Days and times are those of the house's wall. What was called off before its first date is left out.
    """
    held = select(func.count()).where(EngagementDate.engagement_id == Engagement.id)
    statement = (
        select(
            *(Engagement.reason, Engagement.days, Engagement.first_day, Engagement.to_day),
            *(Engagement.wall_start, Engagement.wall_end),
        )
        .join(Stay, Stay.id == Engagement.stay_id)
        .where(
            Stay.person_id == actor.person_id,
            Stay.house_id == actor.house_id,
            or_(Engagement.ended_at.is_(None), held.correlate(Engagement).scalar_subquery() > 0),
        )
        .order_by(Engagement.first_day.desc(), Engagement.id)
    )
    return [
        {
            "reason": REASONS[row.reason],
            "days": comma().join(short_weekday(_MONDAY + timedelta(days=WEEKDAYS.index(key))) for key in row.days),
            "first_day": row.first_day,
            "last_day": row.to_day - timedelta(days=1) if row.to_day else None,
            "start": row.wall_start,
            "end": row.wall_end,
        }
        for row in bare_rows(statement)
    ]
