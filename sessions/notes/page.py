"""The page of a session's notes, put together from what stands and what was just sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask import render_template

from community.access.actor import Actor
from foundation.clock import now
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.walltime import wall_of
from sessions.attendance.policy import opens_at
from sessions.attendance.wording import said, when
from sessions.notes.forms import Typed
from sessions.notes.operations import GROUP
from sessions.notes.people import Present, people_of
from sessions.notes.policy import reviews
from sessions.notes.queries import notes_of
from sessions.notes.shown import ShownNote, Version
from sessions.notes.signing import is_own, may_add, may_sign_as, may_write
from sessions.notes.texts import LONGEST_NOTE
from sessions.notes.wording import CAPACITY_WORDS, WAITS_WORDS


@dataclass(frozen=True, slots=True)
class Field:
    """A note that can be written now: ``theirs`` is what somebody else wrote since."""

    key: str
    about: Present | None
    note: ShownNote | None
    text: str
    based_on: str
    fault: Refused | None = None
    theirs: Version | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A note that is read here: ``kept_back`` is what was typed for it after it had been signed."""

    note: ShownNote
    about: Present | None
    may_sign: tuple[str, ...]
    may_add: bool
    kept_back: str = ""


def notes_page(
    actor: Actor,
    occurrence_id: str,
    *,
    chosen: Collection[str] = (),
    typed: Mapping[str, Typed] | None = None,
) -> tuple[str, int, list[str]]:
    """The page, its status, and whose notes somebody reads on it who neither leads the session nor wrote them.

    ``typed`` is what was just sent and needs a second look. NotFound for whom the session's notes are no concern.
    """
    typed = typed or {}
    session, notes, leaders = notes_of(actor, occurrence_id)
    leads = actor.person_id in leaders
    people = {one.person_id: one for one in people_of(session)} if leads or notes else {}
    by_key = {note.about_id or GROUP: note for note in notes}
    open_for = leads and now() >= opens_at(session.starts_at)
    empty = {key for key, note in by_key.items() if not note.standing.says and not note.standing.closed}
    fields, read = [], []
    for key in _keys(by_key, people, {*chosen, *typed} if open_for else set(), open_for):
        note, about = by_key.get(key), people.get(key)
        if note is not None and not may_write(note.standing, actor.person_id):
            read.append(_read(actor, note, about, typed.get(key)))
        elif key not in empty or key == GROUP or key in chosen or key in typed:
            fields.append(_field(key, note, about, typed.get(key)))
    stale = any(one.kept is not None and not one.kept.saved for one in typed.values())
    faulty = any(one.fault is not None for one in typed.values())
    there = {field.key for field in fields} | {one.note.about_id for one in read}
    page = render_template(
        "notes/session.html",
        session=session,
        fields=fields,
        read=read,
        others=[one for key, one in people.items() if key not in there] if open_for else [],
        early=wall_of(opens_at(session.starts_at), actor.zone) if leads and not open_for else None,
        leads=leads,
        longest=LONGEST_NOTE,
        sentence_of=sentence_of,
        said=said,
        when=lambda at: when(at, actor.zone),
        capacities=CAPACITY_WORDS,
        waits=WAITS_WORDS,
    )
    others = [note for note in notes if note.about_id and not is_own(note.standing, actor.person_id)]
    return page, 409 if stale else 422 if faulty else 200, [note.about_id for note in others if note.about_id]


def _keys(
    by_key: Mapping[str, ShownNote], people: Mapping[str, Present], wanted: Collection[str], open_for: bool
) -> list[str]:
    """The notes in order: the group's, then as the people stand on the register, then whoever stands there no more."""
    group = [GROUP] if open_for or GROUP in by_key else []
    listed = [key for key in people if key in by_key or key in wanted]
    return [*group, *listed, *(key for key in by_key if key != GROUP and key not in people)]


def _field(key: str, note: ShownNote | None, about: Present | None, typed: Typed | None) -> Field:
    newest = note.newest if note else None
    if about is None and note is not None and note.about_id is not None:
        about = Present(note.about_id, note.about or "", note.about_folded, None)
    theirs = typed.kept.theirs if typed is not None and typed.kept is not None and not typed.kept.saved else None
    text = typed.text if typed is not None else newest.text if newest else ""
    # Saved again, what is in the field counts: whoever sees both has brought them together.
    based_on = newest.id if newest else ""
    return Field(key, about, note, text, based_on, typed.fault if typed else None, theirs)


def _read(actor: Actor, note: ShownNote, about: Present | None, typed: Typed | None) -> Standing:
    reviewing = reviews(actor)
    late = typed is not None and typed.kept is not None and not typed.kept.saved
    return Standing(
        note,
        about,
        may_sign_as(note.standing, actor.person_id, reviews=reviewing),
        may_add(note.standing, actor.person_id, reviews=reviewing),
        typed.text if typed is not None and late else "",
    )
