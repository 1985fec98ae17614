"""The whole database as one state: kept, put back before a case, and compared with it after the case."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask

from foundation.database import db

# What may grow although somebody was refused or only read: the record of it, limits, and bytes that are kept.
BESIDE = frozenset(
    {"audit_entries", "audit_heads", "recorded_reads", "rate_limits", "feed_bodies", "feed_fetches", "alembic_version"}
)
TOUCHED = "touched_by_a_test"
# The tables of each template.
_kept: dict[Path, set[str]] = {}


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Every table whose rows may not change unasked."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {name for name in names if not name.startswith("sqlite_")} - BESIDE - {TOUCHED}


def keep(path: Path, template: Path) -> None:
    """Keep a database, which nobody has open, as the template; from then on it notes which tables are written.

    Reading every row of every table around each case took longer than the cases: only those written are read.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"CREATE TABLE IF NOT EXISTS {TOUCHED} (name TEXT)")
        for table in _tables(connection):
            for act in ("INSERT", "UPDATE", "DELETE"):
                connection.execute(
                    f'CREATE TRIGGER IF NOT EXISTS "{TOUCHED}_{act}_{table}" AFTER {act} ON "{table}" '
                    f"BEGIN INSERT INTO {TOUCHED} VALUES ('{table}'); END"
                )
        connection.execute(f"DELETE FROM {TOUCHED}")
        _kept[template] = _tables(connection)
    put_back(path, template)


def put_back(template: Path, path: Path, app: Flask | None = None) -> None:
    """Put a copy of the template where the app's database lies; the app lets go of it before."""
    if app is not None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    shutil.copy(template, path)


def changed(template: Path, path: Path) -> list[str]:
    """The tables whose rows are not those of the template, beside the ones that may grow."""
    with closing(sqlite3.connect(path)) as after:
        # A table that came or went since has no trigger of its own.
        moved = _kept[template] ^ _tables(after)
        written = {name for (name,) in after.execute(f"SELECT DISTINCT name FROM {TOUCHED}")} - moved
        if written:
            with closing(sqlite3.connect(template)) as before:
                written = {name for name in written if _rows(before, name) != _rows(after, name)}
        return sorted(moved | written)


def _rows(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    return set(connection.execute(f'SELECT * FROM "{table}"'))
