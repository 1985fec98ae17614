"""The database: one SQLAlchemy handle, the column types every table shares, and how SQLite is opened."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    DateTime,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Row,
    Select,
    String,
    UniqueConstraint,
    event,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

# How long a writer waits for the one before it.
BUSY_MS = 5000

# Named constraints, so that Alembic's batch mode can find and drop them on SQLite.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive values going in; gives aware UTC coming out, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant to UTC; ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive time has no place in the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WallTime(TypeDecorator[datetime]):
    """What the clock on the wall shows. Refuses aware values: a zone is named beside it, never inside."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Let a naive time through; ValueError for an aware one."""
        if value is not None and value.tzinfo is not None:
            raise ValueError("a wall time carries no zone")
        return value


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {
        datetime: UtcDateTime(),
        dict[str, str]: JSON,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[dict[str, str]]: JSON,
    }


def bare_rows(statement: Select[*tuple[Any, ...]], values: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
    """The rows of a statement that selects columns, in the session's own transaction.

    Past the session's loading of entities, which takes as long again where there are none to load.
    """
    return db.session.connection().execute(statement, values).all()


def new_id() -> str:
    """A public id: 128 random bits as 32 hex characters, so that no counter leaves the server."""
    return secrets.token_hex(16)


Id = Annotated[str, mapped_column(String(32), primary_key=True, default=new_id)]
Ref = Annotated[str, mapped_column(String(32))]
HouseId = Annotated[str, mapped_column(String(32), ForeignKey("houses.id"))]

db = SQLAlchemy(metadata=Base.metadata, session_options={"autoflush": False, "expire_on_commit": False})


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: Any) -> None:
    if connection.__class__.__module__.startswith("sqlite3"):
        # SQLAlchemy sends BEGIN itself (transactions.py), so that a writing request takes its lock first.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_MS}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


@event.listens_for(Engine, "connect")
def _open_postgres(connection: Any, _record: Any) -> None:
    if connection.__class__.__module__.startswith("psycopg"):
        # Left alone, PostgreSQL waits for a row for ever, and the device in front of it too.
        connection.execute(f"SET lock_timeout = {BUSY_MS}")
        connection.commit()


def within_house(column: str, table: str) -> ForeignKeyConstraint:
    """A reference that cannot leave the house: (house_id, column) → table (house_id, id)."""
    return ForeignKeyConstraint(["house_id", column], [f"{table}.house_id", f"{table}.id"])


def of_house() -> UniqueConstraint:
    """What a table needs so that others can refer to it within the house."""
    return UniqueConstraint("house_id", "id")
