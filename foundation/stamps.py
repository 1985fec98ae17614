"""Stamps: a version per subject, raised in the transaction that changes it, read before kept bytes are used."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, Integer, String, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, db


class Stamp(Base):
    """How often a subject has changed, and when it last did."""

    __tablename__ = "stamps"

    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]


@cache
def _raising(dialect: str) -> Executable:
    """The statement that raises one stamp; built once, for putting it together costs more than running it."""
    table = Stamp.__table__
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)  # type: ignore[arg-type]
    return statement.on_conflict_do_update(
        index_elements=[table.c.subject],
        set_={"version": table.c.version + 1, "changed_at": statement.excluded.changed_at},
    )


def raise_stamp(*subjects: str) -> None:
    """Raise the version of each subject by one, in the caller's transaction."""
    # Sorted: two transactions that raise the same stamps take their locks in the same order.
    rows = [{"subject": subject, "version": 1, "changed_at": now()} for subject in sorted(set(subjects))]
    db.session.execute(_raising(db.engine.dialect.name), rows)


def versions(subjects: Iterable[str]) -> dict[str, tuple[int, datetime | None]]:
    """The version and last change (UTC) of each subject; (0, None) for one that never changed."""
    wanted = list(subjects)
    found = db.session.execute(select(Stamp.subject, Stamp.version, Stamp.changed_at).where(Stamp.subject.in_(wanted)))
    known = {subject: (version, changed) for subject, version, changed in found}
    return {subject: known.get(subject, (0, None)) for subject in wanted}
