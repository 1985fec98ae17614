"""Reading the audit chain, to verify it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import column, or_, select, table

from community.audit.chain import DENIED, PEOPLE, facts_of, first_break
from community.audit.models import AuditEntry, AuditHead, RecordedRead
from foundation.database import db

# The room of houses lies above; as in a foreign key, only its table's name is known here.
_HOUSES = table("houses", column("id"))


def _entries(house_id: str) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    statement = select(AuditEntry).where(AuditEntry.house_id == house_id).order_by(AuditEntry.seq)
    for entry in db.session.scalars(statement.execution_options(yield_per=1000)):
        yield entry.seq, entry.previous, entry.hash, facts_of(entry)


def broken_chains() -> dict[str, int]:
    """Every house whose chain does not hold, with the number of the first bad entry."""
    broken = {}
    heads = {head.house_id: (head.seq, head.hash) for head in db.session.scalars(select(AuditHead))}
    # A house has had a chain since its first day: one without a head has lost it.
    known = set(db.session.scalars(select(_HOUSES.c.id))) | set(
        db.session.scalars(select(AuditEntry.house_id).distinct())
    )
    for house_id in known - set(heads):
        broken[house_id] = 1
    for house_id, head in heads.items():
        at = first_break(_entries(house_id), head)
        if at is None:
            at = unfounded_read(house_id)
        if at is not None:
            broken[house_id] = at
    return broken


def unfounded_read(house_id: str, after: int = 0, to: int | None = None) -> int | None:
    """The first entry of a read or a denial whose counted rows are gone, are others, or never had it.

    Of the entries after that number, up to another one if it is given.
    """
    counted: dict[int, list[tuple[str, str]]] = {}
    rows = select(RecordedRead.seq, RecordedRead.kind, RecordedRead.about_id).where(
        RecordedRead.house_id == house_id, RecordedRead.seq > after
    )
    if to is not None:
        rows = rows.where(RecordedRead.seq <= to)
    for seq, kind, about in db.session.execute(rows):
        verb, about = (DENIED, "") if kind.startswith(f"{DENIED}:") else (f"read:{kind}", about)
        counted.setdefault(seq, []).append((verb, about))
    entries = (
        select(AuditEntry.seq, AuditEntry.verb, AuditEntry.about_id, AuditEntry.details)
        .where(
            AuditEntry.house_id == house_id,
            AuditEntry.seq > after,
            or_(AuditEntry.verb == DENIED, AuditEntry.verb.startswith("read:")),
        )
        .order_by(AuditEntry.seq)
    )
    if to is not None:
        entries = entries.where(AuditEntry.seq <= to)
    for seq, verb, about, details in db.session.execute(entries):
        people = details.get(PEOPLE) or [about or ""]
        if sorted(counted.pop(seq, [])) != sorted((verb, one) for one in people):
            return int(seq)
    return min(counted, default=None)


def lengths() -> dict[str, int]:
    """How many entries each house's chain has."""
    return dict(db.session.execute(select(AuditHead.house_id, AuditHead.seq)).all())
