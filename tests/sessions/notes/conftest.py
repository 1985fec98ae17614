"""Notes about today's group, which Marta leads; on its register Piotr, Yusuf and Oleg."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import Actor
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.opening import open_register
from sessions.notes.models import Note, NoteText
from sessions.notes.operations import Kept, add, sign, write
from sessions.notes.queries import notes_of
from sessions.notes.shown import ShownNote
from sessions.notes.signing import AUTHOR
from tests.cast import TODAY, Cast, actor_for, occurrence_on
from tests.pages import BASE, Browser, as_request


@dataclass
class Book:
    """The notes of today's group, with who leads it."""

    cast: Cast
    occurrence_id: str
    by: Actor

    @property
    def path(self) -> str:
        """The address of their page."""
        return f"/occurrences/{self.occurrence_id}/notes"

    def write(
        self, about: str | None, text: str, based_on: str | None = None, by: Actor | None = None, **more: Any
    ) -> Kept:
        """Keep a draft in a transaction of its own."""
        with writing():
            return write(self.occurrence_id, about, text, based_on=based_on, by=by or self.by, **more)

    def signed(self, about: str | None, text: str, by: Actor | None = None) -> str:
        """A note that is written and signed at once; its id."""
        kept = self.write(about, text, by=by)
        self.sign(kept.note_id, AUTHOR, by or self.by)
        return kept.note_id

    def sign(self, note_id: str, capacity: str, by: Actor, text_id: str | None = None) -> None:
        """Sign what stands now, or a text that is named."""
        with writing():
            sign(note_id, capacity, text_id=text_id or self.newest(note_id), by=by)

    def add(self, note_id: str, text: str, by: Actor | None = None) -> str:
        """Add to a note in a transaction of its own."""
        with writing():
            return add(note_id, text, by=by or self.by)

    def newest(self, note_id: str) -> str:
        """The id of the newest text of a note."""
        return self.note(note_id).newest.id

    def note(self, note_id: str) -> ShownNote:
        """A note as its leader reads it."""
        return next(one for one in notes_of(self.by, self.occurrence_id)[1] if one.id == note_id)

    def about(self, person_id: str | None) -> ShownNote:
        """The note about somebody, or about the group."""
        found = db.session.scalars(
            select(Note.id).where(Note.occurrence_id == self.occurrence_id, Note.about_id == person_id)
        )
        note_id = found.one()
        return self.note(note_id)

    def texts(self) -> list[tuple[str, str]]:
        """Every text that is kept, with its kind."""
        found = db.session.execute(select(NoteText.kind, NoteText.text).order_by(NoteText.text)).all()
        db.session.rollback()
        return [tuple(row) for row in found]


@pytest.fixture
def book(app: Flask, house: Cast) -> Book:
    """Today's group with its register open."""
    by = actor_for(house.facilitator)
    occurrence_id = occurrence_on(house, "group", TODAY)
    with writing():
        open_register(occurrence_id, by=by)
    return Book(house, occurrence_id, by)


@pytest.fixture
def send(book: Book) -> Callable[..., Any]:
    """Sends an autosave as the script of the page does."""

    def tap(browser: Browser, body: Any) -> Any:
        if not browser.token:
            browser.get(book.path)
        headers = {"X-CSRFToken": browser.token, "HX-Request": "true"}
        return as_request(lambda: browser.client.post(f"{book.path}/drafts", json=body, headers=headers, base_url=BASE))

    return tap
