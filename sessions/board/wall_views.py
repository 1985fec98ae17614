"""The page on which a manager says what the wall does not name."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.queries import house_of
from community.people.meanwhile import came_late
from foundation.transactions import commits
from sessions.board.forms import WallForm
from sessions.board.operations import name_on_no_wall
from sessions.schedule.on_the_wall import ALWAYS_UNNAMED
from sessions.schedule.session_types import TYPES

blueprint = Blueprint("wall", __name__)
Answer = Response | str | tuple[str, int]


@blueprint.route("/house/wall", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def wall(actor: Actor) -> Answer:
    """Which types of session are named on no wall of the house."""
    here = house_of(actor)
    form = WallForm() if request.method == "POST" else WallForm.of(here)
    if request.method == "POST" and form.validate() and not came_late(form, here, "house:wall", actor):
        name_on_no_wall(here, form.unnamed_types.data or [], by=actor)
        flash(_("Kept. The wall shows it within half a minute."))
        return redirect(url_for("wall.wall"), 303)  # type: ignore[return-value]
    never = [_(TYPES[key].name) for key in TYPES if key in ALWAYS_UNNAMED]
    return render_template("board/wall.html", form=form, never=never), form.status
