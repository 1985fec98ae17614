"""Reading registers: which a person may see, and how far each of a day is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_, select

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from sessions.attendance.marks import UNRECORDED
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import Session, led_by, occurrence_for


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A session that has begun and whose register still misses marks; wall time of the house."""

    occurrence_id: str
    type_key: str
    titles: dict[str, str]
    wall_start: datetime
    keeper_id: str | None
    leader_id: str | None
    recorded: int
    total: int


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Whose registers a person may see: a manager the house's, other staff those they lead or keep."""
    if not actor.may(Permission.ATTENDANCE_MARK):
        return Occurrence.id.is_(None)
    of_house = Occurrence.house_id == actor.house_id
    return of_house if actor.manager else of_house & led_by(actor.person_id)


def session_for(actor: Actor, occurrence_id: str) -> tuple[Session, Register | None]:
    """A session and its register, if it is open; NotFound when the person may not keep it."""
    session = occurrence_for(actor, occurrence_id)
    seen = select(Occurrence.id, Register).outerjoin(Register, Register.occurrence_id == Occurrence.id)
    row = db.session.execute(seen.where(Occurrence.id == occurrence_id, visible_to(actor))).one_or_none()
    if row is None:
        raise NotFound()
    return session, row[1]


def register_for(actor: Actor, occurrence_id: str) -> Register:
    """The register of an occurrence; NotFound when there is none or the person may not see it."""
    register = session_for(actor, occurrence_id)[1]
    if register is None:
        raise NotFound()
    return register


def register_by_id(actor: Actor, register_id: str) -> tuple[Register, Occurrence]:
    """A register and its occurrence by the register's own id; NotFound when the person may not see it."""
    statement = select(Register, Occurrence).join(Occurrence, Occurrence.id == Register.occurrence_id)
    row = db.session.execute(statement.where(Register.id == register_id, visible_to(actor))).one_or_none()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def counts(register_id: str) -> tuple[int, int]:
    """How many of a register's people are recorded, and how many there are. One statement."""
    row: Any = bare_rows(_COUNTS, {"register": register_id})[0]
    return int(row[0]), int(row[1])


# Built once: putting a statement together costs more than running it.
_COUNTS = select(
    select(func.count())
    .where(CurrentMark.register_id == bindparam("register"), CurrentMark.status != UNRECORDED)
    .scalar_subquery(),
    select(func.count()).where(RegisterRow.register_id == bindparam("register")).scalar_subquery(),
)
_recorded = (
    select(func.count())
    .where(CurrentMark.register_id == Register.id, CurrentMark.status != UNRECORDED)
    .correlate(Register)
    .scalar_subquery()
)
_total = select(func.count()).where(RegisterRow.register_id == Register.id).correlate(Register).scalar_subquery()


def unrecorded_registers(actor: Actor, from_at: datetime) -> list[Unrecorded]:
    """The sessions since ``from_at`` (UTC) that have begun and still miss marks, as the actor may see them.

    One statement, oldest first. A register that was finished knowingly is not in it.
    """
    statement: Any = (
        select(
            Occurrence.id,
            Series.type_key,
            Series.titles,
            Occurrence.wall_start,
            Occurrence.keeper_id,
            Occurrence.leader_id,
            func.coalesce(_recorded, 0),
            func.coalesce(_total, 0),
        )
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Register, Register.occurrence_id == Occurrence.id)
        .where(
            visible_to(actor),
            Series.wants_register.is_(True),
            Occurrence.status != "cancelled",
            Occurrence.starts_at >= from_at,
            Occurrence.starts_at <= now(),
            Register.closed_at.is_(None),
            or_(Register.id.is_(None), _recorded < _total),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    return [Unrecorded(*row) for row in db.session.execute(statement)]
