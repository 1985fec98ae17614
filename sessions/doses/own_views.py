"""One's own hours: twelve weeks by category, and the marks behind each figure. Nothing in the address names anybody."""

from flask import Blueprint, render_template, request

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.errors import NotFound
from sessions.doses.behind import ALL, COUNTED, marks_behind
from sessions.doses.pages import history
from sessions.doses.views import steps, week_asked, words
from sessions.doses.weeks import MANY, weeks_until

blueprint = Blueprint("own_doses", __name__)
PATH = "/record/hours"


@blueprint.get(PATH)
@requires(Permission.RECORD_OWN)
def mine(actor: Actor) -> str:
    """The signed-in resident's own twelve weeks."""
    week = week_asked(actor)
    try:
        found = history(actor, actor.person_id, weeks_until(week.first, actor.week_starts, actor.zone, MANY))
    except NotFound:
        # Whoever never lived here in those weeks has no hours; that is no fault.
        found = None
    latest = found.rows[0] if found else None
    return render_template(
        "doses/own.html", found=found, latest=latest, path=PATH, **steps(actor, week), **words(actor)
    )


@blueprint.get(f"{PATH}/marks")
@requires(Permission.RECORD_OWN)
def marks(actor: Actor) -> str:
    """The marks behind one of one's own figures."""
    week = week_asked(actor)
    category = request.args.get("category", ALL)
    one, rows = marks_behind(actor, actor.person_id, week, category)
    return render_template(
        "doses/marks.html",
        person=None,
        rows=rows,
        total=sum(row.minutes for row in rows),
        one=one,
        category=category,
        counted=COUNTED,
        path=PATH,
        **steps(actor, week),
        **words(actor),
    )
