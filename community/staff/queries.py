"""Reading when the staff work, when they are away and what each may lead: one statement each, no loaded entity."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.sql.elements import SQLCoreOperations

from community.access.permissions import STAFF_ROLES
from community.houses.models import StaffMembership
from community.people.models import Person
from community.staff.models import StaffAbsence, StaffScope, WorkingHours
from community.staff.scope import may_lead
from community.staff.shifts import Hours
from foundation.database import db
from foundation.errors import NotFound

Instant = datetime | SQLCoreOperations[datetime]
Key = str | SQLCoreOperations[str] | SQLCoreOperations[str | None]


class Absence(NamedTuple):
    """Somebody of the staff is away in [from_at, to_at) (UTC); without an end, until further notice."""

    id: str
    person_id: str
    kind: str
    from_at: datetime
    to_at: datetime | None
    noted_by: str | None

    def covers(self, from_at: datetime, to_at: datetime) -> bool:
        """Whether any moment of [from_at, to_at) (UTC) falls into it."""
        return self.from_at < to_at and (self.to_at is None or self.to_at > from_at)


class Colleague(NamedTuple):
    """Somebody who works in the house: how they are shown, their roles with from and to (UTC), and their scope."""

    person_id: str
    shown: str
    folded: str
    spells: tuple[tuple[str, datetime, datetime | None], ...]
    scope: tuple[str, ...] | None

    def roles_at(self, at: datetime) -> frozenset[str]:
        """The roles they work in at an instant (UTC), half open."""
        return frozenset(role for role, begins, ends in self.spells if begins <= at and (ends is None or ends > at))

    def leads(self, type_key: str, at: datetime) -> bool:
        """Whether they may lead a type of session at an instant (UTC)."""
        return may_lead(self.roles_at(at), self.scope, type_key)

    def leaves_at(self, at: datetime) -> datetime | None:
        """When their work here ends altogether (UTC), as is known at an instant; None when no end is set."""
        ends = [ends for _, _, ends in self.spells if ends is None or ends > at]
        return None if None in ends else max((one for one in ends if one is not None), default=None)


def standing() -> ColumnElement[bool]:
    """The absence was not called off."""
    return StaffAbsence.called_off_at.is_(None)


def absent(person_id: Key, at: Instant, until: Instant | None = None) -> ColumnElement[bool]:
    """The person is away at an instant (UTC value or column), or at some moment of [at, until)."""
    begun = StaffAbsence.from_at <= at if until is None else StaffAbsence.from_at < until
    lasting = or_(StaffAbsence.to_at.is_(None), StaffAbsence.to_at > at)
    return exists().where(StaffAbsence.person_id == person_id, standing(), begun, lasting)


def hours_of(house_id: str, first_day: date, last_day: date) -> dict[str, list[Hours]]:
    """Everybody's hours in force on some day from the first to the last (both included), by person.

    Those of the day before as well: a night reaches into the first day. Who is not in it, of them nothing is known.
    """
    columns = (getattr(WorkingHours, name) for name in Hours._fields)
    statement = select(*columns).where(
        WorkingHours.house_id == house_id,
        WorkingHours.from_day <= last_day,
        or_(WorkingHours.to_day.is_(None), WorkingHours.to_day > first_day - timedelta(days=1)),
    )
    found: dict[str, list[Hours]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.person_id, []).append(Hours(*row))
    return found


def absences_between(
    house_id: str, from_at: datetime, to_at: datetime | None, person_id: str | None = None
) -> list[Absence]:
    """The absences with a moment in [from_at, to_at) (UTC; None: ever after), of one person or all, in order.

    Those that were called off are left out.
    """
    lasting = or_(StaffAbsence.to_at.is_(None), StaffAbsence.to_at > from_at)
    statement = select(*(getattr(StaffAbsence, name) for name in Absence._fields))
    statement = statement.where(StaffAbsence.house_id == house_id, standing(), lasting)
    if to_at is not None:
        statement = statement.where(StaffAbsence.from_at < to_at)
    if person_id is not None:
        statement = statement.where(StaffAbsence.person_id == person_id)
    ordered = statement.order_by(StaffAbsence.from_at, StaffAbsence.id)
    return [Absence(*row) for row in db.session.execute(ordered)]


def colleagues(house_id: str, from_at: datetime, to_at: datetime | None = None) -> list[Colleague]:
    """Who works in the house at some moment of [from_at, to_at] (UTC; None: that instant), by name. One statement."""
    newest = (
        select(StaffScope.person_id, func.max(StaffScope.said_at).label("said_at"))
        .where(StaffScope.house_id == house_id)
        .group_by(StaffScope.person_id)
        .subquery()
    )
    said = and_(StaffScope.person_id == Person.id, StaffScope.said_at == newest.c.said_at)
    work = StaffMembership
    statement = (
        select(Person.id, Person.shown, Person.folded, work.role, work.from_at, work.to_at, StaffScope.types)
        .join(work, work.person_id == Person.id)
        .outerjoin(newest, newest.c.person_id == Person.id)
        .outerjoin(StaffScope, said)
        .where(work.house_id == house_id, work.role.in_(sorted(role.value for role in STAFF_ROLES)))
        .where(work.from_at <= (to_at or from_at), or_(work.to_at.is_(None), work.to_at > from_at))
    )
    found: dict[str, Colleague] = {}
    for person_id, shown, folded, role, begins, ends, types in db.session.execute(statement):
        before = found[person_id].spells if person_id in found else ()
        scope = tuple(types) if types is not None else None
        found[person_id] = Colleague(person_id, shown, folded, (*before, (role, begins, ends)), scope)
    return sorted(found.values(), key=lambda one: (one.folded, one.person_id))


def absence_for(house_id: str, absence_id: str) -> StaffAbsence:
    """An absence of a house that was not called off; NotFound for any other."""
    found = db.session.scalar(
        select(StaffAbsence).where(StaffAbsence.id == absence_id, StaffAbsence.house_id == house_id, standing())
    )
    if found is None:
        raise NotFound()
    return found


def worker_for(house_id: str, person_id: str) -> Person:
    """The card of somebody who works, worked or will work in a house; NotFound for anybody else."""
    works = exists().where(
        StaffMembership.person_id == Person.id,
        StaffMembership.house_id == house_id,
        StaffMembership.role.in_(sorted(role.value for role in STAFF_ROLES)),
    )
    found = db.session.scalar(select(Person).where(Person.id == person_id, Person.house_id == house_id, works))
    if found is None:
        raise NotFound()
    return found
