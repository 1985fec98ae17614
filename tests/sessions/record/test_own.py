"""What is recorded about me: all of it, to me alone, and nothing about others."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from community.access.actor import SYSTEM, System
from community.consent.barring import bar
from community.family.models import NoContact
from community.mentoring.models import ElderSpell, Mentorship
from community.people.models import Person
from community.people.operations import describe_person
from community.residency.models import Stay
from community.residency.operations import discharge, enter_stage, grant_leave
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import CurrentMark, Register
from sessions.attendance.opening import open_register
from sessions.attendance.operations import mark
from sessions.calendars.operations import subscribe
from sessions.notes.operations import write
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on, reads_english
from tests.community.mentoring.circle import make_elder, pair
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
DAY = timedelta(days=1)
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


def marked(house: Cast, days_ago: int, value: Value, **more: str) -> None:
    """The facilitator marks Yusuf, and Piotr as absent, at the morning meeting of a day."""
    at = NOW - days_ago * DAY
    by = System(person_id=house.facilitator.id)
    with held_at(at), writing():
        register = open_register(occurrence_on(house, "morning", TODAY - days_ago * DAY), by=by)
        mark(register, [NewMark(new_id(), house.resident.id, value, **more)], by=by)
        mark(register, [NewMark(new_id(), house.other_resident.id, Value("unexcused"))], by=by)
        occurrence_id = register.occurrence_id
        write(occurrence_id, None, "Canary note about the group", based_on=None, by=by)
        write(occurrence_id, house.resident.id, "Canary draft", based_on=None, by=by)


def lived_through(house: Cast) -> None:
    """Something in every section."""
    with writing():
        yusuf = db.session.get_one(Person, house.resident.id)
        describe_person(yusuf, sex="m", speaks=["en", "ar"], interests=["books"], by=SYSTEM)
        stay = db.session.get_one(Stay, house.stays["resident"].id)
        grant_leave(stay, from_at=NOW + DAY, to_at=NOW + 2 * DAY, by=SYSTEM)
        enter_stage(stay, house.stages[1], at=NOW - DAY, by=System(person_id=house.manager.id))
        pair = {"house_id": house.house.id, "reasons": [], "proposed_at": NOW - 9 * DAY}
        agreed = {"elder_agreed_at": NOW - 8 * DAY, "newcomer_agreed_at": NOW - 7 * DAY}
        db.session.add(Mentorship(newcomer_id=house.resident.id, elder_id=house.other_resident.id, **pair, **agreed))
        # A proposal that nobody agreed to is not yet anything.
        db.session.add(Mentorship(newcomer_id=house.resident.id, elder_id=house.newcomer.id, **pair))
        db.session.add(
            NoContact(
                house_id=house.house.id,
                resident_id=house.resident.id,
                given_name="Hidden",
                surname="Stranger",
                folded="hidden stranger",
                reason="Canary reason",
                from_at=NOW,
            )
        )
    actor = actor_for(house.resident)
    with writing():
        subscribe(actor, "resident", device="Blue phone")
    marked(house, 0, Value("excused", absence_reason="court"))


def test_every_section_is_filled_from_what_is_there(app: Flask, house: Cast, browse: Browse) -> None:
    lived_through(house)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", browse(house.resident).text("/record")))
    for words in (
        "Yusuf Haddad",
        "Yusuf H.",
        "العربية · English",
        "reading",
        "Orientation",
        "Re-entry",
        "decided by Ewa M.",
        "Wednesday 25 November",
        "Amina H.",
        "mother",
        "Excused: court",
        "noted by Marta W.",
        "Piotr Z.",
        "stands by me",
        "Blue phone",
        "never fetched yet",
    ):
        assert words in text, words


def test_nothing_in_it_is_about_anybody_else(app: Flask, house: Cast, browse: Browse) -> None:
    lived_through(house)
    text = browse(house.resident).text("/record")
    # Notes are about a group, no-contact is said to staff only, and others are read by first name and initial.
    for words in ("Canary", "Hidden", "Stranger", "Wolska", "Mazur", "Zieliński", "Орлов", "Absent"):
        assert words not in text, words
    assert "Amina Haddad" not in text


@pytest.mark.parametrize("name", ["manager", "facilitator", "mother", "other_manager"])
def test_the_page_is_for_residents_and_graduates(app: Flask, house: Cast, browse: Browse, name: str) -> None:
    client = browse(house.people[name])
    client.get("/record", status=403)
    client.get("/record/readers", status=403)


def test_a_graduate_reads_their_own_record_still(app: Flask, house: Cast, browse: Browse) -> None:
    lived_through(house)
    with writing():
        stay = db.session.get_one(Stay, house.stays["resident"].id)
        discharge(stay, at=NOW, by=SYSTEM)
        db.session.add(ElderSpell(house_id=house.house.id, person_id=house.resident.id, from_at=NOW))
    client = browse(house.resident)
    text = client.text("/record")
    assert "Excused: court" in text and "End of the stay" in text
    assert 'href="/record/readers"' in client.text("/account")


@pytest.mark.parametrize("query", ["person_id", "id", "resident", "who", "about", "actor"])
def test_no_parameter_makes_it_anybody_elses(app: Flask, house: Cast, browse: Browse, query: str) -> None:
    marked(house, 0, Value("present"))
    client = browse(house.resident)
    for path in ("/record", "/record/readers", "/record/readers?show=changes"):
        plain, asked = (
            client.text(path),
            client.text(f"{path}{'&' if '?' in path else '?'}{query}={house.other_resident.id}"),
        )
        assert TOKEN.sub("", asked) == TOKEN.sub("", plain)


def test_older_marks_are_eight_weeks_away(app: Flask, house: Cast, browse: Browse) -> None:
    marked(house, 28, Value("late", minutes=7))
    with writing():
        # The plan of the cast is a month old: this register is set back to the summer.
        one = db.session.get_one(Occurrence, occurrence_on(house, "morning", TODAY - 28 * DAY))
        one.starts_at, one.wall_start = NOW - 70 * DAY, (NOW - 70 * DAY).replace(tzinfo=None)
        db.session.execute(update(Register).values(frozen_for=one.starts_at))
    client = browse(house.resident)
    assert "7 minutes late" not in client.text("/record")
    text = client.text("/record?weeks=16")
    assert "7 minutes late" in text and 'href="?weeks=8#marks"' in text and 'href="?weeks=24#marks"' in text
    assert "7 minutes late" not in client.text("/record?weeks=24")


def test_each_week_stands_under_its_own_days(app: Flask, house: Cast, browse: Browse) -> None:
    for days_ago in (0, 1, 8):
        marked(house, days_ago, Value("present"))
    text = browse(house.resident).text("/record")
    weeks = re.findall(r"<span>(\d+ \w+ – \d+ \w+) <span class=\"soft\">· (\d+) session", text)
    assert weeks[:3] == [
        ("23 November – 29 November", "2"),
        ("16 November – 22 November", "1"),
        ("9 November – 15 November", "0"),
    ]
    assert len(weeks) == 8


def test_a_mark_that_was_corrected_says_why(app: Flask, house: Cast, browse: Browse) -> None:
    marked(house, 0, Value("unexcused"))
    by = System(person_id=house.manager.id)
    with writing():
        register = open_register(occurrence_on(house, "morning", TODAY), by=by)
        close(register, unrecorded_known=True, by=by)
        stands = db.session.scalars(select(CurrentMark.mark_id).where(CurrentMark.person_id == house.resident.id)).one()
        mark(register, [NewMark(new_id(), house.resident.id, Value("present"), stands, "Was at the back")], by=by)
    text = browse(house.resident).text("/record")
    assert "Corrected because:" in text and "Was at the back" in text
    assert "noted by <bdi>Ewa M.</bdi>" in text and "Absent" not in text


@pytest.mark.parametrize("days", [0, 1])
def test_the_page_costs_a_constant_number_of_statements(app: Flask, house: Cast, browse: Browse, days: int) -> None:
    for days_ago in range(days * 3):
        marked(house, days_ago, Value("present"))
    client = browse(house.resident)
    with statements() as sent:
        client.get("/record")
    # One for the notes, which are drafts.
    # One for whoever asks, and one for each part of the page: card, stays, leaves, what takes one
    # elsewhere, groups, family, consents with the family's kinds, marks, mentorships, addresses, sign-ins.
    assert len(sent) == 14


def test_a_pairing_that_rests_or_is_over_is_said_to_be_over(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.resident)
    pair(house.other_resident, make_elder(house, "resident"))
    assert "I stand by them" in browse(house.resident).text("/record")
    with writing():
        bar(house.other_resident, other=house.resident, reason="Asked for it.", by=SYSTEM)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", browse(house.resident).text("/record")))
    assert "I stand by them over" in text
