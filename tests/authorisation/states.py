"""The whole database as one state: kept, put back before a case, and compared with it after the case.

Every table notes which of its rows were written. So only those tables are read, and only those rows put back:
reading or copying the whole of it around each case took longer than the cases.
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from foundation.database import db

# What may grow although somebody was refused or only read: the record of it, limits, and bytes that are kept.
BESIDE = frozenset(
    {"audit_entries", "audit_heads", "recorded_reads", "rate_limits", "feed_bodies", "feed_fetches", "alembic_version"}
)
TOUCHED = "touched_by_a_test"
# Which row of each kind of change is noted: an update may move it.
ROWS = {"INSERT": ("new",), "UPDATE": ("old", "new"), "DELETE": ("old",)}


@dataclass(slots=True)
class _Kept:
    """A template: which tables it has, with their columns, and the rows of those that were asked for."""

    path: Path
    columns: dict[str, str]
    rows: dict[str, set[tuple[object, ...]]] = field(default_factory=dict)

    def rows_of(self, table: str) -> set[tuple[object, ...]]:
        if table not in self.rows:
            with closing(sqlite3.connect(self.path)) as connection:
                self.rows[table] = _rows(connection, table)
        return self.rows[table]


_kept: dict[Path, _Kept] = {}
# One connection to each database that is in use, with the template it was put back to.
_open: dict[Path, tuple[Path, sqlite3.Connection]] = {}


def _tables(connection: sqlite3.Connection) -> set[str]:
    """Every table but those of SQLite's own and of the notes."""
    names = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    return {name for name in names if not name.startswith("sqlite_")} - {TOUCHED}


def keep(path: Path, template: Path) -> None:
    """Keep a database, which the app has not open, as the template; from then on it notes which rows are written."""
    _let_go(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"CREATE TABLE IF NOT EXISTS {TOUCHED} (name TEXT, row INTEGER)")
        tables = _tables(connection)
        for table in tables:
            for act, rows in ROWS.items():
                notes = "".join(f"INSERT INTO {TOUCHED} VALUES ('{table}', {row}.rowid);" for row in rows)
                connection.execute(
                    f'CREATE TRIGGER IF NOT EXISTS "{TOUCHED}_{act}_{table}" AFTER {act} ON "{table}" BEGIN {notes} END'
                )
        connection.execute(f"DELETE FROM {TOUCHED}")
        columns = {table: [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')] for table in tables}
        _kept[template] = _Kept(
            template, {table: ", ".join(f'"{name}"' for name in columns[table]) for table in tables}
        )
    for ours in [known for known, (kept, _) in _open.items() if kept == template]:
        _let_go(ours)
    _copy(path, template)


def put_back(template: Path, path: Path, app: Flask | None = None, *, whole: bool = False) -> None:
    """Make the database what the template is: the rows that were written, or the whole of it.

    The whole of it also where the tables themselves are others; the app, if it is given, lets go of it before.
    """
    if app is not None:
        with app.app_context():
            db.session.remove()
    if not whole and template in _kept and _open.get(path, (None,))[0] == template and not _moved(path):
        _put_rows_back(_kept[template], _open[path][1])
        return
    if app is not None:
        with app.app_context():
            db.engine.dispose()
    _let_go(path)
    _copy(template, path)


def changed(template: Path, path: Path) -> list[str]:
    """The tables whose rows are not those of the template, beside the ones that may grow."""
    connection = _connection(template, path)
    # A table that came or went since has no trigger of its own.
    moved = _kept[template].columns.keys() ^ _tables(connection) if _moved(path) else set()
    written = _noted(connection) - BESIDE - moved
    return sorted(moved | {name for name in written if _kept[template].rows_of(name) != _rows(connection, name)})


def amend(template: Path, path: Path, statement: str, *values: str) -> None:
    """Change the template and the database alike; the statement says {of} before its table. It is no change then."""
    connection = _connection(template, path)
    connection.execute("BEGIN IMMEDIATE")
    for of in ("kept", "main"):
        connection.execute(statement.format(of=of), values)
        connection.execute(f"DELETE FROM {of}.{TOUCHED}")
    # The template's own file holds it when this connection, the only one to it, is closed before it is copied.
    connection.execute("COMMIT")
    _kept[template].rows.clear()


def _connection(template: Path, path: Path) -> sqlite3.Connection:
    if _open.get(path, (None,))[0] != template:
        _let_go(path)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("ATTACH ? AS kept", (str(template),))
        _open[path] = (template, connection)
    return _open[path][1]


def _let_go(path: Path) -> None:
    if path in _open:
        _open.pop(path)[1].close()


def _moved(path: Path) -> bool:
    """Whether a table came, went or became another."""
    connection = _open[path][1]
    [(here,)], [(kept,)] = (connection.execute(f"PRAGMA {of}.schema_version").fetchall() for of in ("main", "kept"))
    return bool(here != kept)


def _noted(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute(f"SELECT DISTINCT name FROM main.{TOUCHED}").fetchall()}


def _put_rows_back(kept: _Kept, connection: sqlite3.Connection) -> None:
    tables = _noted(connection)
    if not tables:
        return
    connection.execute("BEGIN IMMEDIATE")
    # What is noted from here on is what this does itself.
    connection.execute(f"CREATE TEMP TABLE written AS SELECT DISTINCT name, row FROM main.{TOUCHED}")
    for table in tables:
        which = f"rowid IN (SELECT row FROM temp.written WHERE name = '{table}')"
        columns = kept.columns[table]
        connection.execute(f'DELETE FROM main."{table}" WHERE {which}')
        connection.execute(
            f'INSERT INTO main."{table}" (rowid, {columns}) SELECT rowid, {columns} FROM kept."{table}" WHERE {which}'
        )
    connection.execute("DROP TABLE temp.written")
    connection.execute(f"DELETE FROM main.{TOUCHED}")
    connection.execute("COMMIT")


def _copy(template: Path, path: Path) -> None:
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    shutil.copy(template, path)


def _rows(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    return set(connection.execute(f'SELECT * FROM main."{table}"').fetchall())
