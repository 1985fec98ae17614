"""Exactly what a relative sees: the page and the calendar, by the code that makes them, for those who may look."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.consent.models import Consent
from community.consent.operations import admit, grant, withdraw
from community.consent.purposes import FAMILY_SESSIONS, TREATMENT
from community.family.operations import tie
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.groups.operations import join_group
from tests.cast import LONG_AGO, NOW, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def path_for(house: Cast, looker: str, whose: str = "mother") -> str:
    """Where somebody looks at what a relative sees."""
    consent = house.consents[whose]
    start = f"/residents/{house.resident.id}" if looker == "manager" else ""
    return f"{start}/consents/{consent}/preview"


def cards(text: str) -> list[str]:
    """The cards of sessions on a page, as they were drawn."""
    return re.findall(r'<article class="sheet-bound".*?</article>', text, re.DOTALL)


@pytest.mark.parametrize("looker", ["resident", "manager"])
def test_the_cards_are_those_of_the_relatives_own_page(house: Cast, browse: Browse, looker: str) -> None:
    theirs = cards(browse(house.mother).text("/today"))
    page = browse(house.people[looker]).text(path_for(house, looker))
    assert len(theirs) == 5
    assert cards(page) == theirs
    assert page.count('lang="ar" dir="rtl"') == 1
    # The calendar as well: the neutral words alone, five times.
    assert page.count('class="preview-event"') == 5
    assert page.count("لقاء عائلي") == 5


def test_the_page_around_it_speaks_to_whoever_looks(house: Cast, browse: Browse) -> None:
    page = browse(house.resident).text(path_for(house, "resident"))
    assert '<html lang="en" dir="ltr"' in page
    assert "Exactly what they see" in page
    assert 'href="/calendars">' not in page.split('dir="rtl"')[1].split("Never in the calendar")[0]


def test_without_a_consent_both_parts_are_empty(house: Cast, browse: Browse) -> None:
    with writing():
        withdraw(db.session.get_one(Consent, house.consents["mother"]), by=SYSTEM, told_how="on_screen")
    for looker in ("resident", "manager"):
        for whose in ("mother", "brother"):
            page = browse(house.people[looker]).text(path_for(house, looker, whose))
            assert cards(page) == []
            assert "preview-event" not in page


def test_what_another_resident_has_opened_to_the_same_relative_is_not_shown(
    app: Flask, house: Cast, browse: Browse
) -> None:
    reads_english(house.manager)
    with held_at(LONG_AGO), writing():
        sister = enrol_person(house.house.id, given_name="Salma", surname="Haddad", language="en", by=SYSTEM)
        grant(sister, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper")
        admit(sister, at=LONG_AGO, by=SYSTEM)
        tie(sister, house.mother, "mother", from_at=LONG_AGO, by=SYSTEM)
        opened = grant(sister, FAMILY_SESSIONS, recipient=house.mother, by=SYSTEM, signed_how="on_paper").id
    # The sister is invited to nothing; the mother goes on reading what her son opened to her.
    page = browse(house.manager).text(f"/residents/{sister.id}/consents/{opened}/preview")
    assert cards(page) == []
    assert len(cards(browse(house.mother).text("/today"))) == 5
    with held_at(NOW - timedelta(days=1)), writing():
        join_group(house.groups["family"], sister.id, from_at=LONG_AGO, by=SYSTEM)
    assert len(cards(browse(house.manager).text(f"/residents/{sister.id}/consents/{opened}/preview"))) == 5


def test_the_managers_look_is_recorded_with_the_consent_and_ones_own_is_not(house: Cast, browse: Browse) -> None:
    browse(house.resident).get(path_for(house, "resident"))
    browse(house.manager).get(path_for(house, "manager"))
    found = select(AuditEntry.verb, AuditEntry.actor_id, AuditEntry.about_id, AuditEntry.consent_id)
    rows = db.session.execute(found.where(AuditEntry.verb.startswith("read:"))).all()
    assert [tuple(row) for row in rows] == [
        ("read:preview", house.manager.id, house.resident.id, house.consents["mother"])
    ]


@pytest.mark.parametrize("name", ["other_resident", "mother", "facilitator", "other_manager"])
def test_nobody_else_looks(house: Cast, browse: Browse, name: str) -> None:
    browser = browse(house.people[name])
    assert browser.get(path_for(house, "manager"), status=404 if name == "other_manager" else 403)
    assert browser.get(path_for(house, "resident"), status=404 if name == "other_resident" else 403)


def test_a_consent_to_treatment_has_no_preview(app: Flask, house: Cast, browse: Browse) -> None:
    treatment = select(Consent.id).where(Consent.resident_id == house.resident.id, Consent.purpose == TREATMENT)
    one = db.session.scalars(treatment).one()
    browse(house.resident).get(f"/consents/{one}/preview", status=404)
    browse(house.manager).get(f"/residents/{house.resident.id}/consents/{one}/preview", status=404)


@pytest.mark.parametrize(("looker", "count"), [("resident", 7), ("manager", 9)])
def test_a_preview_takes_a_literal_number_of_statements(house: Cast, browse: Browse, looker: str, count: int) -> None:
    browser = browse(house.people[looker])
    browser.get(path_for(house, looker))
    with statements() as sent:
        browser.get(path_for(house, looker))
    # Who asks, the consent, who reads and in which language, the page's sessions, the calendar (its consent and its
    # events), when it was fetched; for the manager the resident too, and the row that counts the reading.
    assert len(sent) == count, sent
