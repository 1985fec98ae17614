"""What others marked meanwhile: told to the page that asks, at the cost of five statements, and naming nobody."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.audit.models import AuditEntry
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.meanwhile import MARKING_FOR
from tests.cast import NOW, Cast
from tests.pages import BASE, Browser, as_request
from tests.statements import statements


def ask(browser: Browser, roll, since: object, status: int = 200) -> str:
    """Ask as the page does; the fragment."""
    path = f"/registers/{roll.register.id}/standing?since={since}"
    answer = as_request(lambda: browser.client.get(path, base_url=BASE, headers={"HX-Request": "true"}))
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    return answer.get_data(as_text=True)


def version_of(text: str) -> int:
    """The version a page or a fragment stands at."""
    return int(re.search(r'data-version="(\d+)"', text)[1])  # type: ignore[index]


def test_nothing_new_is_204_and_a_mark_is_told_with_who_and_when(roll, house: Cast, browse, make) -> None:
    browser = browse(house.manager)
    before = version_of(browser.text(f"/occurrences/{roll.occurrence_id}/register"))
    assert ask(browser, roll, before, 204) == ""
    mark = make(house.resident.id, "late", minutes=7)
    roll.mark(mark)
    text = ask(browser, roll, before)
    told = re.findall(r'data-of-person="(\w+)" data-seen="([^"]*)"', text)
    assert (house.resident.id, f"{mark.id}|late|7|") in told
    assert (version_of(text) > before, len(told), "<bdi>Marta W.</bdi>, " in text) == (True, 3, True)
    assert [name in text for name in ("Yusuf", "Piotr", "Олег")] == [False] * 3
    assert ask(browser, roll, version_of(text), 204) == ""


def test_who_else_is_marking_is_told_for_two_minutes_and_never_oneself(roll, house: Cast, browse, make) -> None:
    roll.mark(make(house.resident.id))
    assert "also-marking" not in ask(browse(house.facilitator), roll, 0)
    manager = browse(house.manager)
    assert "also-marking" in ask(manager, roll, 0)
    with held_at(NOW + MARKING_FOR - timedelta(seconds=1)):
        assert "also-marking" in ask(manager, roll, 0)
    with held_at(NOW + MARKING_FOR):
        assert "also-marking" not in ask(manager, roll, 0)


def test_that_it_is_finished_is_told_and_nothing_more_is_asked(roll, house: Cast, browse) -> None:
    assert "hx-get" in ask(browse(house.manager), roll, "x")
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    text = ask(browse(house.manager), roll, 0)
    assert ("data-closed" in text, "hx-get" in text) == (True, False)


@pytest.mark.parametrize("more", [0, 27])
def test_asking_takes_two_statements_and_five_with_news(roll, house: Cast, browse, make, more: int) -> None:
    roll.crowd(more)
    browser = browse(house.manager)
    since = version_of(browser.text(f"/occurrences/{roll.occurrence_id}/register"))
    with statements() as sent:
        ask(browser, roll, since, 204)
    # Who asks, and the register with its version.
    assert len(sent) == 2
    roll.mark(make(house.resident.id))
    with statements() as sent:
        ask(browser, roll, since)
    # Besides: the rows, the marks that wait, and who checked in.
    assert len(sent) == 5


def test_asking_writes_nothing_and_keeps_nobody_signed_in(roll, house: Cast, browse) -> None:
    browser = browse(house.facilitator)
    entries = db.session.scalar(select(func.count()).select_from(AuditEntry))
    for minutes in range(2, 31, 4):
        with held_at(NOW + timedelta(minutes=minutes)):
            ask(browser, roll, 0)
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == entries
    with held_at(NOW + timedelta(minutes=31)):
        assert ask(browser, roll, 0, 401) != ""


@pytest.mark.parametrize(
    ("name", "status"), [("other_facilitator", 404), ("other_manager", 404), ("resident", 403), ("mother", 403)]
)
def test_who_does_not_keep_the_register_learns_nothing(roll, house: Cast, browse, name: str, status: int) -> None:
    ask(browse(house.people[name]), roll, 0, status)


def test_the_former_keeper_asks_in_vain_after_a_takeover(roll, house: Cast, browse) -> None:
    farid = browse(house.other_facilitator)
    farid.post(f"/occurrences/{roll.occurrence_id}/takeover", {"version": "0"})
    ask(browse(house.facilitator), roll, 0, 404)
    ask(farid, roll, 0)
