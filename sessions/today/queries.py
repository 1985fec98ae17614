"""Reading a day, a week, or what a relative is invited to: one statement each, and one for hours of mentoring."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, or_

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.clock import now
from foundation.database import UtcDateTime
from foundation.walltime import day_bounds, wall_of
from sessions.schedule.mentoring_hours import hours_and_question
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import (
    Session,
    as_sessions,
    expected_ids,
    led_by,
    occurrence_columns,
    within,
)
from sessions.schedule.span import LONGEST_LASTS

INVITED_AHEAD = timedelta(days=60)

HOUSE, PERSON = (bindparam(name, type_=String()) for name in ("house_id", "person_id"))
SINCE, FROM, TO = (bindparam(name, type_=UtcDateTime()) for name in ("since", "from_at", "to_at"))


def day_of(actor: Actor, day: date) -> list[Session]:
    """The sessions of a day for a person, and those from the evening before that still run.

    Staff read the house's day; residents what they are expected at or lead; relatives what they are invited to.
    """
    return day_and_question(actor, day)[0]


def day_and_question(actor: Actor, day: date) -> tuple[list[Session], bool]:
    """The same, and whether somebody waits for an answer: would they stand by each other?"""
    from_at, to_at = day_bounds(day, actor.zone)
    return _with_hours(actor, _read(actor, from_at - LONGEST_LASTS, from_at, to_at), from_at, to_at)


def days_of(actor: Actor, first: date, last: date) -> dict[date, list[Session]]:
    """The sessions from a first to a last day (both included), by the day they start on the wall."""
    from_at, _ = day_bounds(first, actor.zone)
    _, to_at = day_bounds(last, actor.zone)
    length = (last - first).days + 1
    found: dict[date, list[Session]] = {first + timedelta(days=n): [] for n in range(length)}
    for session in _with_hours(actor, _read(actor, from_at, from_at, to_at), from_at, to_at)[0]:
        found.setdefault(session.wall_start.date(), []).append(session)
    return found


def _with_hours(
    actor: Actor, sessions: list[Session], from_at: datetime, to_at: datetime
) -> tuple[list[Session], bool]:
    """The same with the hours that somebody has with their elder or newcomer; staff read them on another page."""
    if actor.staff or not actor.may(Permission.MENTORING_OWN):
        return sessions, False
    hours, asked = hours_and_question(actor.person_id, actor.zone, from_at, to_at)
    both = sorted([*sessions, *hours], key=lambda one: (one.starts_at, one.ends_at, one.id)) if hours else sessions
    return both, asked


def _read(actor: Actor, since: datetime, from_at: datetime, to_at: datetime) -> list[Session]:
    """What begins in [since, to_at) and ends after ``from_at`` (all UTC), as the person may see it."""
    values: dict[str, object] = {"house_id": actor.house_id, "since": since, "from_at": from_at, "to_at": to_at}
    if not actor.staff:
        values["person_id"] = actor.person_id
    found = as_sessions(_statement(actor.staff, actor.resident), actor.language, actor.house_language, values)
    return found if actor.staff or actor.resident else as_told(found)


def as_told(found: list[Session]) -> list[Session]:
    """The sessions as a relative is told of them: when and where, as the resident signed, not who leads."""
    return [session._replace(leader=None, leader_id=None, leader_kind="none") for session in found]


@cache
def _statement(staff: bool, resident: bool) -> Select[Any]:
    """The statement of a kind of reader, built once: putting it together costs far more than running it."""
    when = and_(*within(HOUSE, SINCE, TO), Occurrence.ends_at > FROM)
    if staff:
        return occurrence_columns().where(when)
    mine: ColumnElement[bool] = Occurrence.id.in_(expected_ids(PERSON, [when]))
    if resident:
        mine = or_(mine, led_by(PERSON))
    return occurrence_columns().where(when, mine)


def invited_to(actor: Actor) -> list[Session]:
    """What a relative is invited to from today on, for sixty days; empty when no consent is live."""
    from_at, _ = day_bounds(now_on_wall(actor).date(), actor.zone)
    return _read(actor, from_at, from_at, from_at + INVITED_AHEAD)


def now_on_wall(actor: Actor) -> datetime:
    """What the clock on the house's wall shows (naive)."""
    return wall_of(now(), actor.zone)
