"""A full disk: one clear page, nothing half written, and as before once there is room."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from foundation.database import db
from sessions.attendance import views
from sessions.attendance.models import Mark
from tests.cast import Cast
from tests.durability.devices import marks_of
from tests.pages import BASE, Browser, as_request

SENTENCE = "is full. Nothing was changed and nothing is lost."


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
    found = len(db.session.scalars(select(Mark.id)).all()), len(db.session.scalars(select(AuditEntry.seq)).all())
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
            marks = marks_of(people, number, standing)
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
    answer = sender(roll, marta)(marks_of([house.resident.id], 1, {}))
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
        assert send(marks_of([house.resident.id], 1, {})).status_code == status
