"""The whole database as one state: put back before a case, compared after it."""

import shutil
import sqlite3
from pathlib import Path

from flask import Flask

from foundation.database import db

# What may grow although somebody was refused or only read: the record of it, limits, and bytes that are kept.
BESIDE = frozenset(
    {"audit_entries", "audit_heads", "recorded_reads", "rate_limits", "feed_bodies", "feed_fetches", "alembic_version"}
)


def put_back(template: Path, path: Path, app: Flask | None = None) -> None:
    """Put a copy of the template where the app's database lies; the app lets go of it before."""
    if app is not None:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    shutil.copy(template, path)


def state_of(path: Path) -> dict[str, int]:
    """A fingerprint of each table's rows, in no order; tables that grow beside are left out."""
    connection = sqlite3.connect(path)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: hash(frozenset(connection.execute(f'SELECT * FROM "{name}"')))
            for name in tables
            if name not in BESIDE and not name.startswith("sqlite_")
        }
    finally:
        connection.close()


def changed(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """The tables whose rows are not what they were."""
    return sorted(name for name in before | after if before.get(name) != after.get(name))
