"""The pages of the planner: the week in its columns, the same on paper, and its dates for the script that drags."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.clock import today
from sessions.planner.asked import Asked, asked
from sessions.planner.events import events_of
from sessions.planner.grid import draw
from sessions.planner.page import changeable, planner_page, week_facts
from sessions.planner.panel import panel_of
from sessions.planner.sheet import parts_of_day
from sessions.schedule.queries import row_for

blueprint = Blueprint("planner", __name__, url_prefix="/planner")


def _asked(actor: Actor) -> Asked:
    view = asked(request.args, today(actor.zone), actor.week_starts)
    if view.chosen and not request.args.get("week"):
        # A link to a date alone leads to its week.
        day = row_for(actor, view.chosen).wall_start.date()
        return replace(view.in_week_of(day, actor.week_starts), chosen=view.chosen)
    return view


@blueprint.get("")
@requires(Permission.PROGRAMME_SEE)
def planner(actor: Actor) -> str:
    """The week as columns of days, of rooms or of leaders, with what is chosen in it."""
    view = _asked(actor)
    return planner_page(actor, view, lambda chosen: dict(panel_of(actor, chosen, view)))


@blueprint.get("/paper")
@requires(Permission.PROGRAMME_SEE)
def paper(actor: Actor) -> str:
    """The same week on a sheet of A4, black on white, with a legend of the weaves."""
    view = _asked(actor)
    facts = week_facts(actor, view)
    parts = parts_of_day(draw(view.days, facts["week"])) if view.by == "days" else []
    return render_template("planner/paper.html", parts=parts, **facts)


@blueprint.get("/events")
@requires(Permission.PROGRAMME_SEE)
def events(actor: Actor) -> dict[str, Any]:
    """The same dates for the script: wall times without a zone, which no browser shifts."""
    facts = week_facts(actor, _asked(actor))
    return events_of(facts, {one.session.id for one in facts["week"] if changeable(actor, one.session)})
