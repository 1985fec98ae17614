"""The small page of one person's mark, for whoever has no script and for whatever has no button in the row."""

from typing import Any

from flask import Blueprint

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from community.audit.reads import notes_reads
from sessions.attendance.one_mark import one_mark_page, row_on
from sessions.attendance.policy import leads
from sessions.attendance.queries import register_by_id
from sessions.schedule.co_leaders import co_leaders_of

blueprint = Blueprint("one_mark", __name__)


@blueprint.get("/registers/<id:register_id>/people/<id:person_id>/mark")
@requires(Permission.ATTENDANCE_MARK)
@notes_reads
def mark(actor: Actor, register_id: str, person_id: str) -> Any:
    """How somebody stands on a register, with everything that can be said of them there. Whoever does not lead the
    session has this read recorded.
    """
    book, occurrence = register_by_id(actor, register_id)
    row = row_on(book, person_id)
    beside = [one for one, _name in co_leaders_of(occurrence.id)]
    if not leads(actor, occurrence.leader_id, occurrence.keeper_id, *beside):
        record_read(actor, person_id, "marks")
    return one_mark_page(actor, book, occurrence, row, status=200)
