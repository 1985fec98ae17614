"""A full disk: one clear page, nothing half written, and as before once there is room."""

import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from bench.processes import free_port
from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from foundation.database import db, new_id
from sessions.attendance import views
from sessions.attendance.models import Mark
from tests.cast import Cast
from tests.conftest import settings_for
from tests.daybooks import daybook, emptied
from tests.durability.conftest import Served, open_book, running, served_environment
from tests.pages import BASE, Browser, as_request

SENTENCE = "is full. Nothing was changed and nothing is lost."
# Enough for the cast's house and a few saves, in megabytes.
DISK = 32
OWN_DISK = 'mount -t tmpfs -o size=$0m none "$1" && cp "$2" "$1/daybook.db" && exec "$3" -m tests.durability.server'


@contextmanager
def no_more_pages() -> Iterator[None]:
    """SQLite has no room to grow, as on a full disk; afterwards it has again."""

    def limit(connection: Any, most: int) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {most or cursor.fetchone()[0]}")
        cursor.close()

    def full(connection: Any, *_more: object) -> None:
        limit(connection, 0)

    def roomy(connection: Any, *_more: object) -> None:
        limit(connection, 1_000_000)

    event.listen(db.engine, "checkout", full)
    try:
        yield
    finally:
        event.remove(db.engine, "checkout", full)
        event.listen(db.engine, "checkout", roomy)
        db.session.connection()
        db.session.rollback()
        event.remove(db.engine, "checkout", roomy)


def batch(people: list[str], number: int, standing: dict[str, str]) -> list[dict[str, Any]]:
    """Marks of everybody that change what stands."""
    status = {"status": "present"} if number % 2 else {"status": "excused", "absence_reason": "sick"}
    return [{"id": new_id(), "person_id": one, "based_on": standing.get(one)} | status for one in people]


def sender(roll: Any, browser: Browser) -> Callable[[list[dict[str, Any]]], Any]:
    """Sends marks as a device does."""
    browser.get(f"/occurrences/{roll.occurrence_id}/register")
    headers = {"X-CSRFToken": browser.token, "HX-Request": "true"}
    path = f"/registers/{roll.register.id}/marks"

    def send(marks: list[dict[str, Any]]) -> Any:
        return as_request(lambda: browser.client.post(path, json={"marks": marks}, headers=headers, base_url=BASE))

    return send


def counted() -> tuple[int, int]:
    """How many marks and entries of the record there are."""
    found = len(db.session.scalars(select(Mark.id)).all()), len(db.session.scalars(select(AuditEntry.id)).all())
    db.session.rollback()
    return found


def test_where_the_file_cannot_grow_nothing_is_half_written_and_then_it_goes_on(
    app: Flask, house: Cast, roll, browse
) -> None:
    if db.engine.dialect.name != "sqlite":
        return  # Of PostgreSQL see below: its disk is the server's.
    people, marta = roll.crowd(25), browse(house.facilitator)
    send, standing = sender(roll, marta), {}
    with no_more_pages():
        for number in range(60):
            before = counted()
            marks = batch(people, number, standing)
            answer = send(marks)
            if answer.status_code != 200:
                break
            standing = {one["person_id"]: one["mark_id"] for one in answer.json["saved"]}
        assert (answer.status_code, answer.mimetype, SENTENCE in answer.text) == (507, "text/plain", True)
        assert counted() == before
        page = f"/occurrences/{roll.occurrence_id}/register"
        assert "Yusuf" in marta.text(page)
        marta.get("/today")
    saved = send(marks)
    assert (saved.status_code, saved.json["saved"]) == (200, send(marks).json["saved"])
    assert (counted(), broken_chains()) == ((before[0] + len(people), before[1] + 1), {})


FAULTS = {
    "PostgreSQL's own word": OperationalError("x", {}, psycopg.errors.DiskFull("could not extend file")),
    "PostgreSQL's log is full": OperationalError("x", {}, psycopg.OperationalError("No space left on device")),
    "SQLite's word": OperationalError("x", {}, sqlite3.OperationalError("database or disk is full")),
    "a file that cannot be written": OSError(errno.ENOSPC, "No space left on device"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whoever_says_that_the_disk_is_full_the_reader_is_told_the_same(
    roll, house: Cast, browse, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise FAULTS[fault]

    monkeypatch.setattr(views, "receive", fail)
    monkeypatch.setattr(views, "save_form", fail)
    marta = browse(house.facilitator)
    answer = sender(roll, marta)(batch([house.resident.id], 1, {}))
    assert (answer.status_code, SENTENCE in answer.text) == (507, True)
    page = marta.post(f"/registers/{roll.register.id}/marks", {f"status.{house.resident.id}": "late"}, status=507)
    assert SENTENCE in page.get_data(as_text=True)


def test_another_fault_of_the_database_is_busy_and_another_of_a_file_is_ours(
    app: Flask, roll, house: Cast, browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: dict[int, Exception] = {
        503: OperationalError("x", {}, psycopg.errors.LockNotAvailable("canceling statement due to lock timeout")),
        500: OSError(errno.EACCES, "Permission denied"),
    }
    app.config["PROPAGATE_EXCEPTIONS"] = False
    send = sender(roll, browse(house.facilitator))
    for status, fault in faults.items():
        monkeypatch.setattr(views, "receive", lambda *_args, fault=fault, **_more: (_ for _ in ()).throw(fault))
        assert send(batch([house.resident.id], 1, {})).status_code == status


@pytest.fixture
def small_disk(lite_template: tuple[Path, Cast], folder: Path, tmp_path: Path) -> Iterator[tuple[Served, Any, Path]]:
    """The house on a small disk of its own, served; with its register and where that disk is seen from here."""
    tried = subprocess.run(["unshare", "-rm", "true"], capture_output=True) if shutil.which("unshare") else None
    if tried is None or tried.returncode:
        pytest.skip("a disk of one's own needs unshare and user namespaces")
    settings = settings_for(folder)
    shutil.copy(lite_template[0], folder / "daybook.db")
    with daybook(settings):
        book = open_book(lite_template[1])
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    template = tmp_path / "template.db"
    shutil.copy(folder / "daybook.db", template)
    emptied(folder)
    port = free_port()
    command = ("unshare", "-rm", "sh", "-ec", OWN_DISK, str(DISK), str(folder), str(template), sys.executable)
    with running(Served(served_environment(settings, port), port, tmp_path / "server.log", command)) as served:
        yield served, book, Path(f"/proc/{served.process.pid}/root{folder}")


@pytest.mark.trust
def test_a_disk_that_is_really_full_loses_nothing_and_recovers_without_a_restart(small_disk) -> None:
    served, book, disk = small_disk
    workers = served.workers()
    marta, ewa = served.client("facilitator"), served.client("manager")
    told = json.loads(marta.send_json(book.path, {"marks": batch(book.people, 0, {})}).body)
    standing = {one["person_id"]: one["mark_id"] for one in told["saved"]}
    with (disk / "filler").open("wb", buffering=0) as filler:
        for size in (1024 * 1024, 4096, 1):
            try:
                while filler.write(b"x" * size) == size:
                    pass
            except OSError as fault:
                assert fault.errno == errno.ENOSPC
    marks = batch(book.people, 1, standing)
    for _ in range(3):
        answer = marta.send_json(book.path, {"marks": marks})
        assert (answer.status, SENTENCE in answer.body.decode()) == (507, True), answer
    register = f"/occurrences/{book.occurrence_id}/register"
    # Reading needs no room; reading somebody's record has to be written down, and so it waits.
    read = [marta.get("/today").status, marta.get(register).status, ewa.get("/today").status, ewa.get(register).status]
    assert read == [200, 200, 200, 507]
    stands = sqlite3.connect(f"file:{disk}/daybook.db?mode=ro&immutable=0", uri=True)
    ids = [one["id"] for one in marks]
    lying = stands.execute(f"SELECT count(*) FROM marks WHERE id IN ({','.join('?' * len(ids))})", ids).fetchone()[0]
    stands.close()
    assert lying == 0
    (disk / "filler").unlink()
    first = marta.send_json(book.path, {"marks": marks})
    again = marta.send_json(book.path, {"marks": marks})
    assert (first.status, json.loads(first.body)["saved"]) == (200, json.loads(again.body)["saved"])
    assert (ewa.get(register).status, served.workers()) == (200, workers)
    copy = sqlite3.connect(f"file:{disk}/daybook.db?mode=ro", uri=True)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("SELECT count(*) FROM marks").fetchone()[0] == 2 * len(book.people)
    copy.close()
