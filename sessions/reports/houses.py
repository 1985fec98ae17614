"""Attendance of several houses side by side, for whoever may look up nobody: small numbers are not told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from foundation.database import bare_rows
from sessions.attendance.marks import UNRECORDED
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.reports.counts import ATTENDED
from sessions.reports.cube import RECORDED, counted, numbers
from sessions.schedule.models import Occurrence

# The usual least count of published statistics: of fewer one might be told from the number.
FEWEST_TOLD = 5


@dataclass(frozen=True, slots=True)
class HouseAttendance:
    """How often residents of a house were expected, and the part that attended (per cent); None: too few to tell."""

    expected: int | None = None
    percent: int | None = None
    unrecorded: int | None = None


@dataclass(slots=True)
class _Sums:
    """What the sessions of a house come to; ``most``: how many were expected at one of them at the most."""

    expected: int = 0
    attended: int = 0
    unrecorded: int = 0
    most: int = 0
    people: int = 0


def attendance_of_houses(house_ids: Sequence[str], from_at: datetime, to_at: datetime) -> dict[str, HouseAttendance]:
    """The attendance of each house at what began and ended in [from_at, to_at) (UTC); one statement, two where a
    house had no session at which five were expected.

    Nothing is told of a house where fewer than five people were expected, nor a rate that speaks of fewer than five
    absences or attendances: with the denominator beside it the rate would tell the count.
    """
    span = _ended(house_ids, from_at, to_at)
    statement: Any = select(Occurrence.house_id, *numbers()).select_from(Occurrence).join(Register, opened())
    found: dict[str, _Sums] = {}
    rows: Any = bare_rows(statement.where(*span))
    for house_id, everybody, *recorded in rows:
        counts = dict(zip(RECORDED, recorded, strict=True))
        expected = everybody - counts["not_applicable"]
        sums = found.setdefault(house_id, _Sums())
        sums.expected += expected
        sums.attended += sum(counts[one] for one in ATTENDED)
        sums.unrecorded += everybody - sum(recorded)
        sums.most = max(sums.most, expected)
    # Where five were expected at once there are five people; only where there never were, they are counted.
    small = [house_id for house_id, sums in found.items() if sums.most < FEWEST_TOLD <= sums.expected]
    people = _people(_ended(small, from_at, to_at)) if small else {}
    for house_id, sums in found.items():
        sums.people = max(people.get(house_id, 0), sums.most)
    return {house_id: _told(sums) for house_id, sums in found.items()}


def _ended(house_ids: Sequence[str], from_at: datetime, to_at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Occurrence.house_id.in_(house_ids),
        Occurrence.starts_at >= from_at,
        Occurrence.starts_at < to_at,
        Occurrence.ends_at <= to_at,
        Occurrence.status != "cancelled",
    )


def _people(span: tuple[ColumnElement[bool], ...]) -> dict[str, int]:
    """How many different people were expected in each house."""
    status = func.coalesce(CurrentMark.status, UNRECORDED)
    mark = and_(CurrentMark.register_id == RegisterRow.register_id, CurrentMark.person_id == RegisterRow.person_id)
    statement: Any = (
        select(Occurrence.house_id, func.count(func.distinct(RegisterRow.person_id)))
        .select_from(Occurrence)
        .join(Register, opened())
        .join(RegisterRow, RegisterRow.register_id == Register.id)
        .outerjoin(CurrentMark, mark)
        .where(*span, counted(), status != "not_applicable")
        .group_by(Occurrence.house_id)
    )
    rows: Any = bare_rows(statement)
    return dict(rows)


def _told(row: Any) -> HouseAttendance:
    if row.people < FEWEST_TOLD:
        return HouseAttendance()
    few = min(row.attended, row.expected - row.attended) < FEWEST_TOLD
    return HouseAttendance(
        expected=row.expected,
        percent=None if few else row.attended * 100 // row.expected,
        unrecorded=row.unrecorded if row.unrecorded >= FEWEST_TOLD else None,
    )
