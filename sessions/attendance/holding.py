"""Marks that came and do not count: kept, shown to whom they concern, and settled by a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.orm import aliased

from community.access.actor import Actor, By
from community.audit.operations import record
from community.people.models import Person
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import HeldMark, Register

CONFLICT = "conflict"
# It said what stood there already: nobody has to settle it, and its id has the same answer for ever.
SAME = "same"
# Why a mark waits, in words for whoever decides.
WHY = {
    CONFLICT: N_("Somebody else had marked the same person meanwhile."),
    "brought": N_("It was made by somebody other than who sent it."),
    "no_right": N_("Whoever sent it no longer keeps this register."),
    "cancelled": N_("The session was cancelled meanwhile."),
    "moved": N_("The session was moved meanwhile."),
    "finished": N_("The register was finished meanwhile."),
    "not_on_register": N_("This person is not on the register."),
}
COUNTS, LEFT, REPLACED = "counts", "left", "replaced"

_maker = aliased(Person)
# Built once: putting a statement together costs more than running it.
_OPEN = (
    select(HeldMark, Person.shown, Person.folded, _maker.shown.label("by"))
    .join(Person, Person.id == HeldMark.person_id)
    .outerjoin(_maker, _maker.id == HeldMark.made_by)
    .where(HeldMark.register_id == bindparam("register"), HeldMark.settled_at.is_(None), HeldMark.why == CONFLICT)
)
_KNOWN = select(
    HeldMark.id,
    HeldMark.register_id,
    HeldMark.person_id,
    HeldMark.status,
    HeldMark.minutes,
    HeldMark.absence_reason,
    HeldMark.why,
    HeldMark.outcome,
    HeldMark.made_by,
    HeldMark.based_on,
    HeldMark.against,
).where((HeldMark.register_id == bindparam("register")) | HeldMark.id.in_(bindparam("ids", expanding=True)))
_HOLD = insert(HeldMark.__table__)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Held:
    """A mark that waits: of whom (shown name), what it says, who made it and when (UTC), by the device's clock."""

    id: str
    person_id: str
    name: str
    value: Value
    why: str
    by: str | None
    by_id: str | None
    at: datetime
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A mark of this id that was held before: what it said, why it was held, and what became of it, if anything."""

    register_id: str
    person_id: str
    value: Value
    why: str
    outcome: str | None
    made_by: str | None
    based_on: str | None
    against: str | None


def open_conflicts(register_id: str) -> list[Held]:
    """The conflicts of a register that nobody has settled yet, by folded name. One statement."""
    rows: list[Any] = list(db.session.execute(_OPEN, {"register": register_id}))
    return [held_of(*row) for row in sorted(rows, key=lambda row: (row.folded, row[0].arrived_at, row[0].id))]


def held_of(row: HeldMark, name: str, _folded: str, by: str | None) -> Held:
    """A row as a reader sees it."""
    value = Value(row.status, row.minutes, row.absence_reason)
    at = row.made_at or row.arrived_at
    return Held(row.id, row.person_id, name, value, row.why, by, row.made_by, at, row.arrived_at)


def known_holds(register_id: str, ids: Iterable[str]) -> dict[str, Known]:
    """What was held on a register or under those ids, settled or not, by the id of the mark. One statement."""
    rows: Any = bare_rows(_KNOWN, {"register": register_id, "ids": list(ids)})
    return {row[0]: Known(row[1], row[2], Value(*row[3:6]), *row[6:]) for row in rows}


def hold(
    register: Register,
    marks: Sequence[tuple[NewMark, str, str | None]],
    *,
    by: By,
) -> None:
    """Keep marks, each with why it waits and the mark that stands; three statements however many they are."""
    if not marks:
        return
    db.session.execute(_HOLD, [_row(register, *one, by) for one in marks])
    raise_stamp(f"register:{register.id}")
    record(
        register.house_id,
        "register:hold",
        by=by,
        subject=f"register:{register.id}",
        about=marks[0][0].person_id if len(marks) == 1 else None,
        details={"marks": [one.id for one, _why, _against in marks], "why": sorted({why for _one, why, _ in marks})},
    )


def _row(register: Register, one: NewMark, why: str, against: str | None, by: By) -> dict[str, object]:
    return {
        "id": one.id,
        "house_id": register.house_id,
        "register_id": register.id,
        "person_id": one.person_id,
        "status": one.value.status,
        "minutes": one.value.minutes,
        "absence_reason": one.value.absence_reason,
        "based_on": one.based_on,
        "against": against,
        "why": why,
        "made_at": one.made_at,
        "made_by": one.made_by or by.person_id,
        "arrived_at": now(),
        "sent_by": by.person_id,
    }


def keep_same(register: Register, marks: Sequence[tuple[NewMark, str | None]], *, by: By) -> None:
    """Keep marks that said what stood there, each with the mark that stood; one statement, none without any.

    Nothing changes by them, so nobody is told; but when such a mark comes once more, after somebody has changed what
    stands, it is known and is no conflict.
    """
    if marks:
        done = {"settled_at": now(), "settled_by": by.person_id, "outcome": SAME}
        db.session.execute(_HOLD, [_row(register, one, SAME, against, by) | done for one, against in marks])


def replace_holds(register: Register, known: dict[str, Known], fresh: Sequence[NewMark], *, by: By) -> None:
    """Settle the conflicts of whoever marks the same people anew: they have said what shall count.

    No statement where there are none.
    """
    settle_rows([one.id for one in fresh if one.id in known], COUNTS, by=by)
    said = {one.person_id for one in fresh}
    mine = [
        mark_id
        for mark_id, one in known.items()
        if (one.outcome, one.why, one.register_id, one.made_by) == (None, CONFLICT, register.id, by.person_id)
        and one.person_id in said
    ]
    settle_rows(mine, REPLACED, by=by)


def settle_rows(ids: Sequence[str], outcome: str, *, by: By) -> None:
    """Say what became of held marks; one statement, none without any."""
    if not ids:
        return
    db.session.execute(
        update(HeldMark)
        .where(HeldMark.id.in_(ids), HeldMark.settled_at.is_(None))
        .values(settled_at=now(), settled_by=by.person_id, outcome=outcome)
    )


def visible(actor: Actor) -> Select[Any]:
    """The open held marks of the actor's house with the shown names of whom they are about and who made them."""
    statement: Any = (
        select(HeldMark, Person.shown, Person.folded, _maker.shown.label("by"))
        .join(Person, Person.id == HeldMark.person_id)
        .outerjoin(_maker, _maker.id == HeldMark.made_by)
        .where(HeldMark.house_id == actor.house_id, HeldMark.settled_at.is_(None))
    )
    return statement
