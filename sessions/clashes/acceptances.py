"""Clashes that somebody means: seen, kept with a reason for everybody of the staff to read, and taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select

from community.access.actor import Actor, By
from community.audit.operations import record
from community.houses.operations import clean_words
from community.people.models import Person
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.clashes.models import ClashAcceptance
from sessions.clashes.rules import Clash, Key
from sessions.schedule.changing import hold_house

LONGEST_REASON = 300


class Accepted(NamedTuple):
    """What somebody said when they kept a clash as it is, by whom and when (UTC)."""

    id: str
    reason: Mapping[str, str]
    by: str | None
    at: datetime


def accepted_in(house_id: str) -> dict[Key, Accepted]:
    """The acceptances of a house that stand, by the clash they are about. One statement."""
    statement = (
        select(ClashAcceptance, Person.shown)
        .outerjoin(Person, and_(Person.id == ClashAcceptance.accepted_by, Person.house_id == ClashAcceptance.house_id))
        .where(ClashAcceptance.house_id == house_id, ClashAcceptance.ended_at.is_(None))
        .order_by(ClashAcceptance.accepted_at)
    )
    return {_key(row): Accepted(row.id, row.reason, by, row.accepted_at) for row, by in db.session.execute(statement)}


def _key(row: ClashAcceptance) -> Key:
    return row.kind, row.one_line, row.other_line, row.subject


def accept_clash(house_id: str, clash: Clash, reason: Mapping[str, str], *, by: By) -> ClashAcceptance:
    """Keep a clash as it is, on every date it has, until it is taken back. Refused when that is said already."""
    words = clean_words(reason, longest=LONGEST_REASON)
    hold_house(house_id)
    if clash.key in accepted_in(house_id):
        raise Refused(N_("Somebody has kept this clash already."))
    made = keep_clash(house_id, clash.key, words, by)
    raise_stamp(f"schedule:{house_id}")
    return made


def keep_clash(house_id: str, key: Key, words: dict[str, str], by: By) -> ClashAcceptance:
    """Write down that a clash is meant, by its key and the cleaned words of why; the caller holds the house."""
    kind, one, other, subject = key
    made = ClashAcceptance(
        id=new_id(),
        house_id=house_id,
        kind=kind,
        one_line=one,
        other_line=other,
        subject=subject,
        reason=words,
        accepted_at=now(),
        accepted_by=by.person_id,
        ended_at=None,
        ended_by=None,
    )
    db.session.add(made)
    db.session.flush()
    record(house_id, "clash:accept", by=by, subject=f"clash_acceptance:{made.id}")
    return made


def end_acceptance(acceptance: ClashAcceptance, *, by: By) -> None:
    """Take back that a clash is meant: it stands in the list again. Refused when that was done already."""
    hold_house(acceptance.house_id)
    db.session.refresh(acceptance)
    if acceptance.ended_at is not None:
        raise Refused(N_("This was taken back already."))
    acceptance.ended_at, acceptance.ended_by = now(), by.person_id
    db.session.flush()
    raise_stamp(f"schedule:{acceptance.house_id}")
    record(acceptance.house_id, "clash:accept_end", by=by, subject=f"clash_acceptance:{acceptance.id}")


def acceptance_for(actor: Actor, acceptance_id: str) -> ClashAcceptance:
    """An acceptance of one's own house; NotFound for any other."""
    statement = select(ClashAcceptance).where(
        ClashAcceptance.id == acceptance_id, ClashAcceptance.house_id == actor.house_id
    )
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound()
    return found
