"""What needs a person today: each in its place, one tap from done, told to the manager and to nobody else."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from community.access.actor import SYSTEM
from community.houses.models import StaffMembership
from community.houses.operations import employ
from community.mentoring.models import ChangeRequest, ElderSpell, Mentorship
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.models import Stay
from community.residency.operations import discharge, grant_leave
from foundation.clock import held_at, now
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.jobs import freeze_due
from sessions.attendance.models import Register
from sessions.schedule.models import Occurrence
from tests.cast import LONG_AGO, NOW, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
KINDS = ["clashes", "unled", "later", "returns", "registers", "elders", "requests", "contacts", "consents"]


@pytest.fixture
def quiet(app: Flask, house: Cast) -> Cast:
    """The house with nothing to do: every register is finished, everybody has an elder."""
    reads_english(house.manager)
    freeze_due()
    with writing():
        db.session.execute(update(Register).values(closed_at=NOW))
        for person in (house.resident, house.other_resident, house.newcomer):
            discharge(db.session.scalars(select(Stay).where(Stay.person_id == person.id)).one(), at=now(), by=SYSTEM)
    return house


def parts(text: str) -> dict[str, str]:
    """The parts of the manager's page by their kind, in order."""
    found = re.findall(r'<section aria-labelledby="needs-(\w+)".*?</section>', text, flags=re.DOTALL)
    whole = re.findall(r'(<section aria-labelledby="needs-\w+".*?</section>)', text, flags=re.DOTALL)
    return dict(zip(found, whole, strict=True))


def change(occurrence_id: str, **values: object) -> None:
    """Set what the table says about one date."""
    with writing():
        db.session.execute(update(Occurrence).where(Occurrence.id == occurrence_id).values(**values))


def test_nothing_needs_the_manager_of_a_quiet_house(quiet: Cast, browse: Browse) -> None:
    text = browse(quiet.manager).text("/today")
    assert (parts(text), "Nothing needs you right now" in text) == ({}, True)
    assert text.count("#check2-all") == 5


def test_two_sessions_in_one_room_clash_until_one_is_over_or_cancelled(quiet: Cast, browse: Browse) -> None:
    lunch, steps = (occurrence_on(quiet, name, TODAY) for name in ("lunch", "steps"))
    row = db.session.get_one(Occurrence, steps)
    change(lunch, starts_at=row.starts_at - timedelta(minutes=30), ends_at=row.ends_at, room_id=row.room_id)
    text = parts(browse(quiet.manager).text("/today"))["clashes"]
    way = re.search(r'href="(/clashes\?week=2026-11-24&amp;clash=\w+)"', text)
    assert ("1 clash in the next seven days" in text, "Garden room" in text, way is not None) == (True, True, True)
    change(lunch, ends_at=row.starts_at)
    assert parts(browse(quiet.manager).text("/today")) == {}
    change(lunch, ends_at=row.ends_at, status="cancelled")
    assert parts(browse(quiet.manager).text("/today")) == {}


def test_one_leader_in_two_places_is_a_clash(quiet: Cast, browse: Browse) -> None:
    lunch, steps = (occurrence_on(quiet, name, TODAY) for name in ("lunch", "steps"))
    row = db.session.get_one(Occurrence, steps)
    change(lunch, starts_at=row.starts_at, ends_at=row.ends_at, leader_kind="staff", leader_id=row.leader_id)
    text = parts(browse(quiet.manager).text("/today"))["clashes"]
    assert "<bdi>Marta W.</bdi> leads two sessions at once" in text
    with held_at(row.ends_at):
        assert "clashes" not in parts(browse(quiet.manager).text("/today"))


def test_who_is_expected_in_two_places_within_a_week_is_told_until_somebody_means_it(
    house: Cast, browse: Browse
) -> None:
    reads_english(house.manager)
    day = TODAY + timedelta(days=7)
    row = db.session.get_one(Occurrence, occurrence_on(house, "group", day))
    half = timedelta(minutes=30)
    change(occurrence_on(house, "steps", day), starts_at=row.starts_at + half, ends_at=row.ends_at, leader_id=None)
    manager = browse(house.manager)
    with held_at(NOW - timedelta(hours=1)):
        assert "clashes" not in parts(manager.text("/today"))
    with statements() as sent:
        text = parts(manager.text("/today"))["clashes"]
    assert ("3 people are expected in two places" in text, "/clashes?week=2026-12-01" in text) == (True, True)
    page = manager.text("/clashes?week=2026-12-01")
    for number in range(3):
        fields = dict(re.findall(r'name="(kind|day|one|other|subject)" value="([^"]*)"', page))
        manager.post("/clashes/acceptances", fields | {"reason": f"Both are open {number}"})
        page = manager.text("/clashes?week=2026-12-01")
    assert "clashes" not in parts(manager.text("/today"))
    # One more than where nothing is at once: who is expected there.
    assert len(sent) == 13


def test_a_session_whose_leader_works_here_no_more_needs_somebody(quiet: Cast, browse: Browse) -> None:
    with writing():
        marta = update(StaffMembership).where(StaffMembership.person_id == quiet.facilitator.id)
        db.session.execute(marta.values(to_at=NOW + timedelta(days=2)))
    text = parts(browse(quiet.manager).text("/today"))["unled"]
    ids = re.findall(r'class="btn [\w-]+" href="/occurrences/(\w+)"', text)
    # From the day after tomorrow on: a morning meeting and a group each day, and one weekly of each.
    assert occurrence_on(quiet, "group", TODAY + timedelta(days=3)) in ids
    assert occurrence_on(quiet, "group", TODAY + timedelta(days=1)) not in ids
    assert occurrence_on(quiet, "lunch", TODAY + timedelta(days=3)) not in ids
    assert ("is not there then" in text, "Marta W." in text) == (True, True)


def test_a_session_with_nobody_at_all_needs_somebody_and_is_taken_over(quiet: Cast, browse: Browse) -> None:
    steps = occurrence_on(quiet, "steps", TODAY)
    change(steps, leader_id=None, keeper_id=None)
    manager = browse(quiet.manager)
    assert f"/occurrences/{steps}" in parts(manager.text("/today"))["unled"]
    manager.post(f"/occurrences/{steps}/takeover", {"version": "0"})
    assert parts(manager.text("/today")) == {}


def test_who_should_be_back_is_noted_back_with_one_tap(quiet: Cast, browse: Browse) -> None:
    with held_at(LONG_AGO + timedelta(days=1)), writing():
        back = db.session.scalars(select(Stay).where(Stay.person_id == quiet.resident.id)).one()
        back.discharged_at = None
        db.session.flush()
        leave = grant_leave(back, from_at=NOW - timedelta(days=2), to_at=NOW - timedelta(hours=1), by=SYSTEM)
    manager = browse(quiet.manager)
    text = parts(manager.text("/today"))["returns"]
    assert ("1 person is not back yet" in text, "Yusuf H.</bdi> is back" in text) == (True, True)
    answer = manager.post(f"/leaves/{leave.id}/return", {"back": "today.my_day"})
    assert answer.location == "/today"
    assert "returns" not in parts(manager.text("/today"))


def test_night_staff_look_out_for_who_is_late_and_facilitators_do_not(quiet: Cast, browse: Browse) -> None:
    with writing():
        stay = db.session.scalars(select(Stay).where(Stay.person_id == quiet.resident.id)).one()
        stay.discharged_at = None
        db.session.flush()
        grant_leave(stay, from_at=NOW - timedelta(days=2), to_at=NOW - timedelta(hours=1), by=SYSTEM)
        employ(db.session.merge(quiet.other_facilitator), "night_staff", by=SYSTEM, from_at=LONG_AGO)
    reads_english(quiet.other_facilitator)
    seen = [browse(person).text("/today") for person in (quiet.other_facilitator, quiet.facilitator)]
    assert ["is back" in text for text in seen] == [True, False]


def test_newcomers_elders_and_contacts_lead_to_where_they_are_mended(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    text = parts(browse(house.manager).text("/today"))["elders"]
    assert f"/mentoring/newcomers/{house.newcomer.id}/suggestions" in text
    assert ("3 people without enough elders" in text, "Day 61 here" in text) == (True, True)


def test_whoever_has_one_elder_and_waits_for_another_needs_one_more_and_not_none(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    own = {"house_id": house.house.id}
    # In the first days here two are needed.
    days_ago = NOW - timedelta(days=3)
    with writing():
        db.session.execute(update(Stay).where(Stay.person_id == house.newcomer.id).values(admitted_at=days_ago))
        for elder, agreed_at in ((house.resident, NOW - timedelta(days=1)), (house.other_resident, None)):
            db.session.add(ElderSpell(id=new_id(), **own, person_id=elder.id, from_at=LONG_AGO + timedelta(days=1)))
            db.session.flush()
            pair = {"elder_id": elder.id, "elder_agreed_at": agreed_at, "newcomer_agreed_at": agreed_at}
            asked = {"newcomer_id": house.newcomer.id, "reasons": [], "proposed_at": NOW - timedelta(days=1)}
            db.session.add(Mentorship(id=new_id(), **own, **asked, **pair))
    text = parts(browse(house.manager).text("/today"))["elders"]
    assert f"<bdi>{house.newcomer.shown}</bdi> needs one more elder" in text
    assert "1 of 2 agreed · 1 asked" in text


def test_a_wish_for_another_pairing_and_a_contact_too_long_ago_lead_to_the_two(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    agreed = NOW - timedelta(days=14)
    own = {"house_id": house.house.id}
    spell = ElderSpell(id=new_id(), **own, person_id=house.other_resident.id, from_at=LONG_AGO + timedelta(days=1))
    pair = Mentorship(
        id=new_id(),
        **own,
        newcomer_id=house.newcomer.id,
        elder_id=house.other_resident.id,
        reasons=[],
        proposed_at=agreed,
        elder_agreed_at=agreed,
        newcomer_agreed_at=agreed,
    )
    asked = ChangeRequest(id=new_id(), **own, mentorship_id=pair.id, asked_at=NOW, asked_by=house.newcomer.id)
    with writing():
        for row in (spell, pair, asked):
            db.session.add(row)
            db.session.flush()
        ids = pair.id
    found = parts(browse(house.manager).text("/today"))
    assert "Олег О.</bdi> asks for another pairing" in found["requests"]
    assert "contact was due" in found["contacts"]
    assert [f'href="/mentorships/{ids}"' in found[kind] for kind in ("requests", "contacts")] == [True, True]


def test_a_consent_that_ends_within_two_weeks_says_whose_for_whom_and_until_when(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    assert "consents" not in parts(browse(house.manager).text("/today"))
    with held_at(NOW + timedelta(days=20)):
        text = parts(browse(house.manager).text("/today"))["consents"]
    assert ("Yusuf H." in text, "Amina H." in text, "Thursday 24 December" in text) == (True, True, True)
    assert f'href="/residents/{house.resident.id}/consents"' in text


def test_each_kind_stands_in_the_order_of_urgency(house: Cast, browse: Browse) -> None:
    freeze_due()
    change(occurrence_on(house, "steps", TODAY), leader_id=None)
    found = list(parts(browse(house.manager).text("/today")))
    assert found == [kind for kind in KINDS if kind in found]
    assert {"unled", "registers", "elders"} <= set(found)


def test_what_a_manager_needs_to_do_is_told_to_no_one_else(house: Cast, browse: Browse) -> None:
    change(occurrence_on(house, "steps", TODAY), leader_id=None)
    for person in (house.facilitator, house.resident, house.mother, house.other_manager):
        text = browse(person).text("/today")
        assert ("needs-unled" in text, "needs-elders" in text, "Yusuf H." in text) == (False, False, False)


@pytest.mark.parametrize("people", [0, 57])
def test_the_first_page_takes_eleven_statements_for_three_and_for_sixty(
    house: Cast, browse: Browse, people: int
) -> None:
    with writing():
        consent = db.session.scalars(select(Stay.treatment_consent_id)).first()
        for number in range(people):
            person = enrol_person(
                house.house.id, given_name=f"Guest {number}", surname="Many", language="en", by=SYSTEM
            )
            db.session.add(
                Stay(
                    id=new_id(),
                    house_id=house.house.id,
                    person_id=person.id,
                    treatment_consent_id=consent,
                    capacity="resident",
                    reason="own_wish",
                    admitted_at=NOW - timedelta(days=number % 20),
                )
            )
    freeze_due()
    browser = browse(house.manager)
    with statements() as sent:
        text = browser.text("/today")
    assert (len(sent), text.count("/suggestions")) == (12, 3 + people)
