"""Reading occurrences: selected columns, one statement, never a loaded entity."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from community.access.actor import Actor
from community.houses.models import Room
from community.people.models import Person
from community.residency.queries import Instant
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.walltime import clocks_change, wall_of
from foundation.words import said_in
from sessions.schedule.co_leaders import co_led_by
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.policy import may_change
from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES

_leader = aliased(Person)
_former_room, _former_leader = aliased(Room), aliased(Person)

# An id, or the parameter of a statement that is built once and run often.
Key = str | SQLCoreOperations[str]


def occurrence_columns() -> Select[*tuple[Any, ...]]:
    """The columns of Session with their joins; add a ``where`` and give the rows to ``as_sessions``."""
    return (
        select(
            Series.type_key,
            Series.titles,
            Room.name.label("room"),
            _leader.shown,
            Occurrence.reason,
            Occurrence.changes,
            Series.meeting_types,
            Series.zone,
            _former_room.name.label("former_room"),
            _former_leader.shown.label("former_leader"),
            Series.languages,
            Occurrence.id,
            Occurrence.room_id,
            Occurrence.leader_kind,
            Occurrence.leader_id,
            Occurrence.keeper_id,
            Occurrence.starts_at,
            Occurrence.ends_at,
            Occurrence.wall_start,
            Occurrence.wall_end,
            Occurrence.recurrence_id,
            Occurrence.shifted_minutes,
            Occurrence.status,
            Series.audience,
            Series.wants_register,
            Series.fellowship,
            Series.requires,
            Occurrence.sequence,
            Occurrence.changed_at,
        )
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Room, Room.id == Occurrence.room_id)
        .outerjoin(_leader, _leader.id == Occurrence.leader_id)
        .outerjoin(_former_room, _other(_former_room.id, Series.room_id, Occurrence.room_id))
        .outerjoin(_former_leader, _other(_former_leader.id, Series.leader_id, Occurrence.leader_id))
        .order_by(Occurrence.starts_at, Occurrence.ends_at, Occurrence.id)
    )


def _other(key: Any, planned: Any, now: Any) -> ColumnElement[bool]:
    # Nothing is looked up where the date still has what its series planned: nearly everywhere.
    return and_(planned.is_distinct_from(now), key == planned)


def as_sessions(
    statement: Select[Any], language: str, house_language: str, values: Mapping[str, Any] | None = None
) -> list[Session]:
    """Run a statement of ``occurrence_columns`` and put every word in the reader's language.

    ``values`` are those of the statement's parameters, if it has any.
    """
    return [as_session(row, language, house_language) for row in bare_rows(statement, values)]


def as_session(row: Sequence[Any], language: str, house_language: str) -> Session:
    """One row of ``occurrence_columns``, and of nothing else, with every word in the reader's language."""
    # Taken apart at once: a week has a hundred rows, and asking a row for each column by name takes twice as long.
    type_key, titles, rooms, leader, reasons, changes, meeting_types, zone, *more = row
    former_rooms, former_leader, languages, *as_they_are = more
    title, title_lang = said_in(titles, language, house_language)
    room, room_lang = said_in(rooms or {}, language, house_language)
    reason, reason_lang = said_in(reasons or {}, language, house_language)
    session = Session(
        TYPES[type_key],
        title or None,
        title_lang,
        room or None,
        room_lang,
        leader,
        reason,
        reason_lang,
        tuple(changes),
        tuple(meeting_types),
        tuple(languages),
        *as_they_are,
    )
    # A series that was given another room or leader later changes nothing about its older dates.
    if former_rooms and "room" in changes:
        former, former_lang = said_in(former_rooms, language, house_language)
        session = session._replace(former_room=former, former_room_lang=former_lang)
    if former_leader and "leader" in changes:
        session = session._replace(former_leader=former_leader)
    if not clocks_change(session.wall_start.date(), zone):
        return session
    # A time that was meant and the wall never shows is shown to nobody.
    return session._replace(wall_start=wall_of(session.starts_at, zone), wall_end=wall_of(session.ends_at, zone))


def within(house_id: Key, from_at: Instant, to_at: Instant) -> tuple[ColumnElement[bool], ...]:
    """The house's occurrences that begin in [from_at, to_at) (UTC): an occurrence belongs to the day it starts."""
    return (Occurrence.house_id == house_id, Occurrence.starts_at >= from_at, Occurrence.starts_at < to_at)


def expected_ids(person_id: Key, where: Sequence[ColumnElement[bool]]) -> Select[str]:
    """The ids of those occurrences at which a person is expected."""
    rows = expected(*where, person_id=person_id).subquery()
    return select(rows.c.occurrence_id)


def led_by(person_id: Key) -> ColumnElement[bool]:
    """The person leads the occurrence, alone or beside somebody, or keeps its register."""
    return or_(Occurrence.leader_id == person_id, Occurrence.keeper_id == person_id, co_led_by(person_id))


def visible_to(actor: Actor, occurrence_id: str | None = None) -> ColumnElement[bool]:
    """Which occurrences a person may see at all: staff the house's, others those they are expected at or lead.

    With an ``occurrence_id`` that one alone is asked about: whom each of all others expects takes long to say.
    """
    of_house = Occurrence.house_id == actor.house_id
    if occurrence_id is not None:
        of_house &= Occurrence.id == occurrence_id
    if actor.staff:
        return of_house
    mine = expected_ids(actor.person_id, [of_house])
    if actor.resident:
        return of_house & (Occurrence.id.in_(mine) | led_by(actor.person_id))
    return of_house & Occurrence.id.in_(mine)


def occurrence_for(actor: Actor, occurrence_id: str) -> Session:
    """One occurrence for a person; NotFound when they may not see it."""
    statement = occurrence_columns().where(visible_to(actor, occurrence_id))
    found = as_sessions(statement, actor.language, actor.house_language)
    if not found:
        raise NotFound()
    return found[0]


def row_for(actor: Actor, occurrence_id: str) -> Occurrence:
    """The row of one occurrence, to change it; NotFound when the person may not see it."""
    occurrence = db.session.scalar(select(Occurrence).where(visible_to(actor, occurrence_id)))
    if occurrence is None:
        raise NotFound()
    return occurrence


def series_for(actor: Actor, series_id: str) -> Series:
    """A series of the house that the person may speak for: a manager any, others those they lead; else NotFound."""
    series = db.session.scalar(select(Series).where(Series.id == series_id, Series.house_id == actor.house_id))
    if series is None or not may_change(actor, series.leader_id, series.keeper_id):
        raise NotFound()
    return series
