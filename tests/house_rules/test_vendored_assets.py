"""Vendored assets are the ones we took, carry their licences, and hold every icon a page asks for."""

import hashlib
import re
from pathlib import Path

from sessions.schedule.session_types import TYPES

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "static" / "vendor"
LISTS = {"CHECKSUMS", "SOURCES.md"}


def _listed() -> dict[str, str]:
    """What CHECKSUMS says: path relative to static/vendor → sha256."""
    lines = (VENDOR / "CHECKSUMS").read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}


def _icons() -> set[str]:
    sprite = (VENDOR / "bootstrap-icons" / "icons.svg").read_text(encoding="utf-8")
    return set(re.findall(r'<symbol id="([^"]+)"', sprite))


def test_every_vendored_file_is_the_one_in_the_list_and_no_file_is_missing_from_it() -> None:
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "CHECKSUMS"
    }
    assert len(found) > 20
    assert found == _listed()


def test_every_package_has_its_licence_beside_it_and_stands_in_the_sources() -> None:
    folders = sorted(path.name for path in VENDOR.iterdir() if path.is_dir())
    rows = re.findall(
        r"^\| (\S+) \| \S+ \| \d+\.\d+\.\d+ \| \S+ \|", (VENDOR / "SOURCES.md").read_text("utf-8"), flags=re.M
    )
    assert sorted(rows) == folders
    for folder in folders:
        licence = (VENDOR / folder / "LICENSE").read_text(encoding="utf-8")
        assert len(licence) > 300, folder


def test_no_stylesheet_reaches_another_host() -> None:
    for sheet in [ROOT / "static" / "fonts.css", *(ROOT / "static" / "css").glob("*.css")]:
        assert re.findall(r"(?:https?:)?//[a-z0-9.-]+", _without_comments(sheet)) == [], sheet.name
        assert "@import" not in _without_comments(sheet), sheet.name


def test_every_font_named_in_the_stylesheet_is_there_and_every_font_there_is_named() -> None:
    named = set(re.findall(r'url\("([^"]+)"\)', (ROOT / "static" / "fonts.css").read_text(encoding="utf-8")))
    there = {path.relative_to(ROOT / "static").as_posix() for path in VENDOR.rglob("*.woff2")}
    assert len(there) == 15
    assert named == there


def test_every_icon_that_a_page_or_a_session_type_names_is_in_the_sprite() -> None:
    asked = {one.icon for one in TYPES.values()}
    for page in (ROOT / "templates").rglob("*.html"):
        for first in re.findall(r"\bicon\(([^,)]*)", page.read_text(encoding="utf-8")):
            # Each of two that a condition chooses between; what it compares with is no icon.
            asked.update(re.findall(r"""(?<!= )["']([a-z0-9-]+)["']""", first))
    assert len(asked) > 10
    assert sorted(asked - _icons()) == []


def _without_comments(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
