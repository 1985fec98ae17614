"""Reading attendance of a span of days once, so that it can be looked at by week, type, stage or leader."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, func, literal, or_, select, union_all

from community.access.actor import Actor
from community.residency.models import StageSpell, Stay
from foundation.clock import now
from foundation.database import UtcDateTime, bare_rows
from foundation.walltime import day_bounds
from sessions.attendance.marks import STATUSES, UNRECORDED
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.reports.counts import Counts, counts_of
from sessions.schedule.models import Occurrence, Series

# What a mark can say of somebody; whoever has none of these is not recorded.
RECORDED = tuple(status for status in STATUSES if status != UNRECORDED)
EVERYBODY = "everybody"
HOUSE = bindparam("house_id", type_=String())
FROM, TO, AT = (bindparam(name, type_=UtcDateTime()) for name in ("from_at", "to_at", "at"))


@dataclass(frozen=True, slots=True)
class Cell:
    """How often something was recorded at a session: its day (of the house's wall), type, and leader (id or None)."""

    day: date
    type: str
    leader_id: str | None
    status: str
    number: int


def _ended() -> tuple[ColumnElement[bool], ...]:
    """The sessions of the span that count; what still runs is being marked."""
    return (
        Occurrence.house_id == HOUSE,
        Occurrence.starts_at >= FROM,
        Occurrence.starts_at < TO,
        Occurrence.ends_at <= AT,
        Occurrence.status != "cancelled",
    )


def _day() -> ColumnElement[str]:
    return func.date(Occurrence.wall_start, type_=String())


def counted() -> ColumnElement[bool]:
    """The row counts: relatives and guests do not, for nobody owes their presence."""
    return RegisterRow.capacity.in_(("resident", "outpatient"))


def _same_row() -> ColumnElement[bool]:
    return and_(RegisterRow.register_id == CurrentMark.register_id, RegisterRow.person_id == CurrentMark.person_id)


def numbers() -> list[Any]:
    """How many who count are on a register, and how many of them have each of RECORDED: a column each, by name.

    Counted register by register: its marks lie beside each other in an index, each person's alone does not.
    """
    everybody = select(func.count()).where(RegisterRow.register_id == Register.id, counted())
    with_mark = (
        select(func.count())
        .select_from(CurrentMark)
        .join(RegisterRow, _same_row())
        .where(CurrentMark.register_id == Register.id, counted())
    )
    return [
        everybody.correlate(Register).scalar_subquery().label(EVERYBODY),
        *(
            with_mark.where(CurrentMark.status == one).correlate(Register).scalar_subquery().label(one)
            for one in RECORDED
        ),
    ]


@cache
def _by_session() -> Select[Any]:
    statement: Any = (
        select(_day(), Series.type_key, Occurrence.leader_id, *numbers())
        .select_from(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .join(Register, opened())
        .where(*_ended())
    )
    return statement


@cache
def _by_stage() -> Any:
    """By person, for everybody's stage is another: (stage, one of RECORDED or EVERYBODY, how often)."""
    # The few spells of the time are put together once, not once for each of many thousand rows.
    spells = (
        select(
            *(Stay.person_id, StageSpell.stage_id, Stay.admitted_at, Stay.discharged_at),
            *(StageSpell.from_at, StageSpell.to_at),
        )
        .join(StageSpell, StageSpell.stay_id == Stay.id)
        .where(Stay.house_id == HOUSE, or_(Stay.discharged_at.is_(None), Stay.discharged_at > FROM))
        .cte("spells")
        .prefix_with("MATERIALIZED")
    )
    spell = and_(
        spells.c.person_id == RegisterRow.person_id,
        spells.c.admitted_at <= Occurrence.starts_at,
        or_(spells.c.discharged_at.is_(None), spells.c.discharged_at > Occurrence.starts_at),
        spells.c.from_at <= Occurrence.starts_at,
        or_(spells.c.to_at.is_(None), spells.c.to_at > Occurrence.starts_at),
    )
    on_registers = select(spells.c.stage_id).select_from(Occurrence).join(Register, opened())
    with_mark = (
        on_registers.add_columns(CurrentMark.status, func.count())
        .join(CurrentMark, CurrentMark.register_id == Register.id)
        .join(RegisterRow, _same_row())
        .outerjoin(spells, spell)
        .where(*_ended(), counted(), CurrentMark.status.in_(RECORDED))
        .group_by(spells.c.stage_id, CurrentMark.status)
    )
    everybody = (
        on_registers.add_columns(literal(EVERYBODY), func.count())
        .join(RegisterRow, RegisterRow.register_id == Register.id)
        .outerjoin(spells, spell)
        .where(*_ended(), counted())
        .group_by(spells.c.stage_id)
    )
    return union_all(with_mark, everybody)


def cells_of(actor: Actor, first: date, until: date) -> list[Cell]:
    """The attendance of the actor's house on the days from ``first`` up to ``until`` (not included). One statement.

    Of sessions that have ended and whose register was opened.
    """
    found = []
    rows: Any = bare_rows(_by_session(), _values(actor, first, until))
    for day, kind, leader_id, everybody, *recorded in rows:
        on = date.fromisoformat(str(day))
        unrecorded = everybody - sum(recorded)
        found += [
            Cell(on, kind, leader_id, status, number)
            for status, number in zip((*RECORDED, UNRECORDED), (*recorded, unrecorded), strict=True)
            if number
        ]
    return found


def counts_of_stages(actor: Actor, first: date, until: date) -> dict[str | None, Counts]:
    """The same by the stage (id) people were in when each session began; None: without one. One statement."""
    found: dict[str | None, dict[str, int]] = defaultdict(dict)
    rows: Any = bare_rows(_by_stage(), _values(actor, first, until))
    for stage_id, status, number in rows:
        found[stage_id][status] = number
    for statuses in found.values():
        everybody = statuses.pop(EVERYBODY)
        statuses[UNRECORDED] = everybody - sum(statuses.values())
    return {stage_id: counts_of(statuses) for stage_id, statuses in found.items()}


def never_opened(actor: Actor, first: date, until: date) -> int:
    """How many sessions of those days have ended without anybody opening their register. One statement."""
    statement = (
        select(func.count())
        .select_from(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Register, opened())
        .where(*_ended(), Series.wants_register.is_(True), Register.id.is_(None))
    )
    return int(bare_rows(statement, _values(actor, first, until))[0][0])


def _values(actor: Actor, first: date, until: date) -> dict[str, datetime | str]:
    from_at, to_at = day_bounds(first, actor.zone)[0], day_bounds(until, actor.zone)[0]
    return {"house_id": actor.house_id, "from_at": from_at, "to_at": to_at, "at": now()}


def by(cells: Iterable[Cell], key: Callable[[Cell], Any]) -> dict[Any, Counts]:
    """The counts of the cells, by a key of each."""
    found: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for cell in cells:
        found[key(cell)][cell.status] += cell.number
    return {one: counts_of(statuses) for one, statuses in found.items()}
