"""About whom notes of a session may be written: the residents on its register, or expected where there is none."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from community.people.models import Person
from foundation.database import bare_rows, db
from sessions.attendance.marks import Value
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.roll import standing
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence
from sessions.schedule.session import Session

RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class Present:
    """A resident of a session, and their mark; None where no register was opened."""

    person_id: str
    name: str
    folded: str
    value: Value | None


def people_of(session: Session) -> list[Present]:
    """Everybody about whom a note of the session may be written, by folded name; three statements at most.

    Those on its register, also where it was opened before the session was moved; and while it is not opened for the
    time that holds, those expected.
    """
    register = db.session.scalar(select(Register).where(Register.occurrence_id == session.id))
    found: dict[str, Present] = {}
    if register is not None:
        for row in standing(register.id):
            if row.capacity == RESIDENT:
                found[row.person_id] = Present(row.person_id, row.name, "", row.value)
    if register is None or register.frozen_for != session.starts_at:
        rows = expected(Occurrence.id == session.id).subquery()
        statement = select(rows.c.person_id, Person.shown, Person.folded).join(Person, Person.id == rows.c.person_id)
        more = sorted(bare_rows(statement.where(rows.c.capacity == RESIDENT)), key=lambda row: row.folded)
        for one in more:
            found.setdefault(one.person_id, Present(one.person_id, one.shown, one.folded, None))
    return list(found.values())


def was_there(occurrence_id: str, person_id: str) -> bool:
    """Whether somebody is on a session's register as a resident, or expected as one at it. Two statements at most."""
    on_it: Any = (
        select(RegisterRow.person_id)
        .join(Register, Register.id == RegisterRow.register_id)
        .where(
            Register.occurrence_id == occurrence_id,
            RegisterRow.person_id == person_id,
            RegisterRow.capacity == RESIDENT,
        )
    )
    if bare_rows(on_it):
        return True
    rows = expected(Occurrence.id == occurrence_id, person_id=person_id).subquery()
    return bool(bare_rows(select(rows.c.person_id).where(rows.c.capacity == RESIDENT)))


def mark_of(session: Session, person_id: str) -> Value | None:
    """The mark of one person at a session; None where there is no register. Two statements."""
    register_id = db.session.scalar(select(Register.id).where(Register.occurrence_id == session.id))
    rows = standing(register_id, [person_id]) if register_id else []
    return rows[0].value if rows else None
