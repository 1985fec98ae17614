"""The page that ends a series, and the one button that takes its newest change back."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.rows import saying
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.languages import sentence_of
from foundation.messages import N_
from foundation.transactions import commits
from sessions.schedule.amending import end_series
from sessions.schedule.effect import Effect
from sessions.schedule.queries import series_for
from sessions.schedule.session_types import TYPES
from sessions.schedule.taken import Taken
from sessions.schedule.undoing import undo
from sessions.series.edits import edit_for
from sessions.series.forms import SAVE, EndingForm, UndoForm
from sessions.series.listed import series_rows
from sessions.series.pages import effect_dates

blueprint = Blueprint("ending", __name__)


@blueprint.route("/series/<id:series_id>/ending", methods=["GET", "POST"])
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def ending(actor: Actor, series_id: str) -> Any:
    """End a series from a day on: looked at first, then saved."""
    series = series_for(actor, series_id)
    if request.method == "GET":
        form = EndingForm(formdata=None, from_day=today(actor.zone) + timedelta(days=1), version=str(series.sequence))
        return _page(actor, series_id, form)
    form = EndingForm()
    if not form.validate():
        return _page(actor, series_id, form, 422)
    from_day: Any = form.from_day.data
    try:
        words = {actor.language: form.reason.data or ""}
        effect = end_series(series, from_day=from_day, reason=words, version=int(form.version.data or 0), by=actor)
    except Stale as late:
        db.session.rollback()
        form.form_errors.append(sentence_of(late))
        # Sent again as it stands, it is a decision made in the knowledge of what is there now.
        form.version.data = str(series_for(actor, series_id).sequence)
        return _page(actor, series_id, form, late.status)
    except Refused as fault:
        db.session.rollback()
        form.refuse(fault)
        return _page(actor, series_id, form, fault.status)
    if form.step.data == SAVE:
        flash(_falls_away(effect))
        return redirect(f"/series/{series_id}", 303)
    db.session.rollback()
    return _page(actor, series_id, form, effect=effect)


def _falls_away(effect: Effect) -> str:
    return ngettext("%(num)s date falls away", "%(num)s dates fall away", len(effect.cancelled))


def _page(
    actor: Actor, series_id: str, form: EndingForm, status: int = 200, *, effect: Effect | None = None
) -> tuple[str, int]:
    answer = render_template(
        "series/ending.html",
        form=form,
        row=series_rows(actor, series_id)[0],
        effect=effect,
        effect_words=_falls_away(effect) if effect else "",
        dates=effect_dates(effect) if effect else [],
    )
    return answer, status


@blueprint.post("/series-edits/<id:edit_id>/undo")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def take_back(actor: Actor, edit_id: str) -> Any:
    """Take the newest change of a series back; 409 with the bookings in the way, which may be meant."""
    edit = edit_for(actor, edit_id)
    series = series_for(actor, edit.series_id)
    form = UndoForm()
    if not form.validate():
        raise Refused(N_("This form held something it should not. Please reload the page and try again."))
    try:
        back = undo(edit, by=actor, anyway=form.anyway.data)
    except Taken as taken:
        db.session.rollback()
        row, facts = series_rows(actor, series.id)[0], {"said": saying(actor), "types": TYPES}
        page = render_template("series/taken_back.html", row=row, others=taken.others, edit_id=edit_id, **facts)
        return page, taken.status
    flash(ngettext("Taken back: %(num)s date is as it was.", "Taken back: %(num)s dates are as they were.", back))
    return redirect(f"/series/{series.id}", 303)
