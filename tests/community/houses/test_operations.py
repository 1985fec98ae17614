"""Who works in a house: a role begins, and it ends."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from community.houses.models import StaffMembership
from community.houses.operations import employ, end_role
from community.houses.queries import staff_now
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, Cast, actor_for

HOUR = timedelta(hours=1)


def membership_of(person: Person) -> StaffMembership:
    """The one membership somebody has."""
    return db.session.scalars(select(StaffMembership).where(StaffMembership.person_id == person.id)).one()


def works(house: Cast, person: Person, at: datetime) -> bool:
    """Whether somebody is among those who work in the house at an instant."""
    with held_at(at):
        return person.id in {row[0] for row in db.session.execute(staff_now(house.house.id))}


def test_a_role_ends_now_and_the_record_says_who_ended_it(app: Flask, house: Cast) -> None:
    manager = actor_for(house.manager)
    with writing():
        end_role(membership_of(house.facilitator), at=NOW, by=manager)
    assert not works(house, house.facilitator, NOW)
    assert works(house, house.other_facilitator, NOW)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "staff:end")).one()
    assert (entry.house_id, entry.actor_id, entry.sign_in_id) == (
        house.house.id,
        manager.person_id,
        manager.sign_in_id,
    )
    assert entry.subject == f"person:{house.facilitator.id}"
    assert entry.details == {"role": "facilitator", "to": NOW.isoformat()}
    assert broken_chains() == {}


def test_a_role_may_end_on_a_day_to_come_and_that_day_may_change(app: Flask, house: Cast) -> None:
    for hours in (5, 3):
        with writing():
            end_role(membership_of(house.facilitator), at=NOW + hours * HOUR, by=SYSTEM)
    assert works(house, house.facilitator, NOW + 3 * HOUR - timedelta(seconds=1))
    assert not works(house, house.facilitator, NOW + 3 * HOUR)


def refuse(house: Cast, at: datetime, sentence: str) -> None:
    """Ending the facilitator's role then is refused in these words, and nothing is changed."""
    before = membership_of(house.facilitator).to_at
    with pytest.raises(Refused) as refused, writing():
        end_role(membership_of(house.facilitator), at=at, by=SYSTEM)
    assert refused.value.sentence == sentence
    assert membership_of(house.facilitator).to_at == before


def test_what_has_been_is_not_undone(app: Flask, house: Cast) -> None:
    refuse(house, NOW - HOUR, "A role ends now or later, not in the past.")
    with writing():
        end_role(membership_of(house.facilitator), at=NOW, by=SYSTEM)
    refuse(house, NOW + HOUR, "This role has already ended.")


def test_a_role_ends_after_it_begins(app: Flask, house: Cast) -> None:
    with writing():
        later = employ(house.facilitator, "nurse", by=SYSTEM, from_at=NOW + HOUR)
    for at in (NOW, NOW + HOUR):
        with pytest.raises(Refused, match="A role ends after it begins"), writing():
            end_role(db.session.get_one(StaffMembership, later.id), at=at, by=SYSTEM)
