"""The verbs of marks: making them, marking the rest present, and taking that back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from community.access.actor import By
from foundation.database import bare_rows, db, new_id
from foundation.errors import Forbidden, Refused
from foundation.messages import N_
from sessions.attendance.ledger import Locked, NewMark, append, lock
from sessions.attendance.marks import NOTHING, PRESENT, Outcome, Value, decide, weigh
from sessions.attendance.models import Mark, Register
from sessions.attendance.policy import may_correct
from sessions.attendance.roll import Standing, standing

MOST_MARKS = 500
# Built once: putting a statement together costs more than running it.
_KNOWN = select(Mark.id, Mark.register_id, Mark.person_id, Mark.status, Mark.minutes, Mark.absence_reason).where(
    Mark.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A mark that stands: its id (of the one already there, when that said the same) and its value."""

    sent_id: str
    person_id: str
    mark_id: str | None
    value: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A mark that was not written, beside the one somebody else wrote meanwhile."""

    wanted: NewMark
    current: Standing


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of the marks that were sent: nothing is ever dropped."""

    saved: tuple[Saved, ...]
    conflicts: tuple[Conflict, ...]


def mark(register: Register, marks: Sequence[NewMark], *, by: By) -> Marked:
    """Write marks, and give back what was saved and what somebody else had changed meanwhile.

    A constant number of statements. Refused as a whole for a value that cannot be, for somebody who is not
    on the register, for an id that was used for something else, and in a finished register without a reason.
    """
    if len(marks) > MOST_MARKS:
        raise Refused(N_("At most %(most)s marks can be sent at once."), most=MOST_MARKS)
    if len({one.person_id for one in marks}) < len(marks) or len({one.id for one in marks}) < len(marks):
        raise Refused(N_("Somebody stands twice in what was sent."))
    locked = lock(register)
    people = {row.person_id: row for row in standing(register.id, [one.person_id for one in marks])}
    known = _known([one.id for one in marks])
    saved: list[Saved] = []
    conflicts: list[Conflict] = []
    fresh: list[NewMark] = []
    for one in marks:
        if one.person_id not in people:
            raise Refused(N_("This person is not on the register. Add them as walked in first."))
        current = people[one.person_id]
        value = decide(one.value, lasts=locked.lasts)
        if one.id in known:
            if known[one.id] != (register.id, one.person_id, value):
                raise Refused(N_("This mark was already sent and said something else."))
            saved.append(Saved(one.id, one.person_id, one.id, value))
            continue
        outcome = weigh(current.mark_id, current.value, one.based_on, value)
        if outcome is Outcome.SAME:
            saved.append(Saved(one.id, one.person_id, current.mark_id, value))
            continue
        _check_closed(locked, one, by)
        if outcome is Outcome.CONFLICT:
            conflicts.append(Conflict(one, current))
            continue
        fresh.append(one)
        saved.append(Saved(one.id, one.person_id, one.id, value))
    append(register, fresh, by=by, verb="register:correct" if locked.closed_at else "register:mark")
    return Marked(tuple(saved), tuple(conflicts))


def rest_present(register: Register, *, by: By) -> tuple[str | None, int]:
    """Mark everyone who is unrecorded as present; the id of the batch, for taking it back, and how many.

    (None, 0) when nobody was left. Refused in a finished register.
    """
    if lock(register).closed_at is not None:
        raise Refused(N_("This register is finished. A correction needs a written reason."))
    batch = new_id()
    fresh = [
        NewMark(new_id(), row.person_id, Value(PRESENT), row.mark_id)
        for row in standing(register.id)
        if not row.recorded
    ]
    append(register, fresh, by=by, verb="register:rest_present", batch=batch)
    return (batch, len(fresh)) if fresh else (None, 0)


def undo_rest(register: Register, batch: str, *, by: By) -> int:
    """Turn a batch of "rest present" back to unrecorded where nobody has changed it since; how many.

    The marks of the batch stay in the history. Refused in a finished register and for an unknown batch.
    """
    if lock(register).closed_at is not None:
        raise Refused(N_("This register is finished. A correction needs a written reason."))
    if not db.session.scalar(select(Mark.id).where(Mark.batch == batch, Mark.register_id == register.id).limit(1)):
        raise Refused(N_("There is nothing to take back."))
    fresh = [
        NewMark(new_id(), row.person_id, NOTHING, row.mark_id) for row in standing(register.id) if row.batch == batch
    ]
    append(register, fresh, by=by, verb="register:rest_undo")
    return len(fresh)


def _known(ids: Iterable[str]) -> dict[str, tuple[str, str, Value]]:
    """The marks that exist already under those ids: where, for whom and what they say."""
    rows: Any = bare_rows(_KNOWN, {"ids": list(ids)})
    return {row[0]: (row[1], row[2], Value(*row[3:])) for row in rows}


def _check_closed(locked: Locked, one: NewMark, by: By) -> None:
    if locked.closed_at is None:
        return
    if not may_correct(by):
        raise Forbidden(N_("This page is not for you to open. Nothing is wrong on your side."))
    if not one.correction:
        raise Refused(N_("This register is finished. A correction needs a written reason."))
