"""Reading what the finder of clashes looks at: one statement each, built once, selected columns alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import String, and_, bindparam, literal, null, or_, select, union_all

from community.houses.models import House, Room
from community.residency.models import Engagement, EngagementDate, Leave, Stay
from community.residency.queries import away_until
from foundation.clock import now
from foundation.database import UtcDateTime, bare_rows
from sessions.clashes.planned import Away, Planned, Space
from sessions.schedule.expectation import for_all, meant
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.span import LONGEST_LASTS

HOUSE = bindparam("house_id", type_=String())
SINCE, FROM, TO, AT = (bindparam(name, type_=UtcDateTime()) for name in ("since", "from_at", "to_at", "at"))
DAY = timedelta(days=1)
Values = dict[str, Any]


def values_of(house_id: str, from_at: datetime, to_at: datetime) -> Values:
    """The parameters of every statement here, for the house's time in [from_at, to_at) (UTC)."""
    # The lower bound on the start lets the index find those that still run.
    return {"house_id": house_id, "since": from_at - LONGEST_LASTS, "from_at": from_at, "to_at": to_at, "at": now()}


def rows_of(statement: Any, values: Values) -> Sequence[Any]:
    """The rows of a statement of columns; what each holds is known where it is read."""
    return bare_rows(statement, values)


def _running() -> Any:
    return and_(
        Occurrence.house_id == HOUSE,
        Occurrence.status == "planned",
        Occurrence.starts_at > SINCE,
        Occurrence.starts_at < TO,
        Occurrence.ends_at > FROM,
    )


def planned_rows() -> Any:
    """The statement of the dates that run in a span, with the first columns of Planned in their order."""
    return (
        select(
            Occurrence.id,
            Series.line_id,
            Series.type_key,
            Series.titles,
            Series.audience,
            Series.counted,
            Occurrence.starts_at,
            Occurrence.ends_at,
            Occurrence.wall_start,
            Occurrence.wall_end,
            Occurrence.room_id,
            Occurrence.leader_kind,
            Occurrence.leader_id,
            Occurrence.keeper_id,
            Occurrence.sequence,
        )
        .join(Series, Series.id == Occurrence.series_id)
        .where(_running())
    )


@cache
def _sessions() -> Any:
    return planned_rows().add_columns(for_all())


@cache
def _people() -> Any:
    """Whom each date is for that is not for all; and, without a date, who lives in the house from when to when."""
    chosen = meant(_running(), ~for_all()).subquery()
    no_instant = null().cast(UtcDateTime())
    named = select(chosen.c.occurrence_id, chosen.c.person_id, chosen.c.capacity, no_instant, no_instant)
    everybody = select(
        null().cast(String()), Stay.person_id, Stay.capacity, Stay.admitted_at, Stay.discharged_at
    ).where(
        Stay.house_id == HOUSE, Stay.admitted_at < TO, or_(Stay.discharged_at.is_(None), Stay.discharged_at > SINCE)
    )
    return union_all(named, everybody)


def sessions_of(values: Values) -> list[Planned]:
    """The planned dates of a house that run at some moment of the span, with those they are for. Two statements.

    Most dates are for all: who lives here is read once, and not once for each of them.
    """
    by_date: dict[str, list[str]] = {}
    guests: dict[str, int] = {}
    stays: list[tuple[str, datetime, datetime | None]] = []
    for occurrence_id, person_id, capacity, admitted_at, discharged_at in rows_of(_people(), values):
        if occurrence_id is None:
            stays.append((person_id, admitted_at, discharged_at))
        elif capacity == "relative":
            guests[occurrence_id] = guests.get(occurrence_id, 0) + 1
        else:
            by_date.setdefault(occurrence_id, []).append(person_id)
    # The same people at many dates are kept once: sets are compared far more often than made.
    known: dict[frozenset[str], frozenset[str]] = {}
    found = []
    for *columns, all_of_them in rows_of(_sessions(), values):
        session = Planned(*columns)
        people = frozenset(_living(stays, session.starts_at) if all_of_them else by_date.get(session.id, ()))
        if session.leader_kind == "resident" and session.leader_id:
            people |= {session.leader_id}
        found.append(session._replace(meant=known.setdefault(people, people), guests=guests.get(session.id, 0)))
    return found


def _living(stays: Sequence[tuple[str, datetime, datetime | None]], at: datetime) -> list[str]:
    return [one for one, since, until in stays if since <= at and (until is None or until > at)]


@cache
def _away() -> Any:
    leaves = (
        select(Stay.person_id, literal("leave"), Leave.from_at, away_until())
        .join(Stay, Stay.id == Leave.stay_id)
        .where(Leave.house_id == HOUSE, Leave.from_at < TO, away_until() > FROM)
    )
    dates = (
        select(Stay.person_id, Engagement.reason, EngagementDate.starts_at, EngagementDate.ends_at)
        .join(Engagement, Engagement.id == EngagementDate.engagement_id)
        .join(Stay, Stay.id == EngagementDate.stay_id)
        .where(EngagementDate.house_id == HOUSE, EngagementDate.starts_at < TO, EngagementDate.ends_at > FROM)
    )
    return union_all(leaves, dates)


def away_of(values: Values) -> dict[str, list[Away]]:
    """Who is on leave or engaged elsewhere at some moment of the span, by person. One statement."""
    found: dict[str, list[Away]] = {}
    for row in rows_of(_away(), values):
        found.setdefault(row[0], []).append(Away(*row))
    return found


@cache
def _rooms() -> Any:
    return (
        select(House.rest_minutes, Room.id, Room.name, Room.capacity)
        .outerjoin(Room, and_(Room.house_id == House.id, Room.retired_at.is_(None)))
        .where(House.id == HOUSE)
    )


def rooms_of(values: Values) -> tuple[int, dict[str, Space]]:
    """The minutes of rest between two groups, and the rooms of the house by their id. One statement."""
    rows = rows_of(_rooms(), values)
    rest = rows[0][0] if rows else 0
    return rest, {row[1]: Space(*row[1:]) for row in rows if row[1] is not None}
