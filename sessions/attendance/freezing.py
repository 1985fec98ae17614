"""Freezing: registers are made, and everyone expected at the start is written into their rows."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    CursorResult,
    Insert,
    Select,
    String,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from community.access.actor import By
from foundation.database import UtcDateTime, db
from foundation.stamps import raise_stamp
from sessions.attendance.models import Mark, Register, RegisterRow
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence


@cache
def _unless_there(dialect: str) -> Insert:
    table = Register.__table__
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)  # type: ignore[arg-type]
    return statement.on_conflict_do_nothing(index_elements=[table.c.occurrence_id])


def make_once(values: list[dict[str, object]]) -> int:
    """Insert registers, at least one, of which another transaction may have made some; how many are new."""
    statement = _unless_there(db.engine.dialect.name)
    # Values of several rows belong to the statement, for only then is it known how many are new.
    one = len(values) == 1
    done = db.session.execute(statement, values[0]) if one else db.session.execute(statement.values(values))
    assert isinstance(done, CursorResult)
    return done.rowcount


@cache
def _freezing() -> Insert:
    people = expected(Occurrence.id.in_(bindparam("occurrences", expanding=True))).subquery()
    rows: Select[Any] = (
        select(
            Register.id,
            people.c.person_id,
            Register.house_id,
            # Somebody in two capacities has one row; a resident who is also a relative is there as resident.
            func.max(people.c.capacity),
            literal("expected"),
            bindparam("at", type_=UtcDateTime()),
            bindparam("by", type_=String()),
        )
        .join(Register, Register.occurrence_id == people.c.occurrence_id)
        .where(
            Register.id.in_(bindparam("registers", expanding=True)),
            # Of a register that is frozen anew some are on it still.
            ~exists().where(RegisterRow.register_id == Register.id, RegisterRow.person_id == people.c.person_id),
        )
        .group_by(Register.id, people.c.person_id, Register.house_id)
    )
    columns = ["register_id", "person_id", "house_id", "capacity", "added", "added_at", "added_by"]
    return insert(RegisterRow.__table__).from_select(columns, rows)  # type: ignore[arg-type]


def freeze(registers: dict[str, str], by: By, at: datetime) -> None:
    """Write everyone expected into the rows of those registers, {register id: occurrence id}, at an instant (UTC).

    One statement however many they are.
    """
    values = {"occurrences": list(registers.values()), "registers": list(registers), "at": at, "by": by.person_id}
    db.session.execute(_freezing(), values)
    raise_stamp(*(f"register:{register_id}" for register_id in registers))


def freeze_anew(occurrence_ids: Collection[str], by: By, at: datetime) -> dict[str, str]:
    """Freeze the registers of sessions that were moved since they were opened, as of the new start.

    Who has no mark and did not walk in leaves the register; what somebody wrote is kept. Gives back
    {register id: occurrence id}. Four statements, one when there are none.
    """
    start = select(Occurrence.starts_at).where(Occurrence.id == Register.occurrence_id).scalar_subquery()
    # Whoever changes the row first freezes; somebody else who waits for it finds nothing left to do.
    claimed = db.session.execute(
        update(Register)
        .where(Register.occurrence_id.in_(occurrence_ids), Register.frozen_for != start)
        .values(frozen_for=start, opened_at=at, opened_by=by.person_id, closed_at=None, closed_by=None)
        .returning(Register.id, Register.occurrence_id),
        execution_options={"synchronize_session": False},
    ).all()
    anew: dict[str, str] = {row.id: row.occurrence_id for row in claimed}
    if not anew:
        return anew
    marked = exists().where(Mark.register_id == RegisterRow.register_id, Mark.person_id == RegisterRow.person_id)
    db.session.execute(
        delete(RegisterRow).where(RegisterRow.register_id.in_(anew), RegisterRow.added == "expected", ~marked),
        execution_options={"synchronize_session": False},
    )
    freeze(anew, by, at)
    return anew
