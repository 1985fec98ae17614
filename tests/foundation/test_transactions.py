"""One commit per request, the lock taken first by who writes, and readers who never wait."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event, select, text

from community.access.actor import SYSTEM
from community.accounts.models import Account
from community.audit.models import AuditEntry
from community.audit.operations import record
from community.audit.queries import broken_chains
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.stamps import Stamp, raise_stamp, versions
from foundation.transactions import _writes, apart, writing
from tests.cast import Cast
from tests.foundation.side_by_side import PATIENCE, side_by_side
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


@contextmanager
def noted() -> Iterator[list[str]]:
    """What the database was told about transactions while the block was open."""
    told: list[str] = []

    def statement(_connection: object, _cursor: object, words: str, *_more: object) -> None:
        if words.startswith("BEGIN"):
            told.append(words)

    def commit(_connection: object) -> None:
        told.append("COMMIT")

    event.listen(db.engine, "before_cursor_execute", statement)
    event.listen(db.engine, "commit", commit)
    try:
        yield told
    finally:
        event.remove(db.engine, "before_cursor_execute", statement)
        event.remove(db.engine, "commit", commit)


def language_of(person: Person) -> str:
    """The language kept for somebody's account."""
    found = db.session.scalars(select(Account.language).where(Account.id == person.account_id)).one()
    db.session.rollback()
    return found


def test_a_request_that_writes_takes_the_lock_first_and_commits_once(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    browser.get("/account")
    with noted() as told:
        browser.post("/language", {"language": "ru"})
    # PostgreSQL begins by itself, and locks rows as they are written.
    assert told == (["BEGIN IMMEDIATE", "COMMIT"] if db.engine.dialect.name == "sqlite" else ["COMMIT"])
    assert language_of(house.resident) == "ru"


def test_a_request_that_reads_takes_no_lock_and_commits_nothing(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    with noted() as told:
        browser.get("/today")
    assert told == (["BEGIN"] if db.engine.dialect.name == "sqlite" else [])


def test_a_request_that_is_refused_leaves_nothing(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    browser.get("/account")
    with noted() as told:
        browser.post("/language", {"language": "xx"}, status=422)
    assert "COMMIT" not in told
    assert language_of(house.resident) == "en"


def test_a_block_that_raises_is_rolled_back_whole(app: Flask) -> None:
    with pytest.raises(Refused), writing():
        raise_stamp("first")
        raise Refused("second thoughts")
    assert versions(["first"]) == {"first": (0, None)}


def test_what_is_written_apart_stays_when_the_rest_is_rolled_back(app: Flask) -> None:
    with apart() as session:
        session.add(Stamp(subject="kept", version=1, changed_at=now()))
    db.session.rollback()
    assert versions(["kept"])["kept"][0] == 1


def test_who_reads_does_not_wait_for_who_writes(app: Flask, house: Cast, browse: Browse) -> None:
    reader = browse(house.resident)
    began, may_end = threading.Event(), threading.Event()

    def write() -> bool:
        with writing():
            raise_stamp("slow")
            began.set()
            return may_end.wait(PATIENCE)

    def read() -> int:
        assert began.wait(PATIENCE)
        try:
            # Longer than any page takes, shorter than the patience of the writer.
            return reader.get("/today").status_code
        finally:
            may_end.set()

    assert side_by_side(app, write, read) == [True, 200]


def test_who_writes_waits_for_who_writes_and_then_reads_what_is_there(lite_app: Flask) -> None:
    """Read, then write: with a lock taken only at the write, one of the two would be lost or fail."""

    def count_up() -> None:
        for _ in range(20):
            with writing() as session:
                before = session.scalar(select(Stamp.version).where(Stamp.subject == "count")) or 0
                session.merge(Stamp(subject="count", version=before + 1, changed_at=now()))

    side_by_side(lite_app, count_up, count_up)
    assert versions(["count"])["count"][0] == 40


def test_two_who_write_to_one_chain_never_follow_the_same_entry(app: Flask, house: Cast) -> None:
    def write() -> None:
        for _ in range(15):
            with writing():
                record(house.house.id, "test:write", by=SYSTEM)

    side_by_side(app, write, write)
    written = select(AuditEntry.seq).where(AuditEntry.verb == "test:write")
    assert len(set(db.session.scalars(written))) == 30
    assert broken_chains() == {}


def test_two_who_raise_the_same_stamps_lose_none(app: Flask) -> None:
    def raise_both(*subjects: str) -> None:
        for _ in range(15):
            with writing():
                raise_stamp(*subjects)

    side_by_side(app, lambda: raise_both("a", "b"), lambda: raise_both("b", "a"))
    assert {name: version for name, (version, _) in versions(["a", "b"]).items()} == {"a": 30, "b": 30}


def test_a_reading_forgotten_in_the_garbage_keeps_nobody_from_writing(lite_app: Flask) -> None:
    db.session.remove()
    gc.disable()
    try:
        with db.engine.connect() as connection, db.engine.connect() as other:
            reading = connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
            reading.execute("SELECT 1 FROM sqlite_master")
            reading.fetchone()
            # Part of a circle, it waits for the collector with its view of the past.
            circle: list[object] = [reading]
            circle.append(circle)
            del reading, circle
            other.execute(text("UPDATE stamps SET version = version + 1"))
            other.execute(text("INSERT INTO organisations (id, name) VALUES ('x', '{}')"))
            other.commit()
            token = _writes.set(True)
            # Refused in the end, were it not collected.
            try:
                begun = connection.begin()
                assert begun.is_active
                begun.rollback()
            finally:
                _writes.reset(token)
    finally:
        gc.enable()
