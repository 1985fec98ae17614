"""What is said about a whole series from the page of one of its dates."""

from typing import Any

from flask import Blueprint, flash, redirect
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.transactions import commits
from sessions.schedule.forms import LanguagesForm
from sessions.schedule.queries import row_for, series_for
from sessions.schedule.spoken import speak

blueprint = Blueprint("series", __name__, url_prefix="/series")


@blueprint.post("/<id:series_id>/languages")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def languages(actor: Actor, series_id: str) -> Any:
    """Say in which languages a series is held."""
    series = series_for(actor, series_id)
    form = LanguagesForm()
    if not form.validate_on_submit():
        raise Refused(N_("Please choose among the languages that are offered."))
    row = row_for(actor, form.occurrence.data or "")
    if row.series_id != series.id:
        raise NotFound()
    speak(series, form.languages.data or (), by=actor)
    flash(gettext("The change is made. It shows wherever this session does."))
    return redirect(f"/occurrences/{row.id}", 303)
