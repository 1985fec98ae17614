"""Reading a week for the planner: its dates with their series, its pauses, and those one of them may be given to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, select

from community.access.actor import Actor
from community.houses.queries import rooms_of, staff_now
from community.houses.rows import saying
from foundation.database import UtcDateTime, bare_rows, db
from foundation.walltime import day_bounds
from foundation.words import said_in
from sessions.planner.grid import Planned
from sessions.schedule.models import Occurrence, OccurrenceChange, Pause, Series
from sessions.schedule.queries import as_session, occurrence_columns, within

HOUSE = bindparam("house_id", type_=String())
FROM, TO = (bindparam(name, type_=UtcDateTime()) for name in ("from_at", "to_at"))
OWN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class PausedDays:
    """A pause of a house as its reader calls it; both days belong to it."""

    id: str
    name: str
    lang: str
    first_day: date
    last_day: date


@cache
def _statement() -> Select[Any]:
    """The statement of a week, put together once: that costs far more than running it."""
    columns = occurrence_columns().add_columns(Occurrence.series_id, Series.sequence, Occurrence.pause_id)
    return columns.where(and_(*within(HOUSE, FROM, TO)))


def planned_week(actor: Actor, first: date, last: date) -> list[Planned]:
    """The dates from a first to a last day of the house (both included), by start. One statement."""
    values = {
        "house_id": actor.house_id,
        "from_at": day_bounds(first, actor.zone)[0],
        "to_at": day_bounds(last, actor.zone)[1],
    }
    return [
        Planned(as_session(row[:-OWN_COLUMNS], actor.language, actor.house_language), *row[-OWN_COLUMNS:])
        for row in bare_rows(_statement(), values)
    ]


def paused_days(actor: Actor, first: date, last: date) -> list[PausedDays]:
    """The pauses that cover a day from ``first`` to ``last`` (both included) and were not taken back."""
    statement = (
        select(Pause.id, Pause.name, Pause.first_day, Pause.last_day)
        .where(
            Pause.house_id == actor.house_id,
            Pause.ended_at.is_(None),
            Pause.first_day <= last,
            Pause.last_day >= first,
        )
        .order_by(Pause.first_day, Pause.id)
    )
    said = saying(actor)
    return [PausedDays(row.id, *said(row.name), row.first_day, row.last_day) for row in bare_rows(statement)]


def rooms_by_name(actor: Actor) -> list[tuple[str, str, str]]:
    """The rooms in use as (id, name, language of the name), by name."""
    found = [(room.id, *said_in(room.name, actor.language, actor.house_language)) for room in rooms_of(actor.house_id)]
    return sorted(found, key=lambda room: (room[1].casefold(), room[0]))


def staff_by_name(actor: Actor) -> list[tuple[str, str]]:
    """Those who work here now as (id, shown name), each once, by name."""
    found = {person_id: shown for person_id, shown, _role in db.session.execute(staff_now(actor.house_id))}
    return sorted(found.items(), key=lambda one: (one[1].casefold(), one[0]))


def changes_since(occurrence_id: str, version: int) -> Mapping[str, Any]:
    """What a date was at a version: start, end, room and leader as far as they were changed since."""
    rows = bare_rows(
        select(OccurrenceChange.before)
        .where(
            OccurrenceChange.occurrence_id == occurrence_id,
            OccurrenceChange.sequence > version,
            OccurrenceChange.kind.in_(("moved", "room", "leader")),
        )
        .order_by(OccurrenceChange.sequence.desc())
    )
    before: dict[str, Any] = {}
    for (was,) in rows:
        before |= was
    return before
