"""The page of the two themselves: one tap to agree, to note a contact, to share, and to take it back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.mentoring.models import ChangeRequest, MentoringContact, Mentorship
from community.mentoring.operations import end, name_elder, propose
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.opening import open_register
from sessions.attendance.operations import rest_present
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.community.mentoring.circle import leave, make_elder, pair
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
MINE = "/mentoring/mine"


@pytest.fixture
def asked(house: Cast) -> Mentorship:
    """Yusuf was asked to stand by Piotr; neither has answered."""
    for name in ("resident", "other_resident", "newcomer"):
        reads_english(house.people[name])
    return pair(house.other_resident, make_elder(house, "resident"), agreed=False)


@pytest.fixture
def agreed(house: Cast, asked: Mentorship) -> Mentorship:
    """Both have said yes."""
    with writing():
        row = db.session.get_one(Mentorship, asked.id)
        row.elder_agreed_at = row.newcomer_agreed_at = row.proposed_at
    return row


def test_nobody_stands_by_me_yet_and_the_page_says_what_to_do(house: Cast, browse: Browse) -> None:
    assert "nobody has to find the way alone" in browse(house.resident).text(MINE)


def test_both_say_yes_with_one_tap(house: Cast, browse: Browse, asked: Mentorship) -> None:
    elder, newcomer = browse(house.resident), browse(house.other_resident)
    assert "is new here. Would you stand by them" in elder.text(MINE)
    assert "would stand by you in the first weeks" in newcomer.text(MINE)
    elder.post(f"{MINE}/{asked.id}/agreement")
    assert "You said yes. The other answer is still to come." in elder.text(MINE)
    newcomer.post(f"{MINE}/{asked.id}/agreement")
    assert "Were you in contact just now?" in elder.text(MINE)
    assert "Contact and time together" in newcomer.text(MINE)


def test_a_no_ends_it_and_nobody_asks_why(house: Cast, browse: Browse, asked: Mentorship) -> None:
    browser = browse(house.other_resident)
    browser.get(MINE)
    browser.post(f"{MINE}/{asked.id}/refusal")
    assert db.session.scalars(select(Mentorship.ended_because)).all() == ["declined"]
    assert "Piotr" not in browse(house.resident).text(MINE)


def test_after_a_yes_it_is_a_change_that_one_asks_for(house: Cast, browse: Browse, agreed: Mentorship) -> None:
    browser = browse(house.other_resident)
    browser.get(f"{MINE}/{agreed.id}")
    browser.post(f"{MINE}/{agreed.id}/refusal")
    browser.post(f"{MINE}/{agreed.id}/change-requests")
    assert db.session.scalars(select(ChangeRequest.asked_by)).all() == [house.other_resident.id]
    assert db.session.scalars(select(Mentorship.ended_at)).all() == [None]
    assert "The staff know that a change is wished for." in browser.text(f"{MINE}/{agreed.id}")
    # The elder is not told who asked, or that anybody did by name.
    assert "asks for a change" not in browse(house.resident).text(f"{MINE}/{agreed.id}")


def test_a_contact_is_one_tap(house: Cast, browse: Browse, agreed: Mentorship) -> None:
    browser = browse(house.resident)
    browser.get(MINE)
    browser.post(f"{MINE}/{agreed.id}/contacts", {"kind": "ate"})
    contact = db.session.scalars(select(MentoringContact)).one()
    assert (contact.kind, contact.noted_by, contact.next_on) == ("ate", house.resident.id, None)


def test_an_hour_is_planned_and_given_up_by_either(house: Cast, browse: Browse, agreed: Mentorship) -> None:
    elder, newcomer = browse(house.resident), browse(house.other_resident)
    elder.get(f"{MINE}/{agreed.id}")
    elder.post(f"{MINE}/{agreed.id}/hours", {"day": "2026-11-24", "start": "17:00", "end": "18:00"})
    text = newcomer.text(f"{MINE}/{agreed.id}")
    assert "17:00–18:00" in text
    path = text[text.index(f"{MINE}/{agreed.id}/hours/") :].split('"')[0]
    newcomer.post(path)
    assert "No time is planned." in elder.text(f"{MINE}/{agreed.id}")


def recorded(house: Cast) -> None:
    """Today's morning meeting: all were there; yesterday's is closed without a mark."""
    with writing():
        rest_present(open_register(occurrence_on(house, "morning", TODAY), by=SYSTEM), by=SYSTEM)
        day_before = open_register(occurrence_on(house, "morning", TODAY.replace(day=23)), by=SYSTEM)
        close(day_before, unrecorded_known=True, by=SYSTEM)


def test_an_elder_sees_counts_only_while_the_newcomer_allows_it(
    app: Flask, house: Cast, browse: Browse, agreed: Mentorship
) -> None:
    recorded(house)
    elder, newcomer = browse(house.resident), browse(house.other_resident)
    assert "The last seven days" not in elder.text(MINE)
    newcomer.get(MINE)
    newcomer.post(f"{MINE}/{agreed.id}/sharing")
    text = elder.text(MINE)
    assert "<dt>Present</dt><dd>1 of 2</dd>" in text
    assert "<dt>Not recorded</dt><dd>1 of 2</dd>" in text
    assert "Zieliński" not in text
    assert "Stop sharing now" in newcomer.text(MINE)
    newcomer.post(f"{MINE}/{agreed.id}/sharing/ending")
    assert "The last seven days" not in elder.text(MINE)


def test_that_the_elder_looked_is_recorded_with_the_consent(house: Cast, browse: Browse, agreed: Mentorship) -> None:
    newcomer = browse(house.other_resident)
    newcomer.get(MINE)
    newcomer.post(f"{MINE}/{agreed.id}/sharing")
    browse(house.resident).get(MINE)
    seen = select(AuditEntry.actor_id, AuditEntry.about_id, AuditEntry.consent_id).where(
        AuditEntry.verb == "read:progress"
    )
    [(reader, about, consent)] = db.session.execute(seen).all()
    assert (reader, about) == (house.resident.id, house.other_resident.id)
    assert consent is not None


def test_what_was_shared_in_one_pairing_is_not_shared_in_the_next(
    house: Cast, browse: Browse, agreed: Mentorship
) -> None:
    newcomer = browse(house.other_resident)
    newcomer.get(MINE)
    newcomer.post(f"{MINE}/{agreed.id}/sharing")
    with writing():
        end(db.session.get_one(Mentorship, agreed.id), because="other", by=SYSTEM)
        row = db.session.get_one(Mentorship, agreed.id)
        again = Mentorship(
            house_id=row.house_id,
            newcomer_id=row.newcomer_id,
            elder_id=row.elder_id,
            reasons=[],
            proposed_at=row.proposed_at.replace(minute=33),
            elder_agreed_at=row.proposed_at,
            newcomer_agreed_at=row.proposed_at,
        )
        db.session.add(again)

    with held_at(agreed.proposed_at.replace(minute=34)):
        assert "The last seven days" not in browse(house.resident).text(MINE)


@pytest.mark.parametrize("path", ["", "/agreement", "/refusal", "/contacts", "/hours", "/sharing", "/change-requests"])
def test_nobody_else_finds_it(house: Cast, browse: Browse, agreed: Mentorship, path: str) -> None:
    stranger, mother = browse(house.newcomer), browse(house.mother)
    if not path:
        stranger.get(f"{MINE}/{agreed.id}", status=404)
        mother.get(f"{MINE}/{agreed.id}", status=403)
    else:
        stranger.post(f"{MINE}/{agreed.id}{path}", {"kind": "ate"} if path == "/contacts" else {}, status=404)
        mother.post(f"{MINE}/{agreed.id}{path}", status=403)


def test_only_the_newcomer_shares(house: Cast, browse: Browse, agreed: Mentorship) -> None:
    elder = browse(house.resident)
    elder.get(MINE)
    elder.post(f"{MINE}/{agreed.id}/sharing", status=404)
    elder.post(f"{MINE}/{agreed.id}/sharing/ending", status=404)


def test_a_graduate_who_serves_has_the_page_and_the_day(house: Cast, browse: Browse) -> None:
    make_elder(house, "resident")
    leave(house, "resident")
    browse(house.resident).get(MINE, status=403)

    with held_at(NOW + timedelta(minutes=5)):
        with writing():
            name_elder(house.resident, by=SYSTEM)
        pair_later = browse(house.resident)
        assert "nobody has to find the way alone" in pair_later.text(MINE)
        pair_later.get("/today")
        pair_later.get("/consents", status=403)


def test_a_graduate_hears_of_a_newcomer_only_once_the_newcomer_wants_them(house: Cast, browse: Browse) -> None:
    make_elder(house, "resident")
    leave(house, "resident")
    with held_at(NOW + timedelta(minutes=5)):
        with writing():
            name_elder(house.resident, by=SYSTEM)
        made = pair_now(house)
        graduate, newcomer = browse(house.resident), browse(house.other_resident)
        assert "Piotr" not in graduate.text(MINE)
        graduate.get(f"{MINE}/{made.id}", status=404)
        for answer in ("agreement", "refusal", "change-requests"):
            graduate.post(f"{MINE}/{made.id}/{answer}", status=404)
        newcomer.get(MINE)
        newcomer.post(f"{MINE}/{made.id}/agreement")
        assert "Piotr Z." in graduate.text(MINE)
        graduate.post(f"{MINE}/{made.id}/agreement")
        graduate.get(f"{MINE}/{made.id}")


def pair_now(house: Cast) -> Mentorship:
    """Yusuf is asked to stand by Piotr at this very moment."""
    with writing():
        return propose(db.session.get_one(Person, house.other_resident.id), house.resident.id, by=SYSTEM)


def test_the_page_takes_a_literal_number_of_statements(house: Cast, browse: Browse, agreed: Mentorship) -> None:
    newcomer, elder = browse(house.other_resident), browse(house.resident)
    newcomer.get(MINE)
    newcomer.post(f"{MINE}/{agreed.id}/sharing")
    for browser, path, count in ((elder, MINE, 4), (newcomer, MINE, 3), (elder, f"{MINE}/{agreed.id}", 4)):
        with statements() as sent:
            browser.get(path)
        read = [one for one in sent if "audit_" not in one and "recorded_reads" not in one]
        assert len(read) == count, read
