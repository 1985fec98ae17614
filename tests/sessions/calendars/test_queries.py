"""What a person may subscribe to, and the list of their addresses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from community.access.actor import SYSTEM
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.consent.purposes import FAMILY_SESSIONS
from community.family.models import Tie
from community.houses.operations import employ
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.calendars.queries import addresses_of, openings
from tests.cast import NOW, Cast, actor_for
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def end_consent(house: Cast) -> None:
    """The resident takes back what they allowed their mother."""
    with writing():
        withdraw(db.session.get_one(Consent, house.consents["mother"]), by=SYSTEM, told_how="on_screen")


def test_each_kind_of_person_may_subscribe_to_what_is_theirs(app: Flask, house: Cast) -> None:
    found = {
        name: [(one.kind, one.resident) for one in openings(actor_for(person))] for name, person in house.people.items()
    }
    assert found == {
        "manager": [("facilitator", None), ("room", None)],
        "facilitator": [("facilitator", None), ("room", None)],
        "other_facilitator": [("facilitator", None), ("room", None)],
        "resident": [("resident", None)],
        "other_resident": [("resident", None)],
        "newcomer": [("resident", None)],
        "mother": [("relative", "Yusuf H.")],
        "brother": [],
        "aunt": [],
        "other_manager": [("facilitator", None)],
    }


def test_a_renewed_consent_opens_one_calendar_and_it_is_the_longer_one(app: Flask, house: Cast) -> None:
    with writing():
        resident, mother = (db.session.get_one(Person, one.id) for one in (house.resident, house.mother))
        newer = grant(resident, FAMILY_SESSIONS, recipient=mother, by=SYSTEM, signed_how="on_screen").id
    assert [one.consent_id for one in openings(actor_for(house.mother))] == [newer]


def test_the_list_names_the_resident_only_while_the_consent_holds(app: Flask, house: Cast) -> None:
    path = address(house, house.mother, "relative")
    with held_at(NOW + timedelta(minutes=2)):
        ask(app, path)
    mother = actor_for(house.mother)
    [listed] = addresses_of(mother)
    assert (listed.kind, listed.resident, listed.device) == ("relative", "Yusuf H.", "phone")
    assert (listed.created_at, listed.fetched_at) == (NOW, NOW + timedelta(minutes=2))
    end_consent(house)
    assert (addresses_of(mother), openings(mother)) == ([], [])


def test_the_list_is_one_statement_however_many_addresses_there_are(app: Flask, house: Cast) -> None:
    actor = actor_for(house.resident)
    for many in (1, 3):
        while len(addresses_of(actor)) < many:
            address(house, house.resident, "resident")
        with statements() as sent:
            assert len(addresses_of(actor)) == many
        assert len(sent) == 1
    assert addresses_of(actor_for(house.other_resident)) == []


def test_whoever_administers_the_organisation_has_no_calendar_here(app: Flask, house: Cast, browse: Browse) -> None:
    with writing():
        employ(db.session.get_one(Person, house.aunt.id), "organisation_admin", by=SYSTEM, from_at=NOW)
        db.session.execute(update(Tie).where(Tie.relative_id == house.aunt.id).values(to_at=NOW))
    browse(house.aunt).get("/calendars", status=403)


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "kind", "asked"), [("facilitator", "facilitator", 4), ("resident", "resident", 3)])
def test_the_page_costs_a_constant_number_of_statements(
    app: Flask, house: Cast, browse: Browse, many: int, name: str, kind: str, asked: int
) -> None:
    for _ in range(many):
        address(house, house.people[name], kind)
    client = browse(house.people[name])
    with statements() as sent:
        client.get("/calendars")
    # Who asks, which consents, for staff which rooms, and the addresses.
    assert len(sent) == asked
