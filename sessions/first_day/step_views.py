"""The steps after the first page, for whoever manages the house; each can be left out and come back to."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.desk.import_views import column_names
from community.desk.residents_file import MOST_ROWS
from community.houses.forms import PHASE_WORDS
from community.houses.operations import add_room, add_stage
from community.houses.queries import house_of, rooms_of, stages_of
from community.houses.rows import in_order, saying
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.transactions import commits
from sessions.first_day.forms import RoomsForm, StagesForm
from sessions.first_day.paths import READY_PATH
from sessions.first_day.queries import progress_of
from sessions.programme.views import choices

blueprint = Blueprint("first_steps", __name__, url_prefix="/first-day")
Answer = Response | str | tuple[str, int]
# (name of the step and of what is counted for it, its word), in their order.
STEPS = (
    ("rooms", N_("Rooms")),
    ("stages", N_("Stages")),
    ("week", N_("Week")),
    ("residents", N_("Residents")),
    ("done", N_("Done")),
)
EMPTY_ROWS = 6


def _page(actor: Actor, step: str, **more: Any) -> str:
    names = [name for name, _word in STEPS]
    following = names[names.index(step) + 1] if step != names[-1] else None
    progress = progress_of(actor.house_id)
    return render_template(
        f"first_day/{step}.html",
        steps=STEPS,
        step=step,
        following=following,
        progress=progress._asdict(),
        said=saying(actor),
        **more,
    )


@blueprint.route("/rooms", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def rooms(actor: Actor) -> Answer:
    """Several rooms at once."""
    form = RoomsForm()
    if request.method == "POST" and form.validate():
        try:
            added = form.rows()
            for name, capacity in added:
                add_room(actor.house_id, name={actor.house_language: name}, capacity=capacity, by=actor)
            if added:
                flash(ngettext("%(num)s room is added.", "%(num)s rooms are added.", len(added)))
            return redirect(url_for("first_steps.stages"), 303)  # type: ignore[return-value]
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
    typed = list(zip(form.name.data or [], form.capacity.data or [], strict=False))
    lines = [*typed, *[("", "")] * EMPTY_ROWS][: max(EMPTY_ROWS, len(typed))]
    page = _page(actor, "rooms", form=form, lines=lines, there=rooms_of(actor.house_id))
    return (page, 422) if form.errors else page


@blueprint.route("/stages", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def stages(actor: Actor) -> Answer:
    """The path through the house; a ready one where there is none yet."""
    form = StagesForm()
    here = house_of(actor)
    there = stages_of(here.id)
    codes = in_order(here)
    # A ready stage that is kept as it is has its words in every language of the house.
    ready = {words[here.language]: {code: words[code] for code in codes} for _phase, words in READY_PATH}
    if request.method == "POST" and form.validate():
        try:
            added = form.rows(ready)
            for words, phase in added:
                name = {here.language: words} if isinstance(words, str) else words
                add_stage(here.id, phase=phase, name=name, by=actor)
            if added:
                flash(ngettext("%(num)s stage is added.", "%(num)s stages are added.", len(added)))
            return redirect(url_for("first_steps.week"), 303)  # type: ignore[return-value]
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
            there = stages_of(actor.house_id)
    offered = [] if there else [(words[here.language], phase) for phase, words in READY_PATH]
    lines = list(zip(form.name.data, form.phase.data, strict=False)) if form.is_submitted() else offered
    lines = [*lines, ("", "rehabilitation"), ("", "rehabilitation")]
    page = _page(actor, "stages", form=form, lines=lines, there=there, phases=PHASE_WORDS, lang=here.language)
    return (page, 422) if form.errors else page


@blueprint.get("/week")
@requires(Permission.HOUSE_MANAGE)
def week(actor: Actor) -> str:
    """Weeks to begin with, or a file; afterwards the residents."""
    return _page(actor, "week", choices=choices(), back="first_steps.residents", again="first_steps.week")


@blueprint.get("/residents")
@requires(Permission.HOUSE_MANAGE)
def residents(actor: Actor) -> str:
    """Everybody who lives here, from a table; afterwards what comes next."""
    return _page(
        actor,
        "residents",
        back="first_steps.done",
        again="first_steps.residents",
        columns=column_names(),
        most=MOST_ROWS,
    )


@blueprint.get("/done")
@requires(Permission.HOUSE_MANAGE)
def done(actor: Actor) -> str:
    """What stands, and what comes next."""
    return _page(actor, "done")
