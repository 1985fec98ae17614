"""How far the registers of a stretch of time are: one statement, for the days of staff."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, func, select

from foundation.database import UtcDateTime, bare_rows
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import within

HOUSE = bindparam("house_id", type_=String())
FROM, TO = (bindparam(name, type_=UtcDateTime()) for name in ("from_at", "to_at"))


@dataclass(frozen=True, slots=True)
class RegisterState:
    """A register that was opened: when it was closed (UTC), and how many of those on it are recorded."""

    id: str
    closed_at: datetime | None
    recorded: int
    total: int


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once, for every page of the staff's day asks it."""
    return (
        select(
            Register.occurrence_id,
            Register.id,
            Register.closed_at,
            func.count(CurrentMark.person_id).label("recorded"),
            func.count(RegisterRow.person_id).label("total"),
        )
        .join(Occurrence, opened())
        .outerjoin(RegisterRow, RegisterRow.register_id == Register.id)
        .outerjoin(
            CurrentMark,
            and_(
                CurrentMark.register_id == Register.id,
                CurrentMark.person_id == RegisterRow.person_id,
                CurrentMark.status != "unrecorded",
            ),
        )
        .where(*within(HOUSE, FROM, TO))
        .group_by(Register.occurrence_id, Register.id, Register.closed_at)
    )


def register_states(house_id: str, from_at: datetime, to_at: datetime) -> dict[str, RegisterState]:
    """The opened registers of the occurrences that begin in [from_at, to_at) (UTC), by occurrence id."""
    values = {"house_id": house_id, "from_at": from_at, "to_at": to_at}
    return {
        row.occurrence_id: RegisterState(row.id, row.closed_at, row.recorded, row.total)
        for row in bare_rows(_statement(), values)
    }
