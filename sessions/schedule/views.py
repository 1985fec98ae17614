"""The pages of one occurrence, and the changes to it."""

from typing import Any

from flask import Blueprint, flash, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.languages import sentence_of
from foundation.transactions import commits
from sessions.schedule.changes import cancel, change_leader, change_room, move, reinstate
from sessions.schedule.date_page import choices, page
from sessions.schedule.forms import CancellationForm, LeaderForm, MoveForm, ReinstatementForm, RoomForm
from sessions.schedule.models import Occurrence
from sessions.schedule.policy import may_change
from sessions.schedule.queries import row_for
from sessions.schedule.taken import Taken

blueprint = Blueprint("schedule", __name__, url_prefix="/occurrences")


@blueprint.get("/<id:occurrence_id>")
@requires(Permission.DAY_SEE)
def occurrence(actor: Actor, occurrence_id: str) -> str:
    """One occurrence: when, where, who leads; and for whoever may, the forms to change it."""
    return page(actor, occurrence_id)


def _change(actor: Actor, occurrence_id: str, name: str, form: Any, verb: Any) -> Answer | tuple[str, int]:
    row = _changeable(actor, occurrence_id)
    error, taken = "", False
    if form.validate_on_submit():
        try:
            verb(row)
        except Stale as late:
            db.session.rollback()
            read_at = form.read_version()
            return page(actor, occurrence_id, {name: form}, sentence_of(late), read_at=read_at), 409
        except Refused as refused:
            # Back to the form with what was typed; the change itself is rolled back.
            db.session.rollback()
            error, taken = sentence_of(refused), isinstance(refused, Taken)
        else:
            flash(gettext("The change is made. It shows wherever this session does."))
            return redirect(f"/occurrences/{occurrence_id}", 303)
    else:
        # What no visible field can show: an unknown field, or a page sent back without its version.
        error = next((str(fault) for fault in (*form.form_errors, *form.version.errors)), "")
    return page(actor, occurrence_id, {name: form}, error, taken=taken), 422


def _changeable(actor: Actor, occurrence_id: str) -> Occurrence:
    row = row_for(actor, occurrence_id)
    if not may_change(actor, row.leader_id, row.keeper_id):
        raise NotFound()
    return row


@blueprint.post("/<id:occurrence_id>/cancellation")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def cancellation(actor: Actor, occurrence_id: str) -> Any:
    """Cancel one date."""
    form = CancellationForm()
    return _change(
        actor,
        occurrence_id,
        "cancellation",
        form,
        lambda row: cancel(row, reason=_said(actor, form.reason.data), version=form.read_version(), by=actor),
    )


@blueprint.post("/<id:occurrence_id>/reinstatement")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def reinstatement(actor: Actor, occurrence_id: str) -> Any:
    """Hold a cancelled date after all."""
    form = ReinstatementForm()

    def verb(row: Occurrence) -> None:
        reinstate(row, version=form.read_version(), by=actor, anyway=form.anyway.data)

    return _change(actor, occurrence_id, "reinstatement", form, verb)


def _said(actor: Actor, reason: str | None) -> dict[str, str]:
    return {actor.language: reason} if reason else {}


@blueprint.post("/<id:occurrence_id>/move")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def moving(actor: Actor, occurrence_id: str) -> Any:
    """Move one date."""
    form = MoveForm()

    def verb(row: Occurrence) -> None:
        day, start, end = form.times()
        move(
            row,
            day=day,
            start=start,
            end=end,
            reason=_said(actor, form.reason.data),
            version=form.read_version(),
            by=actor,
            anyway=form.anyway.data,
        )

    return _change(actor, occurrence_id, "move", form, verb)


@blueprint.post("/<id:occurrence_id>/room")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def room(actor: Actor, occurrence_id: str) -> Any:
    """Give one date another room."""
    form = RoomForm()
    form.room.choices = choices(actor)[0]

    def verb(row: Occurrence) -> None:
        change_room(row, form.room.data or None, version=form.read_version(), by=actor, anyway=form.anyway.data)

    return _change(actor, occurrence_id, "room", form, verb)


@blueprint.post("/<id:occurrence_id>/leader")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def leader(actor: Actor, occurrence_id: str) -> Any:
    """Give one date another leader."""
    form = LeaderForm()
    form.leader.choices = choices(actor)[1]

    def verb(row: Occurrence) -> None:
        change_leader(row, form.leader.data, version=form.read_version(), by=actor, anyway=form.anyway.data)

    return _change(actor, occurrence_id, "leader", form, verb)
