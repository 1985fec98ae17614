"""A served house and a real browser for the journeys.

One server and one browser for all tests of a process; the house in it is put back for each. Nothing here waits for a
time to pass: SLOW is how long the slowest machine may take until something is there.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from community.accounts.models import Account
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.transactions import writing
from tests.cast import PASSWORD, Cast, signed_in
from tests.conftest import settings_for
from tests.daybooks import daybook
from tests.journeys.server import AXE, AXE_PATH, Server

# Milliseconds; a machine four times as slow, with others at work on it.
SLOW = 90_000
expect.set_options(timeout=SLOW)
# --no-sandbox for root; no part that draws with a graphics card; the rest keeps Chromium from calling anybody.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-gpu-compositing --disable-software-rasterizer --disable-quic "
    "--no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def one_chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium: run make test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=SLOW)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server of this process, on loopback."""
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(lite_template: tuple[Path, Cast], folder: Path, server: Server) -> Iterator[Flask]:
    """The app of the cast's house as it is served; only its database is another one for each test."""
    shutil.copy(lite_template[0], folder / "daybook.db")
    with daybook(settings_for(folder, port=server.port, public_url=server.address)) as app:
        server.begin(app)
        yield app
        server.end()


@pytest.fixture
def chromium(one_chromium: Browser, app: Flask) -> Iterator[Browser]:
    """The browser; every window that a test has opened is closed after it, before the house is."""
    yield one_chromium
    for context in one_chromium.contexts:
        context.close()


@pytest.fixture
def served(app: Flask, server: Server) -> str:
    """The address of the cast's house; every request happens at NOW."""
    return server.address


@pytest.fixture
def cast(lite_template: tuple[Path, Cast]) -> Cast:
    """The people of the served house."""
    return lite_template[1]


Enter = Callable[..., Page]


def window(chromium: Browser, address: str, **about: Any) -> BrowserContext:
    """A browser nobody has used yet, which waits as long as a slow machine takes."""
    context = chromium.new_context(base_url=address, **about)
    context.set_default_timeout(SLOW)
    return context


def sign_in_by_form(page: Page, login: str, language: str = "en") -> None:
    """Sign in as a person would."""
    page.goto(f"/sign-in?lang={language}")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("form[action$='/sign-in'] button[type=submit], main form button[type=submit]")
    page.wait_for_url("**/today")


def cookie_of(app: Flask, person: Person, speaks: str | None) -> str:
    """The cookie of a browser where somebody of the cast has just signed in, whose account speaks a language."""
    with writing():
        account = db.session.get_one(Account, person.account_id)
        account.language = language = speaks or account.language
    key = signed_in(person)
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return str(signer.dumps({"_user_id": key, "_fresh": True, "seen": int(now().timestamp()), "language": language}))


@pytest.fixture
def enter(chromium: Browser, app: Flask, served: str, cast: Cast) -> Iterator[Enter]:
    """Open a page where somebody has signed in; faults in the console fail the test.

    ``by_form`` signs in as a person would, on a page in ``language``; else the account ``speaks`` one from the start.
    ``worker`` lets the device keep what it needs without the network, some forty files that other journeys never use.
    """
    contexts = []
    faults: list[str] = []

    def as_person(
        login: str,
        language: str = "en",
        *,
        width: int = 390,
        height: int = 844,
        by_form: bool = False,
        speaks: str | None = None,
        to: str = "/today",
        worker: bool = False,
    ) -> Page:
        workers = "allow" if worker else "block"
        context = window(chromium, served, viewport={"width": width, "height": height}, service_workers=workers)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        if by_form:
            sign_in_by_form(page, login, language)
        else:
            cookie = cookie_of(app, cast.people[login], speaks)
            context.add_cookies([{"name": app.config["SESSION_COOKIE_NAME"], "value": cookie, "url": served}])
            page.goto(to)
        return page

    yield as_person
    for context in contexts:
        context.close()
    assert faults == []


def speak(page: Page, language: str) -> None:
    """Change the account's language on the account page."""
    page.goto("/account")
    page.check(f"form[action$='/language'] input[value='{language}']")
    with page.expect_navigation():
        page.click("form[action$='/language'] button[type=submit]")
    assert page.get_attribute("html", "lang") == language


# What is broken, and where: all that axe found would be carried over for nothing.
LOOK = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 150))]);
}"""


def bring_axe(page: Page) -> None:
    """Let a page have axe: from the server, which a browser reads once for all its pages; else as a text."""
    try:
        page.add_script_tag(url=AXE_PATH)
    except Error:
        # Without a network, and where scripts of the page may not run.
        page.evaluate(AXE.read_text())


def check_page(page: Page) -> None:
    """axe finds nothing against WCAG 2.2 A and AA, and the page does not scroll sideways."""
    size = page.viewport_size or {"width": 390, "height": 844}
    # As tall as the page: what lies under the tabs at the foot for a moment is only a scroll away.
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size["width"], "height": max(tall, size["height"])})
    if not page.evaluate("'axe' in window"):
        bring_axe(page)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    assert page.evaluate(LOOK, tags) == [], page.url
    page.set_viewport_size(size)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
