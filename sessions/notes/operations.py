"""The verbs of notes: write, sign, add. None of them ever takes a text away that was kept."""

from dataclasses import dataclass

from sqlalchemy import select, update

from community.access.actor import By
from community.audit.operations import record
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused, Stale
from foundation.messages import N_
from sessions.attendance.policy import opens_at
from sessions.notes.models import Note, NoteSignature, NoteText
from sessions.notes.people import was_there
from sessions.notes.policy import reviews, writes
from sessions.notes.queries import found_notes, leaders_of
from sessions.notes.shown import ShownNote, Version
from sessions.notes.signing import AUTHOR, REVIEWER, is_own, may_add, may_sign_as, may_write
from sessions.notes.texts import ADDITION, AUTOSAVED, DRAFT, clean_note, goes_on, written
from sessions.schedule.models import Occurrence

GROUP, PERSON = "group", "person"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a text: ``saved`` it is the newest of its note; else ``theirs`` is, and nothing was written.

    ``text_id`` and ``note_id`` are None while nothing was ever written. ``closed`` when the note is signed already.
    """

    saved: bool
    note_id: str | None = None
    text_id: str | None = None
    theirs: Version | None = None
    closed: bool = False


def write(
    occurrence_id: str, about_id: str | None, text: str, *, based_on: str | None, by: By, autosaved: bool = False
) -> Kept:
    """Keep a draft about the group (None) or a resident; ``based_on`` is the text it was written over.

    Not ``saved`` when another text is the newest by now, or the note is signed; the same text again changes nothing.
    An autosave takes the place of the one before by the same hand only where it holds it whole. NotFound for whom the
    session is none of; Refused before it opens, about somebody who was not there, for a text that may not be.
    """
    text = clean_note(text)
    occurrence = _hold(occurrence_id, by)
    leaders = leaders_of(occurrence)
    about = Note.about_id.is_(None) if about_id is None else Note.about_id == about_id
    note = next(iter(found_notes([Note.occurrence_id == occurrence_id, about], leaders)), None)
    if note is None:
        return _begin(occurrence, leaders, about_id, text, by, autosaved) if text else _nothing(leaders, by)
    if not is_own(note.standing, by.person_id):
        raise NotFound()
    newest = note.newest
    if not note.standing.closed and newest.text == text:
        if newest.kind == AUTOSAVED and not autosaved:
            # Kept by hand now: no later autosave takes its place.
            db.session.execute(update(NoteText).where(NoteText.id == newest.id).values(kind=DRAFT))
        return Kept(True, note.id, newest.id)
    if based_on != newest.id or not may_write(note.standing, by.person_id):
        return Kept(False, note.id, newest.id, newest, note.standing.closed)
    at = now()
    if autosaved and newest.by_id == by.person_id and goes_on(newest.text, newest.kind, newest.at, text, at):
        # Another id: a second window of the same person must not write over it unseen.
        again = {"id": new_id(), "text": text, "written_at": at}
        db.session.execute(update(NoteText).where(NoteText.id == newest.id).values(**again))
        return Kept(True, note.id, str(again["id"]))
    return Kept(
        True, note.id, _text(note.id, AUTOSAVED if autosaved else DRAFT, text, newest.id, about_id, by, occurrence)
    )


def sign(note_id: str, capacity: str, *, text_id: str, by: By) -> None:
    """Sign what a note says now, ``text_id``; the author's signature closes it. A second time changes nothing.

    NotFound for who may not read it; Stale when another text is the newest by now; Refused for a capacity that is not
    theirs.
    """
    note, occurrence = _held(note_id, by)
    if any(
        one.capacity == capacity and one.by_id == by.person_id and one.text_id == text_id for one in note.signatures
    ):
        return
    if text_id != note.newest.id:
        raise Stale(N_("Something was written here meanwhile. Please read it, then sign."))
    if capacity not in may_sign_as(note.standing, by.person_id, reviews=reviews(by)):
        raise Refused(N_("You cannot sign this note this way; please look at it again."))
    row = NoteSignature(house_id=occurrence.house_id, note_id=note.id, text_id=text_id, capacity=capacity)
    row.signed_at, row.signed_by = now(), by.person_id
    db.session.add(row)
    if capacity == AUTHOR:
        # What is signed was kept by hand.
        db.session.execute(update(NoteText).where(NoteText.id == text_id).values(kind=DRAFT))
    db.session.flush()
    verb = "note:review" if capacity == REVIEWER else "note:sign"
    details = {"capacity": capacity, "text": text_id}
    record(occurrence.house_id, verb, by=by, subject=f"note:{note.id}", about=note.about_id, details=details)


def add(note_id: str, text: str, *, by: By) -> str:
    """Add to a signed note; the id of the addition. The same again by the same hand, as the newest, changes nothing.

    NotFound for who may not read it; Refused for one that is not signed yet, and for a text that may not be.
    """
    text = written(text)
    note, occurrence = _held(note_id, by)
    if not may_add(note.standing, by.person_id, reviews=reviews(by)):
        raise Refused(N_("This note is not signed yet; it can still be changed itself."))
    newest = note.newest
    if (newest.kind, newest.text, newest.by_id) == (ADDITION, text, by.person_id):
        return newest.id
    return _text(note.id, ADDITION, text, newest.id, note.about_id, by, occurrence)


def _hold(occurrence_id: str, by: By) -> Occurrence:
    """The session's row, locked: of two who write or sign at once the second sees what the first did."""
    statement = select(Occurrence).where(Occurrence.id == occurrence_id).with_for_update()
    found = db.session.scalar(statement.execution_options(populate_existing=True))
    if found is None or not writes(by, found.house_id):
        raise NotFound()
    return found


def _held(note_id: str, by: By) -> tuple[ShownNote, Occurrence]:
    occurrence_id = db.session.scalar(select(Note.occurrence_id).where(Note.id == note_id))
    if occurrence_id is None:
        raise NotFound()
    occurrence = _hold(occurrence_id, by)
    note = found_notes([Note.id == note_id], leaders_of(occurrence))[0]
    if not (reviews(by) or is_own(note.standing, by.person_id)):
        raise NotFound()
    return note, occurrence


def _nothing(leaders: frozenset[str], by: By) -> Kept:
    if by.person_id not in leaders:
        raise NotFound()
    return Kept(True)


def _begin(
    occurrence: Occurrence, leaders: frozenset[str], about_id: str | None, text: str, by: By, autosaved: bool
) -> Kept:
    if by.person_id not in leaders:
        raise NotFound()
    if now() < opens_at(occurrence.starts_at):
        raise Refused(N_("Notes can be written from fifteen minutes before the session begins."))
    if about_id is not None and not was_there(occurrence.id, about_id):
        raise Refused(N_("A note can only be about a resident who is on the register of this session."))
    note = Note(
        id=new_id(),
        house_id=occurrence.house_id,
        occurrence_id=occurrence.id,
        kind=GROUP if about_id is None else PERSON,
        about_id=about_id,
        begun_at=now(),
        begun_by=by.person_id,
    )
    db.session.add(note)
    db.session.flush()
    kind = AUTOSAVED if autosaved else DRAFT
    return Kept(True, note.id, _text(note.id, kind, text, None, about_id, by, occurrence))


def _text(
    note_id: str, kind: str, text: str, replaces: str | None, about: str | None, by: By, occurrence: Occurrence
) -> str:
    house_id = occurrence.house_id
    row = NoteText(id=new_id(), house_id=house_id, note_id=note_id, kind=kind, text=text, replaces=replaces)
    row.written_at, row.written_by = now(), by.person_id
    db.session.add(row)
    db.session.flush()
    verb = "note:add" if kind == ADDITION else "note:write"
    record(house_id, verb, by=by, subject=f"note:{note_id}", about=about, details={"text": row.id})
    return row.id
