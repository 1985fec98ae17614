"""The pages of the roll call."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask_babel import gettext, ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read, record_reads
from community.audit.reads import notes_reads
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.transactions import commits, writing
from sessions.attendance import closing, operations
from sessions.attendance.answers import spoken
from sessions.attendance.check_ins import checked_in
from sessions.attendance.forms import checked_id, fields, marks_of_json
from sessions.attendance.opening import open_register
from sessions.attendance.policy import leads
from sessions.attendance.queries import counts, read_beside_leading, register_by_id, session_for
from sessions.attendance.receiving import receive, register_of_house
from sessions.attendance.roll import history_of
from sessions.attendance.saving import save_form
from sessions.attendance.sheet import sheet
from sessions.attendance.wording import said, when
from sessions.schedule.co_leaders import co_leaders_of

blueprint = Blueprint("attendance", __name__)


@blueprint.get("/occurrences/<id:occurrence_id>/register")
@requires(Permission.ATTENDANCE_MARK)
def register(actor: Actor, occurrence_id: str) -> Any:
    """The register of a session, or, before it is opened, who is expected.

    Whoever does not lead the session has this read recorded, for each of those on it.
    """
    page = sheet(actor, occurrence_id)
    people = read_beside_leading(actor, occurrence_id)
    if people:
        with writing():
            record_reads(actor, people, "register", subject=f"occurrence:{occurrence_id}")
    return page


@blueprint.post("/occurrences/<id:occurrence_id>/register")
@requires(Permission.ATTENDANCE_MARK)
@commits
def opening(actor: Actor, occurrence_id: str) -> Any:
    """Open the register."""
    fields(request.form)
    session_for(actor, occurrence_id)
    open_register(occurrence_id, by=actor)
    return _back(occurrence_id)


@blueprint.post("/registers/<id:register_id>/marks")
@requires(Permission.ATTENDANCE_MARK)
@commits
def marks(actor: Actor, register_id: str) -> Any:
    """Save marks: a tap of a device as JSON, or a whole form of which only changed rows count."""
    if request.is_json:
        book, keeps = register_of_house(actor, register_id)
        received = receive(book, marks_of_json(_json()), keeps=keeps, by=actor)
        # Whoever keeps this register no more learns nothing of it.
        answer = spoken(received, counts(book.id) if keeps else (0, 0), actor.zone)
        return jsonify(answer), 409 if received.marked.conflicts else 200
    book, occurrence = register_by_id(actor, register_id)
    done = save_form(actor, book, occurrence)
    return done.page or _back(occurrence.id, done.place)


@blueprint.post("/registers/<id:register_id>/checked-in")
@requires(Permission.ATTENDANCE_MARK)
@commits
def checked_in_present(actor: Actor, register_id: str) -> Any:
    """Mark as present whoever checked in at a kiosk and is not recorded yet."""
    fields(request.form)
    book, occurrence = register_by_id(actor, register_id)
    count = operations.present_of(book, checked_in(occurrence.id), by=actor)
    said_so = ngettext("%(num)s person is marked as present.", "%(num)s people are marked as present.", count)
    flash(said_so if count else gettext("Everybody has a mark already."))
    return _back(occurrence.id)


@blueprint.get('/registers/<id:register_id>/<any("marks", "rest-present", "checked-in", "closing"):_form>')
@requires(Permission.ATTENDANCE_MARK)
def read_again(actor: Actor, register_id: str, _form: str) -> Any:
    """Lead to the register who reloads the page that a form was answered with."""
    return _back(register_by_id(actor, register_id)[1].id)


@blueprint.post("/registers/<id:register_id>/rest-present")
@requires(Permission.ATTENDANCE_MARK)
@commits
def rest_present(actor: Actor, register_id: str) -> Any:
    """Mark everyone who is left as present; marks chosen but not yet sent come with it and count first."""
    book, occurrence = register_by_id(actor, register_id)
    answer = save_form(actor, book, occurrence)
    if answer.page is not None:
        return answer.page
    count = operations.rest_present(book, by=actor)[1]
    said_so = ngettext("%(num)s person is marked as present.", "%(num)s people are marked as present.", count)
    flash(said_so if count else gettext("Everybody has a mark already."))
    return _back(occurrence.id)


@blueprint.post("/registers/<id:register_id>/rest-present/withdrawal")
@requires(Permission.ATTENDANCE_MARK)
@commits
def rest_withdrawal(actor: Actor, register_id: str) -> Any:
    """Take "rest present" back where nobody has changed it since."""
    book, occurrence = register_by_id(actor, register_id)
    batch = checked_id(fields(request.form, "batch")["batch"])
    count = operations.undo_rest(book, batch, by=actor)
    flash(ngettext("%(num)s mark is taken back.", "%(num)s marks are taken back.", count))
    return _back(occurrence.id)


@blueprint.post("/registers/<id:register_id>/walk-ins")
@requires(Permission.ATTENDANCE_MARK)
@commits
def walk_ins(actor: Actor, register_id: str) -> Any:
    """Add somebody who came without being expected."""
    book, occurrence = register_by_id(actor, register_id)
    person_id = fields(request.form, "person_id")["person_id"]
    if not person_id:
        return sheet(actor, occurrence.id, walk_in_fault=Refused(N_("Please choose who came.")))
    person_id = checked_id(person_id)
    closing.walk_in(book, person_id, by=actor)
    return _back(occurrence.id, f"#p-{person_id}")


@blueprint.post("/registers/<id:register_id>/closing")
@requires(Permission.ATTENDANCE_MARK)
@commits
def finishing(actor: Actor, register_id: str) -> Any:
    """Finish the register."""
    book, occurrence = register_by_id(actor, register_id)
    known = fields(request.form, "unrecorded_known")["unrecorded_known"] == "y"
    try:
        closing.close(book, unrecorded_known=known, by=actor)
    except Refused as fault:
        db.session.rollback()
        return sheet(actor, occurrence.id, close_fault=fault)
    flash(gettext("The register is finished. Thank you."))
    return _back(occurrence.id)


@blueprint.get("/registers/<id:register_id>/people/<id:person_id>/marks")
@requires(Permission.ATTENDANCE_MARK)
@notes_reads
def history(actor: Actor, register_id: str, person_id: str) -> str:
    """Every mark of one person on a register. Whoever does not lead the session has this read recorded."""
    book, occurrence = register_by_id(actor, register_id)
    row, past = history_of(book.id, person_id)
    beside = [one for one, _name in co_leaders_of(occurrence.id)]
    if not leads(actor, occurrence.leader_id, occurrence.keeper_id, *beside):
        record_read(actor, person_id, "marks")
    told = [(one, said(one.value), when(one.at, actor.zone)) for one in past]
    return render_template("attendance/history.html", row=row, told=told, book=book)


def _json() -> object:
    """What was sent as JSON, or None when it is none; brackets nested without end are none."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _back(occurrence_id: str, place: str = "") -> Any:
    if request.headers.get("HX-Request"):
        return "", 204
    return redirect(f"/occurrences/{occurrence_id}/register{place}", 303)
