"""Reading who can be added to a register at the door."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, literal, select, union_all

from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db
from sessions.attendance.models import Register, RegisterRow
from sessions.schedule.audiences import WITH_RELATIVES
from sessions.schedule.models import Occurrence, Series


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


def walk_in_candidates(register: Register, starts_at: datetime) -> list[tuple[str, str, str]]:
    """Who can be added at the door: (person id, shown name, capacity) by folded name. One statement."""
    people = may_walk_in(register.id, register.house_id, starts_at).subquery()
    statement = select(Person.id, Person.shown, Person.folded, people.c.capacity).join(
        people, people.c.person_id == Person.id
    )
    found = sorted(db.session.execute(statement), key=lambda row: (row.folded, row.id))
    return [(row.id, row.shown, row.capacity) for row in found]
