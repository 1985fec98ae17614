"""The notes of the house as a list: one's own drafts, what waits for a review, and all one may read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.people.models import Person
from foundation.database import bare_rows
from foundation.words import said_in
from sessions.notes.models import Note, NoteSignature, NoteText
from sessions.notes.policy import reviews
from sessions.notes.signing import AUTHOR, DONE, REVIEW, REVIEWER, SIGNATURE
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import led_by
from sessions.schedule.session_types import TYPES, SessionType

DRAFTS, WAITING, EVERY = "drafts", "review", "all"
# Beyond it somebody is looked for by name.
MOST_LISTED = 1000

_about, _author, _hand = aliased(Person), aliased(NoteSignature), aliased(Person)
_newer, _written, _reviewed = aliased(NoteText), aliased(NoteText), aliased(NoteSignature)


@dataclass(frozen=True, slots=True)
class Row:
    """A note in the list, without its words; ``wall_start`` is its session's, ``at`` (UTC) of its newest text."""

    id: str
    occurrence_id: str
    about: str | None
    folded: str
    sounds: str
    type: SessionType
    title: str
    title_lang: str
    wall_start: datetime
    waits_for: str
    at: datetime
    by: str | None


def listed_notes(actor: Actor, show: str, name: str = "") -> list[Row]:
    """The notes of a list, the newest session first, at most a thousand.

    ``show`` is one's own drafts, what one may review and nobody has, or all one may read; with a ``name`` looked for
    only those about people. One statement.
    """
    mine = select(_written.id).where(_written.note_id == Note.id, _written.written_by == actor.person_id).exists()
    own = led_by(actor.person_id) | mine
    statement: Any = (
        select(
            Note.id,
            Note.occurrence_id,
            Series.type_key,
            Series.titles,
            Occurrence.wall_start,
            _about.shown,
            _about.folded,
            _about.sounds,
            NoteText.written_at,
            _hand.shown.label("by"),
            _author.id.label("author"),
            _review().label("reviewed"),
        )
        .select_from(Note)
        .join(NoteText, NoteText.note_id == Note.id)
        .join(Occurrence, Occurrence.id == Note.occurrence_id)
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(_about, _about.id == Note.about_id)
        .outerjoin(_hand, _hand.id == NoteText.written_by)
        .outerjoin(_author, (_author.note_id == Note.id) & (_author.capacity == AUTHOR))
        .where(
            Note.house_id == actor.house_id,
            ~select(_newer.id).where(_newer.replaces == NoteText.id).exists(),
            # A draft that was emptied was given up; it stays, and nobody is asked for it.
            NoteText.text != "",
            *_chosen(actor, show, own, mine),
        )
        .order_by(Occurrence.starts_at.desc(), Note.id)
        .limit(MOST_LISTED)
    )
    if name:
        statement = statement.where(_about.id.is_not(None))
    return [_row(row, actor) for row in bare_rows(statement)]


def _review() -> ColumnElement[bool]:
    whole = (_reviewed.text_id == NoteText.id) & (_reviewed.capacity == REVIEWER)
    return select(_reviewed.id).where(whole).correlate(NoteText).exists()


def _chosen(actor: Actor, show: str, own: ColumnElement[bool], mine: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    if show == DRAFTS:
        return [_author.id.is_(None), own]
    if show == WAITING:
        able = _author.id.is_not(None) & ~_review() & ~mine & (_author.signed_by != actor.person_id)
        return [able if reviews(actor) else Note.id.is_(None)]
    return [] if reviews(actor) else [own]


def _row(row: Any, actor: Actor) -> Row:
    title, lang = said_in(row.titles, actor.language, actor.house_language)
    waits_for = SIGNATURE if row.author is None else DONE if row.reviewed else REVIEW
    return Row(
        row.id,
        row.occurrence_id,
        row.shown,
        row.folded or "",
        row.sounds or "",
        TYPES[row.type_key],
        title,
        lang if title else "",
        row.wall_start,
        waits_for,
        row.written_at,
        row.by,
    )
