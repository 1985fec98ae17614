"""The pages of one occurrence, and the changes to it."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response as Answer

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.reads import notes_reads
from foundation.errors import NotFound
from foundation.transactions import commits
from sessions.schedule.changes import cancel, change_leader, change_room, move, reinstate
from sessions.schedule.date_page import changing, choices, page
from sessions.schedule.forms import CancellationForm, LeaderForm, MoveForm, ReinstatementForm, RoomForm
from sessions.schedule.models import Occurrence
from sessions.schedule.policy import may_change
from sessions.schedule.queries import row_for

blueprint = Blueprint("schedule", __name__, url_prefix="/occurrences")


@blueprint.get("/<id:occurrence_id>")
@requires(Permission.DAY_SEE)
@notes_reads
def occurrence(actor: Actor, occurrence_id: str) -> str:
    """One occurrence: when, where, who leads; and for whoever may, the forms to change it.

    That a manager who does not lead it reads why somebody is not expected is recorded.
    """
    return page(actor, occurrence_id)


def _change(actor: Actor, occurrence_id: str, name: str, form: Any, verb: Any) -> Answer | tuple[str, int]:
    return changing(actor, name, form, _changeable(actor, occurrence_id), verb)


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
