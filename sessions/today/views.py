"""The pages of the day: now and next, the ribbon, and the week."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, render_template

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.consent.purposes import PURPOSES
from community.consent.wording import last_day
from foundation.clock import now
from foundation.walltime import day_bounds, wall_of
from sessions.attendance.held_list import count_waiting
from sessions.attendance.states import register_states
from sessions.attendance.waiting import open_registers
from sessions.schedule.asked_day import asked_day, week_of
from sessions.schedule.handover import taken_from
from sessions.schedule.session import Session
from sessions.today.attention import awaited, needs
from sessions.today.queries import day_and_question, days_of, invited_to, now_on_wall
from sessions.today.rests import rests_on
from sessions.today.ribbon import now_and_next, weave

blueprint = Blueprint("today", __name__)

# As many as one looks through at a glance; the rest is folded below them.
LISTED_AT_ONCE = 10
# Of each kind of need; the rest is folded below it.
FEW = 3


@blueprint.get("/today")
@requires(Permission.DAY_SEE)
def my_day(actor: Actor) -> str:
    """The day of whoever asks: a resident's own, a facilitator's groups, the house's, a relative's sessions."""
    wall = now_on_wall(actor)
    day = asked_day(wall.date())
    if actor.relative and not actor.resident and not actor.staff:
        return render_template("today/relative.html", sessions=invited_to(actor), today=wall.date())
    sessions, asked = day_and_question(actor, day)
    seen = _day(sessions, day, wall) | {"rests": rests_on(actor, day, day).get(day, [])}
    if actor.manager and day == wall.date():
        return render_template("today/manager.html", **seen | _managed(actor, sessions))
    if actor.staff:
        return render_template("today/staff.html", **seen | _led(actor, sessions, day))
    return render_template("today/resident.html", asked=asked and day == wall.date(), **seen)


def _day(sessions: list[Session], day: date, wall: datetime) -> dict[str, Any]:
    of_day = [session for session in sessions if session.wall_start.date() == day]
    at = now()
    return {
        "day": day,
        "today": wall.date(),
        "wall": wall,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "place": now_and_next(sessions, at) if day == wall.date() else None,
        "blocks": weave(of_day, at),
        "at": at,
        "running": [s for s in sessions if s.starts_at <= at < s.ends_at and not s.cancelled],
    }


def _managed(actor: Actor, sessions: list[Session]) -> dict[str, Any]:
    parts = needs(actor, now())
    return {
        "parts": [part for part in parts if part.rows],
        "quiet": {part.kind for part in parts if not part.rows},
        "total": sum(len(part.rows) for part in parts),
        "mine": [s for s in sessions if actor.person_id in (s.leader_id, s.keeper_id)],
        "few": FEW,
        "last_day": lambda instant: last_day(instant, actor.zone),
        "on_wall": lambda instant: wall_of(instant, actor.zone),
        "purposes": PURPOSES,
    }


def _led(actor: Actor, sessions: list[Session], day: date) -> dict[str, Any]:
    of_day = [session for session in sessions if session.wall_start.date() == day]
    bounds = day_bounds(day, actor.zone)
    handed = taken_from(actor.person_id, actor.house_id, *bounds)
    return {
        "states": register_states(actor.house_id, *bounds),
        "mine": [s for s in of_day if actor.person_id in (s.leader_id, s.keeper_id)],
        "handed": [(s, handed[s.id]) for s in of_day if s.id in handed],
        "waiting": open_registers(actor),
        "held": count_waiting(actor),
        "awaited": awaited(actor, now()),
        "listed": LISTED_AT_ONCE,
        "on_wall": lambda instant: wall_of(instant, actor.zone),
    }


@blueprint.get("/week")
@requires(Permission.DAY_SEE)
def week(actor: Actor) -> str:
    """A week of seven ribbons, beginning on the house's first day of the week."""
    today = now_on_wall(actor).date()
    day = asked_day(today)
    days = week_of(day, actor.week_starts)
    found = days_of(actor, days[0], days[-1])
    at = now()
    return render_template(
        "today/week.html",
        days=[(each, weave(found[each], at)) for each in days],
        rests=rests_on(actor, days[0], days[-1]),
        today=today,
        before=days[0] - timedelta(days=7),
        after=days[0] + timedelta(days=7),
        first=days[0],
        last=days[-1],
    )
