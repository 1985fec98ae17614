"""A full roll call at tablet width: open, mark, rest present, correct, close."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.cast import Cast
from tests.journeys.conftest import Enter, check_page, window

pytestmark = pytest.mark.browser


def to_register(page: Page) -> None:
    """From today to the register of the session that runs now: the first of those that wait; the list may be folded."""
    for fold in page.locator("details:not([open]):has(ol.attention) > summary").all():
        fold.click()
    page.click("ol.attention a.btn[href*='/register'] >> nth=0")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_full_roll_call_at_tablet_width(enter: Enter, cast: Cast, language: str) -> None:
    page = enter("facilitator", speaks=language, width=820, height=1180, worker=True)
    to_register(page)
    page.wait_for_url("**/register")
    check_page(page)
    page.click("form[action$='/register'] button[type=submit]")
    page.wait_for_selector("ul.register .marks")
    check_page(page)
    people = page.locator("ul.register > li.person")
    assert people.count() == 3
    assert "0" in page.locator("#count").inner_text()

    def recorded(count: int) -> None:
        expect(page.locator("#count")).to_have_text(re.compile(rf"\b{count}\b.*\b3\b"))

    def mark(number: int, look: str) -> None:
        target = people.nth(number).locator(f"label.mark[data-mark={look}]")
        box = target.bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 44
        target.click()

    mark(0, "present")
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent")
    recorded(1)
    mark(1, "excused")
    reason = people.nth(1).locator("[data-reason=sick]")
    size = reason.bounding_box()
    assert size is not None and size["height"] >= 44
    check_page(page)
    reason.click()
    recorded(2)
    check_page(page)
    # The marks are on the server, not only on the screen.
    page.reload()
    recorded(2)
    page.click("#rest")
    recorded(3)
    page.click("#undo")
    recorded(2)
    page.click("#rest")
    recorded(3)
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent")
    page.click("form[action$='/closing'] button[type=submit]")
    expect(page.locator("form#marks")).to_have_count(0)
    check_page(page)
    page.goto("/today")
    check_page(page)


def test_a_tap_before_the_script_has_come_counts_too(enter: Enter, cast: Cast) -> None:
    page = enter("facilitator", width=390)
    late: list[Route] = []
    page.route("**/js/register.js*", lambda route: late.append(route))
    to_register(page)
    with page.expect_request("**/js/register.js*"):
        page.click("form[action$='/register'] button[type=submit]")
    page.locator("ul.register > li.person").first.locator("label.mark[data-mark=late]").click()
    expect(page.locator("#count")).to_have_text(re.compile(r"^0 "))
    late[0].continue_()
    expect(page.locator("#count")).to_have_text(re.compile(r"^1 "))
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent")
    page.unroute("**/js/register.js*")
    page.reload()
    expect(page.locator("#count")).to_have_text(re.compile(r"^1 "))


def test_keys_mark_and_walk_down_the_register(enter: Enter, cast: Cast) -> None:
    page = opened(enter, width=820, height=1180)
    # Keys are listened to once they are told.
    expect(page.locator("#keys")).to_be_visible()
    page.locator("ul.register > li.person").first.locator("input[type=radio]").first.focus()
    page.keyboard.press("p")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    expect(page.locator("#count")).to_have_text(re.compile(r"^2 "))
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent")


def test_a_mark_made_without_a_connection_is_kept_and_sent_later(enter: Enter, cast: Cast) -> None:
    page = enter("facilitator", width=820, height=1180, worker=True)
    to_register(page)
    page.click("form[action$='/register'] button[type=submit]")
    page.wait_for_selector("ul.register .marks")
    page.context.set_offline(True)
    page.locator("ul.register > li.person").first.locator("label.mark[data-mark=present]").click()
    expect(page.locator("#sync")).to_have_attribute("data-state", "waiting")
    page.context.set_offline(False)
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent")
    page.reload()
    assert page.locator("#count").inner_text().startswith("1 ")


def opened(enter: Enter, **size: int) -> Page:
    """The newest register of the facilitator, just opened."""
    page = enter("facilitator", worker=True, **size)
    to_register(page)
    page.click("form[action$='/register'] button[type=submit]")
    page.wait_for_selector("ul.register .marks")
    return page


def test_minutes_that_cannot_be_are_told_in_words_of_the_page_and_not_called_saved(enter: Enter, cast: Cast) -> None:
    page = opened(enter, width=390)
    row = page.locator("ul.register > li.person").first
    row.locator("label.mark[data-mark=late]").click()
    expect(page.locator("#sync [data-words]")).to_have_text("On the server.")
    minutes = row.locator("[data-minutes]")
    kept = minutes.input_value()
    for typed in ("500", "1.5", "-1"):
        minutes.fill(typed)
        minutes.blur()
        expect(page.locator("#sync [data-words]")).to_have_text("An entry is not saved. The row says why.")
        expect(row.locator(".person-fault")).to_have_text("Please say how many minutes: a whole number from 1 to 59.")
    check_page(page)
    # Finishing would lose what was typed; it leads back to it.
    page.click("form[action$='/closing'] button[type=submit]")
    expect(minutes).to_be_focused()
    minutes.fill("7")
    minutes.blur()
    expect(page.locator("#sync [data-words]")).to_have_text("On the server.")
    expect(row.locator(".person-fault")).to_be_hidden()
    page.reload()
    expect(row.locator(".said")).to_have_text("7 min late")
    assert kept != "7"


def test_a_correction_with_a_fault_on_a_phone_says_so_where_one_looks(enter: Enter, cast: Cast) -> None:
    page = opened(enter, width=390)
    page.click("#rest")
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent")
    page.click("form[action$='/closing'] button[type=submit]")
    page.locator("ul.register > li.person").last.locator("a[href$='/mark']").click()
    page.check("input[name^=status][value=late]")
    page.fill("input[name^=minutes]", "700")
    page.fill("input[name^=correction]", "Came late.")
    page.click("main form button[type=submit]")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    check_page(page)
    page.fill("input[name^=minutes]", "7")
    page.click("main form button[type=submit]")
    expect(page.locator("[role=status] .notice")).to_contain_text("7 minutes late")
    assert "#p-" in page.url
    check_page(page)


def test_the_register_works_without_javascript(enter: Enter, chromium: Browser, served: str, cast: Cast) -> None:
    page = enter("facilitator", width=820, height=1180)
    state = page.context.storage_state()
    still = window(chromium, served, java_script_enabled=False, storage_state=state).new_page()
    still.goto("/today")
    to_register(still)
    still.click("form[action$='/register'] button[type=submit]")
    still.locator("ul.register > li.person").first.locator("label.mark[data-mark=present]").click()
    still.click("#save button")
    still.wait_for_load_state()
    assert still.locator("#count").inner_text().startswith("1 ")
