"""Reading the audit chain, to verify it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from community.audit.chain import DENIED, facts_of, first_break
from community.audit.models import AuditEntry, AuditHead, RecordedRead
from foundation.database import db


def _entries(house_id: str) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    statement = select(AuditEntry).where(AuditEntry.house_id == house_id).order_by(AuditEntry.seq)
    for entry in db.session.scalars(statement.execution_options(yield_per=1000)):
        yield entry.seq, entry.previous, entry.hash, facts_of(entry)


def broken_chains() -> dict[str, int]:
    """Every house whose chain does not hold, with the number of the first bad entry."""
    broken = {}
    heads = {head.house_id: (head.seq, head.hash) for head in db.session.scalars(select(AuditHead))}
    strays = set(db.session.scalars(select(AuditEntry.house_id).distinct())) - set(heads)
    for house_id in strays:
        broken[house_id] = 1
    for house_id, head in heads.items():
        at = first_break(_entries(house_id), head)
        if at is None:
            at = _unfounded_read(house_id)
        if at is not None:
            broken[house_id] = at
    return broken


def _unfounded_read(house_id: str) -> int | None:
    """A counted read whose entry in the chain says something else."""
    statement = (
        select(RecordedRead, AuditEntry)
        .join(
            AuditEntry,
            (AuditEntry.house_id == RecordedRead.house_id) & (AuditEntry.seq == RecordedRead.seq),
            isouter=True,
        )
        .where(RecordedRead.house_id == house_id)
    )
    for read, entry in db.session.execute(statement):
        verb = DENIED if read.kind.startswith(f"{DENIED}:") else f"read:{read.kind}"
        if entry is None or entry.verb != verb or (entry.about_id or "") != read.about_id:
            return int(read.seq)
    return None


def lengths() -> dict[str, int]:
    """How many entries each house's chain has."""
    return dict(db.session.execute(select(AuditHead.house_id, AuditHead.seq)).all())
