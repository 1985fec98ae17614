"""Attendance of several houses side by side, for whoever may look up nobody: small numbers are not told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, select

from foundation.database import bare_rows
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.reports.counts import ATTENDED
from sessions.schedule.models import Occurrence

# The usual least count of published statistics: of fewer one might be told from the number.
FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class HouseAttendance:
    """How often residents of a house were expected, and the part that attended (per cent); None: too few to tell."""

    expected: int | None = None
    percent: int | None = None
    unrecorded: int | None = None


def attendance_of_houses(house_ids: Sequence[str], from_at: datetime, to_at: datetime) -> dict[str, HouseAttendance]:
    """The attendance of each house at what began and ended in [from_at, to_at) (UTC); one statement.

    Nothing is told of a house where fewer than five people were expected, nor a rate that speaks of fewer than five
    absences or attendances: with the denominator beside it the rate would tell the count.
    """
    status = func.coalesce(CurrentMark.status, "unrecorded")
    mark = and_(CurrentMark.register_id == RegisterRow.register_id, CurrentMark.person_id == RegisterRow.person_id)
    statement: Any = (
        select(
            Occurrence.house_id,
            func.count(func.distinct(RegisterRow.person_id)).label("people"),
            func.count().label("expected"),
            func.sum(case((status.in_(ATTENDED), 1), else_=0)).label("attended"),
            func.sum(case((status == "unrecorded", 1), else_=0)).label("unrecorded"),
        )
        .select_from(Occurrence)
        .join(Register, opened())
        .join(RegisterRow, RegisterRow.register_id == Register.id)
        .outerjoin(CurrentMark, mark)
        .where(
            Occurrence.house_id.in_(house_ids),
            Occurrence.starts_at >= from_at,
            Occurrence.starts_at < to_at,
            Occurrence.ends_at <= to_at,
            Occurrence.status != "cancelled",
            RegisterRow.capacity.in_(("resident", "outpatient")),
            status != "not_applicable",
        )
        .group_by(Occurrence.house_id)
    )
    return {row.house_id: _told(row) for row in bare_rows(statement)}


def _told(row: Any) -> HouseAttendance:
    if row.people < FEWEST_TOLD:
        return HouseAttendance()
    few = min(row.attended, row.expected - row.attended) < FEWEST_TOLD
    return HouseAttendance(
        expected=row.expected,
        percent=None if few else row.attended * 100 // row.expected,
        unrecorded=row.unrecorded if row.unrecorded >= FEWEST_TOLD else None,
    )
