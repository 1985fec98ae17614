"""The pages of the roll call, as a facilitator works through them without any script."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.audit.models import RecordedRead
from community.audit.queries import broken_chains
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.jobs import freeze_due
from sessions.attendance.marks import Value
from sessions.attendance.models import Register
from sessions.attendance.queries import session_for
from sessions.attendance.roll import standing
from sessions.attendance.states import register_states
from sessions.attendance.waiting import open_registers
from tests.cast import NOW, TODAY, actor_for, occurrence_on


def fields_of(text: str) -> dict[str, str]:
    """What a browser would send of the form of marks without touching it."""
    form = text.split('<form id="marks"', 1)[1].split("</form>", 1)[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="([^"]*)"', tag)[1]
        if name and (kind != "radio" or " checked" in tag):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]*)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def open_page(browser, roll) -> dict[str, str]:
    return fields_of(browser.text(f"/occurrences/{roll.occurrence_id}/register"))


def test_before_it_is_opened_the_page_tells_who_is_expected_and_offers_to_open_it(house, browse) -> None:
    occurrence_id = occurrence_on(house, "group", TODAY)
    browser = browse(house.facilitator)
    text = browser.text(f"/occurrences/{occurrence_id}/register")
    assert re.findall(r'person-name"><bdi>([^<]*)', text) == ["Piotr Z.", "Yusuf H.", "Олег О."]
    assert "Open the register" in text
    browser.post(f"/occurrences/{occurrence_id}/register")
    assert "0 of 3 recorded" in browser.text(f"/occurrences/{occurrence_id}/register")


def test_too_early_it_says_from_when_on(house, browse) -> None:
    text = browse(house.facilitator).text(f"/occurrences/{occurrence_on(house, 'steps', TODAY)}/register")
    assert ("19:45" in text, "Open the register" in text) == (True, False)


def test_a_whole_register_is_saved_by_one_form_and_only_changed_rows_count(roll, house, browse) -> None:
    browser = browse(house.facilitator)
    form = open_page(browser, roll)
    yusuf, piotr = house.resident.id, house.other_resident.id
    form |= {
        f"status.{yusuf}": "late",
        f"minutes.{yusuf}": "7",
        f"status.{piotr}": "excused",
        f"reason.{piotr}": "court",
    }
    browser.post(f"/registers/{roll.register.id}/marks", form)
    assert roll.stands(yusuf).value == Value("late", 7)
    assert roll.stands(piotr).value == Value("excused", None, "court")
    assert roll.stands(house.newcomer.id).mark_id is None
    browser.post(f"/registers/{roll.register.id}/marks", open_page(browser, roll))
    assert roll.made() == 2
    assert "2 of 3 recorded" in browser.text(f"/occurrences/{roll.occurrence_id}/register")


def test_minutes_left_in_a_field_do_not_matter_once_somebody_is_present(roll, house, browse) -> None:
    browser = browse(house.facilitator)
    form = open_page(browser, roll) | {f"status.{house.resident.id}": "present", f"minutes.{house.resident.id}": "7"}
    browser.post(f"/registers/{roll.register.id}/marks", form)
    assert roll.stands(house.resident.id).value == Value("present")


def test_a_fault_is_said_in_its_row_and_what_was_chosen_stays(roll, house, browse) -> None:
    browser = browse(house.facilitator)
    form = open_page(browser, roll)
    form |= {f"status.{house.resident.id}": "late", f"minutes.{house.resident.id}": "500"}
    form |= {f"status.{house.other_resident.id}": "unexcused"}
    text = browser.post(f"/registers/{roll.register.id}/marks", form, status=422).text
    row = text.split(f'id="p-{house.resident.id}"', 1)[1].split("</li>", 1)[0]
    assert "how many minutes: a whole number from 1 to 59" in row
    assert fields_of(text)[f"status.{house.other_resident.id}"] == "unexcused"
    assert roll.made() == 0


def test_a_row_somebody_else_marked_and_i_did_not_touch_is_no_conflict(roll, house, browse, make) -> None:
    browser = browse(house.facilitator)
    form = open_page(browser, roll)
    roll.mark(make(house.resident.id, "unexcused"), by=actor_for(house.manager))
    browser.post(f"/registers/{roll.register.id}/marks", form | {f"status.{house.newcomer.id}": "present"})
    assert roll.stands(house.resident.id).value == Value("unexcused")
    assert roll.stands(house.newcomer.id).value == Value("present")


def test_a_conflict_is_a_page_with_both_values_and_mine_can_still_count(roll, house, browse, make) -> None:
    browser = browse(house.facilitator)
    form = open_page(browser, roll)
    roll.mark(make(house.resident.id, "unexcused"), by=actor_for(house.manager))
    form |= {f"status.{house.resident.id}": "present", f"status.{house.newcomer.id}": "present"}
    text = browser.post(f"/registers/{roll.register.id}/marks", form, status=409).text
    assert re.findall(r'class="value">([^<]*)', text) == ["Present", "Absent"]
    assert "Ewa M." in text and "Your other marks are saved." in text
    assert roll.stands(house.newcomer.id).value == Value("present")
    held = re.search(r"/held-marks/(\w+)/settlement", text)[1]
    browser.post(f"/held-marks/{held}/settlement", {"keep": "yours", "back": "register"})
    assert roll.stands(house.resident.id).value == Value("present")


def test_a_device_gets_both_values_as_data_and_the_others_are_saved(roll, house, browse, make, tap) -> None:
    theirs = make(house.resident.id, "late", minutes=5)
    roll.mark(theirs, by=actor_for(house.manager))
    mine = new_id()
    marks = [{"id": mine, "person_id": house.resident.id, "status": "present"}]
    marks.append({"id": new_id(), "person_id": house.newcomer.id, "status": "present"})
    answer = tap(browse(house.facilitator), {"marks": marks})
    assert (answer.status_code, answer.json["recorded"], answer.json["total"]) == (409, 2, 3)
    [conflict] = answer.json["conflicts"]
    assert (conflict["id"], conflict["yours"]["words"]) == (mine, "Present")
    assert conflict["theirs"] == {
        "status": "late",
        "minutes": 5,
        "absence_reason": None,
        "mark_id": theirs.id,
        "words": "5 minutes late",
        "by": "Ewa M.",
        "when": "\u206610:32\u2069",
    }
    assert [one["person_id"] for one in answer.json["saved"]] == [house.newcomer.id]


def test_the_rest_is_present_with_one_button_and_chosen_marks_count_first(roll, house, browse) -> None:
    browser = browse(house.facilitator)
    form = open_page(browser, roll) | {f"status.{house.resident.id}": "unexcused"}
    browser.post(f"/registers/{roll.register.id}/rest-present", form)
    assert [row.value.status for row in standing(roll.register.id)] == ["present", "unexcused", "present"]
    db.session.rollback()
    text = browser.text(f"/occurrences/{roll.occurrence_id}/register")
    batch = re.search(r'name="batch" value="(\w+)"', text)[1]
    browser.post(f"/registers/{roll.register.id}/rest-present/withdrawal", {"batch": batch})
    assert "1 of 3 recorded" in browser.text(f"/occurrences/{roll.occurrence_id}/register")


def test_a_walk_in_has_a_row_of_their_own_part(roll, house, browse) -> None:
    roll.let_relatives_come()
    browser = browse(house.facilitator)
    browser.post(f"/registers/{roll.register.id}/walk-ins", {"person_id": house.mother.id})
    text = browser.text(f"/occurrences/{roll.occurrence_id}/register")
    assert "Amina H." in text.split("Walked in", 1)[1]


def test_a_finished_register_is_corrected_with_a_reason(roll, house, browse, make) -> None:
    first = make(house.resident.id, "unexcused")
    roll.mark(first)
    browser = browse(house.facilitator)
    browser.get(f"/occurrences/{roll.occurrence_id}/register")
    browser.post(f"/registers/{roll.register.id}/closing", {"unrecorded_known": "y"})
    assert "This register is finished" in browser.text(f"/occurrences/{roll.occurrence_id}/register")
    me = house.resident.id
    form = {f"status.{me}": "present", f"based_on.{me}": first.id, f"was.{me}": "unexcused||"}
    assert "written reason" in browser.post(f"/registers/{roll.register.id}/marks", form, status=422).text
    browser.post(f"/registers/{roll.register.id}/marks", form | {f"correction.{me}": "Was in the kitchen."})
    history = browser.text(f"/registers/{roll.register.id}/people/{me}/marks")
    assert re.findall(r"<strong>([^<]*)", history) == ["Present", "Absent"]
    assert "Was in the kitchen." in history


def test_reading_a_register_is_recorded_for_each_on_it_unless_one_leads(roll, house, browse) -> None:
    path = f"/occurrences/{roll.occurrence_id}/register"
    browse(house.facilitator).get(path)
    assert db.session.scalars(select(RecordedRead.about_id)).all() == []
    browse(house.manager).get(path)
    browse(house.manager).get(path)
    read = db.session.execute(select(RecordedRead.actor_id, RecordedRead.kind, RecordedRead.count)).all()
    assert read == [(house.manager.id, "register", 2)] * 3
    assert set(db.session.scalars(select(RecordedRead.about_id))) == {
        row.person_id for row in standing(roll.register.id)
    }


def test_reading_who_is_expected_is_recorded_alike(house, browse) -> None:
    browse(house.manager).get(f"/occurrences/{occurrence_on(house, 'group', TODAY)}/register")
    assert len(db.session.scalars(select(RecordedRead.about_id)).all()) == 3
    assert broken_chains() == {}


def test_reading_a_history_is_recorded_only_for_who_does_not_lead(roll, house, browse, make) -> None:
    roll.mark(make(house.resident.id))
    path = f"/registers/{roll.register.id}/people/{house.resident.id}/marks"
    browse(house.facilitator).get(path)
    assert db.session.scalars(select(RecordedRead)).all() == []
    db.session.rollback()
    browse(house.manager).get(path)
    [read] = db.session.scalars(select(RecordedRead))
    assert (read.actor_id, read.about_id, read.kind) == (house.manager.id, house.resident.id, "marks")


# Who may do what with the register of Marta's group: the route, then the status for each kind of person.
KEEPERS = ("facilitator", "manager")
OTHERS = {"other_facilitator": 404, "other_manager": 404, "resident": 403, "mother": 403, "brother": 403, "aunt": 403}
ROUTES = ("marks", "rest-present", "rest-present/withdrawal", "walk-ins", "closing")


@pytest.mark.parametrize("who", OTHERS)
def test_for_everybody_else_there_is_no_register(roll, house, browse, who: str) -> None:
    browser = browse(house.people[who])
    status = OTHERS[who]
    browser.get(f"/occurrences/{roll.occurrence_id}/register", status=status)
    browser.get(f"/registers/{roll.register.id}/people/{house.resident.id}/marks", status=status)
    browser.post(f"/occurrences/{roll.occurrence_id}/register", status=status)
    for route in ROUTES:
        browser.post(f"/registers/{roll.register.id}/{route}", status=status)
    assert roll.made() == 0


@pytest.mark.parametrize("who", KEEPERS)
def test_who_keeps_it_may(roll, house, browse, who: str) -> None:
    browser = browse(house.people[who])
    browser.get(f"/occurrences/{roll.occurrence_id}/register")
    browser.post(f"/registers/{roll.register.id}/rest-present")
    assert roll.made() == 3


def test_a_person_who_is_not_on_it_has_no_history_there(roll, house, browse) -> None:
    browse(house.facilitator).get(f"/registers/{roll.register.id}/people/{house.mother.id}/marks", status=404)


def test_no_surname_stands_on_the_page_of_a_facilitator(roll, house, browse) -> None:
    text = browse(house.facilitator).text(f"/occurrences/{roll.occurrence_id}/register")
    assert [name for name in ("Haddad", "Zieliński", "Орлов") if name in text] == []


def test_the_day_knows_how_far_each_register_is(roll, house, make) -> None:
    roll.mark(make(house.resident.id))
    day = (NOW - timedelta(hours=12), NOW + timedelta(hours=12))
    states = register_states(house.house.id, *day)
    assert {key: (one.recorded, one.total, one.closed_at) for key, one in states.items()} == {
        roll.occurrence_id: (1, 3, None)
    }
    assert register_states(house.other_house.id, *day) == {}


def test_open_registers_are_those_begun_and_not_finished(roll, house, make) -> None:
    freeze_due()
    morning = occurrence_on(house, "morning", TODAY)
    with writing():
        left = (roll.occurrence_id, morning)
        db.session.execute(update(Register).where(Register.occurrence_id.not_in(left)).values(closed_at=NOW))
    roll.mark(make(house.resident.id))
    found = [(one.session.id, one.state.recorded, one.state.total) for one in open_registers(roll.by)]
    # The group runs now; the morning is over.
    assert found == [(roll.occurrence_id, 1, 3), (morning, 0, 3)]
    with writing():
        close(session_for(roll.by, morning)[1], unrecorded_known=True, by=roll.by)
    assert [one.session.id for one in open_registers(roll.by)] == [roll.occurrence_id]
    # A manager is told an hour after the end, which the group has not reached.
    assert open_registers(actor_for(house.manager)) == []
    with held_at(NOW + timedelta(hours=2)):
        assert [one.session.id for one in open_registers(actor_for(house.manager))] == [roll.occurrence_id]
    for person in (house.other_facilitator, house.other_manager, house.resident, house.mother):
        assert open_registers(actor_for(person)) == []


def test_the_register_of_yesterday_can_still_be_opened_and_kept(house, browse) -> None:
    occurrence_id = occurrence_on(house, "group", TODAY - timedelta(days=1))
    browser = browse(house.facilitator)
    browser.post(f"/occurrences/{occurrence_id}/register")
    register = db.session.scalars(select(Register).where(Register.occurrence_id == occurrence_id)).one()
    db.session.rollback()
    with held_at(NOW + timedelta(minutes=5)):
        browser.post(f"/registers/{register.id}/rest-present")
        assert "3 of 3 recorded" in browser.text(f"/occurrences/{occurrence_id}/register")
