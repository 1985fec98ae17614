"""Opening registers: those expected are frozen into rows, by hand before or by the job at the start."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Insert, Select, String, bindparam, func, insert, literal, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from community.access.actor import SYSTEM, By
from community.audit.operations import record
from community.houses.models import House
from foundation.clock import now
from foundation.database import UtcDateTime, db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.walltime import wall_of
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.policy import may_keep, opens_at
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series

# What a scheduler that rested catches up with; a week loaded with dates long past opens no registers.
CATCH_UP = timedelta(days=14)
MOST_AT_ONCE = 200


# Built once, as the other statements of one register: putting them together costs more than running them.
_WANTED = (
    select(Occurrence, Series.wants_register, House.zone)
    .join(Series, Series.id == Occurrence.series_id)
    .join(House, House.id == Occurrence.house_id)
    .where(Occurrence.id == bindparam("occurrence"))
    # An occurrence read earlier in this session may have been cancelled since.
    .execution_options(populate_existing=True)
    .with_for_update(of=Occurrence)
)
_OPENED = select(Register).where(Register.occurrence_id == bindparam("occurrence"))


@cache
def _unless_there(dialect: str) -> Insert:
    table = Register.__table__
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)  # type: ignore[arg-type]
    return statement.on_conflict_do_nothing(index_elements=[table.c.occurrence_id])


def _once(values: list[dict[str, object]]) -> int:
    """Insert register rows of which another transaction may have made some; how many are new."""
    statement = _unless_there(db.engine.dialect.name)
    # Values of several rows belong to the statement, for only then is it known how many are new.
    one = len(values) == 1
    done = db.session.execute(statement, values[0]) if one else db.session.execute(statement.values(values))
    assert isinstance(done, CursorResult)
    return done.rowcount


@cache
def _freezing() -> Insert:
    people = expected(Occurrence.id.in_(bindparam("occurrences", expanding=True))).subquery()
    rows: Select[Any] = (
        select(
            Register.id,
            people.c.person_id,
            Register.house_id,
            # Somebody in two capacities has one row; a resident who is also a relative is there as resident.
            func.max(people.c.capacity),
            literal("expected"),
            bindparam("at", type_=UtcDateTime()),
            bindparam("by", type_=String()),
        )
        .join(Register, Register.occurrence_id == people.c.occurrence_id)
        .where(Register.id.in_(bindparam("registers", expanding=True)))
        .group_by(Register.id, people.c.person_id, Register.house_id)
    )
    columns = ["register_id", "person_id", "house_id", "capacity", "added", "added_at", "added_by"]
    return insert(RegisterRow.__table__).from_select(columns, rows)  # type: ignore[arg-type]


def _freeze(register_ids: list[str], occurrence_ids: list[str], by: By, at: datetime) -> None:
    """Write everyone expected into the rows of those registers. One statement however many they are."""
    values = {"occurrences": occurrence_ids, "registers": register_ids, "at": at, "by": by.person_id}
    db.session.execute(_freezing(), values)
    raise_stamp(*(f"register:{register_id}" for register_id in register_ids))


def open_register(occurrence_id: str, *, by: By) -> Register:
    """Open the register of an occurrence; a second time gives the same one and changes nothing.

    NotFound for somebody who may not keep it. Refused for a cancelled session, one without a roll call,
    and earlier than fifteen minutes before the start.
    """
    found = db.session.execute(_WANTED, {"occurrence": occurrence_id}).one_or_none()
    if found is None or not may_keep(by, found[0].house_id, found[0].leader_id, found[0].keeper_id):
        raise NotFound()
    occurrence, wants, zone = found
    known = db.session.scalar(_OPENED, {"occurrence": occurrence_id})
    if known is not None:
        return known
    if occurrence.status == "cancelled":
        raise Refused(N_("This session is cancelled; there is no roll call."))
    if not wants:
        raise Refused(N_("This session has no roll call."))
    opens = opens_at(occurrence.starts_at)
    if now() < opens:
        raise Refused(N_("The register opens fifteen minutes before the start: %(opens)s."), opens=wall_of(opens, zone))
    values: dict[str, object] = {
        "id": new_id(),
        "house_id": occurrence.house_id,
        "occurrence_id": occurrence_id,
        "opened_at": now(),
        "opened_by": by.person_id,
    }
    if _once([values]):
        _freeze([str(values["id"])], [occurrence_id], by, now())
        record(occurrence.house_id, "register:open", by=by, subject=f"register:{values['id']}")
    return db.session.scalars(_OPENED, {"occurrence": occurrence_id}).one()


def freeze_started(house_id: str) -> int:
    """Open the registers of the house's sessions that have begun and want one; how many were opened.

    A constant number of statements, at most 200 registers at once; calling it again opens the rest.
    """
    # The house's row is the lock: two schedulers at once write one audit entry, not two.
    db.session.execute(select(House.id).where(House.id == house_id).with_for_update())
    at = now()
    begun = (
        select(Occurrence.id)
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Register, Register.occurrence_id == Occurrence.id)
        .where(
            Occurrence.house_id == house_id,
            Occurrence.starts_at <= at,
            Occurrence.starts_at > at - CATCH_UP,
            Occurrence.status != "cancelled",
            Series.wants_register.is_(True),
            Register.id.is_(None),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(MOST_AT_ONCE)
    )
    occurrence_ids = list(db.session.scalars(begun))
    if not occurrence_ids:
        return 0
    made = {new_id(): occurrence_id for occurrence_id in occurrence_ids}
    fresh = _once(
        [
            {
                "id": register_id,
                "house_id": house_id,
                "occurrence_id": occurrence_id,
                "opened_at": at,
                "opened_by": None,
            }
            for register_id, occurrence_id in made.items()
        ]
    )
    _freeze(list(made), occurrence_ids, SYSTEM, at)
    record(house_id, "register:freeze", by=SYSTEM, details={"registers": sorted(made), "count": fresh})
    return fresh
