"""Counts of an organisation's houses, for whoever administers it: numbers, and nobody behind them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from community.access.actor import Actor
from community.access.permissions import STAFF_ROLES
from community.consent.ending import ENDS_WITHIN
from community.consent.models import Consent
from community.consent.queries import live
from community.houses.models import House, StaffMembership
from community.houses.queries import working_here
from community.residency.models import Leave, Stay
from community.residency.queries import away, living_here
from foundation.clock import now
from foundation.database import bare_rows
from foundation.walltime import day_bounds, wall_of
from foundation.words import said_in
from sessions.attendance.models import Register
from sessions.attendance.policy import LOOKS_BACK
from sessions.attendance.queries import opened
from sessions.reports.houses import FEWEST_TOLD, HouseAttendance, attendance_of_houses
from sessions.schedule.asked_day import week_of
from sessions.schedule.models import Occurrence, Series

# Attendance is told of so many days back.
REPORTED = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class HouseCounts:
    """One house in numbers; None stands for fewer than five people."""

    name: str
    name_lang: str
    people: dict[str, int | None]
    staff: dict[str, int | None]
    sessions: int
    unrecorded: int
    attendance: HouseAttendance


def told(count: int) -> int | None:
    """A number of people as it may be told: None for fewer than five, none at all among them."""
    return count if count >= FEWEST_TOLD else None


def organisation_counts(actor: Actor) -> list[HouseCounts]:
    """The houses of the actor's organisation in numbers, by name.

    Seven statements however many houses there are, and one more where one is so small that its people are counted.
    """
    at = now()
    own = select(House.organisation_id).where(House.id == actor.house_id).scalar_subquery()
    houses = bare_rows(
        select(House.id, House.name, House.language, House.zone, House.week_starts, House.newcomer_days).where(
            House.organisation_id == own
        )
    )
    ids = [row.id for row in houses]
    stays, staff = _by_house(_stays(houses, ids, at)), _by_role(ids, at)
    sessions = _by_house(_sessions(houses, at))
    unrecorded = _by_house(_unrecorded(ids, at))
    ending = _by_house(_ending(ids, at))
    attendance = attendance_of_houses(ids, at - REPORTED, at)
    found = []
    for row in houses:
        name, tongue = said_in(row.name, actor.language, row.language)
        living = stays.get(row.id)
        counted = {
            "residents": living.residents if living else 0,
            "on_leave": living.on_leave if living else 0,
            "newcomers": living.newcomers if living else 0,
            "outpatients": living.outpatients if living else 0,
            "consents": ending[row.id].many if row.id in ending else 0,
        }
        found.append(
            HouseCounts(
                name,
                tongue,
                {key: told(count) for key, count in counted.items()},
                {role: told(staff.get((row.id, role), 0)) for role in sorted(STAFF_ROLES)},
                sessions[row.id].many if row.id in sessions else 0,
                unrecorded[row.id].many if row.id in unrecorded else 0,
                attendance.get(row.id, HouseAttendance()),
            )
        )
    return sorted(found, key=lambda one: one.name)


def _by_house(statement: Any) -> dict[str, Any]:
    return {row.house_id: row for row in bare_rows(statement)}


def _number(condition: ColumnElement[bool]) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _stays(houses: Any, ids: list[str], at: datetime) -> Any:
    """Those who live in each house, who of them is on leave or new, and those who come as outpatients."""
    lives = Stay.capacity == "resident"
    gone = exists().where(Leave.stay_id == Stay.id, away(at)).correlate(Stay)
    # Compared with instants counted here: the two databases reckon with days differently.
    newly = [and_(Stay.house_id == row.id, Stay.admitted_at > at - timedelta(days=row.newcomer_days)) for row in houses]
    return (
        select(
            Stay.house_id,
            _number(lives).label("residents"),
            _number(lives & gone).label("on_leave"),
            _number(lives & or_(*newly)).label("newcomers"),
            _number(Stay.capacity == "outpatient").label("outpatients"),
        )
        .where(Stay.house_id.in_(ids), living_here(at))
        .group_by(Stay.house_id)
    )


def _by_role(ids: list[str], at: datetime) -> dict[tuple[str, str], int]:
    works = (
        select(
            StaffMembership.house_id,
            StaffMembership.role,
            func.count(func.distinct(StaffMembership.person_id)).label("many"),
        )
        .where(
            StaffMembership.house_id.in_(ids),
            working_here(at),
        )
        .group_by(StaffMembership.house_id, StaffMembership.role)
    )
    return {(row.house_id, row.role): row.many for row in bare_rows(works)}


def _sessions(houses: Any, at: datetime) -> Any:
    """The sessions of this week, each house's by its own clock and first day of the week."""
    weeks = []
    for row in houses:
        days = week_of(wall_of(at, row.zone).date(), row.week_starts)
        from_at, to_at = day_bounds(days[0], row.zone)[0], day_bounds(days[-1], row.zone)[1]
        weeks.append(and_(Occurrence.house_id == row.id, Occurrence.starts_at >= from_at, Occurrence.starts_at < to_at))
    return (
        select(Occurrence.house_id, func.count().label("many"))
        .where(or_(*weeks), Occurrence.status == "planned")
        .group_by(Occurrence.house_id)
    )


def _unrecorded(ids: list[str], at: datetime) -> Any:
    """The sessions of the last two weeks that wanted a roll call and whose register nobody has finished."""
    return (
        select(Occurrence.house_id, func.count().label("many"))
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Register, opened())
        .where(
            Occurrence.house_id.in_(ids),
            Occurrence.starts_at > at - LOOKS_BACK,
            Occurrence.starts_at <= at,
            Occurrence.status == "planned",
            Series.wants_register.is_(True),
            Register.closed_at.is_(None),
        )
        .group_by(Occurrence.house_id)
    )


def _ending(ids: list[str], at: datetime) -> Any:
    """The live consents that end within 14 days."""
    return (
        select(Consent.house_id, func.count().label("many"))
        .where(Consent.house_id.in_(ids), Consent.expires_at <= at + ENDS_WITHIN, live(at))
        .group_by(Consent.house_id)
    )
