"""Stamps: a version per subject, raised in the transaction that changes it, read before kept bytes are used."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Integer, String, select
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


def raise_stamp(*subjects: str) -> None:
    """Raise the version of each subject by one, in the caller's transaction."""
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
    # Sorted: two transactions that raise the same stamps take their locks in the same order.
    rows = [{"subject": subject, "version": 1, "changed_at": now()} for subject in sorted(set(subjects))]
    statement = insert(Stamp)
    statement = statement.on_conflict_do_update(
        index_elements=[Stamp.subject],
        set_={"version": Stamp.version + 1, "changed_at": statement.excluded.changed_at},
    )
    db.session.execute(statement.values(rows))


def versions(subjects: Iterable[str]) -> dict[str, tuple[int, datetime | None]]:
    """The version and last change (UTC) of each subject; (0, None) for one that never changed."""
    wanted = list(subjects)
    found = db.session.execute(
        select(Stamp.subject, Stamp.version, Stamp.changed_at).where(Stamp.subject.in_(wanted))
    )
    known = {subject: (version, changed) for subject, version, changed in found}
    return {subject: known.get(subject, (0, None)) for subject in wanted}
