"""The book of marks: a register is held, marks are added to it, and one row per person says which counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from community.access.actor import By
from community.audit.operations import record
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.attendance.marks import Value
from sessions.attendance.models import CurrentMark, Mark, Register
from sessions.schedule.models import Occurrence

# Built once: putting a statement together costs more than running it.
_HELD = (
    select(Register.closed_at, Register.frozen_for, Occurrence.starts_at, Occurrence.ends_at, Occurrence.status)
    .join(Occurrence, Occurrence.id == Register.occurrence_id)
    .where(Register.id == bindparam("register"))
    .with_for_update(of=Register)
)
_MARKS = insert(Mark.__table__)  # type: ignore[arg-type]


@cache
def _counting(dialect: str) -> Executable:
    """The statement that lets a mark count in place of the one before."""
    table = CurrentMark.__table__
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)  # type: ignore[arg-type]
    return statement.on_conflict_do_update(
        index_elements=[table.c.register_id, table.c.person_id],
        set_={name: statement.excluded[name] for name in ("mark_id", "status", "minutes", "absence_reason")},
    )


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark somebody makes: its id comes from the device, ``based_on`` is the mark they saw.

    ``made_at`` (UTC) and ``made_by`` are what a device says that was without a connection; its clock may be wrong.
    """

    id: str
    person_id: str
    value: Value
    based_on: str | None = None
    correction: str | None = None
    made_at: datetime | None = None
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class Locked:
    """A register held to the end of the transaction; ``lasts`` in minutes, instants in UTC.

    ``gone`` is "cancelled" or "moved" where its session does not take place when it was opened for.
    """

    closed_at: datetime | None
    lasts: int
    starts_at: datetime
    gone: str = ""


def lock_as_it_is(register: Register) -> Locked:
    """Hold a register against everybody else who writes it, whatever became of its session."""
    [row] = bare_rows(_HELD, {"register": register.id})
    lasts = int((row.ends_at - row.starts_at).total_seconds() // 60)
    gone = "cancelled" if row.status == "cancelled" else "moved" if row.frozen_for != row.starts_at else ""
    return Locked(row.closed_at, lasts, row.starts_at, gone)


def lock(register: Register) -> Locked:
    """The same; Refused when its session was cancelled or moved since."""
    locked = lock_as_it_is(register)
    if locked.gone == "cancelled":
        raise Refused(N_("This session is cancelled; there is no roll call."))
    if locked.gone:
        raise Refused(N_("This session was moved. Its register opens again shortly before the new start."))
    return locked


def append(
    register: Register,
    marks: Sequence[NewMark],
    *,
    by: By,
    verb: str,
    batch: str | None = None,
    marked_by: str | None = None,
) -> None:
    """Add marks, let them count, write one audit entry; in a constant number of statements.

    ``marked_by`` is who made them, where somebody else decided that they count.
    """
    if not marks:
        return
    at = now()
    place = {"house_id": register.house_id, "register_id": register.id}
    said = [
        {
            "person_id": one.person_id,
            "status": one.value.status,
            "minutes": one.value.minutes,
            "absence_reason": one.value.absence_reason,
        }
        for one in marks
    ]
    made = {"batch": batch, "marked_at": at, "marked_by": marked_by or by.person_id}
    db.session.execute(
        _MARKS,
        [
            place | value | made | {"id": one.id, "based_on": one.based_on, "correction": one.correction}
            for one, value in zip(marks, said, strict=True)
        ],
    )
    db.session.execute(
        _counting(db.engine.dialect.name),
        [place | value | {"mark_id": one.id} for one, value in zip(marks, said, strict=True)],
    )
    raise_stamp(f"register:{register.id}")
    record(
        register.house_id,
        verb,
        by=by,
        subject=f"register:{register.id}",
        about=marks[0].person_id if len(marks) == 1 else None,
        details={"count": len(marks), "marks": [one.id for one in marks]},
    )
