"""Typing a sheet back: the register is opened where it is not, people of the sheet are added, marks are saved."""

from dataclasses import dataclass

from community.access.actor import Actor
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Forbidden, NotFound, Refused
from foundation.messages import N_
from sessions.attendance.closing import walk_in
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import NOTHING, decide
from sessions.attendance.models import Register
from sessions.attendance.opening import open_register
from sessions.attendance.operations import Marked, mark
from sessions.attendance.policy import may_correct, opens_at
from sessions.attendance.queries import session_for
from sessions.attendance.roll import standing
from sessions.attendance.walk_ins import found_walk_ins
from sessions.printouts.re_entry_form import Typed, fresh, marks_of, walked_in
from sessions.printouts.roll_sheets import Printed, sheets_of
from sessions.schedule.session import Session

EMPTY = Marked((), ())


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet that somebody types back, with the register of its session, if that is open."""

    printed: Printed
    session: Session
    book: Register | None

    @property
    def early(self) -> bool:
        """Whether the register cannot be opened yet."""
        return self.book is None and now() < opens_at(self.session.starts_at)

    @property
    def moved(self) -> bool:
        """Whether the session was moved after the sheet was printed."""
        return "moved" in self.session.changes and self.session.changed_at > self.printed.sheet.printed_at


def found_sheet(actor: Actor, sheet_id: str) -> Found:
    """One sheet by its own id; NotFound when there is none that ``actor`` may type back."""
    printed = next((one for one in sheets_of(actor, key=sheet_id) if one.sheet.id == sheet_id), None)
    if printed is None:
        raise NotFound()
    session, book = session_for(actor, printed.sheet.occurrence_id)
    return Found(printed, session, book)


def page_of(found: Found, language: str) -> Typed:
    """The rows of the page as they stand now."""
    return fresh(found.printed.people, standing(found.book.id) if found.book else [], language)


def save(found: Found, page: Typed, *, by: Actor) -> Marked | None:
    """Save what was typed, all of it or nothing; None when a row or a line needs a second look.

    What somebody else marked meanwhile comes back as a conflict and is not written over. Refused for a session that
    is cancelled or has not begun, and for a finished register without a reason. Roll back after None and Refused.
    """
    marks = marks_of(page)
    lasts = found.session.minutes
    _weigh(page, {one.person_id: one for one in marks}, lasts)
    new = [line for line in page.walk_ins if line.name.strip() or line.word.strip()]
    if page.faulty or not (marks or new):
        return None if page.faulty else EMPTY
    book = open_register(found.session.id, by=by)
    if book.closed_at is not None:
        if not may_correct(by):
            raise Forbidden(N_("This page is not for you to open. Nothing is wrong on your side."))
        if not page.correction.strip():
            raise Refused(N_("This register is finished. A correction needs a written reason."))
    here = {one.person_id for one in standing(book.id)}
    rows = {row.person_id: row for row in page.rows}
    for one in marks:
        if one.person_id not in here:
            try:
                walk_in(book, one.person_id, by=by)
            except Refused as fault:
                rows[one.person_id].fault = fault
    marks += _come(book, found, page, lasts, by)
    return None if page.faulty else mark(book, marks, by=by)


def _weigh(page: Typed, marks: dict[str, NewMark], lasts: int) -> None:
    """Say beside a row what cannot be at a session of ``lasts`` minutes."""
    for row in page.rows:
        try:
            if row.person_id in marks:
                decide(marks[row.person_id].value, lasts=lasts)
        except Refused as fault:
            row.fault = fault


def _come(book: Register, found: Found, page: Typed, lasts: int, by: Actor) -> list[NewMark]:
    """Add those who stand on no row, with their marks."""
    added = []
    starts_at = found.session.starts_at
    for line, person_id, value in walked_in(page, lambda name: found_walk_ins(book, starts_at, name)):
        try:
            decide(value, lasts=lasts)
            walk_in(book, person_id, by=by)
        except Refused as fault:
            line.fault = fault
            continue
        if value != NOTHING:
            added.append(NewMark(new_id(), person_id, value))
    db.session.flush()
    return added
