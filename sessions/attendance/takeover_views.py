"""Taking over a group, from the page of its date."""

from typing import Any

from flask import Blueprint

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.transactions import commits
from sessions.attendance.handing_over import take_over_group
from sessions.schedule.date_page import changing
from sessions.schedule.forms import TakeoverForm
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import row_for

blueprint = Blueprint("takeover", __name__)


@blueprint.post("/occurrences/<id:occurrence_id>/takeover")
@requires(Permission.OCCURRENCE_TAKEOVER)
@commits
def takeover(actor: Actor, occurrence_id: str) -> Any:
    """Lead one date in somebody's place; 409 when it was changed meanwhile."""
    form = TakeoverForm()

    def verb(row: Occurrence) -> None:
        take_over_group(
            row,
            reason={actor.language: form.reason.data} if form.reason.data else {},
            version=form.read_version(),
            by=actor,
            anyway=form.anyway.data,
        )

    return changing(actor, "takeover", form, row_for(actor, occurrence_id), verb)
