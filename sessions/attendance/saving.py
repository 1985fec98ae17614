"""Saving what the form of a register sent, and what is answered to it."""

from dataclasses import dataclass
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext, ngettext

from community.access.actor import Actor
from foundation.database import db
from foundation.errors import Refused
from sessions.attendance import operations
from sessions.attendance.answers import conflict_rows
from sessions.attendance.ledger import NewMark
from sessions.attendance.models import Register
from sessions.attendance.one_mark import one_mark_page
from sessions.attendance.roll import standing
from sessions.attendance.row_forms import Row, marks_of_rows, rows_of
from sessions.attendance.sheet import sheet
from sessions.attendance.wording import said
from sessions.schedule.models import Occurrence


@dataclass(frozen=True, slots=True)
class Answer:
    """What follows from a form: a ``page`` that needs a second look, or the ``place`` on the register to go back to."""

    page: Any = None
    place: str = ""


def save_form(actor: Actor, book: Register, occurrence: Occurrence) -> Answer:
    """Save what the form of this request changed, all of it or nothing, and tell the reader."""
    rows = rows_of(request.form, standing(book.id))
    sent = marks_of_rows(rows, starts_at=occurrence.starts_at, ends_at=occurrence.ends_at)
    if any(row.fault for row in rows.values()):
        return Answer(_again(actor, book, occurrence, rows))
    try:
        marked = operations.mark(book, sent, by=actor)
    except Refused as fault:
        db.session.rollback()
        if len(sent) != 1:
            return Answer(sheet(actor, occurrence.id, rows=rows, fault=fault))
        # Of one person: it is said beside them.
        rows[sent[0].person_id].fault = fault
        return Answer(_again(actor, book, occurrence, rows))
    if marked.conflicts:
        told = conflict_rows(marked, actor.zone)
        saved = len(marked.saved)
        page = render_template("attendance/conflicts.html", told=told, saved=saved, book=book), 409
        return Answer(page)
    return Answer(place=_told(book, rows, sent))


def _again(actor: Actor, book: Register, occurrence: Occurrence, rows: dict[str, Row]) -> Any:
    """The page that the form came from: of one person's mark, or of them all."""
    if len(rows) == 1 and not next(iter(rows.values())).bare:
        return one_mark_page(actor, book, occurrence, next(iter(rows.values())))
    return sheet(actor, occurrence.id, rows=rows)


def _told(book: Register, rows: dict[str, Row], sent: list[NewMark]) -> str:
    """Tell what was saved; the place of the person when it was about one alone."""
    if len(sent) == 1 or (len(rows) == 1 and book.closed_at is not None):
        [person_id] = [one.person_id for one in sent] or rows
        if sent:
            name = f"\u2068{rows[person_id].standing.name}\u2069"
            flash(gettext("Saved for %(name)s: %(mark)s", name=name, mark=said(sent[0].value)))
        else:
            flash(gettext("The mark is the same as before. Nothing was changed."))
        return f"#p-{person_id}"
    if sent:
        count = len(sent)
        flash(ngettext("%(num)s mark is saved.", "%(num)s marks are saved.", count))
    return ""
