"""The registers that wait: of sessions that have begun and that nobody has finished yet."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, func, select

from community.access.actor import Actor
from community.access.permissions import Permission
from community.houses.models import House
from foundation.clock import now
from foundation.database import UtcDateTime, bare_rows
from sessions.attendance.marks import UNRECORDED
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.policy import LOOKS_BACK, leads
from sessions.attendance.queries import opened
from sessions.attendance.states import RegisterState
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import as_session, led_by, occurrence_columns
from sessions.schedule.session import Session

HOUSE, PERSON = (bindparam(name, type_=String()) for name in ("house_id", "person_id"))
SINCE, AT = (bindparam(name, type_=UtcDateTime()) for name in ("since", "at"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A session whose register is to be finished, and how far that is; no state before it is opened."""

    session: Session
    state: RegisterState | None


@cache
def _statement(whole_house: bool) -> Select[Any]:
    """Built once for whoever reads the house's and once for the others: the day of staff asks it each time."""
    recorded = (
        select(func.count())
        .where(CurrentMark.register_id == Register.id, CurrentMark.status != UNRECORDED)
        .correlate(Register)
        .scalar_subquery()
    )
    total = select(func.count()).where(RegisterRow.register_id == Register.id).correlate(Register).scalar_subquery()
    statement = (
        occurrence_columns()
        .add_columns(Register.id, recorded, total, House.register_due_minutes)
        .join(House, House.id == Occurrence.house_id)
        .outerjoin(Register, opened())
        .where(
            Occurrence.house_id == HOUSE,
            Occurrence.starts_at > SINCE,
            Occurrence.starts_at <= AT,
            Occurrence.status != "cancelled",
            Series.wants_register.is_(True),
            Register.closed_at.is_(None),
        )
    )
    return statement if whole_house else statement.where(led_by(PERSON))


def open_registers(actor: Actor) -> list[Waiting]:
    """The unfinished registers of the last two weeks: what runs now first, then the oldest first.

    A manager's are those of the house, others' their own.

    One statement. Own are those of sessions one leads or keeps the register of, from their start on. Of others'
    a manager is told when they were not opened by the end, or are unfinished so long after it as the house says.
    """
    if not actor.may(Permission.ATTENDANCE_MARK):
        return []
    at = now()
    values: dict[str, object] = {"house_id": actor.house_id, "since": at - LOOKS_BACK, "at": at}
    if not actor.manager:
        values["person_id"] = actor.person_id
    found = []
    row: Any
    for row in bare_rows(_statement(actor.manager), values):
        *columns, register_id, recorded, total, due_minutes = row
        state = RegisterState(register_id, None, recorded, total) if register_id else None
        session = as_session(columns, actor.language, actor.house_language)
        if state is not None and state.total == 0 and session.ends_at <= at:
            # Nobody was expected and nobody came: there is nothing to finish.
            continue
        due = session.ends_at + (timedelta(minutes=due_minutes) if state else timedelta())
        if actor.manager and due > at and not leads(actor, session.leader_id, session.keeper_id):
            continue
        found.append(Waiting(session, state))
    # Whoever stands before a group needs its register, and not first the one of last week.
    return sorted(found, key=lambda one: one.session.ends_at <= at)
