"""The pages of one series: what it is, and changing it for one date, from a date on, or as a whole."""

from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.messages import N_
from foundation.transactions import commits
from sessions.clashes.meant import accept_taken
from sessions.schedule.amending import amend
from sessions.schedule.effect import Effect
from sessions.schedule.models import Series
from sessions.schedule.policy import may_change
from sessions.schedule.queries import series_for
from sessions.schedule.rule_fields import fields_of
from sessions.schedule.taken import Booked, Taken
from sessions.series.choices import offer, words_of
from sessions.series.edits import may_take_back
from sessions.series.facts import changes, standing
from sessions.series.forms import SAVE, AmendmentForm
from sessions.series.listed import series_rows
from sessions.series.pages import (
    choose_scopes,
    compared,
    edits_of,
    effect_dates,
    effect_said,
    first_to_change,
    goes_on_as,
    next_dates,
)

blueprint = Blueprint("amending", __name__)


@blueprint.get("/series/<id:series_id>")
@requires(Permission.OCCURRENCE_CHANGE)
def one(actor: Actor, series_id: str) -> Any:
    """A series: when, where, who; its next dates; and what was changed about it."""
    series = series_for(actor, series_id)
    edits, dates = edits_of(actor, series.id), next_dates(actor, series.id)
    return render_template(
        "series/series.html",
        row=series_rows(actor, series.id)[0],
        dates=dates,
        going_on=any(date.starts_at > now() for date in dates) or series.filled_to <= series.first_day,
        edits=edits,
        newest=next((edit.id for edit in edits if not edit.undone and may_take_back(actor, edit.id)), None),
    )


class Looked(NamedTuple):
    """What a change did, and what stood in its way."""

    effect: Effect
    others: tuple[Booked, ...]


@blueprint.route("/series/<id:series_id>/amendment", methods=["GET", "POST"])
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def amendment(actor: Actor, series_id: str) -> Any:
    """Change a series: looked at first, then saved."""
    series = series_for(actor, series_id)
    if request.method == "GET":
        first = first_to_change(series, request.args.get("occurrence"))
        if first is None and request.args.get("occurrence"):
            raise NotFound()
        form = standing(series, first)
        form.scope.data = "following" if first else "whole"
        return page(actor, series_id, form)
    form = offer(actor, AmendmentForm(), series)
    first = first_to_change(series, form.occurrence.data)
    if first is None and form.occurrence.data:
        # Somebody let the series go on as another one meanwhile: what stands now is that one.
        now_of = goes_on_as(series, form.occurrence.data)
        return page(actor, now_of, form, Stale.status, late=True)
    choose_scopes([form], first, _several_days(series))
    if not form.validate():
        return page(actor, series_id, form, 422)
    try:
        looked = _amend(actor, series_id, form)
    except Stale as late:
        db.session.rollback()
        return page(actor, series_id, form, late.status, late=True)
    except Taken as taken:
        db.session.rollback()
        form.refuse(taken)
        return page(actor, series_id, form, taken.status, others=taken.others)
    except Refused as fault:
        db.session.rollback()
        form.refuse(fault)
        return page(actor, series_id, form, 422)
    if form.step.data == SAVE:
        flash(effect_said(looked.effect))
        return redirect(_after(actor, series_id, looked.effect.series_id, form.scope.data), 303)
    db.session.rollback()
    return page(actor, series_id, form, looked=looked)


def _amend(actor: Actor, series_id: str, form: AmendmentForm) -> Looked:
    """Change the series; what is in the way is only looked at, or meant with a reason."""
    try:
        return Looked(_attempt(actor, series_id, form, anyway=False), ())
    except Taken as taken:
        if form.step.data == SAVE and not form.anyway.data:
            raise
        others = taken.others
    db.session.rollback()
    effect = _attempt(actor, series_id, form, anyway=True)
    if form.anyway.data:
        now_of = db.session.get_one(Series, effect.series_id)
        accept_taken(now_of, others, {actor.language: form.why.data or ""}, by=actor)
    return Looked(effect, others)


def _attempt(actor: Actor, series_id: str, form: AmendmentForm, *, anyway: bool) -> Effect:
    series = series_for(actor, series_id)
    first = first_to_change(series, form.occurrence.data)
    stands = offer(actor, standing(series, first), series)
    from_day = first.wall_start.date() if first else today(series.zone)
    # Before what differs is asked for: against another version nothing can be told.
    theirs = form.date_version.data if form.scope.data == "date" else None
    if form.version.data != stands.version.data or (theirs and theirs != stands.date_version.data):
        raise Stale(N_("Somebody changed this series in the meantime. Look at it again, then decide."))
    return amend(
        series,
        scope=form.scope.data,
        occurrence=None if form.scope.data == "whole" else first,
        changes=changes(form, stands, first, from_day),
        reason={actor.language: form.reason.data} if form.reason.data else None,
        version=int(form.version.data or 0),
        by=actor,
        anyway=anyway,
    )


def _after(actor: Actor, old_id: str, new_id: str, scope: str) -> str:
    """The page that shows what was changed: that of the series it is now, where one may open it."""
    kept_id = old_id if scope == "date" else new_id
    kept = db.session.get_one(Series, kept_id)
    return f"/series/{kept_id}" if may_change(actor, kept.leader_id, kept.keeper_id) else "/today"


def _several_days(series: Series) -> bool:
    fields = fields_of(series.rule, series.first_day)
    return fields is not None and (fields.repeats == "daily" or len(fields.days) > 1)


def page(
    actor: Actor,
    series_id: str,
    form: AmendmentForm,
    status: int = 200,
    *,
    looked: Looked | None = None,
    others: tuple[Booked, ...] = (),
    late: bool = False,
) -> tuple[str, int]:
    """The page of a change, with what it would do once it was looked at, and with what came in between."""
    series = series_for(actor, series_id)
    first = first_to_change(series, form.occurrence.data)
    offer(actor, form, series)
    choose_scopes([form], first, _several_days(series))
    between = None
    if late:
        stands = offer(actor, standing(series, first), series)
        between = compared(form, stands)
        # Sent again as it stands, it is a decision made in the knowledge of what is there now.
        form.version.data, form.date_version.data = stands.version.data, stands.date_version.data
    answer = render_template(
        "series/amendment.html",
        form=form,
        row=series_rows(actor, series_id)[0],
        first=first,
        effect=looked.effect if looked else None,
        effect_words=effect_said(looked.effect) if looked else "",
        dates=effect_dates(looked.effect) if looked else [],
        others=looked.others if looked else others,
        between=between,
        late=late,
        **words_of(actor, form),
    )
    return answer, status
