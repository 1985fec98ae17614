"""The pages of no contact: managers note and lift, staff read, and nobody else can tell there is such a thing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry, RecordedRead
from community.consent.barring import bar
from community.family.models import NoContact
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
REASON = "A court keeps them apart."
TYPED = {"given_name": "Robert", "surname": "Kowal", "email": "", "reason": REASON}


@pytest.fixture
def note(app: Flask, house: Cast) -> NoContact:
    """The resident must not meet a Robert Kowal, since yesterday."""
    reads_english(house.manager)
    with held_at(NOW - timedelta(days=1)), writing():
        return bar(house.resident, other=None, by=SYSTEM, **TYPED)


def test_staff_read_who_by_shown_names_and_not_why(house: Cast, browse: Browse, note: NoContact) -> None:
    for path in ("/no-contacts", "/no-contacts?as=table", "/no-contacts?as=print", "/no-contacts?q=robert"):
        text = browse(house.facilitator).text(path)
        assert "Yusuf H." in text
        assert "Robert K." in text
        assert "Kowal" not in text
        assert REASON not in text
    assert "Robert" not in browse(house.facilitator).text("/no-contacts?q=nobody")
    assert "Robert" not in browse(house.other_manager).text("/no-contacts")


def test_reading_is_recorded_about_nobody(house: Cast, browse: Browse, note: NoContact) -> None:
    browse(house.manager).get(f"/people/{house.resident.id}/no-contacts")
    browse(house.facilitator).get("/no-contacts")
    reads = select(RecordedRead.actor_id, RecordedRead.about_id).where(RecordedRead.kind == "no-contacts")
    assert {tuple(row) for row in db.session.execute(reads)} == {(house.manager.id, ""), (house.facilitator.id, "")}
    assert (
        db.session.scalars(select(AuditEntry.verb).where(AuditEntry.about_id == house.resident.id))
        .all()
        .count("read:no-contacts")
        == 0
    )


@pytest.mark.parametrize("name", ["resident", "other_resident", "mother", "brother"])
def test_no_resident_and_no_relative_comes_near(house: Cast, browse: Browse, note: NoContact, name: str) -> None:
    browser = browse(house.people[name])
    for path in ("/no-contacts", f"/people/{house.resident.id}/no-contacts"):
        browser.get(path, status=403)
    browser.post(f"/no-contacts/{note.id}/ending", status=403)


@pytest.mark.parametrize(
    "path", ["/today", "/week", "/consents", "/account", "/calendars", "/record", "/record/readers"]
)
def test_no_page_of_the_resident_says_it(house: Cast, browse: Browse, note: NoContact, path: str) -> None:
    with held_at(NOW - timedelta(hours=1)), writing():
        bar(house.resident, other=house.mother, reason=REASON, by=SYSTEM)
    invited = {"given_name": "Robert", "surname": "Kowal", "email": "robert@example.org", "language": "en"}
    refused = invited | {"kind": "friend", "until": "2026-12-24"}
    browse(house.resident).post("/family/invitation", refused, status=422)
    text = browse(house.resident).text(path).casefold()
    for word in ("robert", "kowal", REASON.casefold(), "no contact", "no-contact", "no_contact", "must not meet"):
        assert word not in text, word


def test_a_card_is_found_and_noted_and_what_linked_the_two_ends(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    browser, path = browse(house.manager), f"/people/{house.resident.id}/no-contacts?q=amina"
    text = browser.text(path)
    assert f'value="{house.mother.id}"' in text
    browser.post(path, {"other_id": house.mother.id, "reason": REASON})
    text = browser.text(f"/people/{house.resident.id}/no-contacts")
    assert "Amina Haddad" in text
    assert REASON in text
    browse(house.mother).get("/today", status=403)


def test_somebody_without_a_card_is_noted_by_name(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    browser, path = browse(house.manager), f"/people/{house.resident.id}/no-contacts"
    browser.post(path, TYPED | {"email": "Robert@Example.org"})
    [row] = db.session.scalars(select(NoContact))
    assert (row.other_id, row.email, row.noted_by) == (None, "robert@example.org", house.manager.id)
    assert "robert@example.org" in browser.text(path)


def test_a_note_is_lifted_and_stays_to_be_read(house: Cast, browse: Browse, note: NoContact) -> None:
    browser = browse(house.manager)
    answer = browser.post(f"/no-contacts/{note.id}/ending")
    assert answer.location == f"/people/{house.resident.id}/no-contacts"
    text = browser.text(answer.location)
    assert "1 note has ended" in text
    assert "End this note" not in text
    assert "Robert" not in browse(house.facilitator).text("/no-contacts")
    browser.post(f"/no-contacts/{note.id}/ending", status=422)


def test_a_manager_reads_no_note_about_themself(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    with held_at(NOW - timedelta(days=1)), writing():
        own = bar(house.manager, other=None, by=SYSTEM, **TYPED)
    browser = browse(house.manager)
    browser.get(f"/people/{house.manager.id}/no-contacts", status=404)
    browser.post(f"/no-contacts/{own.id}/ending", status=404)
    assert "Robert" not in browser.text("/no-contacts")


@pytest.mark.parametrize("more", [0, 20])
def test_the_pages_take_a_literal_number_of_statements(
    app: Flask, house: Cast, browse: Browse, note: NoContact, more: int
) -> None:
    with writing():
        for number in range(more):
            bar(house.resident, other=None, by=SYSTEM, **(TYPED | {"given_name": f"Number {number}"}))
    for person, path, count in (
        # Who asks; the row that counts this reading; the notes.
        (house.facilitator, "/no-contacts", 3),
        # The card too.
        (house.manager, f"/people/{house.resident.id}/no-contacts", 4),
        # And the cards that could be meant.
        (house.manager, f"/people/{house.resident.id}/no-contacts?q=haddad", 5),
    ):
        browser = browse(person)
        browser.get(path)
        with statements() as sent:
            browser.get(path)
        assert len(sent) == count, sent
