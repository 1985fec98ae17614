"""One's own marks, eight weeks at a time, each with its session and with who made it and when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.people.models import Person
from foundation.clock import today
from foundation.database import bare_rows
from foundation.walltime import day_bounds
from foundation.words import said_in
from sessions.attendance.marks import UNRECORDED, Value
from sessions.attendance.models import CurrentMark, Mark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.schedule.asked_day import week_start
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.session_types import TYPES

WEEKS = 8
WEEK = timedelta(days=7)
_marker = aliased(Person)


@dataclass(frozen=True, slots=True)
class OwnMark:
    """What one register says about its reader; ``marked_at`` in UTC, ``wall_start`` on the house's wall."""

    type_key: str
    title: str
    title_lang: str
    wall_start: datetime
    value: Value
    marked_at: datetime | None
    by: str | None
    correction: str | None


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the house, by its first and last day, with one's own marks of it, newest first."""

    first: date
    last: date
    marks: list[OwnMark]


def my_weeks(actor: Actor, weeks: int) -> list[Week]:
    """The marks of eight weeks, newest first, of which the earliest began ``weeks`` weeks ago; one statement.

    8 are the last eight, 16 the eight before them. A register that was only opened says "not recorded".
    """
    this = week_start(today(actor.zone), actor.week_starts)
    first = this - (weeks - 1) * WEEK
    firsts = [first + number * WEEK for number in range(WEEKS)]
    found: dict[date, list[OwnMark]] = {each: [] for each in firsts}
    from_at, to_at = day_bounds(first, actor.zone)[0], day_bounds(firsts[-1] + WEEK, actor.zone)[0]
    for mark in _marks(actor, from_at, to_at):
        found.setdefault(week_start(mark.wall_start.date(), actor.week_starts), []).append(mark)
    return [Week(each, each + timedelta(days=6), found[each]) for each in sorted(found, reverse=True)]


def _marks(actor: Actor, from_at: datetime, to_at: datetime) -> list[OwnMark]:
    statement: Any = (
        select(
            Series.type_key,
            Series.titles,
            Occurrence.wall_start,
            CurrentMark.status,
            CurrentMark.minutes,
            CurrentMark.absence_reason,
            Mark.marked_at,
            Mark.correction,
            _marker.shown.label("by"),
        )
        .select_from(Occurrence)
        .join(Register, opened())
        .join(RegisterRow, RegisterRow.register_id == Register.id)
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(
            CurrentMark,
            and_(
                CurrentMark.register_id == RegisterRow.register_id,
                CurrentMark.person_id == RegisterRow.person_id,
            ),
        )
        .outerjoin(Mark, Mark.id == CurrentMark.mark_id)
        .outerjoin(_marker, _marker.id == Mark.marked_by)
        .where(
            RegisterRow.person_id == actor.person_id,
            # By way of the house's days: somebody's rows of all the years lie scattered.
            Occurrence.house_id == actor.house_id,
            Occurrence.starts_at >= from_at,
            Occurrence.starts_at < to_at,
            # Nobody was called at a session that did not take place; a mark made before stays recorded.
            or_(Occurrence.status != "cancelled", CurrentMark.mark_id.is_not(None)),
        )
        .order_by(Occurrence.starts_at.desc(), Occurrence.id)
    )
    return [
        OwnMark(
            row.type_key,
            *_title(row, actor),
            row.wall_start,
            Value(row.status or UNRECORDED, row.minutes, row.absence_reason),
            row.marked_at,
            row.by,
            row.correction,
        )
        for row in bare_rows(statement)
    ]


def _title(row: Any, actor: Actor) -> tuple[str, str]:
    """The typed title with its language, or nothing where the type's own name stands for it."""
    title, lang = said_in(row.titles, actor.language, actor.house_language)
    return title, lang if title else ""


def name_of_type(mark: OwnMark) -> str:
    """The catalogue text of the kind of session a mark belongs to."""
    return TYPES[mark.type_key].name
