"""A served house and a real browser for the journeys."""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from app import create_app
from foundation.clock import held_at
from foundation.database import db
from tests.cast import NOW, PASSWORD, Cast
from tests.conftest import settings_for

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
# --no-sandbox for root; the rest keeps Chromium from calling anybody.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    path = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium: run make test")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def served(lite_template: tuple[Path, Cast], folder: Path) -> Iterator[str]:
    """The address of the cast's house, served on loopback by real threads; every request happens at NOW."""
    shutil.copy(lite_template[0], folder / "daybook.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    app = create_app(settings_for(folder, port=port, public_url=address))

    def at_ten(environ: Any, start: Any) -> Any:
        with held_at(NOW):
            return list(app(environ, start))

    server = make_server("127.0.0.1", port, at_ten, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join(timeout=10)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def cast(lite_template: tuple[Path, Cast]) -> Cast:
    """The people of the served house."""
    return lite_template[1]


Enter = Callable[..., Page]


@pytest.fixture
def enter(chromium: Browser, served: str) -> Iterator[Enter]:
    """Open a page and sign in through the form, as a person would; faults in the console fail the test."""
    contexts = []
    faults: list[str] = []

    def as_person(login: str, language: str = "en", *, width: int = 390, height: int = 844) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, base_url=served)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"/sign-in?lang={language}")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.click("form[action$='/sign-in'] button[type=submit], main form button[type=submit]")
        page.wait_for_url("**/today")
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


def check_page(page: Page) -> None:
    """axe finds nothing against WCAG 2.2 A and AA, and the page does not scroll sideways."""
    size = page.viewport_size or {"width": 390, "height": 844}
    # As tall as the page: what lies under the tabs at the foot for a moment is only a scroll away.
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": size["width"], "height": max(tall, size["height"])})
    page.evaluate(AXE.read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
    broken = [(one["id"], [node["html"][:150] for node in one["nodes"][:3]]) for one in found["violations"]]
    assert broken == [], page.url
    page.set_viewport_size(size)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
