"""PDFs: a page as HTML becomes a PDF in a process of its own, which may take only so much time and memory.

Why so: docs/decisions/0010-pdf.md. Draw pages for it on templates/paper.html; never inside a view that @commits,
for the write lock would be held as long as the drawing takes.
"""

import fcntl
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from flask import Response, current_app

from foundation.errors import DaybookError
from foundation.messages import N_
from foundation.pdf_child import MISSING
from settings import HERE

# Two cores, two PDFs: more of them at once would be slower for everybody.
PLACES = 2
# Whoever waits keeps one of the server's eight threads: most of them stay free for those who call a roll.
WAITING = 2
LONGEST_WAIT_SECONDS = 15
# Two to five seconds on a small computer that is idle; several times as many on one that is busy.
LONGEST_SECONDS = 60
LARGEST_PAGE = 4 * 1024 * 1024
LOOK_EVERY_SECONDS = 0.05

TOO_LONG = N_("This PDF took too long to make, and nothing was changed. Printing the page from the browser works.")
BUSY = N_("Other PDFs are being made just now. Please try again in a moment, or print the page from the browser.")
FAILED = N_("This PDF could not be made, and nothing was changed. Printing the page from the browser works.")
LACKING = N_(
    "This computer cannot make a PDF yet: %(missing)s is missing. Printing the page from the browser works. "
    "Whoever looks after the computer finds the command in the README."
)


class NoPdf(DaybookError):
    """No PDF can be made, now or here (503); printing from the browser works."""

    status = 503


def pdf_of(html: str) -> bytes:
    """A whole page as a PDF; its styles, fonts and icons come from static/, and nothing is fetched.

    Raises NoPdf where WeasyPrint or Pango is missing, where it takes too long, and where too many are being made.
    """
    page = html.encode()
    if len(page) > LARGEST_PAGE:
        raise NoPdf(TOO_LONG)
    with _place(current_app.extensions["settings"].data_dir):
        try:
            done = subprocess.run(
                [sys.executable, "-m", "foundation.pdf_child"],
                input=page,
                capture_output=True,
                cwd=HERE,
                # Nothing of our own surroundings: the key of the cookies stands there.
                env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
                timeout=LONGEST_SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise NoPdf(TOO_LONG) from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    said = _said(done.stderr)
    if done.returncode == MISSING:
        raise NoPdf(LACKING, missing=said.get("missing", "WeasyPrint"))
    logging.getLogger(__name__).error("pdf: status %s, %s", done.returncode, said.get("fault", "killed"))
    raise NoPdf(FAILED)


def pdf_answer(html: str, name: str) -> Response:
    """The PDF of a page as an answer; ``name`` is the file's without its ending, and never a person's."""
    answer = Response(pdf_of(html), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@contextmanager
def _place(folder: Path) -> Iterator[None]:
    """Hold one of the few places for PDFs of this machine, for all its processes.

    Raises NoPdf where none gets free in time, and at once where others wait already.
    """
    place = _free(folder, "pdf", PLACES)
    if place is None:
        place = _waited(folder)
    try:
        yield
    finally:
        os.close(place)


def _waited(folder: Path) -> int:
    bench = _free(folder, "pdf.waiting", WAITING)
    if bench is None:
        raise NoPdf(BUSY)
    until = monotonic() + LONGEST_WAIT_SECONDS
    try:
        while (place := _free(folder, "pdf", PLACES)) is None:
            if monotonic() > until:
                raise NoPdf(BUSY)
            sleep(LOOK_EVERY_SECONDS)
        return place
    finally:
        os.close(bench)


def _free(folder: Path, name: str, many: int) -> int | None:
    """Take one of so many places; None when all are taken. A lock on a file, for it ends with who holds it."""
    for number in range(many):
        descriptor = os.open(folder / f"{name}.{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        return descriptor
    return None


def _said(stream: bytes) -> dict[str, str]:
    """What the child said of its fault; libraries may have said things before it."""
    for line in reversed(stream.decode(errors="replace").splitlines()):
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            return {str(key): str(value) for key, value in said.items()}
    return {}
