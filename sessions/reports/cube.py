"""Reading attendance of a span of days once, so that it can be looked at by week, type, stage or leader."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, func, or_, select

from community.access.actor import Actor
from community.residency.models import StageSpell, Stay
from foundation.clock import now
from foundation.database import UtcDateTime, bare_rows
from foundation.walltime import day_bounds
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.reports.counts import Counts, counts_of
from sessions.schedule.models import Occurrence, Series

HOUSE = bindparam("house_id", type_=String())
FROM, TO, AT = (bindparam(name, type_=UtcDateTime()) for name in ("from_at", "to_at", "at"))


@dataclass(frozen=True, slots=True)
class Cell:
    """How often something was recorded on a day (of the house's wall), of one type, leader and stage (ids or None)."""

    day: date
    type: str
    leader_id: str | None
    stage_id: str | None
    status: str
    number: int


@cache
def _statement() -> Select[Any]:
    """Grouped by the database; relatives and guests are not counted, for nobody owes their presence."""
    spell = and_(
        StageSpell.stay_id == Stay.id,
        StageSpell.from_at <= Occurrence.starts_at,
        or_(StageSpell.to_at.is_(None), StageSpell.to_at > Occurrence.starts_at),
    )
    stay = and_(
        Stay.person_id == RegisterRow.person_id,
        Stay.admitted_at <= Occurrence.starts_at,
        or_(Stay.discharged_at.is_(None), Stay.discharged_at > Occurrence.starts_at),
    )
    mark = and_(CurrentMark.register_id == RegisterRow.register_id, CurrentMark.person_id == RegisterRow.person_id)
    day = func.date(Occurrence.wall_start, type_=String())
    status = func.coalesce(CurrentMark.status, "unrecorded")
    keys = (day, Series.type_key, Occurrence.leader_id, StageSpell.stage_id, status)
    statement: Any = (
        select(*keys, func.count())
        .select_from(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .join(Register, opened())
        .join(RegisterRow, RegisterRow.register_id == Register.id)
        .outerjoin(CurrentMark, mark)
        .outerjoin(Stay, stay)
        .outerjoin(StageSpell, spell)
        .where(
            Occurrence.house_id == HOUSE,
            Occurrence.starts_at >= FROM,
            Occurrence.starts_at < TO,
            # What still runs is being marked.
            Occurrence.ends_at <= AT,
            Occurrence.status != "cancelled",
            RegisterRow.capacity.in_(("resident", "outpatient")),
        )
        .group_by(*keys)
    )
    return statement


def cells_of(actor: Actor, first: date, until: date) -> list[Cell]:
    """The attendance of the actor's house on the days from ``first`` up to ``until`` (not included). One statement.

    Of sessions that have ended and whose register was opened.
    """
    rows: Any = bare_rows(_statement(), _values(actor, first, until))
    return [Cell(date.fromisoformat(str(row[0])), *row[1:]) for row in rows]


def never_opened(actor: Actor, first: date, until: date) -> int:
    """How many sessions of those days have ended without anybody opening their register. One statement."""
    statement = (
        select(func.count())
        .select_from(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Register, opened())
        .where(
            Occurrence.house_id == HOUSE,
            Occurrence.starts_at >= FROM,
            Occurrence.starts_at < TO,
            Occurrence.ends_at <= AT,
            Occurrence.status != "cancelled",
            Series.wants_register.is_(True),
            Register.id.is_(None),
        )
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
