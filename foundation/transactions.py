"""One commit per request or job, and the write lock taken before the first read where SQLite needs it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from gc import collect
from time import monotonic, sleep
from typing import Any

from flask import Flask, current_app, request
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from foundation.database import BUSY_MS, db

LOOK_EVERY_SECONDS = 0.005
# Longer than several writers in a row take.
SUSPICIOUS_SECONDS = 0.5

_writes: ContextVar[bool] = ContextVar("writes", default=False)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    # A deferred read-then-write fails at once when somebody else wrote in between.
    if _writes.get():
        _begin_writing(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Wait for the write lock at a steady pace.

    SQLite itself looks more and more seldom the longer it has waited: with eight writers those who came last
    go first, and now and then somebody waits in vain.
    """
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA busy_timeout=0")
    until = monotonic() + BUSY_MS / 1000
    suspicious = monotonic() + SUSPICIOUS_SECONDS
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError:
                if monotonic() > until:
                    raise
                if monotonic() > suspicious:
                    # A reading of an earlier request may still lie in the garbage with its view of the past open on
                    # this connection; until it is collected the lock is refused to it though nobody holds it.
                    collect()
                    suspicious = until
                sleep(LOOK_EVERY_SECONDS)
    finally:
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        cursor.close()


def commits(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that writes: the write lock is taken first, and one commit follows an answer.

    An exception rolls everything back. An answer that is returned, whatever its status, commits:
    a refusal that must leave nothing behind is raised, not returned.
    """

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        answer = current_app.make_response(view(*args, **kwargs))
        db.session.commit()
        return answer

    wrapped.commits = True  # type: ignore[attr-defined]
    return wrapped


def start_request_transactions(app: Flask) -> None:
    """Set, before anything touches the database, whether this request writes."""

    @app.before_request
    def choose() -> None:
        view = app.view_functions.get(request.endpoint or "")
        _writes.set(getattr(view, "commits", False))

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        _writes.set(False)


def only_read() -> None:
    """Let go of whatever this request had begun to write; what it still does, such as saying why, only reads.

    Without it the page that says the database is busy would wait for the very lock that could not be had.
    """
    _writes.set(False)
    db.session.rollback()


@contextmanager
def writing() -> Iterator[Session]:
    """A transaction of a job or a command: committed when the block ends, rolled back when it raises."""
    token = _writes.set(True)
    try:
        db.session.rollback()
        yield db.session()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writes.reset(token)


@contextmanager
def apart() -> Iterator[Session]:
    """A transaction of its own, beside the request's, for what must be kept when the request is refused.

    On SQLite the request's own transaction must be over (rolled back) before, for there is one writer.
    """
    token = _writes.set(True)
    try:
        with Session(db.engine, autoflush=False) as session, session.begin():
            yield session
    finally:
        _writes.reset(token)
