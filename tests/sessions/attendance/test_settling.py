"""Choosing between two marks: what was weighed is what counts, and whoever comes second is told."""

import pytest

from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.ledger import NewMark
from sessions.attendance.models import HeldMark
from tests.cast import Cast, actor_for, reads_english
from tests.pages import BASE, Browser, as_request

CHANGED = "Somebody changed this in the meantime."


def both(roll, house: Cast, make) -> tuple[NewMark, NewMark]:
    """The manager marked Yusuf present, and a stale mark of the facilitator waits beside it."""
    stands, late = make(house.resident.id), make(house.resident.id, "unexcused")
    roll.mark(stands, by=actor_for(house.manager))
    roll.mark(late)
    return stands, late


def outcome(mark: NewMark) -> str | None:
    found = db.session.get_one(HeldMark, mark.id).outcome
    db.session.rollback()
    return found


def chosen(browser: Browser, roll, mark: NewMark, **fields: str) -> tuple[int, str]:
    """What the script of the register hears when somebody chooses."""
    browser.get(f"/occurrences/{roll.occurrence_id}/register")
    headers = {"HX-Request": "true"}
    data, path = fields | {"csrf_token": browser.token}, f"/held-marks/{mark.id}/settlement"
    answer = as_request(lambda: browser.client.post(path, data=data, headers=headers, base_url=BASE))
    return answer.status_code, answer.get_data(as_text=True)


def test_a_mark_that_nobody_weighed_is_not_written_over_by_a_choice(roll, house: Cast, make, browse) -> None:
    stands, late = both(roll, house, make)
    newer = make(house.resident.id, "late", based_on=stands.id, minutes=5)
    roll.mark(newer, by=actor_for(house.manager))
    keeper = browse(house.facilitator)
    assert chosen(keeper, roll, late, keep="yours", seen=stands.id) == (409, CHANGED)
    assert chosen(keeper, roll, late, keep="yours", seen="") == (409, CHANGED)
    assert (roll.stands(house.resident.id).mark_id, outcome(late)) == (newer.id, None)
    assert chosen(keeper, roll, late, keep="yours", seen=newer.id) == (204, "")
    assert (roll.stands(house.resident.id).mark_id, outcome(late)) == (late.id, "counts")


@pytest.mark.parametrize("keep", ["yours", "theirs"])
def test_whoever_decides_the_other_way_second_is_told_and_changes_nothing(
    roll, house: Cast, make, browse, keep: str
) -> None:
    stands, late = both(roll, house, make)
    other = {"yours": "theirs", "theirs": "yours"}[keep]
    keeper, manager = browse(house.facilitator), browse(house.manager)
    assert chosen(manager, roll, late, keep=keep, seen=stands.id) == (204, "")
    # The same again is no quarrel.
    assert chosen(keeper, roll, late, keep=keep, seen=stands.id) == (204, "")
    assert chosen(keeper, roll, late, keep=other, seen=stands.id) == (409, CHANGED)
    page = keeper.post(f"/held-marks/{late.id}/settlement", {"keep": other}, status=409).get_data(as_text=True)
    assert (CHANGED in page, late.id in page) == (True, False)


def test_every_place_where_one_chooses_says_what_it_showed(roll, house: Cast, make, browse) -> None:
    stands, late = both(roll, house, make)
    keeper = browse(house.facilitator)
    page = keeper.text(f"/occurrences/{roll.occurrence_id}/register")
    assert f'data-held="{late.id}" data-seen="{stands.id}"' in page
    for path in (f"/occurrences/{roll.occurrence_id}/register", "/held-marks"):
        assert f'name="seen" value="{stands.id}"' in keeper.text(path)


def test_the_script_of_the_register_gets_the_sentence_and_no_page(roll, house: Cast, make, browse) -> None:
    stands, late = both(roll, house, make)
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    told = chosen(browse(house.facilitator), roll, late, keep="yours", seen=stands.id)
    assert told == (422, "This register is finished. A correction needs a written reason.")


def test_whoever_decides_reads_who_sent_a_mark_that_is_said_to_be_somebody_elses(
    roll, house: Cast, make, browse, tap
) -> None:
    reads_english(house.manager)
    said = {"id": new_id(), "person_id": house.resident.id, "status": "present", "made_by": house.manager.id}
    told = tap(browse(house.facilitator), {"marks": [said]})
    assert [one["why"] for one in told.get_json()["held"]] == ["brought"]
    page = browse(house.manager).text("/held-marks")
    assert f"Sent by <bdi>{house.facilitator.shown}</bdi>." in page
    both(roll, house, make)
    assert page.count("Sent by") == browse(house.manager).text("/held-marks").count("Sent by") == 1
