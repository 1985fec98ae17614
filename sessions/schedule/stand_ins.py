"""Reading who could lead sessions in somebody's place: five statements, however many sessions there are."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.staff.queries import absences_between, colleagues, hours_of
from community.staff.shifts import works_through
from foundation.clock import now
from foundation.database import bare_rows
from foundation.walltime import day_bounds, wall_of
from sessions.schedule.asked_day import week_of
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.session import Session
from sessions.schedule.substitutes import Substitute, ranked
from sessions.schedule.taken import running

# Who led it longer ago may not know it any more.
REMEMBERED = timedelta(days=180)

# (starts_at, ends_at) of what somebody leads, by who it is.
Led = dict[str, list[tuple[str, datetime, datetime]]]


def substitutes_for(actor: Actor, sessions: Sequence[Session]) -> dict[str, list[Substitute]]:
    """Who of the actor's house could lead each session instead of its leader, best first, by occurrence id.

    Never somebody who leads elsewhere then, is away, does not work here then or may not lead the type; whoever would
    lead outside their working hours stands last. Five statements; none without sessions.
    """
    if not sessions:
        return {}
    first, last = min(one.starts_at for one in sessions), max(one.ends_at for one in sessions)
    days = [_week(actor, wall_of(at, actor.zone).date()) for at in (first, last)]
    from_at, to_at = day_bounds(days[0], actor.zone)[0], day_bounds(days[1] + timedelta(days=6), actor.zone)[1]
    people = colleagues(actor.house_id, first, last)
    hours = hours_of(actor.house_id, days[0], days[1] + timedelta(days=7))
    away = defaultdict(list)
    for absence in absences_between(actor.house_id, first, last):
        away[absence.person_id].append(absence)
    led = _led(actor.house_id, from_at, to_at)
    before = _led_before([one.id for one in sessions])
    minutes = _minutes(actor, led)
    found: dict[str, list[Substitute]] = {}
    for session in sessions:
        starts, ends, week = session.starts_at, session.ends_at, _week(actor, session.wall_start.date())
        found[session.id] = ranked(
            Substitute(
                one.person_id,
                one.shown,
                one.folded,
                works_through(hours.get(one.person_id, ()), session.wall_start, session.wall_end),
                before.get((session.id, one.person_id), 0),
                minutes.get((one.person_id, week), 0),
            )
            for one in people
            if one.person_id != session.leader_id
            and one.leads(session.type.key, starts)
            and not any(absence.covers(starts, ends) for absence in away[one.person_id])
            and not any(key != session.id and b < ends and starts < e for key, b, e in led.get(one.person_id, ()))
        )
    return found


def _week(actor: Actor, day: date) -> date:
    return week_of(day, actor.week_starts)[0]


def _led(house_id: str, from_at: datetime, to_at: datetime) -> Led:
    statement = select(Occurrence.leader_id, Occurrence.id, Occurrence.starts_at, Occurrence.ends_at).where(
        *running(house_id, from_at, to_at), Occurrence.leader_id.is_not(None)
    )
    found: Led = defaultdict(list)
    for row in bare_rows(statement):
        found[row.leader_id].append((row.id, row.starts_at, row.ends_at))
    return found


def _minutes(actor: Actor, led: Led) -> dict[tuple[str, date], int]:
    """How many minutes each leads in each week, by the person and its first day."""
    found: dict[tuple[str, date], int] = defaultdict(int)
    for person_id, dates in led.items():
        for _, starts, ends in dates:
            week = _week(actor, wall_of(starts, actor.zone).date())
            found[person_id, week] += int((ends - starts).total_seconds() // 60)
    return found


def _led_before(ids: Sequence[str]) -> dict[tuple[str, str], int]:
    """How often each person led the session that a date belongs to, whatever it was split into since."""
    wanted, past = aliased(Occurrence), aliased(Occurrence)
    of_wanted, of_past = aliased(Series), aliased(Series)
    statement = (
        select(wanted.id, past.leader_id, func.count().label("times"))
        .join(of_wanted, of_wanted.id == wanted.series_id)
        .join(of_past, (of_past.house_id == of_wanted.house_id) & (of_past.line_id == of_wanted.line_id))
        .join(past, past.series_id == of_past.id)
        .where(
            wanted.id.in_(ids),
            past.leader_id.is_not(None),
            past.status == "planned",
            past.starts_at < now(),
            past.starts_at > now() - REMEMBERED,
        )
        .group_by(wanted.id, past.leader_id)
    )
    return {(row.id, row.leader_id): row.times for row in bare_rows(statement)}
