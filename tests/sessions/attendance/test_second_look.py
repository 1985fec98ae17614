"""A form that needs a second look, or was saved: told at the top, with the way to the person it is about."""

import re
from typing import Any

import pytest

from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.marks import Value


@pytest.fixture
def finished(roll, house, make) -> dict[str, str]:
    """A finished register on which Yusuf is absent; the fields his correction begins with."""
    me = house.resident.id
    mark = make(me, "unexcused")
    roll.mark(mark)
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    return {f"based_on.{me}": mark.id, f"was.{me}": "unexcused||"}


def summary_of(text: str) -> list[tuple[str, str]]:
    """The links of the summary: where they lead, and their words."""
    box = text.split('<div class="error-summary" role="alert" tabindex="-1" autofocus>', 1)[1].split("</div>", 1)[0]
    return [(to, re.sub(r"<[^>]*>", "", said)) for to, said in re.findall(r'<a href="([^"]*)">(.*?)</a>', box)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"status": "late", "correction": "Came."}, "Please say how many minutes: a whole number from 1 to 59."),
        ({"status": "present"}, "This register is finished. A correction needs a written reason."),
    ],
)
def test_a_correction_with_a_fault_stays_on_its_own_page_with_what_was_typed(
    finished, roll, house, browse, typed: dict[str, str], said: str
) -> None:
    me = house.resident.id
    form = finished | {f"{name}.{me}": value for name, value in typed.items()}
    text = browse(house.facilitator).post(f"/registers/{roll.register.id}/marks", form, status=422).text
    assert summary_of(text) == [("#fault", said)]
    assert (f'value="{typed["status"]}" checked' in text, 'name="correction.' in text) == (True, True)
    assert (f'value="{typed.get("correction", "")}"' in text, roll.made()) == (True, 1)


def test_two_faults_of_an_open_register_are_two_links(roll, house, browse) -> None:
    typed = {f"status.{house.resident.id}": "late", f"status.{house.other_resident.id}": "excused"}
    text = browse(house.facilitator).post(f"/registers/{roll.register.id}/marks", typed, status=422).text
    assert summary_of(text) == [
        (f"#p-{house.other_resident.id}", "Piotr Z.: Please choose why this person is excused."),
        (f"#p-{house.resident.id}", "Yusuf H.: Please say how many minutes: a whole number from 1 to 59."),
    ]


def test_what_was_saved_for_one_person_leads_back_to_them_and_names_them(finished, roll, house, browse) -> None:
    me = house.resident.id
    browser = browse(house.facilitator)
    form = finished | {f"status.{me}": "late", f"minutes.{me}": "7", f"correction.{me}": "Came."}
    answer = browser.post(f"/registers/{roll.register.id}/marks", form)
    assert answer.location == f"/occurrences/{roll.occurrence_id}/register#p-{me}"
    assert "<span>Saved for \u2068Yusuf H.\u2069: 7 minutes late</span>" in browser.text(answer.location)
    assert roll.stands(me).value == Value("late", 7)


def test_a_correction_that_changes_nothing_says_so(finished, roll, house, browse) -> None:
    me = house.resident.id
    browser = browse(house.facilitator)
    form = finished | {f"status.{me}": "unexcused", f"correction.{me}": "Came."}
    answer = browser.post(f"/registers/{roll.register.id}/marks", form)
    assert "The mark is the same as before. Nothing was changed." in browser.text(answer.location)


@pytest.mark.parametrize(
    ("part", "typed", "told"),
    [
        ("walk-ins", {"person_id": ""}, ("#walk-in", "Please choose who came.")),
        ("closing", {}, ("#close", "Not recorded yet: 3. Tick that you know, and they stay unrecorded.")),
    ],
)
def test_what_stands_below_the_marks_is_told_at_the_top_too(
    roll, browse, house, part: str, typed: dict[str, str], told: tuple[str, str]
) -> None:
    roll.let_relatives_come()
    text = browse(house.facilitator).post(f"/registers/{roll.register.id}/{part}", typed, status=422).text
    assert (summary_of(text), f'id="{told[0][1:]}"' in text) == ([told], True)
    # Every mark is on the server: nobody may read that nothing was saved.
    assert ("Nothing was saved" in text, "<h2>Something needs a second look</h2>" in text) == (False, True)


@pytest.mark.parametrize("part", ["marks", "rest-present", "checked-in", "closing"])
def test_the_address_of_a_form_that_is_read_again_leads_to_the_register(roll, house, browse, part: str) -> None:
    path = f"/registers/{roll.register.id}/{part}"
    answer: Any = browse(house.facilitator).get(path, status=303)
    assert answer.location == f"/occurrences/{roll.occurrence_id}/register"
    browse(house.other_facilitator).get(path, status=404)
    browse(house.resident).get(path, status=403)
