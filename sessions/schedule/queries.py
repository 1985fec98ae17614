"""Reading occurrences: selected columns, one statement, never a loaded entity."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from community.access.actor import Actor
from community.houses.models import Room
from community.people.models import Person
from community.people.names import shown_name
from community.residency.queries import Instant
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.words import said_in
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.session_types import TYPES, SessionType

_leader = aliased(Person)

# An id, or the parameter of a statement that is built once and run often.
Key = str | SQLCoreOperations[str]


class Session(NamedTuple):
    """One occurrence as a reader sees it: instants in UTC, wall times of the house, words in their language."""

    id: str
    type: SessionType
    title: str | None
    title_lang: str
    room: str | None
    room_lang: str
    leader: str | None
    leader_kind: str
    leader_id: str | None
    keeper_id: str | None
    starts_at: datetime
    ends_at: datetime
    wall_start: datetime
    wall_end: datetime
    planned_start: datetime
    shifted_minutes: int
    status: str
    changes: tuple[str, ...]
    reason: str
    reason_lang: str
    audience: str
    wants_register: bool
    fellowship: str | None
    meeting_types: tuple[str, ...]
    requires: str | None
    sequence: int
    changed_at: datetime

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status == "cancelled"

    @property
    def minutes(self) -> int:
        """How long it lasts, in minutes of real time."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


def occurrence_columns() -> Select[*tuple[Any, ...]]:
    """The columns of Session with their joins; add a ``where`` and give the rows to ``as_sessions``."""
    return (
        select(
            Occurrence.id,
            Series.type_key,
            Series.titles,
            Room.name.label("room"),
            Occurrence.leader_kind,
            Occurrence.leader_id,
            Occurrence.keeper_id,
            _leader.given_name,
            _leader.surname,
            Occurrence.starts_at,
            Occurrence.ends_at,
            Occurrence.wall_start,
            Occurrence.wall_end,
            Occurrence.recurrence_id,
            Occurrence.shifted_minutes,
            Occurrence.status,
            Occurrence.changes,
            Occurrence.reason,
            Series.audience,
            Series.wants_register,
            Series.fellowship,
            Series.meeting_types,
            Series.requires,
            Occurrence.sequence,
            Occurrence.changed_at,
        )
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Room, Room.id == Occurrence.room_id)
        .outerjoin(_leader, _leader.id == Occurrence.leader_id)
        .order_by(Occurrence.starts_at, Occurrence.ends_at, Occurrence.id)
    )


def as_sessions(
    statement: Select[Any], language: str, house_language: str, values: Mapping[str, Any] | None = None
) -> list[Session]:
    """Run a statement of ``occurrence_columns`` and put every word in the reader's language.

    ``values`` are those of the statement's parameters, if it has any.
    """
    return [_session(row, language, house_language) for row in bare_rows(statement, values)]


def _session(row: Any, language: str, house_language: str) -> Session:
    title, title_lang = said_in(row.titles, language, house_language)
    room, room_lang = said_in(row.room or {}, language, house_language)
    reason, reason_lang = said_in(row.reason or {}, language, house_language)
    return Session(
        id=row.id,
        type=TYPES[row.type_key],
        title=title or None,
        title_lang=title_lang,
        room=room or None,
        room_lang=room_lang,
        leader=shown_name(row.given_name, row.surname) if row.given_name else None,
        leader_kind=row.leader_kind,
        leader_id=row.leader_id,
        keeper_id=row.keeper_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        wall_start=row.wall_start,
        wall_end=row.wall_end,
        planned_start=row.recurrence_id,
        shifted_minutes=row.shifted_minutes,
        status=row.status,
        changes=tuple(row.changes),
        reason=reason,
        reason_lang=reason_lang,
        audience=row.audience,
        wants_register=row.wants_register,
        fellowship=row.fellowship,
        meeting_types=tuple(row.meeting_types),
        requires=row.requires,
        sequence=row.sequence,
        changed_at=row.changed_at,
    )


def within(house_id: Key, from_at: Instant, to_at: Instant) -> tuple[ColumnElement[bool], ...]:
    """The house's occurrences that begin in [from_at, to_at) (UTC): an occurrence belongs to the day it starts."""
    return (Occurrence.house_id == house_id, Occurrence.starts_at >= from_at, Occurrence.starts_at < to_at)


def expected_ids(person_id: Key, where: Sequence[ColumnElement[bool]]) -> Select[str]:
    """The ids of those occurrences at which a person is expected."""
    rows = expected(*where, person_id=person_id).subquery()
    return select(rows.c.occurrence_id)


def led_by(person_id: Key) -> ColumnElement[bool]:
    """The person leads the occurrence or keeps its register."""
    return or_(Occurrence.leader_id == person_id, Occurrence.keeper_id == person_id)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which occurrences a person may see at all: staff the house's, others those they are expected at or lead."""
    of_house = Occurrence.house_id == actor.house_id
    if actor.staff:
        return of_house
    mine = expected_ids(actor.person_id, [of_house])
    if actor.resident:
        return of_house & (Occurrence.id.in_(mine) | led_by(actor.person_id))
    return of_house & Occurrence.id.in_(mine)


def occurrence_for(actor: Actor, occurrence_id: str) -> Session:
    """One occurrence for a person; NotFound when they may not see it."""
    statement = occurrence_columns().where(Occurrence.id == occurrence_id, visible_to(actor))
    found = as_sessions(statement, actor.language, actor.house_language)
    if not found:
        raise NotFound()
    return found[0]


def row_for(actor: Actor, occurrence_id: str) -> Occurrence:
    """The row of one occurrence, to change it; NotFound when the person may not see it."""
    occurrence = db.session.scalar(select(Occurrence).where(Occurrence.id == occurrence_id, visible_to(actor)))
    if occurrence is None:
        raise NotFound()
    return occurrence
