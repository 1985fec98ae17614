"""Pictures of the running product, for the README and for looking: make screenshots."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# Who looks at what, how wide; a picture is called after role and language. The first two stand in the README.
WANTED = (
    ("resident", "en", "/today", 390),
    ("resident", "ar", "/today", 390),
    ("facilitator", "en", "/today", 1280),
    ("manager", "en", "/week", 1280),
    ("relative", "ar", "/calendars", 390),
)


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


def _take(browser: Browser, facts: dict[str, Any], role: str, language: str, path: str, width: int) -> None:
    known = [one for one in facts["sign_ins"] if one["role"] == role and one["language"] == language]
    if not known:
        raise SystemExit(f"The demonstration has no {role} who reads {language}.")
    size = {"width": width, "height": 844 if width < 500 else 900}
    context = browser.new_context(viewport=size, base_url=facts["base_url"], device_scale_factor=2)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=login]", known[0]["login"])
    page.fill("[name=password]", facts["password"])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(path)
    page.wait_for_load_state("networkidle")
    picture = PICTURES / f"{role}-{path.strip('/')}-{language}.png"
    page.screenshot(path=str(picture))
    print(picture.relative_to(ROOT))
    context.close()


def main() -> None:
    """Load the demonstration into a throw-away folder, serve it, and photograph what is wanted."""
    chromium = os.environ.get("TEST_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        raise SystemExit("Chromium is missing: sudo apt install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
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
                    browser.close()
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
