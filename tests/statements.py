"""Counting statements: what a page or a verb costs, as a literal number."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from foundation.database import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement sent to the database while the block runs, without BEGIN and PRAGMA."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
