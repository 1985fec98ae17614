"""Twelve weeks of a whole house: what everybody received in each, summed where the marks lie.

A house of sixty has fifty thousand marks in a quarter of a year; the database adds them up, and gives a row for each
person, week and kind of session.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Float, Integer, String, bindparam, case, cast, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement

from foundation.database import UtcDateTime, bare_rows
from sessions.attendance.marks import PRESENT, TIMED
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.doses.people_weeks import PersonWeek, people_weeks
from sessions.doses.weeks import Week
from sessions.hours.dose import Dose, whole
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.session_types import TYPES

THERE = (PRESENT, *sorted(TIMED))


class MinutesBetween(FunctionElement[int]):
    """Whole minutes from one instant to a later one."""

    inherit_cache = True
    type = Integer()


@compiles(MinutesBetween, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    first, last = (compiler.process(one, **more) for one in element.clauses)
    return f"((strftime('%s', {last}) - strftime('%s', {first})) / 60)"


@compiles(MinutesBetween)
def _elsewhere(element: Any, compiler: Any, **more: Any) -> str:
    first, last = (compiler.process(one, **more) for one in element.clauses)
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM ({last} - {first})) / 60) AS INTEGER)"


@cache
def _statement(many: int) -> Any:
    ends = [(Occurrence.starts_at < bindparam(f"end_{n}", type_=UtcDateTime()), n) for n in range(many - 1)]
    week = case(*ends, else_=many - 1) if ends else cast(0, Integer)
    size = select(func.count()).where(RegisterRow.register_id == Register.id, RegisterRow.capacity != "relative")
    lasts = MinutesBetween(Occurrence.starts_at, Occurrence.ends_at) - Series.break_minutes
    dates = (
        select(
            Register.id.label("register_id"),
            week.label("week"),
            *(Series.type_key, (Series.audience == "each").label("each")),
            case((lasts < 0, 0), else_=lasts).label("minutes"),
            case((Series.audience == "each", size.correlate(Register).scalar_subquery()), else_=1).label("size"),
        )
        .join(Series, Series.id == Occurrence.series_id)
        .join(Register, opened())
        .where(
            Occurrence.house_id == bindparam("house_id", type_=String()),
            Occurrence.starts_at >= bindparam("from_at", type_=UtcDateTime()),
            Occurrence.starts_at < bindparam("to_at", type_=UtcDateTime()),
            Series.counted.is_(True),
            Occurrence.status != "cancelled",
        )
        .cte("dates")
        # A thousand dates are measured once, not once for each mark.
        .prefix_with("MATERIALIZED")
    )
    share = cast(dates.c.minutes, Float) / dates.c.size
    left = share - func.coalesce(CurrentMark.minutes, 0)
    received = case((left > 0, left), else_=0.0)
    return (
        select(
            *(CurrentMark.person_id, dates.c.week, dates.c.type_key, dates.c.each),
            *(func.sum(received), func.sum(case((left > 0, 1), else_=0))),
        )
        .join(CurrentMark, CurrentMark.register_id == dates.c.register_id)
        .where(CurrentMark.status.in_(THERE))
        .group_by(CurrentMark.person_id, dates.c.week, dates.c.type_key, dates.c.each)
    )


def quarter(house_id: str, weeks: Sequence[Week]) -> list[tuple[PersonWeek, Dose]]:
    """What everybody received in some weeks that follow each other, by the rule they were under; by name and week.

    Three statements, however many people, weeks and marks.
    """
    values: dict[str, Any] = {"house_id": house_id, "from_at": weeks[0].begins, "to_at": weeks[-1].ends}
    found = people_weeks(house_id, weeks, values)
    values |= {f"end_{number}": week.ends for number, week in enumerate(weeks[:-1])}
    sums: dict[tuple[str, int], list[tuple[str, bool, float, int]]] = {}
    rows: Any = bare_rows(_statement(len(weeks)), values)
    for person_id, week, kind, each, minutes, times in rows:
        sums.setdefault((person_id, week), []).append((kind, bool(each), float(minutes), int(times)))
    place = {week.first: number for number, week in enumerate(weeks)}
    return [(one, _dose(one, sums.get((one.resident.id, place[one.week.first]), ()))) for one in found]


def _dose(one: PersonWeek, sums: Sequence[tuple[str, bool, float, int]]) -> Dose:
    """The same as hours/dose.py makes of single sessions, from their sums."""
    minutes = {False: {"group": 0.0, "individual": 0.0, "": 0.0}, True: {"group": 0.0, "individual": 0.0, "": 0.0}}
    occasions, in_turns = 0, False
    for kind, each, received, times in sums:
        if kind not in one.asked.types:
            continue
        category = TYPES[kind].category
        minutes[each][category if category in ("group", "individual") else ""] += received
        occasions += 0 if each else times
        in_turns = in_turns or (each and times > 0)
    alone, shared = minutes[False], minutes[True]
    return Dose(
        total=whole(sum(alone.values())) + whole(sum(shared.values())),
        group=whole(alone["group"]) + whole(shared["group"]),
        individual=whole(alone["individual"]) + whole(shared["individual"]),
        occasions=occasions + in_turns,
    )
