"""The consent to a letter: for a name without a card, and for nothing else; withdrawn by name, ended with the stay."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.barring import bar
from community.consent.ending import ending_consents
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.consent.purposes import ATTENDANCE_LETTER, FAMILY_SESSIONS
from community.consent.queries import live
from community.residency.models import Stay
from community.residency.operations import discharge
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, Cast

GIVEN = {"recipient_name": "District court", "until": "2026-12-24"}


def given(cast: Cast, name: str, days: int = 30) -> str:
    with writing():
        made = grant(
            cast.resident,
            ATTENDANCE_LETTER,
            recipient=None,
            recipient_name=name,
            by=SYSTEM,
            signed_how="on_paper",
            at=NOW - timedelta(days=1),
            expires_at=NOW + timedelta(days=days),
        )
    return made.id


def lives() -> set[str]:
    """The names of the recipients whose consent holds now."""
    rows = db.session.scalars(select(Consent).where(Consent.purpose == ATTENDANCE_LETTER, live(now())))
    return {row.recipient_name or "" for row in rows}


def test_it_is_for_a_name_and_every_other_purpose_is_for_a_card(app: Flask, house: Cast) -> None:
    resident, mother = house.resident, house.mother
    wrong = (
        {"purpose": ATTENDANCE_LETTER, "recipient": None},
        {"purpose": ATTENDANCE_LETTER, "recipient": mother},
        {"purpose": ATTENDANCE_LETTER, "recipient": mother, "recipient_name": "Court"},
        {"purpose": FAMILY_SESSIONS, "recipient": mother, "recipient_name": "Court"},
        {"purpose": ATTENDANCE_LETTER, "recipient": None, "recipient_name": " "},
    )
    for one in wrong:
        with pytest.raises(Refused), writing():
            grant(resident, by=SYSTEM, signed_how="on_paper", **one)


def test_who_stops_one_recipient_stops_all_given_to_that_name_alone(app: Flask, house: Cast) -> None:
    first, _again, _mill = given(house, "Court"), given(house, "Court", 60), given(house, "Old Mill")
    with writing():
        withdraw(db.session.get_one(Consent, first), by=SYSTEM, told_how="on_screen")
    assert lives() == {"Old Mill"}


def test_it_ends_with_the_stay(app: Flask, house: Cast) -> None:
    given(house, "Court")
    assert lives() == {"Court"}
    with writing():
        discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW, by=SYSTEM)
    assert lives() == set()


def test_a_resident_gives_it_and_takes_it_back(app: Flask, house: Cast, browse) -> None:
    resident = browse(house.resident)
    resident.get("/consents/letters/new")
    resident.post("/consents/letters/new", GIVEN)
    page = resident.text("/consents")
    assert ("<bdi>District court</bdi>" in page, "a letter about attendance" in page) == (True, True)
    made = db.session.scalars(select(Consent).where(Consent.purpose == ATTENDANCE_LETTER)).one()
    resident.post(f"/consents/{made.id}/withdrawal")
    assert lives() == set()


def test_a_manager_records_a_signed_one_as_its_witness(app: Flask, house: Cast, browse) -> None:
    manager, path = browse(house.manager), f"/residents/{house.resident.id}/consents/letters/new"
    manager.get(path)
    manager.post(path, GIVEN, status=422)
    manager.post(path, GIVEN | {"signed": "y"})
    made = db.session.scalars(select(Consent).where(Consent.purpose == ATTENDANCE_LETTER)).one()
    assert (made.witness_id, made.signed_how, made.scope) == (house.manager.id, "on_paper", ["stay", "attendance"])
    assert "District court" in manager.text(f"/residents/{house.resident.id}/consents")


def test_whoever_is_noted_as_no_contact_gets_no_letter(app: Flask, house: Cast, browse) -> None:
    given(house, "Adam Nowak")
    with writing():
        bar(house.resident, other=None, given_name="Adam", surname="Nowak", reason="A threat", by=SYSTEM)
    assert lives() == set()
    page = browse(house.resident).post("/consents/letters/new", GIVEN | {"recipient_name": "Nowak Adam"}, status=422)
    assert ("a word with the staff" in page.text, "no-contact" in page.text) == (True, False)
    assert lives() == set()


def test_the_manager_is_told_two_weeks_before_it_ends_by_the_recipients_name(app: Flask, house: Cast) -> None:
    given(house, "Court", 9)
    given(house, "Old Mill", 9)
    given(house, "Old Mill", 90)
    assert [one.recipient for one in ending_consents(house.house.id, NOW) if one.purpose == ATTENDANCE_LETTER] == [
        "Court"
    ]
