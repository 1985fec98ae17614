"""Reading what stands on a register: people with the marks that count, histories, who is expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from community.people.models import Person
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from sessions.attendance.marks import UNRECORDED, Value
from sessions.attendance.models import CurrentMark, Mark, RegisterRow
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence

_marker = aliased(Person)


@dataclass(frozen=True, slots=True)
class Standing:
    """A person on a register and the mark that counts; instants in UTC."""

    person_id: str
    name: str
    capacity: str
    added: str
    mark_id: str | None
    value: Value
    at: datetime | None
    by: str | None
    by_id: str | None
    batch: str | None
    count: int

    @property
    def recorded(self) -> bool:
        """Whether something was said about this person."""
        return self.value.status != UNRECORDED


@dataclass(frozen=True, slots=True)
class Past:
    """One mark of a person's history on a register; ``at`` in UTC."""

    id: str
    value: Value
    at: datetime
    by: str | None
    correction: str | None
    batch: str | None


@cache
def _standing(some: bool) -> Select[Any]:
    """The statement below; built once, for putting it together costs more than running it."""
    register: BindParameter[str] = bindparam("register")
    made = (
        select(Mark.person_id, func.count().label("made"))
        .where(Mark.register_id == register)
        .group_by(Mark.person_id)
        .subquery()
    )
    statement: Any = (
        select(
            RegisterRow.person_id,
            RegisterRow.capacity,
            RegisterRow.added,
            Person.shown,
            Person.folded,
            CurrentMark.mark_id,
            CurrentMark.status,
            CurrentMark.minutes,
            CurrentMark.absence_reason,
            Mark.marked_at,
            Mark.batch,
            Mark.marked_by,
            _marker.shown.label("by"),
            func.coalesce(made.c.made, 0).label("made"),
        )
        .join(Person, Person.id == RegisterRow.person_id)
        .outerjoin(
            CurrentMark,
            and_(
                CurrentMark.register_id == RegisterRow.register_id,
                CurrentMark.person_id == RegisterRow.person_id,
            ),
        )
        .outerjoin(Mark, Mark.id == CurrentMark.mark_id)
        .outerjoin(_marker, _marker.id == Mark.marked_by)
        .outerjoin(made, made.c.person_id == RegisterRow.person_id)
        .where(RegisterRow.register_id == register)
    )
    return statement.where(RegisterRow.person_id.in_(bindparam("people", expanding=True))) if some else statement


def standing(register_id: str, people: Sequence[str] | None = None) -> list[Standing]:
    """Everyone on a register, or of those people, with the mark that counts, by folded name, walk-ins last.

    One statement.
    """
    values = {"register": register_id} | ({} if people is None else {"people": list(people)})
    found = bare_rows(_standing(people is not None), values)
    # Sorted here, for the two databases order letters differently.
    rows = sorted(found, key=lambda row: (row.added != "expected", row.folded, row.person_id))
    return [
        Standing(
            person_id=row.person_id,
            name=row.shown,
            capacity=row.capacity,
            added=row.added,
            mark_id=row.mark_id,
            value=Value(row.status or UNRECORDED, row.minutes, row.absence_reason),
            at=row.marked_at,
            by=row.by,
            by_id=row.marked_by,
            batch=row.batch,
            count=row.made,
        )
        for row in rows
    ]


def history_of(register_id: str, person_id: str) -> tuple[Standing, list[Past]]:
    """One person's marks on a register, newest first, and how they stand; NotFound if they are not on it."""
    row = next(iter(standing(register_id, [person_id])), None)
    if row is None:
        raise NotFound()
    statement = (
        select(Mark, _marker.shown)
        .outerjoin(_marker, _marker.id == Mark.marked_by)
        .where(Mark.register_id == register_id, Mark.person_id == person_id)
    )
    made = {mark.id: (mark, by) for mark, by in db.session.execute(statement)}
    # Followed from the mark that counts back along based_on: two marks of one second have no other order.
    past, at = [], row.mark_id
    while at in made:
        mark, by = made.pop(at)
        value = Value(mark.status, mark.minutes, mark.absence_reason)
        past.append(Past(mark.id, value, mark.marked_at, by, mark.correction, mark.batch))
        at = mark.based_on
    return row, past


def expected_people(occurrence_id: str) -> list[tuple[str, str]]:
    """Who would be on the register if it were opened now: (shown name, capacity) by folded name."""
    rows = expected(Occurrence.id == occurrence_id).subquery()
    statement = select(Person.shown, Person.folded, rows.c.capacity).join(rows, rows.c.person_id == Person.id)
    found = sorted(db.session.execute(statement), key=lambda row: row.folded)
    return [(row.shown, row.capacity) for row in found]
