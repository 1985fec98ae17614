"""The page of clashes: what is in the way of what, who is touched, the nearest free times, and what is meant."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.clock import now
from foundation.database import db
from foundation.errors import DaybookError, Refused, Stale
from foundation.languages import sentence_of
from foundation.messages import N_
from foundation.transactions import commits
from foundation.walltime import day_bounds, wall_of
from sessions.clashes.acceptances import accept_clash, acceptance_for, end_acceptance
from sessions.clashes.facts import find_clashes
from sessions.clashes.forms import A_DAY, KeepForm, SlotForm
from sessions.clashes.free_slots import HALF_DAY
from sessions.clashes.listed import entries, offers_for, token_of
from sessions.clashes.rules import Clash
from sessions.clashes.slot_taking import take_slot
from sessions.schedule.asked_day import EARLIEST, LATEST, asked_day, week_of
from sessions.schedule.queries import row_for
from sessions.schedule.session_types import TYPES

blueprint = Blueprint("clashes", __name__)
WEEK = timedelta(days=7)


@blueprint.get("/clashes")
@requires(Permission.PROGRAMME_SEE)
def clashes(actor: Actor) -> str:
    """The clashes of a week that are still to come, one of them with its nearest free times."""
    return _page(actor, asked_day(wall_of(now(), actor.zone).date(), "week"), request.args.get("clash", ""))


def _page(actor: Actor, day: date, chosen: str = "", form: KeepForm | None = None, error: str = "") -> str:
    week = week_of(day, actor.week_starts)
    span = day_bounds(week[0], actor.zone)[0], day_bounds(week[-1], actor.zone)[1]
    found = [one for one in find_clashes(actor.house_id, actor.zone, *span) if one.ends_at > now()]
    rows, kept = entries(actor, found)
    shown = next((one for one in rows if one.token == chosen), rows[0] if rows else None)
    plans = actor.may(Permission.PROGRAMME_PLAN)
    offers = offers_for(actor, shown.told.clash) if shown and plans else None
    return render_template(
        "clashes/clashes.html",
        week=week,
        before=week[0] - WEEK,
        after=week[0] + WEEK,
        today=wall_of(now(), actor.zone).date(),
        rows=rows,
        kept=kept,
        shown=shown,
        offers=offers,
        offered_name=TYPES[offers.session.type_key].name if offers else "",
        plans=plans,
        form=form or KeepForm(formdata=None),
        error=error,
        keeping=bool(form) or "keep" in request.args,
        on_wall=lambda at: wall_of(at, actor.zone),
    )


def _refused(actor: Actor, day: date, error: DaybookError) -> tuple[str, int]:
    db.session.rollback()
    return _page(actor, day, error=sentence_of(error)), error.status


@blueprint.post("/clashes/acceptances")
@requires(Permission.PROGRAMME_PLAN)
@commits
def keep(actor: Actor) -> Any:
    """Keep a clash as it is, and say why."""
    form = KeepForm()
    right = form.validate()
    day = form.day.data
    if day is None or not EARLIEST <= day < LATEST:
        return _page(actor, wall_of(now(), actor.zone).date(), error=str(A_DAY)), 422
    clash = _meant(actor, form, day)
    if clash is None:
        return _refused(actor, day, Refused(N_("This clash is not there any more. Nothing was kept.")))
    if not right:
        return _page(actor, day, token_of(clash.key), form), 422
    try:
        accept_clash(actor.house_id, clash, {actor.language: form.reason.data or ""}, by=actor)
    except Refused as error:
        return _refused(actor, day, error)
    flash(gettext("Kept as it is. It stands below, with the reason."))
    return redirect(f"/clashes?week={day.isoformat()}", 303)


def _meant(actor: Actor, form: KeepForm, day: date) -> Clash | None:
    """The clash that a form names, if it is there."""
    from_at, to_at = day_bounds(day, actor.zone)
    ids = {one for one in (form.one.data, form.other.data) if one}
    for clash in find_clashes(actor.house_id, actor.zone, from_at - HALF_DAY, to_at + HALF_DAY, only=ids):
        sides = {clash.one.id, *([clash.other.id] if clash.other else [])}
        if (clash.kind, sides, clash.subject) == (form.kind.data, ids, form.subject.data or None):
            return clash
    return None


@blueprint.post("/clash-acceptances/<id:acceptance_id>/ending")
@requires(Permission.PROGRAMME_PLAN)
@commits
def take_back(actor: Actor, acceptance_id: str) -> Any:
    """Take back that a clash is meant."""
    acceptance = acceptance_for(actor, acceptance_id)
    day = wall_of(now(), actor.zone).date()
    try:
        end_acceptance(acceptance, by=actor)
    except Refused as error:
        return _refused(actor, day, error)
    flash(gettext("Taken back. It stands in the list again."))
    return redirect(f"/clashes?week={asked_day(day, 'week').isoformat()}", 303)


@blueprint.post("/clashes/moves")
@requires(Permission.PROGRAMME_PLAN)
@commits
def take(actor: Actor) -> Any:
    """Move one date into a free slot: this date alone, the series stays. Back goes where the slot was offered."""
    form = SlotForm()
    here = wall_of(now(), actor.zone).date()
    if not form.validate():
        said = next(str(fault) for faults in (form.form_errors, *form.errors.values()) for fault in faults)
        return _page(actor, here, error=said), 422
    row = row_for(actor, form.occurrence.data or "")
    values: Any = {"day": form.day.data, "start": form.start.data, "end": form.end.data}
    day = row.wall_start.date()
    try:
        take_slot(row, **values, room_id=form.room.data or None, version=form.read_version(), by=actor)
    except (Stale, Refused) as error:
        return _refused(actor, day, error)
    flash(gettext("The change is made. It shows wherever this session does."))
    if form.back.data:
        there = row.wall_start.date().isoformat()
        return redirect(f"/planner?week={there}&day={there}&chosen={row.id}&since={form.read_version()}", 303)
    return redirect(f"/clashes?week={day.isoformat()}", 303)
