"""Searching for who walked in: two letters of a name, in any script, and each that is found a button."""

from typing import Any

from flask import Blueprint, render_template, request

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.listing import LONGEST_SEARCH
from sessions.attendance.queries import register_by_id
from sessions.attendance.walk_ins import found_walk_ins

blueprint = Blueprint("walk_ins", __name__)


@blueprint.get("/registers/<id:register_id>/walk-ins")
@requires(Permission.ATTENDANCE_MARK)
def search(actor: Actor, register_id: str) -> Any:
    """Who can be added to a register and has that name; nobody else is spoken of. A part of the register's page, or
    a page of its own.
    """
    book, occurrence = register_by_id(actor, register_id)
    asked = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    found = None if not asked or book.closed_at else found_walk_ins(book, occurrence.starts_at, asked)
    name = "attendance/_found.html" if request.headers.get("HX-Request") else "attendance/walk_ins.html"
    return render_template(name, book=book, found=found, asked=asked)
