"""The page of a register, put together from what stands and what was just sent."""

from typing import Any

from flask import render_template

from community.access.actor import Actor
from foundation.clock import now
from foundation.errors import DaybookError
from foundation.languages import sentence_of
from foundation.walltime import wall_of
from sessions.attendance.forms import Row, shown_rows
from sessions.attendance.marks import REASONS, STATUSES, most_minutes
from sessions.attendance.meanwhile import Meanwhile, marking
from sessions.attendance.policy import opens_at
from sessions.attendance.queries import versioned
from sessions.attendance.roll import expected_people, newest_note, standing
from sessions.attendance.walk_ins import walk_in_candidates
from sessions.attendance.wording import said, when
from sessions.schedule.excused import taken_out

# Which of the four looks a status has in the row of strokes; who is not recorded has none.
TALLY = {
    "present": "present",
    "late": "late",
    "left_early": "late",
    "unexcused": "absent",
    "excused": "excused",
    "not_applicable": "excused",
}


def sheet(
    actor: Actor, occurrence_id: str, *, rows: dict[str, Row] | None = None, stale: bool = False, **more: Any
) -> tuple[str, int]:
    """The page of a session's register and its status: before it is opened, open, or finished.

    ``rows`` are what was just sent and needs a second look; ``more`` holds faults of the other forms.
    """
    session, book, version = versioned(actor, occurrence_id)
    seen: dict[str, Any]
    elsewhere = [] if session.cancelled else taken_out(occurrence_id)
    if book is None:
        opens = opens_at(session.starts_at)
        people = expected_people(occurrence_id)
        early = wall_of(opens, actor.zone) if now() < opens else None
        wrong = [*more.values(), *(row.fault for row in (rows or {}).values())]
        told = next((sentence_of(fault) for fault in wrong if isinstance(fault, DaybookError)), "")
        seen = {"session": session, "people": people, "early": early, "fault": told, "taken_out": elsewhere}
        return render_template("attendance/expected.html", **seen), 422 if told else 200
    on_it = standing(book.id)
    faults = {name: sentence_of(fault) for name, fault in more.items() if isinstance(fault, DaybookError)}
    batches = [(one.at, one.batch) for one in on_it if one.batch and one.recorded]
    there = {one.person_id for one in on_it}
    seen = {
        "session": session,
        "book": book,
        # Whoever is on the register stays there, whatever was noted since.
        "taken_out": [one for one in elsewhere if one.person_id not in there],
        "rows": shown_rows(on_it, rows),
        "recorded": sum(one.recorded for one in on_it),
        "total": len(on_it),
        "most": most_minutes(session.minutes),
        "statuses": STATUSES,
        "reasons": REASONS,
        "note": newest_note(book.id),
        "now": Meanwhile(book.id, version, False, [], marking(actor, on_it)),
        "candidates": walk_in_candidates(book, session.starts_at) if book.closed_at is None else [],
        "batch": max(batches)[1] if batches else None,
        "said": said,
        "when": lambda at: when(at, actor.zone),
        "stale": stale,
        "sentence_of": sentence_of,
        "tally": TALLY,
    }
    status = 409 if stale else 422 if faults or rows else 200
    name = "attendance/closed.html" if book.closed_at is not None else "attendance/register.html"
    return render_template(name, **(more | seen | faults)), status
