"""The house's chain as its manager reads it: page by page from the newest, with names put beside the ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from community.access.actor import Actor
from community.accounts.models import SignIn
from community.audit.chain import DENIED, PEOPLE
from community.audit.models import AuditEntry, RecordedRead
from community.audit.wording import READ, SIGN_IN_VERBS, said_of
from community.people.models import Person
from foundation.database import bare_rows
from foundation.listing import by_name
from foundation.walltime import day_bounds
from sessions.record.forms import AskedEntries

PER_PAGE, ON_PAPER, IN_TABLE = 50, 1000, 20_000
# Of a read that shows many, so many are named.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in words; ``at`` in UTC. ``about`` are shown names, ``more`` how many stand beside them."""

    seq: int
    at: datetime
    said: str
    who: str | None
    alone: bool
    device: str | None
    about: tuple[str, ...]
    more: int
    denied: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The entries of a page; ``before`` asks for the next one, None at the end of the chain."""

    entries: list[Entry]
    before: int | None


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    shown: str
    folded: str
    sounds: str


def page_of(actor: Actor, asked: AskedEntries) -> Page:
    """The entries of the actor's house that are asked for, newest first; two statements.

    Names are searched as in every list, and read now: the chain holds ids alone.
    """
    people: Any = select(Person.id, Person.shown, Person.folded, Person.sounds).where(Person.house_id == actor.house_id)
    names = {row.id: _Name(row.id, row.shown, row.folded, row.sounds) for row in bare_rows(people)}
    where = _wanted(actor, asked, names)
    if where is None:
        return Page([], None)
    most = IN_TABLE if asked.table else ON_PAPER if asked.printed else PER_PAGE
    statement: Any = (
        select(
            AuditEntry.seq,
            AuditEntry.at,
            AuditEntry.verb,
            AuditEntry.actor_id,
            AuditEntry.subject,
            AuditEntry.about_id,
            AuditEntry.details,
            SignIn.device,
        )
        .outerjoin(SignIn, SignIn.id == AuditEntry.sign_in_id)
        .where(AuditEntry.house_id == actor.house_id, *where)
        .order_by(AuditEntry.seq.desc())
        .limit(most + 1)
    )
    rows = bare_rows(statement)
    shown = {key: name.shown for key, name in names.items()}
    return Page([_entry(row, shown) for row in rows[:most]], rows[most - 1].seq if len(rows) > most else None)


def _entry(row: Any, shown: Mapping[str, str]) -> Entry:
    # Whoever fetched a calendar has no sign-in, and stands in the details.
    doer = row.actor_id or row.details.get("reader")
    about = row.details.get(PEOPLE) or [row.about_id or _person_in(row.subject)]
    named = [shown[one] for one in about if one in shown and (one != doer or row.verb == DENIED)]
    return Entry(
        seq=row.seq,
        at=row.at,
        said=said_of(row.verb),
        who=shown.get(doer) if doer else None,
        alone=doer is None,
        device=row.device,
        about=tuple(named[:NAMED]),
        more=len(named[NAMED:]),
        denied=row.verb == DENIED,
    )


def _person_in(subject: str | None) -> str | None:
    """The id of the person an entry is about by its subject alone: somebody's work, a page that was refused."""
    table, _, key = (subject or "").partition(":")
    return key if table in ("person", "person_id") else None


def _wanted(actor: Actor, asked: AskedEntries, names: Mapping[str, _Name]) -> list[ColumnElement[bool]] | None:
    """The conditions of what is asked for; None where nobody has the name that is looked for."""
    where: list[ColumnElement[bool]] = []
    if asked.who:
        doers = [one.id for one in by_name(names.values(), asked.who)]
        if not doers:
            return None
        where.append(AuditEntry.actor_id.in_(doers))
    if asked.about:
        abouts = [one.id for one in by_name(names.values(), asked.about)]
        if not abouts:
            return None
        where.append(_about(actor, abouts))
    if asked.group == "reads":
        where.append(AuditEntry.verb.startswith(READ))
    elif asked.group == "denied":
        where.append(AuditEntry.verb == DENIED)
    elif asked.group == "sign_ins":
        where.append(AuditEntry.verb.in_(SIGN_IN_VERBS))
    elif asked.group == "changes":
        where += [~AuditEntry.verb.startswith(READ), AuditEntry.verb.not_in((DENIED, *SIGN_IN_VERBS))]
    if asked.from_day:
        where.append(AuditEntry.at >= day_bounds(asked.from_day, actor.zone)[0])
    if asked.to_day:
        where.append(AuditEntry.at < day_bounds(asked.to_day, actor.zone)[1])
    if asked.before:
        where.append(AuditEntry.seq < asked.before)
    return where


def _about(actor: Actor, people: list[str]) -> ColumnElement[bool]:
    """The entry is about one of these people, or is a read of a page that showed them among others."""
    # By way of the house's people, for the table is ordered by reader: one look each, and not all rows.
    everybody = select(Person.id).where(Person.house_id == actor.house_id)
    shown_to = select(RecordedRead.seq).where(
        RecordedRead.house_id == actor.house_id,
        RecordedRead.actor_id.in_(everybody),
        RecordedRead.about_id.in_(people),
    )
    subjects = [f"{name}:{one}" for one in people for name in ("person", "person_id")]
    return or_(AuditEntry.about_id.in_(people), AuditEntry.seq.in_(shown_to), AuditEntry.subject.in_(subjects))
