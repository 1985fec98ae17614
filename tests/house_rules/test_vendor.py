"""The programs that the tests borrow are the ones that were checked when they came in."""

from hashlib import sha256

from tests.house_rules.sources import ROOT

VENDOR = ROOT / "tests" / "vendor"


def test_every_borrowed_file_is_the_one_that_was_checked() -> None:
    pairs = [line.split() for line in (VENDOR / "CHECKSUMS").read_text(encoding="utf-8").splitlines()]
    written = {name: digest for digest, name in pairs}
    present = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name not in ("CHECKSUMS", "SOURCES.md")
    }
    assert present == written


def test_every_borrowed_file_has_its_source_and_licence_named() -> None:
    sources = (VENDOR / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in VENDOR.iterdir() if path.name not in sources and path.name != "SOURCES.md"] == []
