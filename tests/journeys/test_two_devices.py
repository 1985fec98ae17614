"""One register on two devices: what one marks the other sees within seconds, and loses nothing of its own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.conftest import Enter, check_page
from tests.journeys.test_roll_call import opened

pytestmark = pytest.mark.browser


def both(enter: Enter) -> tuple[Page, Page]:
    """The register of a group on the facilitator's tablet, and on the manager's."""
    facilitator = opened(enter, width=820, height=1180)
    manager = enter("manager", width=820, height=1180)
    manager.goto(facilitator.url)
    manager.wait_for_selector("ul.register .marks")
    return facilitator, manager


def test_a_mark_appears_on_the_other_device_and_its_own_unsent_one_stays(enter: Enter, cast: Cast) -> None:
    here, there = both(enter)
    rows = there.locator("ul.register > li.person")
    there.context.set_offline(True)
    rows.nth(1).locator("label.mark[data-mark=excused]").click()
    expect(there.locator("#sync")).to_have_attribute("data-state", "waiting")
    for number in (0, 1):
        here.locator("ul.register > li.person").nth(number).locator("label.mark[data-mark=present]").click()
    expect(here.locator("#sync")).to_have_attribute("data-state", "sent")
    # Back within reach, but what waits is not sent before the next round: only the other's news come in.
    there.route("**/marks", lambda route: route.abort())
    there.context.set_offline(False)
    expect(rows.nth(0).locator("[value=present]")).to_be_checked()
    expect(rows.nth(0).locator("[data-note]")).to_contain_text("Marta W., ")
    expect(there.locator(".also-marking bdi")).to_have_text("Marta W.")
    expect(rows.nth(1).locator("[value=excused]")).to_be_checked()
    expect(there.locator("#count")).to_have_text(re.compile(r"\b2\b.*\b3\b"))
    check_page(there)
    # Sent at last, it meets the other's mark: both are shown, and one is chosen.
    there.unroute("**/marks")
    expect(rows.nth(1).locator(".conflict")).to_be_visible()
    rows.nth(1).locator("[data-keep=yours]").click()
    expect(here.locator("ul.register > li.person").nth(1).locator("[value=excused]")).to_be_checked()
    expect(here.locator("[data-tell]:visible")).to_have_count(0)


def test_that_it_is_finished_is_told_on_the_other_device(enter: Enter, cast: Cast) -> None:
    here, there = both(enter)
    here.click("#rest")
    expect(there.locator("#rest")).to_be_hidden()
    here.wait_for_load_state()
    here.click("form[action$='/closing'] button[type=submit]")
    expect(there.locator("[data-tell=finished]")).to_be_visible()
    there.click("[data-tell=finished] a")
    expect(there.locator("form#marks")).to_have_count(0)
