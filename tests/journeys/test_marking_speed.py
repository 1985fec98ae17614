"""Fourteen people with one hand: how many actions it takes, by taps and by keys; a second each is a slow hand."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import insert, select

from community.access.actor import SYSTEM
from community.people.operations import enrol_person
from foundation.clock import now
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.models import RegisterRow
from sessions.attendance.opening import open_register
from tests.cast import TODAY, Cast, occurrence_on
from tests.journeys.conftest import Enter, check_page
from tests.journeys.offline_steps import all_sent

pytestmark = pytest.mark.browser
GROUP = 14
# "Fourteen people in under 20 s with one hand": no more actions than that, one a second.
MOST = 20


@pytest.fixture
def fourteen(app: Flask, cast: Cast, enter: Enter) -> Page:
    """The register of a group of fourteen on a tablet."""
    with writing():
        occurrence_id = occurrence_on(cast, "group", TODAY)
        book = open_register(occurrence_id, by=SYSTEM)
        there = {"register_id": book.id, "house_id": book.house_id, "capacity": "resident", "added": "expected"}
        have = len(db.session.scalars(select(RegisterRow.person_id).where(RegisterRow.register_id == book.id)).all())
        for number in range(GROUP - have):
            name = f"Guest {number:02}"
            person = enrol_person(book.house_id, given_name=name, surname="Many", language="en", by=SYSTEM)
            db.session.execute(insert(RegisterRow).values(**there, person_id=person.id, added_at=now()))
    page = enter("facilitator", width=820, height=1180, to=f"/occurrences/{occurrence_id}/register")
    expect(page.locator("#keys")).to_be_attached()
    expect(page.locator("li.person")).to_have_count(GROUP)
    return page


def stands(page: Page) -> list[str]:
    """What the server says of each once everything is there: after a reload, from the first to the last."""
    assert all_sent(page)
    expect(page.locator("#sync")).to_have_attribute("data-says", "sent")
    page.reload()
    return [
        one.split("|", 1)[1] for one in page.locator("[name^='seen.']").evaluate_all("all => all.map(x => x.value)")
    ]


def counted(act: Callable[[str], None]) -> tuple[Callable[..., None], list[str]]:
    """The same act, with each noted."""
    done: list[str] = []

    def acting(*steps: str) -> None:
        for step in steps:
            done.append(step)
            act(step)

    return acting, done


def test_three_exceptions_and_the_rest_present_by_keys_alone(fourteen: Page) -> None:
    press, done = counted(fourteen.keyboard.press)
    press("ArrowDown", "l", "+", "ArrowDown", "a", "ArrowDown", "ArrowDown", "e", "r")
    expect(fourteen.locator("#count")).to_have_text(re.compile(r"\b14\b.*\b14\b"))
    found = stands(fourteen)
    assert (found[0].split("|")[0], found[1], found[3]) == ("late", "unexcused||", "excused||other")
    assert found.count("present||") == GROUP - 3
    assert len(done) == 9 <= MOST


def test_everyone_marked_one_by_one_by_keys(fourteen: Page) -> None:
    press, done = counted(fourteen.keyboard.press)
    # The arrows are held down by the other finger of the same hand: a mark each, and a step between two.
    for _ in range(GROUP):
        press("ArrowDown", "p")
    assert stands(fourteen) == ["present||"] * GROUP
    assert len([one for one in done if one == "p"]) == GROUP <= MOST


def test_three_exceptions_and_the_rest_present_by_taps(fourteen: Page) -> None:
    tap, done = counted(fourteen.click)
    rows = "li.person >> nth={}"
    tap(f"{rows.format(0)} >> label[data-mark=late]", "[data-step='5']")
    tap(f"{rows.format(4)} >> label[data-mark=excused]", ".chip[data-reason=sick]")
    tap(f"{rows.format(7)} >> label[data-mark=absent]", "#rest")
    found = stands(fourteen)
    assert (found[4], found[7], found.count("present||")) == ("excused||sick", "unexcused||", GROUP - 3)
    assert len(done) == 6 <= MOST


def test_everyone_marked_one_by_one_by_taps(fourteen: Page) -> None:
    tap, done = counted(fourteen.click)
    for number in range(GROUP):
        tap(f"li.person >> nth={number} >> label[data-mark=present]")
    assert (stands(fourteen), len(done) <= MOST) == (["present||"] * GROUP, True)


def test_several_steps_are_taken_back_the_last_one_first(fourteen: Page) -> None:
    press, _ = counted(fourteen.keyboard.press)
    press("ArrowDown", "p", "l", "ArrowDown", "a", "r", "z")
    expect(fourteen.locator("#count")).to_have_text(re.compile(r"^2 "))
    press("u", "z")
    first = fourteen.locator("li.person").first
    expect(first.locator("[value=present]")).to_be_checked()
    expect(fourteen.locator("#count")).to_have_text(re.compile(r"^1 "))
    check_page(fourteen)
    fourteen.click("#undo")
    assert stands(fourteen) == ["unrecorded||"] * GROUP


def test_two_letters_find_who_walked_in_while_one_types(fourteen: Page, cast: Cast) -> None:
    fourteen.locator("#walk-in").press_sequentially("zz")
    expect(fourteen.locator("#found")).to_contain_text("Nobody of that name can be added to this register.")
    check_page(fourteen)


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_every_piece_of_the_row_is_clean_at_every_width(fourteen: Page, width: int) -> None:
    fourteen.set_viewport_size({"width": width, "height": 1000})
    fourteen.click("li.person >> nth=1 >> label[data-mark=excused]")
    check_page(fourteen)
    fourteen.click("li.person >> nth=2 >> a.more-toggle")
    check_page(fourteen)
    fourteen.click(".chip[data-status=left_early]")
    expect(fourteen.locator("li.person >> nth=2 >> .said")).to_contain_text("min early")
    check_page(fourteen)
