"""Pictures of the running product, for the README and for looking: make screenshots."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from foundation.clock import now

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# For the README: who looks at what, in which language, how wide.
WANTED = (
    ("resident", "en", "/today", 390),
    ("resident", "ar", "/today", 390),
    ("facilitator", "en", "/today", 1280),
    ("manager", "en", "/planner", 1280),
    ("manager", "en", "/week", 1280),
    ("relative", "ar", "/calendars", 390),
)
# For the pages of help: each in every language, by the names in sessions/guide/steps.py.
HELP = ROOT / "static" / "help"
SHOWN = (
    ("resident", "yusuf", 390, ("/today", "/consents", "/record")),
    # Somebody in their first days, with one elder beside them and another who was asked.
    ("resident", "michal", 390, ("/mentoring/mine",)),
    ("relative", "amina", 390, ("/today", "/calendars")),
    ("facilitator", "marta", 1280, ("/today", "/in-house")),
    ("manager", "ewa", 1280, ("/today", "/planner", "/people", "/mentoring", "/house")),
)
LANGUAGES = ("en", "pl", "ar", "ru")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The demonstration did not start.")


def _who_reads(facts: dict[str, Any], role: str, language: str) -> str:
    """The login of the first with that role who reads that language."""
    known = [one["login"] for one in facts["sign_ins"] if (one["role"], one["language"]) == (role, language)]
    if not known:
        raise SystemExit(f"The demonstration has no {role} who reads {language}.")
    return str(known[0])


def _signed_in(browser: Browser, facts: dict[str, Any], login: str, width: int) -> Page:
    size = {"width": width, "height": 844 if width < 500 else 900}
    context = browser.new_context(viewport=size, base_url=facts["base_url"], device_scale_factor=2)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", facts["password"])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def _take(browser: Browser, facts: dict[str, Any], role: str, language: str, path: str, width: int) -> None:
    page = _signed_in(browser, facts, _who_reads(facts, role, language), width)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    picture = PICTURES / f"{role}-{path.strip('/')}-{language}.png"
    page.screenshot(path=str(picture))
    print(picture.relative_to(ROOT))
    page.context.close()


def _name(role: str, path: str) -> str:
    """What the step calls its picture: the page's last word, but for one's own pairing."""
    return f"{role}-{path.removesuffix('/mine').strip('/')}"


def _open_a_register(page: Page) -> None:
    """The first register of the newest day on which the reader led a group that wanted one."""
    for back in range(8):
        page.goto(f"/today?day={(now().date() - timedelta(days=back)).isoformat()}")
        links = page.locator("a[href$='/register']")
        if links.count():
            links.first.click()
            return
    raise SystemExit("The demonstration's facilitator led nothing in the last week.")


def _take_help(browser: Browser, facts: dict[str, Any]) -> None:
    """Every page of help, of one and the same person in each language; the line of the demonstration cut off."""
    for role, login, width, paths in SHOWN:
        page = _signed_in(browser, facts, login, width)
        for language in LANGUAGES:
            page.goto("/account")
            with page.expect_navigation():
                page.check(f"[name=language][value={language}]")
                page.locator("form[action='/language'] button").click()
            for path in (*paths, *(["register"] if role == "facilitator" else [])):
                name = f"{role}-register" if path == "register" else _name(role, path)
                if path == "register":
                    _open_a_register(page)
                else:
                    page.goto(path)
                page.wait_for_load_state("networkidle")
                page.add_style_tag(content=".demo-line { display: none }")
                picture = HELP / f"{name}-{language}.jpg"
                page.screenshot(path=str(picture), type="jpeg", quality=60, scale="css")
                print(picture.relative_to(ROOT))
        page.context.close()


def main() -> None:
    """Load the demonstration into a throw-away folder, serve it, and photograph what is wanted."""
    chromium = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        raise SystemExit("Chromium is missing: sudo apt install chromium")
    for folder in (PICTURES, HELP):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        environment = os.environ | {"DATA_DIR": folder, "PORT": str(port), "SCHEDULER": "off"}
        command = [sys.executable, "-m", "flask", "--app", "app", "serve"]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                _wait_for(f"http://127.0.0.1:{port}")
                facts = json.loads((Path(folder) / "demo.json").read_text())
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                    for one in WANTED:
                        _take(browser, facts, *one)
                    _take_help(browser, facts)
                    browser.close()
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
