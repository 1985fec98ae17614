"""A register without the network: what is marked arrives exactly once, whatever happens meanwhile."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.conftest import Enter, check_page
from tests.journeys.offline_steps import all_sent, kept, mark, person, sign_in, unlock

pytestmark = pytest.mark.browser
SENT = re.compile(r"^\s*On the server\.\s*$")


def marks(folder: Path) -> list[tuple[str, int]]:
    """Each status that was ever marked in the house, and how often: marks are only ever added."""
    with sqlite3.connect(folder / "daybook.db") as rows:
        return rows.execute("SELECT status, count(*) FROM marks GROUP BY status ORDER BY status").fetchall()


def test_a_roll_call_with_the_network_cut_in_the_middle_arrives_whole(enter: Enter, cast: Cast, folder: Path) -> None:
    page = kept(enter)
    mark(page, 0, "present")
    expect(page.locator("#sync")).to_have_text(SENT)
    page.context.set_offline(True)
    mark(page, 1, "absent")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 1")
    page.reload()
    check_page(page)
    unlock(page)
    expect(page.locator("#count")).to_have_text(re.compile(r"^2 "))
    mark(page, 2, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 2")
    check_page(page)
    # The tab is closed; another one begins where it ended.
    address = page.url
    other = page.context.new_page()
    page.close()
    other.goto(address)
    unlock(other)
    expect(other.locator("#count")).to_have_text(re.compile(r"^3 "))
    expect(other.locator("#sync")).to_contain_text("not yet on the server: 2")
    assert marks(folder) == [("present", 1)]
    other.context.set_offline(False)
    expect(other.locator("#sync")).to_have_text(SENT)
    expect(other.locator("#back")).to_be_visible()
    other.click("#back a >> nth=0")
    expect(other.locator("#count")).to_have_text(re.compile(r"^3 "))
    expect(other.locator("#sync")).to_have_text(SENT)
    assert marks(folder) == [("present", 2), ("unexcused", 1)]


def test_an_answer_that_is_lost_doubles_no_mark(enter: Enter, cast: Cast, folder: Path) -> None:
    page = kept(enter)
    lost: list[object] = []

    def taken_but_not_told(route: object) -> None:
        if len(lost) < 2:
            route.fetch()  # type: ignore[attr-defined]
            lost.append(route)
            route.abort()  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route("**/registers/*/marks", taken_but_not_told)
    mark(page, 0, "present")
    mark(page, 0, "absent")
    expect(page.locator("#sync")).to_have_text(SENT)
    assert (len(lost), marks(folder)) == (2, [("present", 1), ("unexcused", 1)])
    page.reload()
    expect(person(page, 0).locator("[value=unexcused]")).to_be_checked()


def test_two_tablets_on_one_register_show_both_marks_and_nothing_is_lost(enter: Enter, cast: Cast) -> None:
    here = kept(enter)
    there = enter("manager", width=820, height=1180)
    there.goto(here.url)
    there.wait_for_selector("ul.register .marks")
    here.context.set_offline(True)
    mark(here, 0, "absent")
    expect(here.locator("#sync")).to_contain_text("not yet on the server: 1")
    mark(there, 0, "present")
    expect(there.locator("#sync")).to_have_text(re.compile(r"^\s*Na serwerze"))
    here.reload()
    unlock(here)
    here.context.set_offline(False)
    told = person(here, 0).locator(".conflict")
    expect(told).to_contain_text("Ewa M.")
    expect(told.locator("[data-keep=theirs]")).to_be_visible()
    # Until somebody chooses, the other tablet is told as well, with who and when.
    there.reload()
    expect(person(there, 0).locator(".conflict")).to_contain_text("Marta W.")


def test_an_expired_sign_in_keeps_the_marks_until_their_maker_is_back(enter: Enter, cast: Cast, folder: Path) -> None:
    page = kept(enter)
    page.context.clear_cookies()
    mark(page, 0, "present")
    mark(page, 1, "absent")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 2. Marta W. needs to sign in again")
    assert marks(folder) == []
    page.click("#sync a")
    sign_in(page, "facilitator")
    assert all_sent(page)
    page.go_back()
    page.go_back()
    expect(page.locator("#sync")).to_have_text(SENT)
    expect(page.locator("#count")).to_have_text(re.compile(r"^2 "))
    assert marks(folder) == [("present", 1), ("unexcused", 1)]


def test_the_mark_of_somebody_who_left_meanwhile_arrives(enter: Enter, cast: Cast, folder: Path) -> None:
    page = kept(enter)
    page.context.set_offline(True)
    for number in range(3):
        mark(page, number, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 3")
    with sqlite3.connect(folder / "daybook.db") as rows:
        rows.execute("UPDATE stays SET discharged_at = '2026-11-24 09:31:00' WHERE id = ?", [cast.stays["resident"].id])
    page.context.set_offline(False)
    expect(page.locator("#sync")).to_have_text(SENT)
    assert marks(folder) == [("present", 3)]


def test_two_windows_of_one_device_never_write_over_each_other(enter: Enter, cast: Cast, folder: Path) -> None:
    page = kept(enter)
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("ul.register .marks")
    page.context.set_offline(True)
    mark(page, 0, "present")
    mark(other, 1, "absent")
    mark(other, 0, "excused")
    # Each sees what the other marked.
    expect(page.locator("#count")).to_have_text(re.compile(r"^2 "))
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 3")
    page.context.set_offline(False)
    for window in (page, other):
        expect(window.locator("#sync")).to_have_text(SENT)
    expect(page.locator(".person .conflict")).to_have_count(0)
    assert marks(folder) == [("excused", 1), ("present", 1), ("unexcused", 1)]


def test_without_a_safe_address_the_page_says_so_and_marks_still_wait(enter: Enter, cast: Cast) -> None:
    page = kept(enter, safe=False)
    expect(page.locator("#keep")).to_have_attribute("data-state", "plain")
    page.click("#keep summary")
    expect(page.locator("#keep")).to_contain_text("an address with https")
    check_page(page)
    page.context.set_offline(True)
    mark(page, 0, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 1")
    page.context.set_offline(False)
    expect(page.locator("#sync")).to_have_text(SENT)
