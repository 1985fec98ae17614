"""Reading who took a date over from whom."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from community.people.models import Person
from foundation.database import db
from sessions.schedule.models import Occurrence, OccurrenceChange


@dataclass(frozen=True, slots=True)
class Handover:
    """Somebody else leads a date: who saw to it, when (UTC), and why, in the languages it was written in."""

    occurrence_id: str
    by: str | None
    at: datetime
    reason: dict[str, str]


def handover_of(occurrence_id: str) -> Handover | None:
    """The newest change of a date's leader; for staff alone, for the reason may speak of somebody's health."""
    found = _handovers(OccurrenceChange.occurrence_id == occurrence_id)
    return found[-1] if found else None


def taken_from(person_id: str, house_id: str, from_at: datetime, to_at: datetime) -> dict[str, Handover]:
    """The dates beginning in [from_at, to_at) (UTC) that somebody led and leads no more, by id, with the newest change.

    One statement.
    """
    found = _handovers(
        Occurrence.house_id == house_id,
        OccurrenceChange.before["leader"].as_string() == person_id,
        Occurrence.starts_at >= from_at,
        Occurrence.starts_at < to_at,
        Occurrence.leader_id != person_id,
    )
    return {one.occurrence_id: one for one in found}


def _handovers(*where: ColumnElement[bool]) -> list[Handover]:
    statement = (
        select(OccurrenceChange.occurrence_id, Person.shown, OccurrenceChange.changed_at, OccurrenceChange.reason)
        .join(Occurrence, Occurrence.id == OccurrenceChange.occurrence_id)
        .outerjoin(Person, Person.id == OccurrenceChange.changed_by)
        .where(OccurrenceChange.kind == "leader", *where)
        .order_by(OccurrenceChange.sequence)
    )
    return [Handover(*row) for row in db.session.execute(statement)]
