"""What a resident sees at a kiosk: the own day and week, and checking in."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from foundation.addresses import is_id
from foundation.clock import now
from foundation.errors import NotFound, Refused
from foundation.transactions import commits
from sessions.attendance.check_ins import check_in
from sessions.kiosk.check_ins import open_to
from sessions.kiosk.forms import CheckInForm
from sessions.kiosk.visiting import Visiting, draw, in_visit
from sessions.schedule.asked_day import asked_day, week_of
from sessions.today.queries import day_of, days_of, now_on_wall
from sessions.today.rests import rests_on
from sessions.today.ribbon import now_and_next, weave

blueprint = Blueprint("kiosk_days", __name__)


@blueprint.get("/kiosk/day")
@in_visit()
def day(at_kiosk: Visiting) -> Any:
    """A day: now and next first, what one can check in to, then the ribbon."""
    actor, at = at_kiosk.actor, now()
    wall = now_on_wall(actor)
    asked = asked_day(wall.date())
    sessions = day_of(actor, asked)
    today = asked == wall.date()
    return draw(
        "kiosk/day.html",
        at_kiosk,
        day=asked,
        today=wall.date(),
        wall=wall,
        before=asked - timedelta(days=1),
        after=asked + timedelta(days=1),
        place=now_and_next(sessions, at) if today else None,
        check_ins=open_to(actor.person_id, sessions, at) if today else [],
        blocks=weave([session for session in sessions if session.wall_start.date() == asked], at),
        rests=rests_on(actor, asked, asked).get(asked, []),
    )


@blueprint.get("/kiosk/week")
@in_visit()
def week(at_kiosk: Visiting) -> Any:
    """A week of seven ribbons."""
    actor, at = at_kiosk.actor, now()
    today = now_on_wall(actor).date()
    days = week_of(asked_day(today), actor.week_starts)
    found = days_of(actor, days[0], days[-1])
    return draw(
        "kiosk/week.html",
        at_kiosk,
        days=[(each, weave(found[each], at)) for each in days],
        rests=rests_on(actor, days[0], days[-1]),
        today=today,
        first=days[0],
        last=days[-1],
        before=days[0] - timedelta(days=7),
        after=days[0] + timedelta(days=7),
    )


@blueprint.post("/kiosk/check-ins")
@in_visit()
@commits
def check_ins(at_kiosk: Visiting) -> Response:
    """Say that one is there; whoever leads still confirms it."""
    form = CheckInForm()
    if not form.validate():
        raise Refused()
    occurrence_id, actor = form.occurrence.data or "", at_kiosk.actor
    # Their own day is theirs alone; a session they do not see in it is none for them.
    if not is_id(occurrence_id):
        raise NotFound()
    visit = at_kiosk.visit
    check_in(occurrence_id, actor.person_id, by=actor, device_id=visit.device_id, visit_id=visit.id)
    return redirect(url_for("kiosk_days.day"), 303)
