"""Who has read one's own record, by reader, day and kind, and what was changed about one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.access.permissions import EMPLOYED_ROLES
from community.audit.chain import DENIED
from community.audit.models import AuditEntry, RecordedRead
from community.audit.wording import READ, SIGN_IN_VERBS, said_of
from community.houses.models import StaffMembership
from community.people.models import Person
from foundation.database import bare_rows
from foundation.walltime import wall_of

HOUR = timedelta(hours=1)
# Everybody changes their own language or password; it says nothing that others did.
UNTOLD = (*SIGN_IN_VERBS, "account:language", "account:card")
# Said to staff only: whom one must not meet, and that an elder asked for somebody else.
TO_STAFF_ONLY = ("mentoring:ask_change", "mentoring:answer_change")
NO_CONTACT = "no_contact:"
NO_CONTACT_READ = "no-contacts"


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody read one's record on a day: what, how often, between which hours of the house's wall."""

    reader: str
    roles: tuple[str, ...]
    said: str
    times: int
    day: date
    from_wall: datetime
    to_wall: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """That something was changed about one; ``by`` is nobody where Daybook did it by itself."""

    at: datetime
    said: str
    by: str | None
    mine: bool


def seen_by(actor: Actor) -> list[Seen]:
    """Who has read the actor's record, newest first: one row per reader, day of the house and kind; two statements.

    Denials are no readings, and one's own are not recorded.
    """
    # By way of the house's people: the table is ordered by reader, so that each is one look and not all rows.
    everybody = select(Person.id).where(Person.house_id == actor.house_id)
    statement: Any = (
        select(RecordedRead.actor_id, Person.shown, RecordedRead.kind, RecordedRead.hour, RecordedRead.count)
        .join(Person, Person.id == RecordedRead.actor_id)
        .where(
            RecordedRead.actor_id.in_(everybody),
            RecordedRead.house_id == actor.house_id,
            RecordedRead.about_id == actor.person_id,
            RecordedRead.kind.not_like(f"{DENIED}:%"),
            RecordedRead.kind != NO_CONTACT_READ,
        )
    )
    names: dict[str, str] = {}
    found: dict[tuple[date, str, str], list[tuple[datetime, int]]] = {}
    rows: list[Any] = list(bare_rows(statement))
    for reader_id, shown, kind, hour, count in rows:
        wall = wall_of(hour, actor.zone)
        names[reader_id] = shown
        found.setdefault((wall.date(), reader_id, kind), []).append((wall, count))
    roles = _roles(actor) if found else {}
    seen = [
        Seen(
            reader=names[reader_id],
            roles=roles.get(reader_id, ()),
            said=said_of(READ + kind),
            times=sum(count for _, count in hours),
            day=day,
            from_wall=min(wall for wall, _ in hours),
            to_wall=max(wall for wall, _ in hours) + HOUR,
        )
        for (day, reader_id, kind), hours in found.items()
    ]
    return sorted(seen, key=lambda one: (one.to_wall, one.reader, one.said), reverse=True)


def _roles(actor: Actor) -> Mapping[str, tuple[str, ...]]:
    """What each member of staff of the house is or was."""
    statement: Any = select(StaffMembership.person_id, StaffMembership.role).where(
        StaffMembership.house_id == actor.house_id,
        StaffMembership.role.in_([role.value for role in EMPLOYED_ROLES]),
    )
    held: dict[str, set[str]] = {}
    rows: list[Any] = list(bare_rows(statement))
    for person_id, role in rows:
        held.setdefault(person_id, set()).add(role)
    return {person_id: tuple(sorted(roles)) for person_id, roles in held.items()}


def changed_about(actor: Actor) -> list[Changed]:
    """What was done about the actor, newest first; ``at`` in UTC. One statement."""
    doer = aliased(Person)
    statement: Any = (
        select(AuditEntry.seq, AuditEntry.at, AuditEntry.verb, AuditEntry.actor_id, AuditEntry.details, doer.shown)
        .outerjoin(doer, doer.id == AuditEntry.actor_id)
        .where(
            AuditEntry.about_id == actor.person_id,
            AuditEntry.house_id == actor.house_id,
            AuditEntry.verb.not_like(f"{READ}%"),
            AuditEntry.verb != DENIED,
            AuditEntry.verb.not_in((*UNTOLD, *TO_STAFF_ONLY)),
            ~AuditEntry.verb.startswith(NO_CONTACT, autoescape=True),
        )
    )
    # Put in order here: asked to, SQLite would go along the whole chain rather than by whom an entry is about.
    rows = sorted(bare_rows(statement), key=lambda row: row.seq, reverse=True)
    return [
        Changed(row.at, said_of(row.verb), row.shown, row.actor_id == actor.person_id)
        for row in rows
        if row.actor_id == actor.person_id or not _declined(row)
    ]


def _declined(row: Any) -> bool:
    """Somebody who was asked said no: both answers are fine, and nobody reads whose it was."""
    return row.verb == "mentorship:end" and (row.details or {}).get("because") == "declined"
