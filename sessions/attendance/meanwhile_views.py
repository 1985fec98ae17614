"""The part of a register's page that asks again every few seconds."""

from typing import Any

from flask import Blueprint, render_template, request

from community.access.actor import Actor
from community.access.guards import by_itself, requires
from community.access.permissions import Permission
from sessions.attendance.meanwhile import meanwhile

blueprint = Blueprint("meanwhile", __name__)


@blueprint.get("/registers/<id:register_id>/standing")
@requires(Permission.ATTENDANCE_MARK)
@by_itself
def standing(actor: Actor, register_id: str) -> Any:
    """What others changed on a register since a version; 204 when they changed nothing.

    Opening the register's page was recorded where it had to be; this names nobody of those on it.
    """
    asked = request.args.get("since", "")
    since = int(asked) if asked.isdecimal() and len(asked) < 10 else -1
    found = meanwhile(actor, register_id, since)
    if found is None:
        return "", 204
    return render_template("attendance/standing.html", now=found)
