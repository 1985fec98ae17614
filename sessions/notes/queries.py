"""Reading notes: those of a session, one of them, and those about whoever asks."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.people.models import Person
from foundation.database import bare_rows
from foundation.errors import NotFound
from sessions.notes.models import Note, NoteSignature, NoteText
from sessions.notes.policy import reviews
from sessions.notes.shown import ShownNote, Signed, Version, shown
from sessions.notes.signing import AUTHOR, is_own
from sessions.schedule.co_leaders import co_leaders_of
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns, occurrence_for
from sessions.schedule.session import Session

_about, _hand = aliased(Person), aliased(Person)


def leaders_of(session: Session | Occurrence) -> frozenset[str]:
    """Who leads a session, alone or beside somebody, or keeps its register: whose its notes are. One statement."""
    beside = [person_id for person_id, _name in co_leaders_of(session.id)]
    return frozenset(one for one in (session.leader_id, session.keeper_id, *beside) if one is not None)


def found_notes(where: Sequence[ColumnElement[bool]], leaders: frozenset[str]) -> list[ShownNote]:
    """The notes for which ``where`` holds, that about the group first, then by folded name. Two statements."""
    columns = (Note.id, Note.kind, Note.occurrence_id, Note.about_id, _about.shown.label("about"))
    texts = (
        select(
            *columns,
            _about.folded.label("about_folded"),
            NoteText.id.label("text_id"),
            NoteText.kind.label("text_kind"),
            NoteText.text,
            NoteText.written_at,
            NoteText.written_by,
            NoteText.replaces,
            _hand.shown.label("by"),
        )
        .join(NoteText, NoteText.note_id == Note.id)
        .outerjoin(_about, _about.id == Note.about_id)
        .outerjoin(_hand, _hand.id == NoteText.written_by)
        .where(*where)
    )
    marks = (
        select(
            NoteSignature.note_id,
            NoteSignature.capacity,
            NoteSignature.text_id,
            NoteSignature.signed_at,
            NoteSignature.signed_by,
            _hand.shown.label("by"),
        )
        .join(Note, Note.id == NoteSignature.note_id)
        .outerjoin(_hand, _hand.id == NoteSignature.signed_by)
        .where(*where)
    )
    rows, versions, signed = {}, defaultdict(list), defaultdict(list)
    for row in bare_rows(texts):
        rows[row.id] = row
        told = (row.text_id, row.text_kind, row.text, row.written_at, row.by, row.written_by, row.replaces)
        versions[row.id].append(Version(*told))
    for row in bare_rows(marks) if rows else ():
        signed[row.note_id].append(Signed(row.capacity, row.text_id, row.signed_at, row.by, row.signed_by))
    notes = [shown(row, versions[key], signed[key], leaders) for key, row in rows.items()]
    # Sorted here, for the two databases order letters differently.
    return sorted(notes, key=lambda note: (note.about_id is not None, note.about_folded, note.id))


def notes_of(actor: Actor, occurrence_id: str) -> tuple[Session, list[ShownNote], frozenset[str]]:
    """A session, those of its notes that somebody may read, and who leads it.

    Who leads it reads all, and so does who reviews notes; whoever wrote one and leads it no more reads that.
    NotFound for everybody else.
    """
    session = occurrence_for(actor, occurrence_id)
    leaders = leaders_of(session)
    notes = found_notes([Note.occurrence_id == session.id, Note.house_id == actor.house_id], leaders)
    if actor.person_id in leaders or reviews(actor):
        return session, notes, leaders
    own = [note for note in notes if is_own(note.standing, actor.person_id)]
    if not own:
        raise NotFound()
    return session, own, leaders


def note_for(actor: Actor, note_id: str) -> tuple[Session, ShownNote]:
    """One note with its session; NotFound for whoever may not read it."""
    statement = select(Note.occurrence_id).where(Note.id == note_id, Note.house_id == actor.house_id)
    occurrence_id = next((row.occurrence_id for row in bare_rows(statement)), None)
    if occurrence_id is None:
        raise NotFound()
    session = occurrence_for(actor, occurrence_id)
    note = found_notes([Note.id == note_id], leaders_of(session))[0]
    if not (reviews(actor) or is_own(note.standing, actor.person_id)):
        raise NotFound()
    return session, note


def signed_notes_about(actor: Actor) -> list[tuple[Session, ShownNote]]:
    """The signed notes about whoever asks, the newest session first, each with its session; never a draft.

    Three statements, one where there is none. Of the versions before it was signed only the last is of any concern:
    ``note.body``; what was added stands in ``note.additions``.
    """
    by_author = (NoteSignature.note_id == Note.id) & (NoteSignature.capacity == AUTHOR)
    closed = select(NoteSignature.id).where(by_author).correlate(Note).exists()
    notes = found_notes(
        [Note.about_id == actor.person_id, Note.house_id == actor.house_id, closed],
        frozenset(),
    )
    if not notes:
        return []
    statement = occurrence_columns().where(Occurrence.id.in_({note.occurrence_id for note in notes}))
    sessions = {one.id: one for one in as_sessions(statement, actor.language, actor.house_language)}
    pairs = [(sessions[note.occurrence_id], note) for note in notes]
    return sorted(pairs, key=lambda pair: (pair[0].starts_at, pair[1].id), reverse=True)
