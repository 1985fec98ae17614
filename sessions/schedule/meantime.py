"""What happened to a date while somebody's form was open: who changed what and when, beside what was typed."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from community.people.models import Person
from foundation.database import db
from foundation.forms import StrictForm
from foundation.languages import clock_time, day_and_time, long_day
from foundation.walltime import wall_of
from sessions.schedule.models import OccurrenceChange
from sessions.schedule.session import Session

# More than anybody reads; a version that nobody ever had asks for no more either.
MOST_CHANGES = 20
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Changed:
    """A change somebody made: its kind, what it made of the date, by whom, and when on the wall, in words."""

    kind: str
    value: str
    by: str | None
    when: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of the form: what stands now and what was typed."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Meantime:
    """The changes since the form was read, newest first, and the fields in which it differs from what stands."""

    changes: list[Changed]
    compared: list[Compared]


def meantime(session: Session, version: int, now_form: StrictForm, typed: StrictForm, zone: str) -> Meantime:
    """What changed about a session since the version that was read, beside what was typed; for the page of a 409."""
    compared = [
        Compared(str(field.label.text), _now(session, now_form, field.name), _shown(field))
        for field in typed
        if field.name not in ("version", "anyway", "csrf_token")
    ]
    differing = [one for one in compared if one.now != one.typed]
    return Meantime(_changes_since(session, version, zone), differing or compared)


def _changes_since(session: Session, version: int, zone: str) -> list[Changed]:
    """The newest change of each kind since a version, newest first. One statement."""
    statement = (
        select(OccurrenceChange.kind, OccurrenceChange.changed_at, Person.shown)
        .outerjoin(Person, Person.id == OccurrenceChange.changed_by)
        .where(
            OccurrenceChange.occurrence_id == session.id, OccurrenceChange.sequence > min(version, session.sequence - 1)
        )
        .order_by(OccurrenceChange.sequence.desc())
        .limit(MOST_CHANGES)
    )
    found: dict[str, Changed] = {}
    for kind, changed_at, by in db.session.execute(statement):
        found.setdefault(kind, Changed(kind, _made(session, kind), by, day_and_time(wall_of(changed_at, zone))))
    return list(found.values())


def _made(session: Session, kind: str) -> str:
    """What a change of a kind made of the date, as it stands now."""
    if kind == "room":
        return session.room or str(gettext("no room"))
    if kind == "leader":
        return session.leader or ""
    if kind in ("moved", "reinstated"):
        return day_and_time(session.wall_start)
    return session.reason if session.cancelled else ""


def _now(session: Session, form: StrictForm, name: str) -> str:
    return (session.reason or NOTHING) if name == "reason" else _shown(form[name])


def _shown(field: Any) -> str:
    """What a field says in words: the name that was chosen, the day, the time, or the text."""
    if hasattr(field, "choices"):
        # The isolates belong to an option, which holds no <bdi>.
        named = next((label for value, label in field.choices if value == field.data), "")
        return str(named).strip("\u2068\u2069") or NOTHING
    if isinstance(field.data, time):
        return clock_time(datetime.combine(date.min, field.data))
    return long_day(field.data) if isinstance(field.data, date) else str(field.data or NOTHING)
