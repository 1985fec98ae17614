"""The registers of a day, and of each day of a month: which were never opened, which are unfinished, who is unrecorded.

What is unrecorded stays so for ever unless somebody marks it; however long ago it was, it is found here.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from community.access.actor import Actor
from community.people.models import Person
from foundation.database import bare_rows, db
from foundation.walltime import day_bounds
from sessions.attendance.marks import UNRECORDED
from sessions.attendance.models import CurrentMark, DailyClose, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.attendance.states import RegisterState
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import as_session, occurrence_columns, within
from sessions.schedule.session import Session


@dataclass(frozen=True, slots=True)
class DayRegister:
    """A session of the day that has a roll call, and its register; no state where it was never opened."""

    session: Session
    state: RegisterState | None

    @property
    def left(self) -> int:
        """How many people on it are not recorded."""
        return self.state.total - self.state.recorded if self.state else 0

    @property
    def in_order(self) -> bool:
        """Whether it is finished and everybody on it is recorded."""
        return self.state is not None and self.state.closed_at is not None and not self.left


@dataclass(frozen=True, slots=True)
class DayStanding:
    """A day of a month: how many registers it has, are not finished, and people on them who are not recorded."""

    day: date
    registers: int
    unfinished: int
    unrecorded: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """Who closed a day (shown name), when (UTC), and what was left open knowingly."""

    at: datetime
    by: str | None
    registers_left: int
    people_left: int


def _recorded() -> Any:
    """How many of those on a register are recorded: its marks lie beside each other in an index."""
    marks = select(func.count()).where(CurrentMark.register_id == Register.id, CurrentMark.status != UNRECORDED)
    return marks.correlate(Register).scalar_subquery()


def _total() -> Any:
    """How many are on a register; none where there is none."""
    return select(func.count()).where(RegisterRow.register_id == Register.id).correlate(Register).scalar_subquery()


def _of_span(house_id: str, from_at: datetime, to_at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (*within(house_id, from_at, to_at), Occurrence.status != "cancelled", Series.wants_register.is_(True))


def registers_of_day(actor: Actor, day: date) -> list[DayRegister]:
    """The sessions with a roll call that begin on a day of the actor's house, in order. One statement."""
    statement: Select[Any] = (
        occurrence_columns()
        .add_columns(Register.id, Register.closed_at, _recorded(), _total())
        .outerjoin(Register, opened())
        .where(*_of_span(actor.house_id, *day_bounds(day, actor.zone)))
    )
    found = []
    row: Any
    for row in bare_rows(statement):
        *columns, register_id, closed_at, recorded, total = row
        state = RegisterState(register_id, closed_at, recorded, total) if register_id else None
        found.append(DayRegister(as_session(columns, actor.language, actor.house_language), state))
    return found


def days_of_month(actor: Actor, first: date, until: date) -> list[DayStanding]:
    """The days from a first one up to ``until`` (not included) that have registers, in order. Two statements."""
    from_at, to_at = day_bounds(first, actor.zone)[0], day_bounds(until, actor.zone)[0]
    statement: Any = (
        select(Occurrence.wall_start, Register.closed_at, _recorded().label("recorded"), _total().label("total"))
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Register, opened())
        .where(*_of_span(actor.house_id, from_at, to_at))
    )
    by_day: dict[date, list[Any]] = defaultdict(list)
    for row in bare_rows(statement):
        by_day[row.wall_start.date()].append(row)
    span = (DailyClose.house_id == actor.house_id, DailyClose.day >= first, DailyClose.day < until)
    closed = set(db.session.scalars(select(DailyClose.day).where(*span)))
    return [
        DayStanding(
            day=day,
            registers=len(rows),
            unfinished=sum(row.closed_at is None for row in rows),
            unrecorded=sum(row.total - row.recorded for row in rows),
            closed=day in closed,
        )
        for day, rows in sorted(by_day.items())
    ]


def closed_of(actor: Actor, day: date) -> Closed | None:
    """Who closed a day of the actor's house, if somebody did. One statement."""
    statement = (
        select(DailyClose.closed_at, Person.shown, DailyClose.registers_left, DailyClose.people_left)
        .outerjoin(Person, Person.id == DailyClose.closed_by)
        .where(DailyClose.house_id == actor.house_id, DailyClose.day == day)
    )
    row: Any = next(iter(bare_rows(statement)), None)
    return Closed(*row) if row else None


def month_of(day: date) -> tuple[date, date]:
    """The first day of a day's month, and of the next one."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)
