"""Who comes back signs anew: nothing signed before the stay ended holds again."""

from datetime import timedelta

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.consent.queries import live_family_consent
from community.residency.models import Stay
from community.residency.operations import discharge
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, Cast

LATER = NOW + timedelta(days=10)


def leave_the_house(house: Cast) -> None:
    with writing():
        discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW, by=SYSTEM)


def come_back(house: Cast) -> None:
    with writing():
        grant(house.resident, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=LATER)
        admit(house.resident, at=LATER, by=SYSTEM)


def test_nobody_comes_back_on_the_consent_of_an_earlier_stay(app: Flask, house: Cast) -> None:
    leave_the_house(house)
    with pytest.raises(Refused, match="signed consent to treatment"), writing():
        admit(house.resident, at=LATER, by=SYSTEM)


def test_a_consent_to_a_relative_does_not_come_back_with_the_resident(app: Flask, house: Cast) -> None:
    consent = house.consents["mother"]
    assert live_family_consent(consent, NOW - timedelta(seconds=1))
    leave_the_house(house)
    come_back(house)
    assert not live_family_consent(consent, NOW)
    assert not live_family_consent(consent, LATER + timedelta(days=1))


def test_what_was_signed_on_the_way_in_holds_from_the_first_day(app: Flask, house: Cast) -> None:
    """Signed between two stays: it belongs to the one that follows."""
    leave_the_house(house)
    with writing():
        consent = grant(
            house.resident,
            "family_sessions",
            recipient=house.mother,
            by=SYSTEM,
            signed_how="on_paper",
            at=NOW + timedelta(days=9),
        ).id
    come_back(house)
    assert [live_family_consent(consent, at) for at in (LATER - timedelta(seconds=1), LATER)] == [False, True]
