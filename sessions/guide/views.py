"""The page of help."""

from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, current_app, render_template

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.languages import language
from sessions.guide.staff_steps import ADMINISTRATOR, MANAGER, STAFF
from sessions.guide.steps import GRADUATE, RELATIVE, RESIDENT, Step

blueprint = Blueprint("guide", __name__)


def steps_for(actor: Actor) -> Sequence[Step]:
    """The steps of the first of one's roles; whoever has none is told nothing of the house."""
    if actor.manager:
        return MANAGER
    if actor.staff:
        return STAFF
    if actor.resident:
        return RESIDENT
    if actor.graduate:
        return GRADUATE
    if actor.relative:
        return RELATIVE
    return ADMINISTRATOR if actor.may(Permission.ORGANISATION_COUNT) else ()


def _picture(name: str | None) -> str | None:
    """The picture in the language now spoken, as long as it is there: they are made apart from the pages."""
    if name is None:
        return None
    place = f"help/{name}-{language()}.jpg"
    return place if (Path(current_app.static_folder or "static") / place).exists() else None


@blueprint.get("/help")
@requires(Permission.ACCOUNT_OWN)
def help_page(actor: Actor) -> str:
    """What somebody like the reader can do here, step by step."""
    steps = [(step, _picture(step.picture)) for step in steps_for(actor)]
    return render_template("guide/help.html", steps=steps, wide=actor.staff)
