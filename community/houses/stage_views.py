"""The pages of a house's path: its stages in order."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.amending import amend_stage
from community.houses.forms import PHASE_WORDS, StageForm
from community.houses.operations import add_stage as add_next
from community.houses.queries import house_of, stage_for, stages_of
from community.houses.rows import in_order, saying
from community.people.meanwhile import came_late
from foundation.transactions import commits

blueprint = Blueprint("stages", __name__)
Answer = Response | str | tuple[str, int]


def _back(sentence: str) -> Response:
    flash(sentence)
    return redirect(url_for("stages.stages"), 303)  # type: ignore[return-value]


def _stages_page(actor: Actor, form: StageForm) -> str:
    here = house_of(actor)
    return render_template(
        "houses/stages.html",
        stages=stages_of(here.id),
        form=form,
        codes=in_order(here),
        phases=PHASE_WORDS,
        said=saying(actor),
    )


@blueprint.get("/stages")
@requires(Permission.HOUSE_MANAGE)
def stages(actor: Actor) -> str:
    """The stages of the house's path in order, and a form for the next."""
    return _stages_page(actor, StageForm(formdata=None))


@blueprint.post("/stages")
@requires(Permission.HOUSE_MANAGE)
@commits
def add_stage(actor: Actor) -> Answer:
    """Add the next stage of the path."""
    form = StageForm()
    if form.validate() & form.needed("name", [actor.house_language]):
        add_next(actor.house_id, phase=form.phase.data, name=form.words("name"), by=actor)
        return _back(_("The stage is added at the end of the path."))
    return _stages_page(actor, form), 422


@blueprint.route("/stages/<id:stage_id>", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def stage(actor: Actor, stage_id: str) -> Answer:
    """A stage's name and its part of the path; its place stays, for stays stand in it."""
    found = stage_for(actor, stage_id)
    codes = in_order(house_of(actor), found.name)
    form = StageForm() if request.method == "POST" else StageForm.of(found)
    right = request.method == "POST" and form.validate() & form.needed("name", codes)
    if right and not came_late(form, found, "stage:amend", actor):
        amend_stage(found, name=form.words("name"), phase=form.phase.data, by=actor)
        return _back(_("The stage is kept as you wrote it."))
    return render_template("houses/stage.html", form=form, stage=found, codes=codes, said=saying(actor)), form.status
