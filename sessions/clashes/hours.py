"""Reading hours kept free and the hours of elders and newcomers, each day's apart: for the finder of clashes."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import or_, select

from community.mentoring.meeting_days import Meeting, meeting_days
from community.mentoring.models import MentoringHour, Mentorship
from community.mentoring.standing import agreed, serves, standing
from foundation.languages import WEEKDAYS
from sessions.clashes.kept_hours import kept_hours_of
from sessions.clashes.models import KeptHour
from sessions.clashes.planned import MENTORING, Kept, Planned
from sessions.clashes.reading import AT, FROM, HOUSE, TO, Values, rows_of
from sessions.groups.models import GroupMembership
from sessions.schedule.span import resolve_span

DAY = timedelta(days=1)


@cache
def _members() -> Any:
    keeping = select(KeptHour.group_id).where(KeptHour.house_id == HOUSE, KeptHour.group_id.is_not(None))
    membership = GroupMembership
    return select(membership.group_id, membership.person_id, membership.from_at, membership.to_at).where(
        GroupMembership.group_id.in_(keeping),
        GroupMembership.from_at < TO,
        or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > FROM),
    )


def kept_of(values: Values, zone: str, days: tuple[date, date]) -> list[Kept]:
    """The hours kept free from a first to a last day (both included, in a zone), each day's apart. Two statements."""
    members = rows_of(_members(), values)
    found = []
    for hour in kept_hours_of(values["house_id"], *days):
        for day in _each(max(days[0] - DAY, hour.from_day), days[1]):
            if WEEKDAYS[day.weekday()] not in hour.days or (hour.to_day is not None and day >= hour.to_day):
                continue
            span = resolve_span(day, hour.wall_start, hour.wall_end, zone)
            people = None
            if hour.group_id is not None:
                at = span.starts_at
                people = frozenset(
                    one.person_id
                    for one in members
                    if one.group_id == hour.group_id and one.from_at <= at and (one.to_at is None or one.to_at > at)
                )
            found.append(Kept(hour.id, hour.kind, hour.name, span.starts_at, span.ends_at, people))
    return found


def _each(first: date, last: date) -> Iterator[date]:
    return (first + DAY * number for number in range((last - first).days + 1))


@cache
def _hours() -> Any:
    return (
        select(
            MentoringHour.id,
            Mentorship.id,
            Mentorship.newcomer_id,
            Mentorship.elder_id,
            MentoringHour.first_day,
            MentoringHour.to_day,
            MentoringHour.wall_start,
            MentoringHour.wall_end,
        )
        .join(Mentorship, Mentorship.id == MentoringHour.mentorship_id)
        .where(Mentorship.house_id == HOUSE, agreed(AT), standing(AT), serves(Mentorship.elder_id, AT))
    )


def mentoring_of(values: Values, zone: str, days: tuple[date, date]) -> list[Planned]:
    """The hours that an elder and a newcomer have for each other, from a first to a last day. One statement."""
    found = []
    for hour_id, pair, newcomer, elder, *when in rows_of(_hours(), values):
        meeting = Meeting(*when)
        for day in meeting_days(meeting, *days):
            span = resolve_span(day, meeting.start, meeting.end, zone)
            instants = (span.starts_at, span.ends_at, span.wall_start, span.wall_end)
            both: Any = (None, "none", None, None, 0, frozenset((newcomer, elder)))
            found.append(Planned(f"{hour_id}-{day}", pair, MENTORING, {}, "pair", False, *instants, *both))
    return found
