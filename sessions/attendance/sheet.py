"""The page of a register, put together from what stands and what was just sent."""

from typing import Any

from flask import render_template

from community.access.actor import Actor
from foundation.clock import now
from foundation.errors import DaybookError
from foundation.languages import sentence_of
from foundation.walltime import wall_of
from sessions.attendance.check_ins import checked_in
from sessions.attendance.drawn_rows import drawn_tally, row_drawer
from sessions.attendance.holding import open_conflicts
from sessions.attendance.marks import REASONS, most_minutes
from sessions.attendance.meanwhile import Meanwhile, marking
from sessions.attendance.models import Register
from sessions.attendance.page_rows import both_of, clock_of, page_rows, short_words
from sessions.attendance.policy import may_correct, opens_at
from sessions.attendance.queries import versioned
from sessions.attendance.roll import expected_people, standing
from sessions.attendance.row_forms import Row
from sessions.attendance.wording import said
from sessions.schedule.co_leaders import co_leaders_of
from sessions.schedule.excused import TakenOut, taken_out
from sessions.schedule.policy import may_change
from sessions.schedule.session import Session


def sheet(
    actor: Actor, occurrence_id: str, *, rows: dict[str, Row] | None = None, stale: bool = False, **more: Any
) -> tuple[str, int]:
    """The page of a session's register and its status: before it is opened, open, or finished.

    ``rows`` are what was just sent and needs a second look; ``more`` holds faults of the other forms.
    """
    session, book, version = versioned(actor, occurrence_id)
    head: dict[str, Any] = {
        "session": session,
        "beside": co_leaders_of(occurrence_id),
        # Whoever leads beside somebody keeps the register; who leads is not theirs to say.
        "names_beside": may_change(actor, session.leader_id, session.keeper_id),
    }
    elsewhere = [] if session.cancelled else taken_out(occurrence_id)
    if book is None:
        wrong = [*more.values(), *(row.fault for row in (rows or {}).values())]
        return _expected(actor, session, head, elsewhere, wrong)
    on_it = standing(book.id)
    at = clock_of(actor.zone)
    arrived = checked_in(occurrence_id)
    held = both_of(open_conflicts(book.id), on_it, actor.person_id, at)
    faults = {name: sentence_of(fault) for name, fault in more.items() if isinstance(fault, DaybookError)}
    batches = [(one.at, one.batch) for one in on_it if one.batch and one.recorded]
    there = {one.person_id for one in on_it}
    drawn = page_rows(on_it, sent=rows or {}, held=held, arrived=arrived, at=at)
    seen = head | {
        "book": book,
        # Whoever is on the register stays there, whatever was noted since.
        "taken_out": [one for one in elsewhere if one.person_id not in there],
        "rows": drawn,
        "expected": [one for one in drawn if not one.walked_in],
        "walked_in": [one for one in drawn if one.walked_in],
        "faulty": [one for one in drawn if one.fault],
        "disputed": [one for one in drawn if one.held],
        "tally": drawn_tally(drawn),
        "short_words": tuple(short_words().items()),
        "found": None,
        "drawn_rows": row_drawer(book.id),
        "recorded": sum(one.recorded for one in on_it),
        "total": len(on_it),
        "to_confirm": sum(not one.recorded and one.person_id in arrived for one in on_it),
        "most": most_minutes(session.minutes),
        "now": Meanwhile(book.id, version, book.closed_at is not None, [], marking(actor, on_it)),
        "batch": max(batches)[1] if batches else None,
        "when": at,
        "stale": stale,
    }
    status = 409 if stale else 422 if faults or rows else 200
    return _drawn(actor, book, more | seen | faults, on_it), status


def _drawn(actor: Actor, book: Register, seen: dict[str, Any], on_it: list[Any]) -> str:
    if book.closed_at is None:
        return render_template("attendance/register.html", reasons=tuple(REASONS.items()), **seen)
    words = {value: said(value) for value in {one.value for one in on_it}}
    marks = {one.person_id: words[one.value] for one in on_it}
    return render_template("attendance/closed.html", marks=marks, correctable=may_correct(actor), **seen)


def _expected(
    actor: Actor, session: Session, head: dict[str, Any], elsewhere: list[TakenOut], wrong: list[Any]
) -> tuple[str, int]:
    """The page before the register is opened."""
    opens = opens_at(session.starts_at)
    early = wall_of(opens, actor.zone) if now() < opens else None
    told = next((sentence_of(fault) for fault in wrong if isinstance(fault, DaybookError)), "")
    seen = head | {"people": expected_people(session.id), "early": early, "fault": told, "taken_out": elsewhere}
    return render_template("attendance/expected.html", **seen), 422 if told else 200
