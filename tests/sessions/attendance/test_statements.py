"""Saving and showing a register costs the same number of statements whether one person is on it or thirty."""

import pytest

from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.operations import rest_present, undo_rest
from tests.statements import statements

# Lock, rows with current marks, ids known already, what waits, marks, current marks, stamp, and three for the chain.
SAVE = 10
# Lock, the rows, marks, current marks, stamp, and three for the audit chain.
REST = 8
# Who asks; the session with its register; who leads beside; who is elsewhere; rows; who checked in; what waits.
PAGE = 7


@pytest.mark.parametrize("people", [1, 3, 30])
def test_a_save_is_ten_statements(roll, make, people: int) -> None:
    ids = roll.crowd(27)[:people]
    with statements() as seen:
        roll.mark(*(make(person_id) for person_id in ids))
    assert (len(ids), len(seen)) == (people, SAVE)


@pytest.mark.parametrize("people", [1, 3, 30])
def test_changing_a_save_is_ten_statements_too(roll, make, people: int) -> None:
    ids = roll.crowd(27)[:people]
    first = [make(person_id) for person_id in ids]
    roll.mark(*first)
    with statements() as seen:
        roll.mark(*(make(one.person_id, "unexcused", based_on=one.id) for one in first))
    assert len(seen) == SAVE


@pytest.mark.parametrize("more", [0, 27])
def test_the_rest_is_eight_statements_and_taking_it_back_nine(roll, more: int) -> None:
    roll.crowd(more)
    with statements() as seen, writing():
        batch, count = rest_present(roll.register, by=roll.by)
    assert (count, len(seen)) == (3 + more, REST)
    with statements() as seen, writing():
        undo_rest(roll.register, batch, by=roll.by)
    assert len(seen) == REST + 1


@pytest.mark.parametrize("more", [0, 27])
def test_the_page_is_seven_statements(roll, house, browse, more: int) -> None:
    ids = roll.crowd(more)
    browser = browse(house.facilitator)
    db.session.rollback()
    with statements() as seen:
        text = browser.text(f"/occurrences/{roll.occurrence_id}/register")
    assert (text.count('class="person waiting"'), len(seen)) == (len(ids), PAGE)


@pytest.mark.parametrize("people", [1, 30])
def test_a_tap_and_thirty_taps_over_http_are_the_same(roll, house, browse, tap, people: int) -> None:
    ids = roll.crowd(27)[:people]
    browser = browse(house.facilitator)
    browser.get(f"/occurrences/{roll.occurrence_id}/register")
    marks = [{"id": new_id(), "person_id": person_id, "status": "present"} for person_id in ids]
    with statements() as seen:
        answer = tap(browser, {"marks": marks})
    # Who asks, the register, and how many are recorded now, besides the save itself.
    assert (answer.status_code, len(answer.json["saved"]), len(seen)) == (200, people, SAVE + 3)
