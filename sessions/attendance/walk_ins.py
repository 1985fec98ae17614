"""Reading who can be added to a register at the door."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, literal, select, union_all

from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db
from foundation.listing import by_name
from foundation.sounds import sounds_of
from foundation.words import fold
from sessions.attendance.models import Register, RegisterRow
from sessions.schedule.audiences import WITH_RELATIVES
from sessions.schedule.models import Occurrence, Series

# Fewer would list the house, more than ten nobody reads at a door.
SHORTEST_SEARCH, MOST_FOUND = 2, 10


def may_walk_in(register_id: str, house_id: str, starts_at: datetime) -> Select[Any]:
    """Who lived here, or was invited as family, when the session began (UTC), and is not on the register.

    Relatives only where relatives belong: who has family outside is nobody's business at any other session.
    """
    on_it = select(RegisterRow.person_id).where(RegisterRow.register_id == register_id)
    here = select(Stay.person_id.label("person_id"), Stay.capacity.label("capacity")).where(
        Stay.house_id == house_id, living_here(starts_at)
    )
    for_family = exists().where(
        Register.id == register_id,
        Occurrence.id == Register.occurrence_id,
        Series.id == Occurrence.series_id,
        Series.audience.in_(WITH_RELATIVES),
    )
    family = select(Consent.recipient_id.label("person_id"), literal("relative").label("capacity")).where(
        Consent.house_id == house_id,
        Consent.purpose == FAMILY_SESSIONS,
        for_family,
        *(holds(at) for at in {starts_at, now()} for holds in (live, tied)),
    )
    people = union_all(here, family).subquery()
    return (
        select(people.c.person_id, func.max(people.c.capacity).label("capacity"))
        .where(people.c.person_id.not_in(on_it))
        .group_by(people.c.person_id)
    )


class Candidate(NamedTuple):
    """Somebody who can be added at the door: what they are found by, and what is shown of them."""

    id: str
    shown: str
    folded: str
    sounds: str
    capacity: str


class Found(NamedTuple):
    """At most ten of those who were searched for, how many more there are, and whether too little was typed."""

    people: list[Candidate]
    more: int
    short: bool


def walk_in_candidates(register: Register, starts_at: datetime) -> list[Candidate]:
    """Who can be added at the door, by folded name. One statement."""
    people = may_walk_in(register.id, register.house_id, starts_at).subquery()
    statement = select(Person.id, Person.shown, Person.folded, Person.sounds, people.c.capacity).join(
        people, people.c.person_id == Person.id
    )
    found = sorted(db.session.execute(statement), key=lambda row: (row.folded, row.id))
    return [Candidate(*row) for row in found]


def found_walk_ins(register: Register, starts_at: datetime, search: str) -> Found:
    """Who can be added and has that name, or one that sounds like it in any script; one statement.

    Two letters at least, and ten people at most: nobody reads the house off this page. A name that begins so stands
    before one that only has it within.
    """
    typed = fold(search)
    if len(typed.replace(" ", "")) < SHORTEST_SEARCH:
        return Found([], 0, short=True)
    candidates = walk_in_candidates(register, starts_at)
    found = by_name(candidates, search) or heard(candidates, search)
    found.sort(key=lambda one: not any(word.startswith(typed) for word in one.folded.split()))
    return Found(found[:MOST_FOUND], max(0, len(found) - MOST_FOUND), short=False)


def heard(candidates: list[Candidate], search: str) -> list[Candidate]:
    """Those of whom a name begins with the sound of fewer letters than lists ask for: one consonant says little in a
    list of hundreds, and enough among those who may have come to a door.
    """
    sounds = sounds_of(search).split()
    return [one for one in candidates if sounds and all(f" {sound}" in one.sounds for sound in sounds)]
