"""Whether a change is found at all: without this, "nothing changed" would always hold."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from tests.authorisation.scene import Scene
from tests.authorisation.states import BESIDE, TOUCHED, changed, put_back

Stage = tuple[Flask, Path, Path, Scene]


def run(path: Path, *statements: str) -> None:
    """Do something to a database behind the app's back; references are not looked after."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def tables(path: Path) -> dict[str, str]:
    """Every table that holds something, with its first column."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: connection.execute(f'SELECT * FROM "{name}" LIMIT 1') for name in names}
        return {name: rows.description[0][0] for name, rows in found.items() if rows.fetchone() and name != TOUCHED}


@pytest.mark.parametrize("act", ["update", "delete", "insert"])
def test_a_row_changed_in_any_table_is_found_but_in_those_beside(stage: Stage, act: str) -> None:
    app, live, kept, _ = stage
    found = {}
    for table, column in tables(kept).items():
        # The notes are tampered with, so they do not tell what to put back.
        put_back(kept, live, app, whole=True)
        one = f'WHERE rowid = (SELECT min(rowid) FROM "{table}")'
        if act == "update":
            run(live, f'UPDATE "{table}" SET "{column}" = \'another\' {one}')
        elif act == "delete":
            run(live, f'DELETE FROM "{table}" {one}')
        else:
            run(
                live,
                f'CREATE TEMP TABLE copied AS SELECT * FROM "{table}" {one}',
                f"UPDATE copied SET \"{column}\" = 'another'",
                # Room for the copy where something else must be there once only.
                f'DELETE FROM "{table}" {one}',
                f"DELETE FROM {TOUCHED}",
                f'INSERT INTO "{table}" SELECT * FROM copied',
            )
        found[table] = changed(kept, live)
    assert found == {table: [] if table in BESIDE else [table] for table in found}
    assert len(found) > 20
    put_back(kept, live, app, whole=True)


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, with the place where it lies."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall() for name in names}


def test_every_row_that_was_written_is_put_back_where_it_lay(stage: Stage) -> None:
    app, live, kept, _ = stage
    put_back(kept, live, app)
    before = everything(live)
    assert before == everything(kept)
    for table, column in tables(kept).items():
        run(
            live,
            f'CREATE TEMP TABLE copied AS SELECT * FROM "{table}" LIMIT 1',
            f"UPDATE copied SET \"{column}\" = 'another'",
            f'DELETE FROM "{table}" WHERE rowid = (SELECT min(rowid) FROM "{table}")',
            f'UPDATE "{table}" SET "{column}" = \'one more\' WHERE rowid = (SELECT max(rowid) FROM "{table}")',
            f'INSERT INTO "{table}" SELECT * FROM copied',
        )
    assert {table for table in before if everything(live)[table] != before[table]} >= set(tables(kept))
    put_back(kept, live, app)
    assert everything(live) == before
    assert changed(kept, live) == []


def test_what_is_put_back_as_it_was_is_no_change(stage: Stage) -> None:
    app, live, kept, _ = stage
    put_back(kept, live, app)
    run(live, "UPDATE persons SET surname = surname || 'x'", "UPDATE persons SET surname = rtrim(surname, 'x')")
    assert changed(kept, live) == []


def test_a_table_that_came_or_went_is_found(stage: Stage) -> None:
    app, live, kept, _ = stage
    put_back(kept, live, app)
    run(live, "CREATE TABLE more (id TEXT)")
    assert changed(kept, live) == ["more"]
    put_back(kept, live, app)
    run(live, "DROP TABLE check_ins")
    assert changed(kept, live) == ["check_ins"]
    put_back(kept, live, app)
