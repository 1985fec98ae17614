"""Reading registers: which a person may see, and how far each of a day is."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, bindparam, func, literal, select

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.stamps import Stamp
from sessions.attendance.marks import UNRECORDED
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.policy import leads
from sessions.schedule.co_leaders import co_leaders_of
from sessions.schedule.excused import taken_out
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_session, led_by, occurrence_columns
from sessions.schedule.session import Session


def opened() -> ColumnElement[bool]:
    """What joins an occurrence with its register. One that was frozen for another start, before a move, is none."""
    return (Register.occurrence_id == Occurrence.id) & (Register.frozen_for == Occurrence.starts_at)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Whose registers a person may see: a manager the house's, other staff those they lead or keep."""
    if not actor.may(Permission.ATTENDANCE_MARK):
        return Occurrence.id.is_(None)
    of_house = Occurrence.house_id == actor.house_id
    return of_house if actor.manager else of_house & led_by(actor.person_id)


def session_for(actor: Actor, occurrence_id: str) -> tuple[Session, Register | None]:
    """A session and its register, if it is open; NotFound when the person may not keep it."""
    return versioned(actor, occurrence_id)[:2]


def versioned(actor: Actor, occurrence_id: str) -> tuple[Session, Register | None, int]:
    """The same with the version of what stands on the register; read before its rows, so never newer than they."""
    if not actor.may(Permission.ATTENDANCE_MARK):
        raise NotFound()
    values = {"house_id": actor.house_id, "occurrence": occurrence_id}
    if not actor.manager:
        values["person_id"] = actor.person_id
    row = db.session.execute(_session_and_register(actor.manager), values).one_or_none()
    if row is None:
        raise NotFound()
    *columns, book, count = row
    return as_session(columns, actor.language, actor.house_language), book, count or 0


@cache
def _session_and_register(whole_house: bool) -> Select[Any]:
    """Built once for whoever keeps every register of the house and once for the others."""
    house, person = (bindparam(name, type_=String()) for name in ("house_id", "person_id"))
    statement = (
        occurrence_columns()
        .add_columns(Register, version())
        .outerjoin(Register, opened())
        .where(Occurrence.house_id == house, Occurrence.id == bindparam("occurrence"))
    )
    return statement if whole_house else statement.where(led_by(person))


def version() -> ScalarSelect[int]:
    """How often what stands on a register has changed: its stamp."""
    subject = literal("register:") + Register.id
    return select(Stamp.version).where(Stamp.subject == subject).correlate(Register).scalar_subquery()


def register_by_id(actor: Actor, register_id: str) -> tuple[Register, Occurrence]:
    """A register and its occurrence by the register's own id; NotFound when the person may not see it."""
    statement = select(Register, Occurrence).join(Occurrence, Occurrence.id == Register.occurrence_id)
    row = db.session.execute(statement.where(Register.id == register_id, visible_to(actor))).one_or_none()
    if row is None:
        raise NotFound()
    return row[0], row[1]


def read_beside_leading(actor: Actor, occurrence_id: str) -> list[str]:
    """Whose rows somebody reads on a register that they neither lead nor keep: those on it, or expected, or
    not expected for a reason that stands beside it.
    """
    if not actor.manager:
        return []
    seen = select(Occurrence.leader_id, Occurrence.keeper_id, Register.id).outerjoin(Register, opened())
    row: Any = db.session.execute(seen.where(Occurrence.id == occurrence_id)).one()
    leader_id, keeper_id, register_id = row
    if leads(actor, leader_id, keeper_id, *(one for one, _name in co_leaders_of(occurrence_id))):
        return []
    elsewhere = [one.person_id for one in taken_out(occurrence_id)]
    if register_id is None:
        people: Any = expected(Occurrence.id == occurrence_id).subquery()
        return [*db.session.scalars(select(people.c.person_id)), *elsewhere]
    on_it = select(RegisterRow.person_id).where(RegisterRow.register_id == register_id)
    return [*db.session.scalars(on_it), *elsewhere]


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
