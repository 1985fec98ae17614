"""How Alembic runs the steps: batch mode, with SQLite's foreign keys off around it and checked after."""

import logging

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from foundation.database import Base, UtcDateTime, WallTime

log = logging.getLogger("alembic.runtime.migration")
config = context.config


def render_item(kind: str, item: object, _autogen: object) -> str | bool:
    """Write our column types as plain ones, so that old steps never import new code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, WallTime):
        return "sa.DateTime()"
    return False


def run(connection: Connection) -> None:
    """Run the steps on one connection."""
    lite = connection.dialect.name == "sqlite"
    if lite:
        # Batch mode rebuilds a table by dropping it: with foreign keys on, what refers to it would be lost.
        # The pragma does nothing inside a transaction, so it goes to the driver before the first BEGIN.
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
        transaction_per_migration=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
        if lite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            connection.rollback()
            if broken:
                raise RuntimeError(f"the migration left {len(broken)} rows that refer to nothing")
    finally:
        if lite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


with current_app.extensions["sqlalchemy"].engine.connect() as connection:
    run(connection)
