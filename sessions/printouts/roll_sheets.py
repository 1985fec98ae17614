"""Printing sheets for the roll call: the verb that keeps which people stand on which row, and reading that again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, insert, select

from community.access.actor import Actor, By
from community.audit.operations import record, record_reads
from community.people.models import Person
from community.residency.models import Stay
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.transactions import writing
from foundation.walltime import day_bounds
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.queries import opened, visible_to
from sessions.printouts.models import RollSheet, RollSheetRow
from sessions.printouts.sheet_codes import new_code
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, led_by, occurrence_columns, within
from sessions.schedule.session import Session


@dataclass(frozen=True, slots=True)
class OnSheet:
    """A person on a sheet: the place in the sequence (from 1), the name everybody reads, whether a relative."""

    place: int
    person_id: str
    name: str
    relative: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet with its session as it is now, and its people in the sequence it was printed in."""

    sheet: RollSheet
    session: Session
    people: list[OnSheet]


def print_sheet(session: Session, *, house_id: str, language: str, by: By) -> str:
    """Keep a sheet for one session of the house whose register ``by`` may keep (the caller knows); its id.

    Refused for a cancelled session and one without a roll call.
    """
    if session.cancelled:
        raise Refused(N_("This session is cancelled; there is no roll call."))
    if not session.wants_register:
        raise Refused(N_("This session has no roll call."))
    return _keep([session.id], house_id, language, by)


def print_day(day: date, *, by: Actor) -> str:
    """Keep a sheet for every session of a day whose register ``by`` may keep; the id of the batch.

    Refused where there is none. A constant number of statements however many sessions they are.
    """
    sessions = _sessions(by, *within(by.house_id, *day_bounds(day, by.zone)), Occurrence.status != "cancelled")
    wanted = [one.id for one in sessions if one.wants_register]
    if not wanted:
        raise Refused(N_("No session of this day has a roll call that you keep."))
    return _keep(wanted, by.house_id, by.language, by)


def _sessions(actor: Actor, *where: Any) -> list[Session]:
    statement = occurrence_columns().where(visible_to(actor), *where)
    return as_sessions(statement, actor.language, actor.house_language)


def _keep(occurrence_ids: Sequence[str], house_id: str, language: str, by: By) -> str:
    """Write the sheets of those sessions: who is on the register, else who is expected, by folded name."""
    batch = new_id()
    # One sheet alone is a batch of itself, so that one address shows either.
    ids = [batch] if len(occurrence_ids) == 1 else [new_id() for _ in occurrence_ids]
    codes = _fresh_codes(house_id, len(ids))
    people = _in_sequence(occurrence_ids)
    of_all: dict[str, object] = {"house_id": house_id, "batch_id": batch, "language": language}
    of_all |= {"printed_at": now(), "printed_by": by.person_id}
    sheets = [
        of_all | {"id": sheet_id, "occurrence_id": occurrence_id, "code": code}
        for sheet_id, occurrence_id, code in zip(ids, occurrence_ids, codes, strict=True)
    ]
    rows = [
        {"sheet_id": sheet["id"], "place": place, "house_id": house_id, "person_id": person_id}
        for sheet in sheets
        for place, person_id in enumerate(people.get(str(sheet["occurrence_id"]), []), 1)
    ]
    db.session.execute(insert(RollSheet), sheets)
    if rows:
        db.session.execute(insert(RollSheetRow), rows)
    record(house_id, "roll_sheet:print", by=by, subject=f"roll_sheet:{batch}", details={"sheets": ids})
    return batch


def _fresh_codes(house_id: str, count: int) -> list[str]:
    """So many codes that no sheet of the house has yet."""
    found: set[str] = set()
    while len(found) < count:
        found |= {new_code() for _ in range(count - len(found))}
        found -= set(
            db.session.scalars(
                select(RollSheet.code).where(RollSheet.house_id == house_id, RollSheet.code.in_(sorted(found)))
            )
        )
    return sorted(found)


def _in_sequence(occurrence_ids: Sequence[str]) -> dict[str, list[str]]:
    """The people of each session in the order of its register; who walked in comes last."""
    on_register = (
        select(Occurrence.id, RegisterRow.person_id, RegisterRow.added, Person.folded)
        .join(Register, opened())
        .outerjoin(RegisterRow, RegisterRow.register_id == Register.id)
        .outerjoin(Person, Person.id == RegisterRow.person_id)
        .where(Occurrence.id.in_(occurrence_ids))
    )
    found_rows = db.session.execute(on_register).all()
    open_ones = {row[0] for row in found_rows}
    rows = {(row[0], row[2] != "expected", row[3], row[1]) for row in found_rows if row[1]}
    waiting = [one for one in occurrence_ids if one not in open_ones]
    if waiting:
        meant = expected(Occurrence.id.in_(waiting)).subquery()
        asked = select(meant.c.occurrence_id, meant.c.person_id, Person.folded).join(
            Person, Person.id == meant.c.person_id
        )
        rows |= {(row[0], False, row[2], row[1]) for row in db.session.execute(asked)}
    found: dict[str, list[str]] = {}
    for occurrence_id, _walked_in, _folded, person_id in sorted(rows):
        found.setdefault(occurrence_id, []).append(person_id)
    return found


def sheets_of(actor: Actor, *, key: str = "", code: str = "") -> list[Printed]:
    """The sheets under an id (one sheet's, or that of all printed together) or under a code, by start.

    NotFound when there is none, and for whoever may not keep the register of any. Three statements.
    """
    named = RollSheet.code == code if code else (RollSheet.id == key) | (RollSheet.batch_id == key)
    sheets = {
        row.occurrence_id: row
        for row in db.session.scalars(
            select(RollSheet)
            .join(Occurrence, Occurrence.id == RollSheet.occurrence_id)
            .where(RollSheet.house_id == actor.house_id, named, visible_to(actor))
        )
    }
    if not sheets:
        raise NotFound()
    relative = ~exists().where(Stay.person_id == Person.id, Stay.house_id == actor.house_id)
    rows: dict[str, list[OnSheet]] = {}
    statement = (
        select(RollSheetRow.sheet_id, RollSheetRow.place, Person.id, Person.shown, relative)
        .join(Person, Person.id == RollSheetRow.person_id)
        .where(RollSheetRow.sheet_id.in_([one.id for one in sheets.values()]))
        .order_by(RollSheetRow.place)
    )
    for sheet_id, place, person_id, name, is_relative in db.session.execute(statement):
        rows.setdefault(sheet_id, []).append(OnSheet(place, person_id, name, is_relative))
    return [
        Printed(sheets[session.id], session, rows.get(sheets[session.id].id, []))
        for session in _sessions(actor, Occurrence.id.in_(sheets))
    ]


def note_reading(actor: Actor, key: str, read: Mapping[str, Iterable[str]]) -> None:
    """Record who was read, {occurrence id: person ids}, by somebody who does not lead the session.

    In a transaction of its own, once the page is drawn; ``key`` is the id of the sheet or of all printed together.
    """
    led = set(db.session.scalars(select(Occurrence.id).where(Occurrence.id.in_(read), led_by(actor.person_id))))
    people = {person_id for occurrence_id, ids in read.items() if occurrence_id not in led for person_id in ids}
    if people:
        with writing():
            record_reads(actor, people, "roll-sheet", subject=f"roll_sheet:{key}")
