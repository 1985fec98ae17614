"""A kiosk in a real browser: enrolled, signed in at, checked in at, left alone; and then nothing is found there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app import create_app
from community.access.actor import SYSTEM
from community.devices.kiosk_keys import give_pin
from community.devices.operations import make_device
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, Cast
from tests.conftest import settings_for
from tests.journeys.conftest import Enter, check_page

pytestmark = pytest.mark.browser


@pytest.fixture
def ready(served: str, folder: Path, cast: Cast) -> Iterator[dict[str, str]]:
    """A kiosk that waits for its code, and a resident's number and PIN."""
    app: Flask = create_app(settings_for(folder))
    with app.app_context(), held_at(NOW):
        with writing():
            _, code = make_device(cast.house.id, kind="kiosk", name="By the stairs", room_id=None, by=SYSTEM)
            key, pin = give_pin(db.session.get_one(Person, cast.resident.id), by=SYSTEM)
            facts = {"code": code, "number": str(key.number), "pin": pin, "shown": cast.resident.shown}
        db.engine.dispose()
    yield facts


def enrolled(chromium: Browser, served: str, facts: dict[str, str], *, width: int = 1280, height: int = 800) -> Page:
    """A browser that has just become the kiosk; its clock can be turned on."""
    context = chromium.new_context(viewport={"width": width, "height": height}, base_url=served)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.clock.install()
    page.goto("/enrolment")
    check_page(page)
    page.fill("#code", f"{facts['code'][:4]}-{facts['code'][4:].lower()}")
    page.click("button[type=submit]")
    page.wait_for_url("**/kiosk")
    return page


def sign_in(page: Page, facts: dict[str, str]) -> None:
    """Tap number and PIN on the keys of the page."""
    for field in ("number", "pin"):
        page.click(f"#{field}")
        for digit in facts[field]:
            page.click(f"#keypad [data-digit='{digit}']")
    page.click("#keypad [type=submit]")
    page.wait_for_url("**/kiosk/day")


def nothing_left(page: Page, facts: dict[str, str]) -> None:
    """The kiosk's first page stands there, and neither the back button nor any store holds the resident."""
    page.wait_for_url("**/kiosk")
    for _ in range(4):
        page.go_back(wait_until="load")
        page.wait_for_timeout(50)
        assert facts["shown"] not in page.content()
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
    # Half a minute without a touch: it asks. A touch, and it goes on.
    page.clock.run_for(32_000)
    expect(page.locator("#still")).to_be_visible()
    page.click("#still button")
    expect(page.locator("#still")).to_be_hidden()
    page.clock.run_for(40_000)
    expect(page.locator("#still")).to_be_visible()
    page.clock.run_for(8_000)
    nothing_left(page, ready)
    page.context.close()


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
    page.context.close()


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
    page.context.close()


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
    page.context.close()


def test_the_door_stays_while_the_server_is_away(chromium: Browser, served: str, ready: dict[str, str]) -> None:
    page = enrolled(chromium, served, ready)
    page.fill("#number", ready["number"])
    page.context.set_offline(True)
    page.clock.run_for(70_000)
    page.wait_for_timeout(500)
    assert page.url.endswith("/kiosk")
    expect(page.locator("#number")).to_have_value("")
    page.context.set_offline(False)
    with page.expect_navigation():
        page.clock.run_for(6_000)
    sign_in(page, ready)
    page.context.close()


def test_the_visit_is_left_before_its_cookie_goes(chromium: Browser, served: str, ready: dict[str, str]) -> None:
    page = enrolled(chromium, served, ready)
    sign_in(page, ready)
    # At 45 seconds the browser drops the cookie, and the house would not hear that somebody signed out.
    with page.expect_request("**/kiosk/ending"):
        page.clock.run_for(44_000)
    page.wait_for_url("**/kiosk")
    page.context.close()


def test_without_a_script_it_signs_in_all_the_same(chromium: Browser, served: str, ready: dict[str, str]) -> None:
    page = enrolled(chromium, served, ready)
    state = page.context.storage_state()
    plain = chromium.new_context(java_script_enabled=False, storage_state=state, base_url=served)
    still = plain.new_page()
    still.goto("/kiosk")
    still.fill("#number", ready["number"])
    still.fill("#pin", ready["pin"])
    still.click("#plain")
    still.wait_for_url("**/kiosk/day")
    assert still.locator("noscript").count() == 1
    plain.close()
    page.context.close()
