"""The page of a register: what a row shows, the small page of one mark, walk-ins searched, check-ins and what waits."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from community.audit.models import RecordedRead
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.check_ins import check_in
from sessions.attendance.closing import close
from sessions.attendance.marks import Value, by_the_clock
from tests.cast import NOW, Cast, actor_for
from tests.sessions.attendance.test_meanwhile import ask
from tests.sessions.attendance.test_views import open_page
from tests.statements import statements


def row_of(text: str, person_id: str) -> str:
    return text.split(f'id="p-{person_id}"', 1)[1].split("</li>", 1)[0]


@pytest.mark.parametrize(
    ("status", "at", "minutes"),
    [
        ("late", 12, 12),
        ("late", 0, 5),
        ("late", 59, 59),
        ("late", 60, 5),
        ("left_early", 48, 12),
        ("left_early", 60, 5),
        ("left_early", 0, 5),
    ],
)
def test_minutes_come_from_the_clock_where_that_can_be(status: str, at: int, minutes: int) -> None:
    assert by_the_clock(status, NOW, NOW + timedelta(minutes=60), NOW + timedelta(minutes=at), 59) == minutes


def test_five_minutes_are_too_many_of_a_very_short_session() -> None:
    assert by_the_clock("late", NOW, NOW + timedelta(minutes=3), NOW, 2) == 2


def test_without_scripts_late_is_what_the_clock_says_and_excused_begins_as_other(roll, house: Cast, browse) -> None:
    browser = browse(house.facilitator)
    form = open_page(browser, roll)
    form |= {f"status.{house.resident.id}": "late", f"status.{house.newcomer.id}": "excused"}
    browser.post(f"/registers/{roll.register.id}/marks", form)
    # The group began at 10:00, and it is 10:32.
    assert roll.stands(house.resident.id).value == Value("late", 32)
    assert roll.stands(house.newcomer.id).value == Value("excused", None, "other")
    text = browser.text(f"/occurrences/{roll.occurrence_id}/register")
    assert "32 min late" in row_of(text, house.resident.id)
    with held_at(NOW + timedelta(minutes=3)):
        browser.post(f"/registers/{roll.register.id}/marks", open_page(browser, roll))
    assert (roll.stands(house.resident.id).value, roll.made()) == (Value("late", 32), 2)


def test_a_row_is_four_marks_one_hidden_field_and_a_link(roll, house: Cast, browse) -> None:
    row = row_of(browse(house.facilitator).text(f"/occurrences/{roll.occurrence_id}/register"), house.resident.id)
    assert re.findall(r'<input type="radio"[^>]* value="(\w+)"', row) == ["present", "late", "unexcused", "excused"]
    assert re.findall(r'type="hidden" name="(\w+)\.', row) == ["seen"]
    assert f"/registers/{roll.register.id}/people/{house.resident.id}/mark" in row


def test_the_small_page_says_and_saves_what_the_row_leaves_out(roll, house: Cast, browse) -> None:
    browser = browse(house.facilitator)
    me = house.resident.id
    path = f"/registers/{roll.register.id}/people/{me}/mark"
    text = browser.text(path)
    assert len(re.findall(rf'name="status\.{me}"', text)) == 7
    assert len(re.findall(rf'name="reason\.{me}"', text)) == 10
    fields = dict(re.findall(r'type="hidden" name="((?:seen|mark)\.\w+)" value="([^"]*)"', text))
    answer = browser.post(
        f"/registers/{roll.register.id}/marks", fields | {f"status.{me}": "left_early", f"minutes.{me}": "20"}
    )
    assert answer.location == f"/occurrences/{roll.occurrence_id}/register#p-{me}"
    assert roll.stands(me).value == Value("left_early", 20)
    assert "Left 20 min early" in row_of(browser.text(f"/occurrences/{roll.occurrence_id}/register"), me)


def test_a_fault_of_the_small_page_stays_there_with_what_was_typed(roll, house: Cast, browse) -> None:
    me = house.resident.id
    form = {f"seen.{me}": "|unrecorded||", f"status.{me}": "late", f"minutes.{me}": "999"}
    text = browse(house.facilitator).post(f"/registers/{roll.register.id}/marks", form, status=422).text
    assert ('value="999"' in text, 'id="fault"' in text, roll.made()) == (True, True, 0)


def test_opening_the_small_page_is_recorded_for_who_does_not_lead(roll, house: Cast, browse) -> None:
    path = f"/registers/{roll.register.id}/people/{house.resident.id}/mark"
    browse(house.facilitator).get(path)
    assert db.session.scalars(select(RecordedRead)).all() == []
    db.session.rollback()
    browse(house.manager).get(path)
    assert [(one.about_id, one.kind) for one in db.session.scalars(select(RecordedRead))] == [
        (house.resident.id, "marks")
    ]
    db.session.rollback()
    for who, status in (("other_facilitator", 404), ("other_manager", 404), ("resident", 403), ("mother", 403)):
        browse(house.people[who]).get(path, status=status)


def test_who_is_not_on_the_register_has_no_small_page(roll, house: Cast, browse) -> None:
    browse(house.facilitator).get(f"/registers/{roll.register.id}/people/{house.mother.id}/mark", status=404)


def found_by(browser, roll, typed: str) -> list[str]:
    text = browser.text(f"/registers/{roll.register.id}/walk-ins?q={typed}")
    return re.findall(r"<button[^>]*person_id[^>]*>.*?<bdi>([^<]*)", text)


@pytest.mark.parametrize("typed", ["am", "AM", "Amina", "ам", "أم", "ami"])
def test_two_letters_of_a_name_find_who_came_in_any_script(roll, house: Cast, browse, typed: str) -> None:
    roll.let_relatives_come()
    assert found_by(browse(house.facilitator), roll, typed) == ["Amina H."]


@pytest.mark.parametrize("typed", ["", "a", " a ", "Karim", "Leyla", "Yusuf", "Nadia", "%", "__", "zz"])
def test_nobody_else_is_found_nor_spoken_of(roll, house: Cast, browse, typed: str) -> None:
    roll.let_relatives_come()
    assert found_by(browse(house.facilitator), roll, typed) == []


def test_where_no_relatives_belong_none_is_found(roll, house: Cast, browse) -> None:
    assert found_by(browse(house.facilitator), roll, "Amina") == []


def test_a_hit_is_a_button_that_adds_them(roll, house: Cast, browse) -> None:
    roll.let_relatives_come()
    browser = browse(house.facilitator)
    text = browser.text(f"/registers/{roll.register.id}/walk-ins?q=am")
    [person_id] = re.findall(r'name="person_id" value="(\w+)"', text)
    browser.post(f"/registers/{roll.register.id}/walk-ins", {"person_id": person_id})
    assert roll.stands(house.mother.id).added == "walk_in"


@pytest.mark.parametrize("who", ["other_facilitator", "other_manager", "resident", "mother"])
def test_nobody_else_searches(roll, house: Cast, browse, who: str) -> None:
    status = 404 if who.startswith("other") else 403
    browse(house.people[who]).get(f"/registers/{roll.register.id}/walk-ins?q=am", status=status)


def test_searching_is_three_statements(roll, house: Cast, browse) -> None:
    browser = browse(house.facilitator)
    browser.get("/account")
    with statements() as seen:
        browser.get(f"/registers/{roll.register.id}/walk-ins?q=am")
    # Who asks, the register, and who may come.
    assert len(seen) == 3


def test_who_checked_in_is_told_and_marked_present_by_one_button(roll, house: Cast, browse) -> None:
    with writing():
        check_in(roll.occurrence_id, house.resident.id, by=actor_for(house.resident))
    browser = browse(house.facilitator)
    text = browser.text(f"/occurrences/{roll.occurrence_id}/register")
    assert "checked in \u206610:32\u2069" in row_of(text, house.resident.id)
    assert "checked in" not in row_of(text, house.newcomer.id)
    assert "Mark those who checked in as present (1)" in text
    browser.post(f"/registers/{roll.register.id}/checked-in")
    text = browser.text(f"/occurrences/{roll.occurrence_id}/register")
    assert (roll.stands(house.resident.id).value.status, "Mark those who checked in" in text) == ("present", False)


@pytest.mark.parametrize(("keep", "stands"), [("yours", "present"), ("theirs", "unexcused")])
def test_both_who_marked_see_the_two_values_until_one_is_chosen(
    roll, house: Cast, browse, make, keep: str, stands: str
) -> None:
    me = house.resident.id
    roll.mark(make(me, "unexcused"), by=actor_for(house.manager))
    roll.mark(make(me, "present", based_on=new_id()))
    told = {}
    for who in (house.facilitator, house.manager):
        text = browse(who).text(f"/occurrences/{roll.occurrence_id}/register")
        told[who.id] = re.findall(r'class="value">([^<]*)', row_of(text, me))
        assert 'name="keep" value="yours"' in row_of(text, me)
    assert told[house.facilitator.id] == ["Present", "Absent"]
    assert told[house.manager.id] == ["Obecność", "Nie\u00adobecność"]
    browser = browse(house.manager)
    [held] = re.findall(r'id="settle-(\w+)"', browser.text(f"/occurrences/{roll.occurrence_id}/register"))
    assert f'data-held="{held}"' in ask(browser, roll, "")
    answer = browser.post(f"/held-marks/{held}/settlement", {"keep": keep, "back": "register"})
    assert answer.location == f"/occurrences/{roll.occurrence_id}/register#p-{me}"
    assert roll.stands(me).value.status == stands
    assert "data-held" not in ask(browser, roll, "")


def test_a_finished_register_offers_to_correct_on_the_small_page(roll, house: Cast, browse, make) -> None:
    me = house.resident.id
    roll.mark(make(me))
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    browser = browse(house.facilitator)
    path = f"/registers/{roll.register.id}/people/{me}/mark"
    assert f'href="{path}"' in browser.text(f"/occurrences/{roll.occurrence_id}/register")
    assert f'name="correction.{me}"' in browser.text(path)
    assert found_by(browser, roll, "am") == []
