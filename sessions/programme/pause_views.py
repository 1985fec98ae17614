"""The pages of pauses: those to come, a new one in two steps, and taking one back."""

from itertools import groupby
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.queries import house_of
from community.houses.rows import in_order, saying
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.forms import UNKNOWN_FIELD
from foundation.languages import sentence_of
from foundation.transactions import commits
from sessions.programme.pause_forms import PauseEndForm, PauseForm
from sessions.schedule.crossing import Crossing, crossings
from sessions.schedule.filling import HORIZON
from sessions.schedule.models import Pause
from sessions.schedule.pauses import COVERS, KINDS
from sessions.schedule.pausing import PauseEffect, begin_pause, end_pause, what_returns
from sessions.schedule.resting import Dated, pause_for, pauses_of
from sessions.schedule.session_types import TYPES

blueprint = Blueprint("pauses", __name__, url_prefix="/pauses")
Answer = Response | str | tuple[str, int]


def _words(actor: Actor) -> dict[str, Any]:
    return {"said": saying(actor), "kinds": KINDS, "covers": COVERS, "types": TYPES, "here": today(actor.zone)}


@blueprint.get("")
@requires(Permission.PROGRAMME_PLAN)
def pauses(actor: Actor) -> str:
    """The pauses that are to come or go on; those that are over or were taken back are folded below."""
    found, here = pauses_of(actor.house_id), today(actor.zone)
    coming = [one for one in found if one.ended_at is None and max(one.last_day, one.moves_to or one.last_day) >= here]
    past = [one for one in found if one not in coming]
    return render_template("programme/pauses.html", coming=coming[::-1], past=past, **_words(actor))


@blueprint.get("/new")
@requires(Permission.PROGRAMME_PLAN)
def new_pause(actor: Actor) -> str:
    """The form of a new pause."""
    return _form_page(actor, PauseForm(formdata=None))


def _form_page(actor: Actor, form: PauseForm) -> str:
    return render_template("programme/pause_new.html", form=form, codes=in_order(house_of(actor)), **_words(actor))


@blueprint.post("/new")
@requires(Permission.PROGRAMME_PLAN)
@commits
def begin(actor: Actor) -> Answer:
    """On to what it would do, back to the form, or keep the pause: what the button that was pressed says."""
    form, house = PauseForm(), house_of(actor)
    if request.form.get("step") == "back":
        form.validate()
        return _form_page(actor, PauseForm(formdata=None, data=form.data))
    if not form.validate() & form.needed("name", in_order(house)):
        return _form_page(actor, form), 422
    try:
        pause, effect = begin_pause(house, by=actor, **form.facts())
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _form_page(actor, form), 422
    beside = crossings(house.id, house.zone, effect.turned)
    unasked = form.step.data == "keep" and bool(beside) and not form.anyway.data
    if form.step.data != "keep" or unasked:
        page = _preview(actor, form, pause, effect, beside, unasked=unasked)
        db.session.rollback()
        return (page, 409) if unasked else page
    flash(_kept(pause, len(effect.turned)))
    return redirect("/pauses", 303)  # type: ignore[return-value]


def _kept(pause: Pause, count: int) -> str:
    if pause.moves_to is not None:
        return ngettext(
            "The pause is kept. %(num)s session goes on the other day.",
            "The pause is kept. %(num)s sessions go on the other day.",
            count,
        )
    return ngettext(
        "The pause is kept. %(num)s session is cancelled.", "The pause is kept. %(num)s sessions are cancelled.", count
    )


def _preview(
    actor: Actor, form: PauseForm, pause: Pause, effect: PauseEffect, beside: list[Crossing], *, unasked: bool
) -> str:
    at, turned = now(), {turn.date.id: turn for turn in effect.turned}
    of_days = [*(turn.date for turn in effect.turned), *effect.stays]
    # What has begun, and what was cancelled before, is none of the pause's doing.
    of_days = sorted((one for one in of_days if one.status == "planned" and one.starts_at > at), key=_when)
    days = [(day, list(dates)) for day, dates in groupby(of_days, key=lambda one: one.wall_start.date())]
    stays = [one for one in of_days if one.id not in turned]
    return render_template(
        "programme/pause_preview.html",
        form=form,
        pause=pause,
        turned=turned,
        days=days,
        stays=len(stays),
        kinds_that_stay=list(dict.fromkeys(one.type_key for one in stays)),
        registers=sum(turn.date.wants_register and turn.kind == "cancelled" for turn in effect.turned),
        crossings=beside,
        unasked=unasked,
        ahead=pause.last_day >= today(actor.zone) + HORIZON,
        **_words(actor),
    )


def _when(one: Dated) -> Any:
    return one.starts_at, one.ends_at, one.id


@blueprint.get("/<id:pause_id>/ending")
@requires(Permission.PROGRAMME_PLAN)
def ending(actor: Actor, pause_id: str) -> str:
    """What taking a pause back would do."""
    return _ending_page(actor, pause_for(actor, pause_id))


def _ending_page(actor: Actor, pause: Pause, error: str = "", *, unasked: bool = False) -> str:
    effect = what_returns(pause)
    stands = sorted((turn.stands() for turn in effect.turned), key=_when)
    return render_template(
        "programme/pause_ending.html",
        pause=pause,
        error=error,
        unasked=unasked,
        over=pause.ended_at is not None or pause.last_day < today(actor.zone),
        days=[(day, list(dates)) for day, dates in groupby(stands, key=lambda one: one.wall_start.date())],
        returning=len(stands),
        stays=len(effect.stays),
        crossings=crossings(actor.house_id, actor.zone, effect.turned),
        **_words(actor),
    )


@blueprint.post("/<id:pause_id>/ending")
@requires(Permission.PROGRAMME_PLAN)
@commits
def end(actor: Actor, pause_id: str) -> Answer:
    """Take a pause back."""
    pause, form = pause_for(actor, pause_id), PauseEndForm()
    if not form.validate():
        return _ending_page(actor, pause, str(UNKNOWN_FIELD)), 422
    try:
        effect = end_pause(pause, actor.zone, by=actor)
    except Refused as error:
        db.session.rollback()
        return _ending_page(actor, pause_for(actor, pause_id), sentence_of(error)), 422
    if not form.anyway.data and crossings(actor.house_id, actor.zone, effect.turned):
        db.session.rollback()
        return _ending_page(actor, pause_for(actor, pause_id), unasked=True), 409
    flash(
        ngettext(
            "The pause is taken back. %(num)s session takes place as it was planned.",
            "The pause is taken back. %(num)s sessions take place as they were planned.",
            len(effect.turned),
        )
    )
    return redirect("/pauses", 303)  # type: ignore[return-value]
