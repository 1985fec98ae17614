"""Changing a date or its series in the planner: looked at first, then saved, and every way in is this one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext
from sqlalchemy import select

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.clock import today
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.languages import sentence_of
from foundation.transactions import commits
from sessions.clashes.facts import find_clashes
from sessions.clashes.meant import accept_taken
from sessions.clashes.panel import ClashPanel, clash_panel
from sessions.planner.change import Wish, put
from sessions.planner.forms import DATE, ChangeForm
from sessions.planner.page import chosen_of, planner_page
from sessions.planner.panel import Looked, offer, others_of, panel_of, view_in
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.policy import may_change
from sessions.schedule.queries import occurrence_for, row_for
from sessions.schedule.taken import Booked, Taken
from sessions.series.pages import effect_said

blueprint = Blueprint("planner_changes", __name__, url_prefix="/planner")
# Nobody reads the clashes of half a year beside one change; the list of clashes has them all.
LOOKS_AHEAD = timedelta(weeks=4)


@blueprint.post("/changes")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def change(actor: Actor) -> Any:
    """Look at what a change would do, or save it: 422 for what cannot be, 409 for what is taken or came too late."""
    form = ChangeForm()
    row = _row(actor, form)
    offer(actor, form, occurrence_for(actor, row.id))
    if not form.validate_on_submit():
        return _answer(actor, form, Looked(), 422)
    try:
        looked = _put(actor, form, row)
    except Stale as late:
        db.session.rollback()
        return _answer(actor, form, Looked(late=sentence_of(late)), 409)
    except Taken as taken:
        db.session.rollback()
        form.refuse(taken)
        return _answer(actor, form, Looked(others=others_of(actor, taken.others)), 409)
    except Refused as refused:
        db.session.rollback()
        form.refuse(refused)
        return _answer(actor, form, Looked(), 422)
    if form.step.data == "preview":
        db.session.rollback()
        return _answer(actor, form, looked, 200)
    return _saved(actor, form, looked)


def _row(actor: Actor, form: ChangeForm) -> Occurrence:
    """The date a form speaks of; NotFound unless this person may change it."""
    chosen = form.chosen.data or ""
    if len(chosen) != 32:
        raise NotFound()
    row = row_for(actor, chosen)
    if not may_change(actor, row.leader_id, row.keeper_id):
        raise NotFound()
    return row


def _wish(actor: Actor, form: ChangeForm) -> Wish:
    day, start, end = form.times()
    version, series_version = form.versions()
    return Wish(
        day=day,
        start=start,
        end=end,
        room_id=form.room_id(),
        leader_id=form.leader.data or None,
        scope=form.scope.data,
        reason={actor.language: form.reason.data} if form.reason.data else {},
        version=version,
        series_version=series_version,
        anyway=form.anyway.data,
    )


def _put(actor: Actor, form: ChangeForm, row: Occurrence) -> Looked:
    """Change it; what is in the way is only looked at, or meant with a reason. Clashes are told before it is undone."""
    wish, preview = _wish(actor, form), form.step.data == "preview"
    others: tuple[Booked, ...] = ()
    try:
        effect = put(row, replace(wish, anyway=False), by=actor)
    except Taken as taken:
        if not preview and not wish.anyway:
            raise
        others = taken.others
        db.session.rollback()
        row = row_for(actor, row.id)
        effect = put(row, replace(wish, anyway=True), by=actor)
    if not preview and others:
        series = db.session.scalars(select(Series).where(Series.id == effect.series_id)).one()
        accept_taken(series, others, {actor.language: form.why.data or ""}, by=actor, place=row)
    return Looked(effect, others_of(actor, others), clash_panel=_clashes(actor, row, wish) if preview else None)


def _clashes(actor: Actor, row: Occurrence, wish: Wish) -> ClashPanel | None:
    """What the change would clash with: of a series in the weeks that follow, as far as anybody looks ahead."""
    if not actor.may(Permission.PROGRAMME_PLAN):
        return None
    # A series is written past the session's own objects.
    db.session.refresh(row)
    ids = {row.id}
    until = row.ends_at + timedelta(hours=1)
    if wish.scope != DATE:
        until = row.starts_at + LOOKS_AHEAD
        mine = (
            Occurrence.series_id == row.series_id,
            Occurrence.starts_at >= row.starts_at,
            Occurrence.starts_at < until,
        )
        ids |= set(db.session.scalars(select(Occurrence.id).where(*mine)))
    found = find_clashes(actor.house_id, actor.zone, row.starts_at - timedelta(hours=1), until, only=ids)
    return clash_panel(actor, found, slots=False)


def _answer(actor: Actor, form: ChangeForm, looked: Looked, status: int) -> tuple[str, int]:
    """The panel alone for a script that asked, else the whole page with it."""
    view = view_in(form, actor, today(actor.zone))

    def panel(chosen: Any) -> dict[str, Any]:
        if looked.late:
            # Sent again as it stands, it is a decision made in the knowledge of what is there now.
            form.version.data = str(chosen.session.sequence)
            form.series_version.data = str(chosen.series_version)
        return dict(panel_of(actor, chosen, view, form, looked))

    asked = view.choosing(form.chosen.data or "")
    if request.headers.get("HX-Request"):
        return render_template("planner/_panel.html", **panel(chosen_of(actor, asked, ()))), status
    return planner_page(actor, asked, panel), status


def _saved(actor: Actor, form: ChangeForm, looked: Looked) -> Any:
    row = row_for(actor, form.chosen.data or "")
    one = form.scope.data == DATE
    effect = looked.effect
    made = gettext("The change is made. It shows wherever this session does.")
    flash(made if one or not effect else effect_said(effect))
    view = view_in(form, actor, today(actor.zone)).in_week_of(row.wall_start.date(), actor.week_starts)
    back = {"since": form.version.data or ""} if one or not effect else {"edit": effect.edit_id}
    return redirect(view.path(chosen=row.id, **back), 303)
