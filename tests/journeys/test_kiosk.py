"""A kiosk in a real browser: enrolled, signed in at, checked in at, left alone; and then nothing is found there."""

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Error, Page, expect

from community.access.actor import SYSTEM
from community.devices.kiosk_keys import give_pin
from community.devices.operations import make_device
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.kiosk import visit_cookie
from tests.cast import Cast
from tests.journeys.conftest import SLOW, Enter, check_page, window

pytestmark = pytest.mark.browser


@pytest.fixture
def ready(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A kiosk that waits for its code, and a resident's number and PIN."""
    # The browser counts the seconds of a visit's cookie by itself, and a slow machine needs more than it has.
    monkeypatch.setattr(visit_cookie, "IDLE", timedelta(hours=1))
    with writing():
        _, code = make_device(cast.house.id, kind="kiosk", name="By the stairs", room_id=None, by=SYSTEM)
        key, pin = give_pin(db.session.get_one(Person, cast.resident.id), by=SYSTEM)
        return {"code": code, "number": str(key.number), "pin": pin, "shown": cast.resident.shown}


def enrolled(chromium: Browser, served: str, facts: dict[str, str], *, width: int = 1280, height: int = 800) -> Page:
    """A browser that has just become the kiosk; its clock goes as every clock, and can be turned on."""
    page = window(chromium, served, viewport={"width": width, "height": height}).new_page()
    page.clock.install()
    page.goto("/enrolment")
    check_page(page)
    page.fill("#code", f"{facts['code'][:4]}-{facts['code'][4:].lower()}")
    page.click("button[type=submit]")
    page.wait_for_url("**/kiosk")
    return page


def clock_stands(page: Page) -> None:
    """From the next page on, time goes on only when it is told to: half a minute is then no longer than that."""
    page.goto("about:blank")
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 3600)


def sign_in(page: Page, facts: dict[str, str]) -> None:
    """Tap number and PIN on the keys of the page."""
    for field in ("number", "pin"):
        page.click(f"#{field}")
        for digit in facts[field]:
            page.click(f"#keypad [data-digit='{digit}']")
    page.click("#keypad [type=submit]")
    page.wait_for_url("**/kiosk/day")


def content(page: Page) -> str:
    """What a page holds; one that is just leading on is waited for."""
    for _ in range(SLOW // 100):
        try:
            return page.content()
        except Error:
            page.wait_for_timeout(100)
    raise AssertionError("the page never stands still")


def nothing_left(page: Page, facts: dict[str, str]) -> None:
    """The kiosk's first page stands there, and neither the back button nor any store holds the resident."""
    page.wait_for_url("**/kiosk")
    for _ in range(4):
        try:
            page.go_back(wait_until="load")
        except Error as error:
            # The browser has kept nothing that it could show.
            assert "ERR_CACHE_MISS" in str(error)
        assert facts["shown"] not in content(page)
    page.goto("/kiosk")
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert names <= {"daybook", "daybook-screen"}
    stored = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length, "
        "(await indexedDB.databases()).length]"
    )
    assert stored == [0, 0, 0, 0]
    assert page.input_value("#number") == page.input_value("#pin") == ""


def test_enrolled_signed_in_checked_in_and_left_alone(
    chromium: Browser, served: str, ready: dict[str, str], enter: Enter
) -> None:
    page = enrolled(chromium, served, ready)
    check_page(page)
    sign_in(page, ready)
    check_page(page)
    expect(page.locator("body")).to_contain_text(ready["shown"])
    page.click(".kiosk-check-in button")
    expect(page.locator(".kiosk-check-in")).to_contain_text("you are checked in")
    page.goto("/kiosk/week")
    check_page(page)
    clock_stands(page)
    page.goto("/kiosk/week")
    # Half a minute without a touch: it asks. A touch, and it goes on.
    page.clock.run_for(32_000)
    expect(page.locator("#still")).to_be_visible()
    page.click("#still button")
    expect(page.locator("#still")).to_be_hidden()
    page.clock.run_for(40_000)
    expect(page.locator("#still")).to_be_visible()
    page.clock.run_for(8_000)
    nothing_left(page, ready)


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_signing_out_by_the_button_leaves_nothing(
    chromium: Browser, served: str, ready: dict[str, str], language: str
) -> None:
    page = enrolled(chromium, served, ready, width=820, height=1180)
    page.goto(f"/kiosk?lang={language}")
    sign_in(page, ready)
    check_page(page)
    page.click("#ending button")
    nothing_left(page, ready)


def test_a_scanner_that_types_like_a_keyboard_and_a_wrong_pin(
    chromium: Browser, served: str, ready: dict[str, str]
) -> None:
    page = enrolled(chromium, served, ready, width=390, height=844)
    page.fill("#number", ready["number"])
    page.keyboard.press("Enter")
    # A number alone is no attempt: the PIN comes next.
    expect(page.locator("#pin")).to_be_focused()
    page.fill("#pin", "000000")
    page.keyboard.press("Enter")
    expect(page.locator("#fault")).to_contain_text("This does not fit.")
    assert page.input_value("#number") == page.input_value("#pin") == ""
    check_page(page)
    page.focus("#number")
    page.keyboard.type("1" * 40)
    page.keyboard.press("Enter")
    expect(page.locator("#fault")).to_contain_text("This does not fit.")


def test_a_wrong_pin_is_not_sent_again_and_the_screen_is_not_stuck(
    chromium: Browser, served: str, ready: dict[str, str]
) -> None:
    page = enrolled(chromium, served, ready)
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.fill("#number", ready["number"])
    page.fill("#pin", "000000")
    page.keyboard.press("Enter")
    expect(page.locator("#fault")).to_contain_text("This does not fit.")
    assert len(sent) == 1
    page.reload()
    expect(page.locator("#fault")).to_have_count(0)
    assert len(sent) == 1
    page.fill("#pin", "000000")
    page.fill("#number", ready["number"])
    page.keyboard.press("Enter")
    expect(page.locator("#fault")).to_contain_text("This does not fit.")
    # Nobody comes for a minute: the door stands there again, ready for the next one.
    page.clock.run_for(70_000)
    expect(page.locator("#fault")).to_have_count(0)
    sign_in(page, ready)
    page.click("#ending button")
    nothing_left(page, ready)


def test_the_door_stays_while_the_server_is_away(chromium: Browser, served: str, ready: dict[str, str]) -> None:
    page = enrolled(chromium, served, ready)
    clock_stands(page)
    page.goto("/kiosk")
    page.fill("#number", ready["number"])
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda asked: asked.method == "HEAD"):
        page.clock.run_for(70_000)
    assert page.url.endswith("/kiosk")
    expect(page.locator("#number")).to_have_value("")
    page.context.set_offline(False)
    with page.expect_navigation():
        page.clock.run_for(6_000)
    sign_in(page, ready)


def test_the_visit_is_left_before_its_cookie_goes(chromium: Browser, served: str, ready: dict[str, str]) -> None:
    page = enrolled(chromium, served, ready)
    sign_in(page, ready)
    # At 45 seconds the browser drops the cookie, and the house would not hear that somebody signed out.
    with page.expect_request("**/kiosk/ending"):
        page.clock.run_for(44_000)
    page.wait_for_url("**/kiosk")


def test_without_a_script_it_signs_in_all_the_same(chromium: Browser, served: str, ready: dict[str, str]) -> None:
    page = enrolled(chromium, served, ready)
    state = page.context.storage_state()
    plain = window(chromium, served, java_script_enabled=False, storage_state=state)
    still = plain.new_page()
    still.goto("/kiosk")
    still.fill("#number", ready["number"])
    still.fill("#pin", ready["pin"])
    still.click("#plain")
    still.wait_for_url("**/kiosk/day")
    assert still.locator("noscript").count() == 1
