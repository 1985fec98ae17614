"""Checking one house's chain while the house goes on: in short steps, none of which holds a lock for long."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from community.access.actor import Actor
from community.audit.chain import GENESIS, HASHED, facts_of, first_break
from community.audit.models import AuditEntry, AuditHead
from community.audit.operations import record
from community.audit.queries import unfounded_read
from foundation.database import bare_rows, db

# What a page can wait for; the command looks at all of it, however long it is.
MOST, AT_ONCE = 20_000, 2_000
_COLUMNS = (*(getattr(AuditEntry, name) for name in HASHED), AuditEntry.previous, AuditEntry.hash)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, first and last entry included, and the first that does not hold, if there is one."""

    first: int
    last: int
    broken_at: int | None


def check_chain(actor: Actor) -> Checked:
    """Check the newest entries of the actor's house, as many as a page can wait for, and record that it was done."""
    checked = _look(actor.house_id)
    details = {"first": checked.first, "last": checked.last}
    result = "done" if checked.broken_at is None else "broken"
    record(actor.house_id, "audit:verify", by=actor, result=result, details=details)
    return checked


def _look(house_id: str) -> Checked:
    head = db.session.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.house_id == house_id)).one_or_none()
    if head is None:
        # A house has had a chain since its first day: one without a head has lost it.
        return Checked(1, 1, 1)
    after = (0, GENESIS)
    if head.seq > MOST:
        before = (AuditEntry.house_id == house_id, AuditEntry.seq == head.seq - MOST)
        kept = db.session.scalar(select(AuditEntry.hash).where(*before))
        after = (head.seq - MOST, kept or GENESIS)
    broken_at = first_break(_entries(house_id, after[0], head.seq), (head.seq, head.hash), after)
    if broken_at is None:
        broken_at = unfounded_read(house_id, after[0], head.seq)
        db.session.rollback()
    return Checked(after[0] + 1, head.seq, broken_at)


def _entries(house_id: str, after: int, to: int) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    while after < to:
        statement: Any = (
            select(*_COLUMNS)
            .where(AuditEntry.house_id == house_id, AuditEntry.seq > after, AuditEntry.seq <= to)
            .order_by(AuditEntry.seq)
            .limit(AT_ONCE)
        )
        rows = bare_rows(statement)
        # Entries are only ever added, so that nothing is lost by letting others write between two steps.
        db.session.rollback()
        if not rows:
            return
        for row in rows:
            yield row.seq, row.previous, row.hash, facts_of(row)
        after = rows[-1].seq
