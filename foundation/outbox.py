"""The outbox: what the outside world is to hear, written in the same transaction as its cause."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, Integer, String, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, Id, db
from foundation.transactions import writing

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8


class OutboxMessage(Base):
    """A message waiting to go out, once."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index("ix_outbox_messages_due", "settled_at", "due_at"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    claimed_to: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    settled_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(12))


class Kind:
    """What app.py registers for a kind of message: may it still go out, and how it does."""

    def __init__(self, still_allowed: Callable[[dict[str, Any]], bool], send: Callable[[dict[str, Any]], None]) -> None:
        self.still_allowed = still_allowed
        self.send = send


def queue(kind: str, payload: dict[str, Any], *, key: str, due_at: datetime | None = None) -> None:
    """Put a message into the outbox, in the caller's transaction; ``key`` is unique for ever."""
    db.session.add(OutboxMessage(kind=kind, payload=payload, key=key, due_at=due_at or now()))
    db.session.flush()


def claim_one() -> OutboxMessage | None:
    """Claim the next due message by conditional UPDATE and commit the lease; None when nothing is due."""
    free = or_(OutboxMessage.claimed_to.is_(None), OutboxMessage.claimed_to <= now())
    with writing() as session:
        message = session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.settled_at.is_(None), OutboxMessage.due_at <= now(), free)
            .order_by(OutboxMessage.due_at, OutboxMessage.id)
            .limit(1)
        ).first()
        if message is None:
            return None
        claimed = session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message.id, OutboxMessage.settled_at.is_(None), free)
            .values(claimed_to=now() + LEASE, attempts=OutboxMessage.attempts + 1)
        )
        return message if claimed.rowcount == 1 else None  # type: ignore[attr-defined]


def something_due() -> bool:
    """One read that tells whether anything waits: most ticks find nothing and take no lock."""
    waiting = select(OutboxMessage.id).where(OutboxMessage.settled_at.is_(None), OutboxMessage.due_at <= now())
    found = db.session.scalar(waiting.limit(1)) is not None
    db.session.rollback()
    return found


def settle(message_id: str, outcome: str, *, retry_at: datetime | None = None) -> None:
    """Close a message as sent, refused or failed; with ``retry_at`` it is due again then."""
    with writing() as session:
        values: dict[str, Any] = {"claimed_to": None}
        if retry_at is None:
            # What went out, or never will, has no reason to keep its words.
            values |= {"settled_at": now(), "outcome": outcome, "payload": {}}
        else:
            values["due_at"] = retry_at
        session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(**values))


def deliver_due(kinds: dict[str, Kind], *, most: int = 50) -> int:
    """Send what is due, asking ``still_allowed`` after claiming and before sending; how many were settled."""
    settled = 0
    if not something_due():
        return settled
    for _ in range(most):
        message = claim_one()
        if message is None:
            break
        kind = kinds[message.kind]
        if not kind.still_allowed(message.payload):
            settle(message.id, "refused")
        else:
            try:
                kind.send(message.payload)
            except OSError:
                # A mail server that is away: later and later, then given up and left to be seen.
                attempts = message.attempts  # the claim has counted this one
                later = None if attempts >= MOST_ATTEMPTS else now() + timedelta(minutes=2**attempts)
                settle(message.id, "failed", retry_at=later)
                continue
            settle(message.id, "sent")
        settled += 1
    return settled
