"""Consents that end within two weeks, and only those that nothing follows."""

from datetime import timedelta

import pytest

from community.access.actor import SYSTEM
from community.consent.ending import ending_consents
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.consent.purposes import FAMILY_SESSIONS
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, Cast
from tests.statements import statements

# The mother's ends thirty days after the tests' hour.
ENDS = NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("before", "told"),
    [(timedelta(days=14, seconds=1), False), (timedelta(days=14), True), (timedelta(seconds=1), True)],
)
def test_two_weeks_before_it_ends_it_is_told(house: Cast, before: timedelta, told: bool) -> None:
    found = [one for one in ending_consents(house.house.id, ENDS - before) if one.purpose == FAMILY_SESSIONS]
    assert [(one.resident, one.recipient, one.expires_at) for one in found] == [("Yusuf H.", "Amina H.", ENDS)] * told


def test_one_that_has_ended_was_withdrawn_or_is_followed_is_not_told(house: Cast) -> None:
    def families() -> list[str]:
        found = ending_consents(house.house.id, ENDS - timedelta(days=2))
        return [one.consent_id for one in found if one.purpose == FAMILY_SESSIONS]

    assert families() == [house.consents["mother"]]
    assert [one for one in ending_consents(house.house.id, ENDS) if one.purpose == FAMILY_SESSIONS] == []
    with writing(), held_at(NOW + timedelta(days=1)):
        resident, mother = (db.session.merge(person) for person in (house.resident, house.mother))
        grant(resident, FAMILY_SESSIONS, recipient=mother, by=SYSTEM, signed_how="on_paper")
    assert families() == []


def test_a_withdrawn_one_and_another_houses_are_not_told(house: Cast) -> None:
    at = ENDS - timedelta(days=2)
    assert ending_consents(house.other_house.id, at) == []
    with writing():
        row = db.session.get_one(Consent, house.consents["mother"])
        withdraw(row, by=SYSTEM, told_how="to_staff")
    assert [one for one in ending_consents(house.house.id, at) if one.purpose == FAMILY_SESSIONS] == []


def test_it_takes_one_statement(house: Cast) -> None:
    with statements() as sent:
        ending_consents(house.house.id, NOW)
    assert len(sent) == 1
