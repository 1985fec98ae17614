"""Rate limits as rows, so that every process counts together."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Integer, String, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, db
from foundation.errors import TooMany
from foundation.messages import N_
from foundation.transactions import apart, writing


class RateLimit(Base):
    """How often something was tried by somebody in the window that began then."""

    __tablename__ = "rate_limits"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    begun_at: Mapped[datetime]
    count: Mapped[int] = mapped_column(Integer)


def count_attempt(kind: str, who: str, *, most: int, within: timedelta) -> None:
    """Count an attempt and refuse (TooMany) when there were more than ``most`` in the window.

    Counted in a transaction of its own: a refused request still counts. Who tried is kept as a hash only.
    """
    key = hashlib.sha256(f"{kind}\n{who}".encode()).hexdigest()
    at = now()
    db.session.rollback()
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
    with apart() as session:
        session.execute(delete(RateLimit).where(RateLimit.key == key, RateLimit.begun_at <= at - within))
        statement = insert(RateLimit).values(key=key, begun_at=at, count=1)
        session.execute(
            statement.on_conflict_do_update(index_elements=[RateLimit.key], set_={"count": RateLimit.count + 1})
        )
        row = session.execute(select(RateLimit).where(RateLimit.key == key)).scalar_one()
        count, begun_at = row.count, row.begun_at
    if count > most:
        wait = max(1, int((begun_at + within - at).total_seconds()))
        raise TooMany(N_("Too many attempts. Please wait a little and try again."), retry_after=wait)


def forget_attempts(kind: str, who: str) -> None:
    """Forget what was counted, in the caller's transaction: the attempt succeeded."""
    key = hashlib.sha256(f"{kind}\n{who}".encode()).hexdigest()
    db.session.execute(delete(RateLimit).where(RateLimit.key == key))


def take_back_attempt(kind: str, who: str) -> None:
    """Count one attempt less, in the caller's transaction: this one succeeded, others may not have."""
    key = hashlib.sha256(f"{kind}\n{who}".encode()).hexdigest()
    db.session.execute(
        update(RateLimit).where(RateLimit.key == key, RateLimit.count > 0).values(count=RateLimit.count - 1)
    )


def sweep() -> None:
    """Drop windows that ended a day ago; a job of its own transaction."""
    with writing():
        db.session.execute(delete(RateLimit).where(RateLimit.begun_at < now() - timedelta(days=1)))
