"""The pages of notes: those of a session, one with its history, and the lists of what waits."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list, record_read, record_reads
from community.audit.reads import notes_reads
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.languages import sentence_of
from foundation.listing import asked, by_name, listed
from foundation.messages import N_
from foundation.transactions import commits, writing
from sessions.attendance.forms import checked_id, fields
from sessions.attendance.wording import said, when
from sessions.notes import operations
from sessions.notes.forms import chosen_of, draft_of_json, sent_notes
from sessions.notes.listing import DRAFTS, EVERY, WAITING, listed_notes
from sessions.notes.page import notes_page
from sessions.notes.people import mark_of
from sessions.notes.policy import reviews
from sessions.notes.queries import note_for, notes_of
from sessions.notes.saving import save_notes
from sessions.notes.signing import AUTHOR, CO_LEADER, REVIEWER, is_own, may_add, may_sign_as
from sessions.notes.texts import LONGEST_NOTE
from sessions.notes.wording import CAPACITY_WORDS, WAITS_WORDS

blueprint = Blueprint("notes", __name__)
SHOWN = {DRAFTS: N_("Drafts that wait for a signature"), WAITING: N_("Waiting for review"), EVERY: N_("All notes")}


@blueprint.get("/occurrences/<id:occurrence_id>/notes")
@requires(Permission.NOTE_WRITE)
def of_session(actor: Actor, occurrence_id: str) -> Any:
    """The notes of a session. Whoever neither leads it nor wrote them has the reading recorded, for each person."""
    page, status, people = notes_page(actor, occurrence_id, chosen=chosen_of(request.args.getlist("about")))
    if people:
        with writing():
            record_reads(actor, people, "notes", subject=f"occurrence:{occurrence_id}")
    return page, status


@blueprint.post("/occurrences/<id:occurrence_id>/notes")
@requires(Permission.NOTE_WRITE)
@commits
def save(actor: Actor, occurrence_id: str) -> Any:
    """Save the drafts of the page, sign those that are to be signed; 409 with both texts where somebody else wrote."""
    sent = sent_notes(request.form)
    notes_of(actor, occurrence_id)
    signed = save_notes(actor, occurrence_id, sent)
    if signed is None:
        return notes_page(actor, occurrence_id, chosen=sent.chosen, typed=sent.typed)[:2]
    if signed:
        flash(ngettext("%(num)s note is signed.", "%(num)s notes are signed.", signed))
    elif any(one.text.strip() for one in sent.typed.values()):
        flash(gettext("The drafts are saved."))
    empty = [key for key, one in sent.typed.items() if one.about and not one.text.strip()]
    return redirect(url_for("notes.of_session", occurrence_id=occurrence_id, about=[*empty, *sent.chosen]), 303)


@blueprint.post("/occurrences/<id:occurrence_id>/notes/drafts")
@requires(Permission.NOTE_WRITE)
@commits
def autosave(actor: Actor, occurrence_id: str) -> Any:
    """Keep one draft while it is written: 200 with its id, or 409 with what somebody else wrote."""
    one = draft_of_json(_json())
    kept = operations.write(occurrence_id, one.about, one.text, based_on=one.based_on, by=actor, autosaved=True)
    if kept.saved:
        return jsonify({"saved": kept.text_id})
    theirs = kept.theirs
    told = (
        {"id": theirs.id, "text": theirs.text, "by": theirs.by, "when": when(theirs.at, actor.zone)} if theirs else None
    )
    return jsonify({"closed": kept.closed, "theirs": told}), 409


@blueprint.get("/notes")
@requires(Permission.NOTE_WRITE)
@notes_reads
def every(actor: Actor) -> str:
    """One's own drafts; for who reviews, what waits for it; and all one may read, searched by person."""
    reviewing = reviews(actor)
    shows = (WAITING, DRAFTS, EVERY) if reviewing else (DRAFTS, EVERY)
    wanted = asked(sorts=("when",), choices={"show": shows})
    rows = by_name(listed_notes(actor, wanted.chosen["show"], wanted.search), wanted.search)
    if reviewing:
        record_list(actor, "notes-list")
    # They come in their order, the newest session first.
    page = listed(rows, wanted, key=lambda _row: 0)
    choices = {name: SHOWN[name] for name in shows}
    return render_template(
        "notes/list.html", listed=page, choices=choices, waits=WAITS_WORDS, when=lambda at: when(at, actor.zone)
    )


@blueprint.get("/notes/<id:note_id>")
@requires(Permission.NOTE_WRITE)
@notes_reads
def note(actor: Actor, note_id: str) -> Any:
    """One note with every version. Whoever neither leads the session nor wrote it has the reading recorded."""
    return _page(actor, note_id)


@blueprint.get('/notes/<id:note_id>/<any("signatures", "reviews", "additions"):_form>')
@requires(Permission.NOTE_WRITE)
def read_again(actor: Actor, note_id: str, _form: str) -> Any:
    """Lead to the note who reloads the page that a form was answered with."""
    note_for(actor, note_id)
    return redirect(url_for("notes.note", note_id=note_id), 303)


@blueprint.post("/notes/<id:note_id>/signatures")
@requires(Permission.NOTE_WRITE)
@commits
def signing(actor: Actor, note_id: str) -> Any:
    """Sign a note as its author or as who led beside them; 409 when something was written meanwhile."""
    given = fields(request.form, "capacity", "text_id")
    capacity = given["capacity"] if given["capacity"] in (AUTHOR, CO_LEADER) else ""
    return _sign(actor, note_id, capacity, given["text_id"])


@blueprint.post("/notes/<id:note_id>/reviews")
@requires(Permission.NOTE_REVIEW)
@commits
def review(actor: Actor, note_id: str) -> Any:
    """Review a signed note with all that was added to it; 409 when something was added meanwhile."""
    return _sign(actor, note_id, REVIEWER, fields(request.form, "text_id")["text_id"])


def _sign(actor: Actor, note_id: str, capacity: str, text_id: str) -> Any:
    try:
        operations.sign(note_id, capacity, text_id=checked_id(text_id), by=actor)
    except (Refused, Stale) as fault:
        db.session.rollback()
        return _page(actor, note_id, sign_fault=fault), fault.status
    flash(gettext("Thank you. Your signature stands below it."))
    return redirect(url_for("notes.note", note_id=note_id), 303)


@blueprint.post("/notes/<id:note_id>/additions")
@requires(Permission.NOTE_WRITE)
@commits
def additions(actor: Actor, note_id: str) -> Any:
    """Add to a signed note; what was signed stays as it is."""
    text = fields(request.form, "text")["text"]
    try:
        operations.add(note_id, text, by=actor)
    except Refused as fault:
        db.session.rollback()
        return _page(actor, note_id, add_fault=fault, typed=text), 422
    flash(gettext("It is added."))
    return redirect(url_for("notes.note", note_id=note_id), 303)


def _page(actor: Actor, note_id: str, **more: Any) -> str:
    session, shown = note_for(actor, note_id)
    if shown.about_id and not is_own(shown.standing, actor.person_id):
        record_read(actor, shown.about_id, "notes")
    reviewing = reviews(actor)
    faults = {name: sentence_of(one) for name, one in more.items() if isinstance(one, Refused | Stale)}
    return render_template(
        "notes/note.html",
        session=session,
        note=shown,
        value=mark_of(session, shown.about_id) if shown.about_id else None,
        may_sign=may_sign_as(shown.standing, actor.person_id, reviews=reviewing),
        may_add=may_add(shown.standing, actor.person_id, reviews=reviewing),
        said=said,
        when=lambda at: when(at, actor.zone),
        capacities=CAPACITY_WORDS,
        waits=WAITS_WORDS,
        longest=LONGEST_NOTE,
        **(more | faults),
    )


def _json() -> object:
    """What was sent as JSON, or None when it is none; brackets nested without end are none."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None
