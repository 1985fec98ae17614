"""Writing the audit chain: one entry per verb, in the verb's own transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from community.access.actor import Actor, By
from community.audit.chain import DENIED, GENESIS, entry_hash, facts_of
from community.audit.models import AuditEntry, AuditHead, RecordedRead
from foundation.clock import now
from foundation.database import db

# Every verb writes an entry, and putting a statement together costs more than running it: these are built once.
_head = AuditHead.__table__.c
_HEAD = select(_head.seq, _head.hash).where(_head.house_id == bindparam("house")).with_for_update()
_ENTRY = insert(AuditEntry.__table__)  # type: ignore[arg-type]
_FORWARD = (
    update(AuditHead.__table__)  # type: ignore[arg-type]
    .where(_head.house_id == bindparam("house"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)


def begin_chain(house_id: str) -> None:
    """Make the head row of a new house's chain."""
    db.session.execute(insert(AuditHead).values(house_id=house_id, seq=0, hash=GENESIS))


def record(
    house_id: str,
    verb: str,
    *,
    by: By,
    subject: str | None = None,
    about: str | None = None,
    consent: str | None = None,
    result: str = "done",
    at: datetime | None = None,
    details: dict[str, Any] | None = None,
) -> int:
    """Add an entry to the house's chain and give its number. Ids only: no names, no notes.

    ``subject`` is "table:id"; ``about`` the resident concerned. The head row stays locked to the end of the
    transaction, so that two writers never follow the same entry.
    """
    # Past the session, which has no entity to load or to bring up to date here.
    connection = db.session.connection()
    head = connection.execute(_HEAD, {"house": house_id}).one()
    values: dict[str, Any] = {
        "house_id": house_id,
        "seq": head.seq + 1,
        "at": at or now(),
        "verb": verb,
        "actor_id": by.person_id,
        "sign_in_id": by.sign_in_id,
        "subject": subject,
        "about_id": about,
        "consent_id": consent,
        "result": result,
        "details": details or {},
    }
    digest = entry_hash(head.hash, facts_of(values))
    connection.execute(_ENTRY, values | {"previous": head.hash, "hash": digest})
    connection.execute(_FORWARD, {"house": house_id, "new_seq": values["seq"], "new_hash": digest})
    return int(values["seq"])


def record_read(actor: Actor, about: str, kind: str, *, consent: str | None = None) -> None:
    """Count that somebody read a resident's record: one row per actor, resident, kind and hour.

    One's own reads are not recorded.
    """
    if about == actor.person_id:
        return
    count_read(actor.house_id, actor, actor.person_id, about, kind, consent=consent)


def count_read(house_id: str, by: By, reader_id: str, about: str, kind: str, *, consent: str | None = None) -> None:
    """The same for a reader without a sign-in: whoever holds a feed's address."""
    _count_hourly(house_id, by, reader_id, about, kind, f"read:{kind}", consent=consent)


def count_denial(actor: Actor, endpoint: str, subject: str | None) -> None:
    """Count that somebody was refused: one entry per actor, endpoint and hour, so that nobody floods the chain.

    ``subject`` is what was asked for first in that hour, "name:id"; it may not exist at all.
    """
    _count_hourly(
        actor.house_id,
        actor,
        actor.person_id,
        None,
        f"{DENIED}:{endpoint}"[:40],
        DENIED,
        subject=subject,
        result="denied",
        details={"endpoint": endpoint},
    )


def _count_hourly(
    house_id: str,
    by: By,
    reader_id: str,
    about: str | None,
    kind: str,
    verb: str,
    *,
    details: dict[str, Any] | None = None,
    **more: Any,
) -> None:
    hour = now().replace(minute=0, second=0, microsecond=0)
    key = {
        "house_id": house_id,
        "actor_id": reader_id,
        "about_id": about or "",
        "kind": kind,
        "hour": hour,
    }
    counted = (
        update(RecordedRead)
        .where(*(getattr(RecordedRead, name) == value for name, value in key.items()))
        .values(count=RecordedRead.count + 1)
    )
    if db.session.execute(counted).rowcount:  # type: ignore[attr-defined]
        return
    # Two readers of the same minute: the second waits here for the first, then finds its row.
    db.session.execute(select(AuditHead.seq).where(AuditHead.house_id == house_id).with_for_update())
    if db.session.execute(counted).rowcount:  # type: ignore[attr-defined]
        return
    seq = record(house_id, verb, by=by, about=about, details=details or {"reader": reader_id}, **more)
    db.session.execute(insert(RecordedRead).values(**key, count=1, seq=seq))
