"""Reading a day, a week, or what a relative is invited to: one statement each."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_

from community.access.actor import Actor
from foundation.clock import now
from foundation.walltime import day_bounds, wall_of
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import (
    Session,
    as_sessions,
    expected_ids,
    led_by,
    occurrence_columns,
    within,
)

LONGEST_SESSION = timedelta(hours=12)
INVITED_AHEAD = timedelta(days=60)
_STARTS = {"mon": 0, "sat": 5, "sun": 6}


def week_of(day: date, week_starts: str) -> list[date]:
    """The seven days of the week a day lies in, by the house's first day of the week."""
    first = day - timedelta(days=(day.weekday() - _STARTS[week_starts]) % 7)
    return [first + timedelta(days=number) for number in range(7)]


def _read(actor: Actor, *where: ColumnElement[bool]) -> list[Session]:
    return as_sessions(occurrence_columns().where(*where), actor.language, actor.house_language)


def day_of(actor: Actor, day: date) -> list[Session]:
    """The sessions of a day for a person, and those from the evening before that still run.

    Staff read the house's day; residents what they are expected at or lead; relatives what they are invited to.
    """
    from_at, to_at = day_bounds(day, actor.zone)
    still = and_(
        Occurrence.house_id == actor.house_id,
        Occurrence.starts_at >= from_at - LONGEST_SESSION,
        Occurrence.starts_at < from_at,
        Occurrence.ends_at > from_at,
    )
    return _days(actor, or_(and_(*within(actor.house_id, from_at, to_at)), still))


def days_of(actor: Actor, first: date, last: date) -> dict[date, list[Session]]:
    """The sessions from a first to a last day (both included), by the day they start on the wall."""
    from_at, _ = day_bounds(first, actor.zone)
    _, to_at = day_bounds(last, actor.zone)
    length = (last - first).days + 1
    found: dict[date, list[Session]] = {first + timedelta(days=n): [] for n in range(length)}
    for session in _days(actor, and_(*within(actor.house_id, from_at, to_at))):
        found.setdefault(session.wall_start.date(), []).append(session)
    return found


def _days(actor: Actor, when: ColumnElement[bool]) -> list[Session]:
    if actor.staff:
        return _read(actor, when)
    mine: ColumnElement[bool] = Occurrence.id.in_(expected_ids(actor.person_id, [when]))
    if actor.resident:
        mine = or_(mine, led_by(actor.person_id))
    return _read(actor, when, mine)


def invited_to(actor: Actor) -> list[Session]:
    """What a relative is invited to from today on, for sixty days; empty when no consent is live."""
    from_at, _ = day_bounds(now_on_wall(actor).date(), actor.zone)
    return _days(actor, and_(*within(actor.house_id, from_at, from_at + INVITED_AHEAD)))


def now_on_wall(actor: Actor) -> datetime:
    """What the clock on the house's wall shows (naive)."""
    return wall_of(now(), actor.zone)
