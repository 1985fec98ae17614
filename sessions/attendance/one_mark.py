"""The small page of one person's mark: all that a row of four buttons leaves out."""

from flask import render_template

from community.access.actor import Actor
from foundation.clock import now
from foundation.errors import NotFound
from foundation.languages import sentence_of
from sessions.attendance.marks import REASONS, STATUSES, TIMED, by_the_clock, most_minutes
from sessions.attendance.models import Register
from sessions.attendance.page_rows import clock_of
from sessions.attendance.policy import may_correct
from sessions.attendance.roll import standing
from sessions.attendance.row_forms import Row, row_of
from sessions.attendance.wording import said
from sessions.schedule.models import Occurrence


def one_mark_page(
    actor: Actor, book: Register, occurrence: Occurrence, row: Row, *, status: int = 422
) -> tuple[str, int]:
    """The page of a row: as it was just sent, with its fault, or as it stands."""
    minutes = int((occurrence.ends_at - occurrence.starts_at).total_seconds() // 60)
    most = most_minutes(minutes)
    suggested = {
        status: by_the_clock(status, occurrence.starts_at, occurrence.ends_at, now(), most) for status in sorted(TIMED)
    }
    page = render_template(
        "attendance/one_mark.html",
        row=row,
        one=row.standing,
        book=book,
        most=most,
        # What is in the field, or what the clock says of the mark that is chosen.
        minutes=row.minutes or suggested.get(row.status, suggested["late"]),
        statuses=STATUSES,
        reasons=REASONS,
        words=said(row.standing.value),
        when=clock_of(actor.zone),
        fault=sentence_of(row.fault) if row.fault else "",
        correctable=book.closed_at is None or may_correct(actor),
    )
    return page, status


def row_on(book: Register, person_id: str) -> Row:
    """How somebody stands on a register; NotFound when they are not on it."""
    found = standing(book.id, [person_id])
    if not found:
        raise NotFound()
    return row_of(found[0])
