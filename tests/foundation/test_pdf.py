"""PDFs are made in a process of their own, within limits, and say clearly when none can be made."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from flask import Flask

from foundation import pdf
from foundation.pdf import NoPdf, pdf_answer, pdf_of
from settings import HERE

PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body><p>Morning</p></body></html>'


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Flask]:
    """An app that knows nothing but where its data lies."""
    app = Flask(__name__)
    app.extensions["settings"] = type("Told", (), {"data_dir": tmp_path})()
    with app.app_context():
        yield app


def child_says(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let another program stand in the child's place."""
    run = subprocess.run

    def stand_in(command: list[str], **more: object) -> subprocess.CompletedProcess[bytes]:
        assert command[1:] == ["-m", "foundation.pdf_child"]
        return run([sys.executable, "-c", code], **more)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "run", stand_in)


def test_a_page_becomes_a_pdf_that_nobody_keeps_and_that_names_nobody(bare: Flask) -> None:
    answer = pdf_answer(PAGE, "day-2026-11-24")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'inline; filename="day-2026-11-24.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/pdf"


def test_what_a_page_names_elsewhere_is_not_fetched(bare: Flask) -> None:
    page = PAGE.replace("<p>", '<img src="http://127.0.0.1:1/x.png"><img src="file:///etc/hostname"><p>')
    assert pdf_of(page).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("code", "piece"),
    [
        ('import sys; print(\'{"missing": "Pango (libpango-1.0-0)"}\', file=sys.stderr); sys.exit(3)', "libpango"),
        ("import sys; print('noise', file=sys.stderr); sys.exit(3)", "WeasyPrint is missing"),
        ("import sys; sys.exit(4)", "could not be made"),
        ("import os; os.kill(os.getpid(), 9)", "could not be made"),
        ("print('no pdf')", "could not be made"),
    ],
)
def test_where_none_can_be_made_a_sentence_says_so(
    bare: Flask, monkeypatch: pytest.MonkeyPatch, code: str, piece: str
) -> None:
    child_says(monkeypatch, code)
    with pytest.raises(NoPdf) as found:
        pdf_of(PAGE)
    assert piece in str(found.value)
    assert "browser works" in str(found.value)
    assert found.value.status == 503


def test_one_that_takes_too_long_is_ended(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST_SECONDS", 0.3)
    child_says(monkeypatch, "import time; time.sleep(30)")
    with pytest.raises(NoPdf, match="took too long"):
        pdf_of(PAGE)


def test_an_endless_page_is_not_even_tried(bare: Flask) -> None:
    with pytest.raises(NoPdf):
        pdf_of("x" * (pdf.LARGEST_PAGE + 1))


def test_more_than_a_few_at_once_wait_and_then_are_told_to_come_again(
    bare: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf, "LONGEST_WAIT_SECONDS", 0.2)
    held = [os.open(tmp_path / f"pdf.{number}.lock", os.O_RDWR | os.O_CREAT) for number in range(pdf.PLACES)]
    for descriptor in held:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(NoPdf, match="Other PDFs"):
        pdf_of(PAGE)
    os.close(held.pop())
    child_says(monkeypatch, "print('%PDF-1.7')")
    assert pdf_of(PAGE) == b"%PDF-1.7\n"
    os.close(held.pop())


def test_a_few_wait_and_the_next_is_told_at_once_so_that_the_roll_call_keeps_its_threads(
    bare: Flask, tmp_path: Path
) -> None:
    names = [f"pdf.{number}" for number in range(pdf.PLACES)]
    names += [f"pdf.waiting.{number}" for number in range(pdf.WAITING)]
    held = [os.open(tmp_path / f"{name}.lock", os.O_RDWR | os.O_CREAT) for name in names]
    for descriptor in held:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    begun = monotonic()
    with pytest.raises(NoPdf, match="Other PDFs"):
        pdf_of(PAGE)
    assert monotonic() - begun < pdf.LONGEST_WAIT_SECONDS / 3
    for descriptor in held:
        os.close(descriptor)


def test_the_child_knows_nothing_of_our_surroundings(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "0123456789abcdef" * 4)
    child_says(monkeypatch, "import os; print('%PDF-', sorted(os.environ))")
    said = pdf_of(PAGE).decode()
    assert "SECRET_KEY" not in said
    assert "PATH" in said


@pytest.mark.parametrize(("limit", "most"), [("RLIMIT_CPU", 40), ("RLIMIT_AS", 1024**3)])
def test_the_child_is_bound(limit: str, most: int) -> None:
    code = "import resource; from foundation.pdf_child import bind_hands; bind_hands()\n"
    code += f"print(resource.getrlimit(resource.{limit}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=HERE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"({most}, {most})"


def test_where_pango_is_missing_its_name_is_told() -> None:
    code = (
        "import sys, types, foundation.pdf_child as child\n"
        "def broken(page): raise OSError(\"cannot load library 'libpango-1.0-0': no such file\")\n"
        "child.pdf = broken\n"
        "sys.exit(child.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=HERE, input=b"", capture_output=True)
    assert done.returncode == 3
    assert done.stderr.strip() == b'{"missing": "Pango (libpango-1.0-0)"}'
