"""How often somebody was at their sessions, as counts with their denominator: no session is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from foundation.database import bare_rows
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.schedule.models import Occurrence

# What a person was there for, though not for the whole of it.
PARTLY = ("late", "left_early")
ABSENT = ("excused", "unexcused")


@dataclass(frozen=True, slots=True)
class Tally:
    """Of how many sessions with a register somebody was at how many; unrecorded is never counted as present."""

    expected: int = 0
    present: int = 0
    late: int = 0
    absent: int = 0
    unrecorded: int = 0


def tallies_of(person_ids: Iterable[str], from_at: datetime, to_at: datetime) -> dict[str, Tally]:
    """The counts of each person over opened registers that begin in [from_at, to_at) (UTC); one statement.

    Cancelled sessions and marks that say "does not apply" are left out. Late and left early count as one.
    """
    status = func.coalesce(CurrentMark.status, "unrecorded").label("status")
    statement = (
        select(RegisterRow.person_id, status, func.count().label("count"))
        .join(Register, Register.id == RegisterRow.register_id)
        .join(Occurrence, opened())
        .outerjoin(
            CurrentMark,
            and_(CurrentMark.register_id == RegisterRow.register_id, CurrentMark.person_id == RegisterRow.person_id),
        )
        .where(
            RegisterRow.person_id.in_(sorted(person_ids)),
            Occurrence.starts_at >= from_at,
            Occurrence.starts_at < to_at,
            Occurrence.status != "cancelled",
            status != "not_applicable",
        )
        .group_by(RegisterRow.person_id, status)
    )
    counts: dict[str, dict[str, int]] = {}
    rows: list[Any] = list(bare_rows(statement))
    for person_id, kind, count in rows:
        counts.setdefault(person_id, {})[kind] = count
    return {person_id: _tally(found) for person_id, found in counts.items()}


def _tally(found: dict[str, int]) -> Tally:
    return Tally(
        expected=sum(found.values()),
        present=found.get("present", 0),
        late=sum(found.get(key, 0) for key in PARTLY),
        absent=sum(found.get(key, 0) for key in ABSENT),
        unrecorded=found.get("unrecorded", 0),
    )
