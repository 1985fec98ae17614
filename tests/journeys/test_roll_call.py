"""A full roll call at tablet width: open, mark, rest present, correct, close."""

import re

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.conftest import Enter, check_page, speak

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_full_roll_call_at_tablet_width(enter: Enter, cast: Cast, language: str) -> None:
    page = enter("facilitator", width=820, height=1180)
    if language != "en":
        speak(page, language)
        page.goto("/today")
    page.click("ol.attention a.btn[href*='/register'] >> nth=-1")
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
    people.nth(1).locator("select[name^=reason]").select_option("sick")
    recorded(2)
    check_page(page)
    # The marks are on the server, not only on the screen.
    page.reload()
    recorded(2)
    page.click("#rest")
    recorded(3)
    page.click("button[form=withdrawal]")
    recorded(2)
    page.click("#rest")
    recorded(3)
    page.click("form[action$='/closing'] button[type=submit]")
    expect(page.locator("form#marks")).to_have_count(0)
    check_page(page)
    page.goto("/today")
    check_page(page)


def test_keys_mark_and_walk_down_the_register(enter: Enter, cast: Cast) -> None:
    page = enter("facilitator", width=820, height=1180)
    page.click("ol.attention a.btn[href*='/register'] >> nth=-1")
    page.click("form[action$='/register'] button[type=submit]")
    page.wait_for_selector("ul.register .marks")
    page.locator("ul.register > li.person").first.locator("input[type=radio]").first.focus()
    page.keyboard.press("p")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    expect(page.locator("#count")).to_have_text(re.compile(r"^2 "))
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent")


def test_a_mark_made_without_a_connection_is_kept_and_sent_later(enter: Enter, cast: Cast) -> None:
    page = enter("facilitator", width=820, height=1180)
    page.click("ol.attention a.btn[href*='/register'] >> nth=-1")
    page.click("form[action$='/register'] button[type=submit]")
    page.wait_for_selector("ul.register .marks")
    page.context.set_offline(True)
    page.locator("ul.register > li.person").first.locator("label.mark[data-mark=present]").click()
    expect(page.locator("#sync")).to_have_attribute("data-state", "waiting")
    page.context.set_offline(False)
    expect(page.locator("#sync")).to_have_attribute("data-state", "sent", timeout=30_000)
    page.reload()
    assert page.locator("#count").inner_text().startswith("1 ")


def test_the_register_works_without_javascript(enter: Enter, chromium: object, cast: Cast) -> None:
    page = enter("facilitator", width=820, height=1180)
    state = page.context.storage_state()
    plain = page.context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, storage_state=state, base_url=page.url.split("/today")[0]
    )
    still = plain.new_page()
    still.goto("/today")
    still.click("ol.attention a.btn[href*='/register'] >> nth=-1")
    still.click("form[action$='/register'] button[type=submit]")
    still.locator("ul.register > li.person").first.locator("label.mark[data-mark=present]").click()
    still.click("#save button")
    still.wait_for_load_state()
    assert still.locator("#count").inner_text().startswith("1 ")
    plain.close()
