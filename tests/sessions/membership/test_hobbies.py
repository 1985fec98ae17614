"""Hobbies: residents join, wait and leave by themselves; every future date follows, and no name is told."""

import re
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.people.models import Person
from community.residency.engagements import note_engagement
from community.residency.models import Stay
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.opening import open_register
from sessions.attendance.roll import expected_people
from sessions.calendars.operations import subscribe
from sessions.groups.models import Group, GroupMembership
from sessions.groups.operations import join_group
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.pages import Browser
from tests.sessions.membership.test_groups import formed, meets
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
DAY = timedelta(days=1)


@pytest.fixture
def choir(house: Cast) -> Group:
    """A hobby with one place, every day at 18:00."""
    group = formed(house, "Choir", kind="hobby", capacity=1)
    house.series["choir"] = meets(house, group, TODAY - 3 * DAY)
    return group


def test_joining_makes_every_future_date_right_and_past_registers_stay(
    house: Cast, browse: Browse, choir: Group
) -> None:
    yesterday, tonight = (occurrence_on(house, "choir", day) for day in (TODAY - DAY, TODAY))
    with writing():
        past = open_register(yesterday, by=SYSTEM).id
    browser = browse(house.resident)
    assert "Evening circle" not in browser.text("/today")
    browser.post(f"/hobbies/{choir.id}/membership")
    assert "Evening circle" in browser.text("/today")
    assert "Evening circle" in browser.text(f"/today?day={(TODAY + 9 * DAY).isoformat()}")
    assert "Evening circle" in browser.text("/week")
    with writing():
        _, token = subscribe(actor_for(house.resident), "resident", device="phone", consent_id=None)
    feed = browse(None).get(f"/feeds/{token}.ics").get_data(as_text=True)
    # From tonight to the last date that is filled, and none before.
    assert len(re.findall(r"DTSTART:\d+T170000Z", feed)) == 14
    assert [name for name, _ in expected_people(tonight)] == ["Yusuf H."]
    with held_at(NOW + 8 * timedelta(hours=1)), writing():
        tonights = open_register(tonight, by=SYSTEM).id
    found = db.session.execute(select(RegisterRow.register_id, RegisterRow.person_id))
    rows = {row.register_id: row.person_id for row in found}
    assert rows == {tonights: house.resident.id}
    assert db.session.get(Register, past) is not None
    with held_at(NOW + DAY):
        browse(house.resident).post(f"/hobbies/{choir.id}/membership/ending")
        tomorrow = browse(house.resident).text(f"/today?day={(TODAY + DAY).isoformat()}")
    assert "Evening circle" not in tomorrow
    kept = select(RegisterRow.person_id).where(RegisterRow.register_id == tonights)
    assert db.session.scalars(kept).all() == [house.resident.id]


def test_whoever_finds_the_last_place_taken_waits_and_moves_up(house: Cast, browse: Browse, choir: Group) -> None:
    with writing():
        join_group(db.session.get_one(Group, choir.id), house.other_resident.id, from_at=NOW - DAY, by=SYSTEM)
    browser = browse(house.resident)
    text = browser.text("/hobbies")
    assert ("Every place is taken." in text, "Wait for a place" in text, "Piotr" in text) == (True, True, False)
    browser.post(f"/hobbies/{choir.id}/membership")
    assert "Your place in the queue: 1" in browser.text("/hobbies")
    again = browser.post(f"/hobbies/{choir.id}/waiting", status=422).get_data(as_text=True)
    assert "This person waits for a place already." in again
    browser.post(f"/hobbies/{choir.id}/waiting/ending")
    browser.post(f"/hobbies/{choir.id}/waiting")
    browse(house.other_resident).post(f"/hobbies/{choir.id}/membership/ending")
    assert "You belong to it." in browser.text("/hobbies")


def test_places_left_and_the_next_date_stand_there(house: Cast, browse: Browse, choir: Group) -> None:
    text = browse(house.resident).text("/hobbies")
    assert ("1 place is left." in text, "18:00–19:00" in text, "Today" in text) == (True, True, True)


def test_one_group_ends_and_a_closed_one_is_only_told(house: Cast, browse: Browse) -> None:
    closed = formed(house, "Chess", kind="hobby", open_to_join=False)
    browser = browse(house.resident)
    assert "Closed at the moment." in browser.text("/hobbies")
    for noun in ("membership", "waiting"):
        text = browser.post(f"/hobbies/{closed.id}/{noun}", status=422).get_data(as_text=True)
        assert "This group is closed at the moment." in text
    for noun in ("membership/ending", "waiting/ending"):
        browser.post(f"/hobbies/{closed.id}/{noun}", status=422)
    assert db.session.scalars(select(GroupMembership).where(GroupMembership.group_id == closed.id)).all() == []


@pytest.mark.parametrize("kind", ["group", "department", "list"])
def test_nobody_joins_another_kind_of_group_by_themselves(house: Cast, browse: Browse, kind: str) -> None:
    group = formed(house, "Circle", kind=kind)
    browser = browse(house.resident)
    assert "Circle" not in browser.text("/hobbies")
    browser.post(f"/hobbies/{group.id}/membership", status=404)
    with writing():
        join_group(db.session.get_one(Group, group.id), house.resident.id, from_at=NOW - DAY, by=SYSTEM)
    assert ("Circle" in browser.text("/hobbies")) == (kind != "list")
    assert "Circle" not in browse(house.other_resident).text("/hobbies")
    browser.post(f"/hobbies/{group.id}/membership/ending", status=404)


def test_staff_and_relatives_have_no_hobbies_and_another_house_none_of_these(
    house: Cast, browse: Browse, choir: Group
) -> None:
    for person in (house.manager, house.facilitator, house.mother):
        browse(person).get("/hobbies", status=403)
        browse(person).post(f"/hobbies/{choir.id}/membership", status=403)


def test_the_page_costs_the_same_for_one_hobby_and_for_four(house: Cast, browse: Browse, choir: Group) -> None:
    browser = browse(house.resident)
    browser.get("/hobbies")
    costs = []
    for more in (0, 3):
        for number in range(more):
            meets(house, formed(house, f"Hobby {number}", kind="hobby"))
        with statements() as sent:
            browser.get("/hobbies")
        costs.append(len(sent))
    # Who asks, the groups, their next dates.
    assert costs == [3, 3]


def test_a_resident_finds_the_way_from_the_week_and_from_their_own_page(house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    assert ['href="/hobbies"' in browser.text(path) for path in ("/week", "/account")] == [True, True]
    staff = browse(house.facilitator)
    assert ['href="/hobbies"' in staff.text(path) for path in ("/week", "/account")] == [False, False]


def test_the_next_date_is_one_that_takes_place(house: Cast, browse: Browse, choir: Group) -> None:
    with writing():
        db.session.get_one(Occurrence, occurrence_on(house, "choir", TODAY)).status = "cancelled"
    assert "25 November" in browse(house.resident).text("/hobbies")


def test_ones_own_record_says_what_one_belongs_to_and_what_takes_one_elsewhere(
    house: Cast, browse: Browse, choir: Group
) -> None:
    with writing():
        join_group(db.session.get_one(Group, choir.id), house.resident.id, from_at=NOW - DAY, by=SYSTEM)
        note_engagement(
            db.session.get_one(Stay, house.stays["resident"].id),
            reason="court",
            days=(),
            first_day=TODAY + DAY,
            to_day=None,
            start=time(9),
            end=time(12),
            zone=house.house.zone,
            by=SYSTEM,
        )
    text = browse(house.resident).text("/record")
    assert ("Choir" in text, "court" in text, "09:00–12:00" in text) == (True, True, True)
    assert "Choir" not in browse(house.other_resident).text("/record")


def test_a_group_is_formed_on_the_command_line_too(app: Flask, house: Cast) -> None:
    run = app.test_cli_runner().invoke
    made = run(args=["group", "form", "garden", "Chess", "--kind", "hobby", "--places", "1"])
    group = made.output.strip()
    assert run(args=["group", "join", group, house.resident.id]).exit_code == 0
    full = run(args=["group", "join", group, house.newcomer.id])
    assert (full.exit_code, "Every place of this group is taken." in full.output) == (1, True)
    assert f"{group}\t1\tChess" in run(args=["group", "list", "garden"]).output
