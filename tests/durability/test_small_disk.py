"""A disk that is really full, under a house that is really served: a small file system of the test's own."""

import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.processes import free_port
from tests.cast import Cast
from tests.conftest import settings_for
from tests.daybooks import daybook, emptied
from tests.durability.conftest import Book, Served, open_book, running, served_environment
from tests.durability.devices import marks_of
from tests.durability.test_full_disk import SENTENCE

# Enough for the cast's house and a few saves, in megabytes.
DISK = 32
OWN_DISK = 'mount -t tmpfs -o size=$0m none "$1" && cp "$2" "$1/daybook.db" && exec "$3" -m tests.durability.server'


@pytest.fixture
def small_disk(lite_template: tuple[Path, Cast], folder: Path, tmp_path: Path) -> Iterator[tuple[Served, Book, Path]]:
    """The house on a small disk of its own, served; with its register and where that disk is seen from here."""
    tried = subprocess.run(["unshare", "-rm", "true"], capture_output=True) if shutil.which("unshare") else None
    if tried is None or tried.returncode:
        pytest.skip("a disk of one's own needs unshare and user namespaces")
    settings = settings_for(folder)
    shutil.copy(lite_template[0], folder / "daybook.db")
    with daybook(settings):
        book = open_book(lite_template[1])
    template = tmp_path / "template.db"
    with closing(sqlite3.connect(folder / "daybook.db")) as lite:
        lite.execute("VACUUM INTO ?", [str(template)])
    emptied(folder)
    port = free_port()
    command = ("unshare", "-rm", "sh", "-ec", OWN_DISK, str(DISK), str(folder), str(template), sys.executable)
    with running(Served(served_environment(settings, port), port, tmp_path / "server.log", command)) as served:
        yield served, book, Path(f"/proc/{served.process.pid}/root{folder}")


def told_of(disk: Path, folder: Path) -> tuple[int, str]:
    """How many marks lie on that disk, and whether its database is whole: read from a copy, while nobody writes."""
    for name in ("daybook.db", "daybook.db-wal"):
        shutil.copy(disk / name, folder / name)
    with closing(sqlite3.connect(folder / "daybook.db")) as lite:
        return lite.execute("SELECT count(*) FROM marks").fetchone()[0], lite.execute(
            "PRAGMA integrity_check"
        ).fetchone()[0]


@pytest.mark.trust
def test_a_disk_that_is_really_full_loses_nothing_and_recovers_without_a_restart(small_disk, tmp_path: Path) -> None:
    served, book, disk = small_disk
    workers = served.workers()
    marta, ewa = served.client("facilitator"), served.client("manager")
    told = json.loads(marta.send_json(book.path, {"marks": marks_of(book.people, 0, {})}).body)
    standing = {one["person_id"]: one["mark_id"] for one in told["saved"]}
    with (disk / "filler").open("wb", buffering=0) as filler:
        for size in (1024 * 1024, 4096, 1):
            try:
                while filler.write(b"x" * size) == size:
                    pass
            except OSError as fault:
                assert fault.errno == errno.ENOSPC
    marks = marks_of(book.people, 1, standing)
    for _ in range(3):
        answer = marta.send_json(book.path, {"marks": marks})
        assert (answer.status, SENTENCE in answer.body.decode()) == (507, True), answer
    register = f"/occurrences/{book.occurrence_id}/register"
    # Reading needs no room; reading somebody's record has to be written down, and so it waits.
    read = [marta.get("/today").status, marta.get(register).status, ewa.get("/today").status, ewa.get(register).status]
    assert read == [200, 200, 200, 507]
    assert told_of(disk, tmp_path) == (len(book.people), "ok")
    (disk / "filler").unlink()
    first = marta.send_json(book.path, {"marks": marks})
    again = marta.send_json(book.path, {"marks": marks})
    assert (first.status, json.loads(first.body)["saved"]) == (200, json.loads(again.body)["saved"])
    assert (ewa.get(register).status, served.workers()) == (200, workers)
    assert told_of(disk, tmp_path) == (2 * len(book.people), "ok")
