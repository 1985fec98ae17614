"""The verbs of marks: making them, marking the rest present, and taking that back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select

from community.access.actor import By
from foundation.database import bare_rows, db, new_id
from foundation.errors import Forbidden, Refused
from foundation.messages import N_
from sessions.attendance.holding import CONFLICT, LEFT, REPLACED, Known, hold, known_holds, replace_holds, settle_rows
from sessions.attendance.ledger import Locked, NewMark, append, lock
from sessions.attendance.marks import NOTHING, PRESENT, Outcome, Value, decide, weigh
from sessions.attendance.models import Mark, Register
from sessions.attendance.policy import may_correct
from sessions.attendance.roll import Standing, standing

MOST_MARKS = 500
ANOTHER = N_("This mark was already sent and said something else.")
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


@dataclass(frozen=True, slots=True)
class Found:
    """What stands on a held register of some people, and which of the marks were held or made before."""

    locked: Locked
    people: dict[str, Standing]
    holds: dict[str, Known]
    known: dict[str, tuple[str, str, Value]]


def find(register: Register, locked: Locked, marks: Sequence[NewMark]) -> Found:
    """Read what stands of the people those marks are about. Refused when they cannot be sent together."""
    if len(marks) > MOST_MARKS:
        raise Refused(N_("At most %(most)s marks can be sent at once."), most=MOST_MARKS)
    if len({one.person_id for one in marks}) < len(marks) or len({one.id for one in marks}) < len(marks):
        raise Refused(N_("Somebody stands twice in what was sent."))
    people = {row.person_id: row for row in standing(register.id, [one.person_id for one in marks])}
    ids = [one.id for one in marks]
    return Found(locked, people, known_holds(register.id, ids), _known(ids))


def mark(register: Register, marks: Sequence[NewMark], *, by: By) -> Marked:
    """Write marks, and give back what was saved and what somebody else had changed meanwhile.

    A constant number of statements. Refused as a whole for a value that cannot be, for somebody who is not
    on the register, for an id that was used for something else, and in a finished register without a reason.
    """
    return put(register, marks, find(register, lock(register), marks), by=by)


def put(register: Register, marks: Sequence[NewMark], found: Found, *, by: By) -> Marked:
    """The same on a register that is held already. A conflict is held too, until somebody settles it."""
    saved: list[Saved] = []
    conflicts: list[Conflict] = []
    fresh: list[NewMark] = []
    for one in marks:
        if one.person_id not in found.people:
            raise Refused(N_("This person is not on the register. Add them as walked in first."))
        current = found.people[one.person_id]
        value = decide(one.value, lasts=found.locked.lasts)
        held = found.holds.get(one.id)
        said = {found.known[one.id]} if one.id in found.known else set()
        said |= {(held.register_id, held.person_id, held.value)} if held is not None else set()
        if said - {(register.id, one.person_id, value)}:
            raise Refused(ANOTHER)
        if held is not None and held.outcome in (LEFT, REPLACED):
            # Somebody has decided already: what stands is the answer.
            saved.append(Saved(one.id, one.person_id, current.mark_id, current.value))
            continue
        if one.id in found.known:
            saved.append(Saved(one.id, one.person_id, one.id, value))
            continue
        outcome = weigh(current.mark_id, current.value, one.based_on, value)
        if outcome is Outcome.SAME:
            saved.append(Saved(one.id, one.person_id, current.mark_id, value))
            continue
        _check_closed(found.locked, one, by)
        if outcome is Outcome.CONFLICT:
            conflicts.append(Conflict(one, current))
            continue
        fresh.append(one)
        saved.append(Saved(one.id, one.person_id, one.id, value))
    append(register, fresh, by=by, verb="register:correct" if found.locked.closed_at else "register:mark")
    _hold_conflicts(register, conflicts, fresh, found.holds, by)
    return Marked(tuple(saved), tuple(conflicts))


def _hold_conflicts(
    register: Register, conflicts: list[Conflict], fresh: list[NewMark], holds: dict[str, Known], by: By
) -> None:
    replace_holds(register, holds, fresh, by=by)
    unknown = [one for one in conflicts if one.wanted.id not in holds]
    # Of several marks a device made of one person the last is what was meant.
    settle_rows([found for one in unknown if (found := _meant_before(one.wanted, holds, by))], REPLACED, by=by)
    hold(register, [(one.wanted, CONFLICT, one.current.mark_id) for one in unknown], by=by)


def _meant_before(one: NewMark, holds: dict[str, Known], by: By) -> str | None:
    """The conflict that a mark was made after, by the same maker of the same person."""
    before = holds.get(one.based_on or "")
    maker = one.made_by or by.person_id
    same = before is not None and (before.why, before.person_id, before.made_by) == (CONFLICT, one.person_id, maker)
    return one.based_on if same else None


def rest_present(register: Register, *, by: By) -> tuple[str | None, int]:
    """Mark everyone who is unrecorded as present; the id of the batch, for taking it back, and how many.

    (None, 0) when nobody was left. Refused in a finished register.
    """
    return _present(register, _unfinished(register), by, "register:rest_present")


def _unfinished(register: Register) -> list[Standing]:
    if lock(register).closed_at is not None:
        raise Refused(N_("This register is finished. A correction needs a written reason."))
    return standing(register.id)


def _present(register: Register, rows: Iterable[Standing], by: By, verb: str) -> tuple[str | None, int]:
    batch = new_id()
    fresh = [NewMark(new_id(), row.person_id, Value(PRESENT), row.mark_id) for row in rows if not row.recorded]
    append(register, fresh, by=by, verb=verb, batch=batch)
    return (batch, len(fresh)) if fresh else (None, 0)


def undo_rest(register: Register, batch: str, *, by: By) -> int:
    """Turn a batch of "rest present" back to unrecorded where nobody has changed it since; how many.

    The marks of the batch stay in the history. Refused in a finished register and for an unknown batch.
    """
    rows = _unfinished(register)
    if not db.session.scalar(select(Mark.id).where(Mark.batch == batch, Mark.register_id == register.id).limit(1)):
        raise Refused(N_("There is nothing to take back."))
    fresh = [NewMark(new_id(), row.person_id, NOTHING, row.mark_id) for row in rows if row.batch == batch]
    append(register, fresh, by=by, verb="register:rest_undo")
    return len(fresh)


def present_of(register: Register, people: Iterable[str], *, by: By) -> int:
    """Mark those of the people who are unrecorded as present, as one batch that can be taken back; how many.

    Refused in a finished register.
    """
    wanted = set(people)
    return _present(register, [row for row in _unfinished(register) if row.person_id in wanted], by, "register:mark")[1]


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
