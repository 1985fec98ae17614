"""The marks that wait for somebody to decide, and the decision."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from community.audit.reads import notes_reads
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.languages import sentence_of
from foundation.messages import N_
from foundation.transactions import commits
from sessions.attendance.forms import fields
from sessions.attendance.held_list import waiting_marks
from sessions.attendance.settling import CHANGED, held_for, settle
from sessions.attendance.wording import said, when

blueprint = Blueprint("held_marks", __name__)


@blueprint.get("/held-marks")
@requires(Permission.ATTENDANCE_MARK)
@notes_reads
def held_marks(actor: Actor) -> str:
    """What waits for this reader: conflicts of the registers they keep; of the whole house for its manager."""
    return _page(actor)


@blueprint.post("/held-marks/<id:held_id>/settlement")
@requires(Permission.ATTENDANCE_MARK)
@commits
def settlement(actor: Actor, held_id: str) -> Any:
    """Say which of two marks counts: ``keep`` is "yours" for the one that waits, "theirs" for the one that stands.

    ``seen`` is the mark that stood when the two were shown. 409 where somebody was faster: with another mark, or with
    the other decision.
    """
    held, register = held_for(actor, held_id)
    given = fields(request.form, "keep", "correction", "back", "seen")
    try:
        if given["keep"] not in ("yours", "theirs"):
            raise Refused(N_("Please choose which of the two counts."))
        counts, seen = given["keep"] == "yours", request.form.get("seen")
        if not settle(held, register, counts=counts, correction=given["correction"], by=actor, seen=seen):
            raise Stale(CHANGED)
    except (Refused, Stale) as fault:
        if request.headers.get("HX-Request"):
            # The script of the register wants the sentence alone.
            raise
        db.session.rollback()
        return _page(actor, fault=sentence_of(fault), of=held_id), fault.status
    if request.headers.get("HX-Request"):
        return "", 204
    flash(gettext("It is decided. Both marks stay in the history."))
    if given["back"] == "register":
        return redirect(f"/occurrences/{register.occurrence_id}/register#p-{held.person_id}", 303)
    return redirect("/held-marks", 303)


def _page(actor: Actor, fault: str = "", of: str = "") -> str:
    rows = waiting_marks(actor)
    if actor.manager:
        for person_id in sorted({row.held.person_id for row in rows if not row.own}):
            record_read(actor, person_id, "marks")
    told = {"rows": rows, "said": said, "when": lambda at: when(at, actor.zone), "fault": fault, "of": of}
    return render_template("attendance/held_marks.html", **told)
