"""Writing the audit chain: one entry per verb, in the verb's own transaction."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from community.access.actor import Actor, By
from community.audit.chain import DENIED, GENESIS, PEOPLE, entry_hash, facts_of
from community.audit.models import AuditEntry, AuditHead, RecordedRead
from community.audit.reads import put_off
from foundation.clock import now
from foundation.database import db

# More different objects than this in one hour are somebody trying; who and when is what counts then.
MOST_DENIALS, MANY = 50, "many"
# Every verb writes an entry, and putting a statement together costs more than running it: these are built once.
_head, _reads = AuditHead.__table__.c, RecordedRead.__table__.c
_HEAD = select(_head.seq, _head.hash).where(_head.house_id == bindparam("house")).with_for_update()
_ENTRY = insert(AuditEntry.__table__)  # type: ignore[arg-type]
_FORWARD = (
    update(AuditHead.__table__)  # type: ignore[arg-type]
    .where(_head.house_id == bindparam("house"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
_LOCK = select(_head.seq).where(_head.house_id == bindparam("house")).with_for_update()
# Reads, and denials: those of one actor and one kind in one hour.
_COUNTED = (
    _reads.house_id == bindparam("of_house"),
    _reads.actor_id == bindparam("of_actor"),
    _reads.kind == bindparam("of_kind"),
    _reads.hour == bindparam("of_hour"),
)
_ABOUT = _reads.about_id.in_(bindparam("of_about", expanding=True))
_BEFORE = select(_reads.about_id).where(*_COUNTED, _ABOUT)
_ONE_MORE = update(RecordedRead.__table__).where(*_COUNTED, _ABOUT).values(count=_reads.count + 1)  # type: ignore[arg-type]
_HOW_MANY = select(func.count()).where(*_COUNTED)
_READ = insert(RecordedRead.__table__)  # type: ignore[arg-type]


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

    def note() -> None:
        count_read(actor.house_id, actor, actor.person_id, about, kind, consent=consent)

    if not put_off(note):
        note()


def count_read(house_id: str, by: By, reader_id: str, about: str, kind: str, *, consent: str | None = None) -> None:
    """The same for a reader without a sign-in: whoever holds a feed's address."""
    counted = _Counted(house_id, reader_id, kind)
    if not _again(counted, about):
        details = {"reader": reader_id}
        _first(counted, [about], f"read:{kind}", by=by, about=about or None, consent=consent, details=details)


def record_list(actor: Actor, kind: str) -> None:
    """Count that somebody read a list of the house's people, which opens nobody's record."""

    def note() -> None:
        count_read(actor.house_id, actor, actor.person_id, "", kind)

    if not put_off(note):
        note()


def record_reads(actor: Actor, people: Iterable[str], kind: str, *, subject: str) -> None:
    """The same for a page that shows many: one entry for all who were not read yet in this hour.

    ``subject`` is what the page is about, "table:id". A constant number of statements however many they are.
    """
    counted, others = _Counted(actor.house_id, actor.person_id, kind), sorted(set(people) - {actor.person_id})
    if not others:
        return
    _lock(actor.house_id)
    of_hour = counted.bound() | {"of_about": others}
    before = set(db.session.connection().scalars(_BEFORE, of_hour))
    db.session.connection().execute(_ONE_MORE, of_hour)
    new = [one for one in others if one not in before]
    if new:
        details = {"reader": actor.person_id, PEOPLE: new}
        _first(counted, new, f"read:{kind}", by=actor, subject=subject, details=details)


def count_denial(actor: Actor, endpoint: str, asked: tuple[str, str] | None) -> None:
    """Count that somebody was refused: one entry per actor, endpoint, object asked for and hour.

    ``asked`` is (name, id); it may not exist at all. Beyond MOST_DENIALS objects in an hour the rest of it shares
    one entry, so that nobody floods the chain.
    """
    counted = _Counted(actor.house_id, actor.person_id, f"{DENIED}:{endpoint}"[:40])
    name, object_id = asked or ("", "")
    if _again(counted, object_id):
        return
    if object_id and db.session.connection().execute(_HOW_MANY, counted.bound()).scalar_one() >= MOST_DENIALS:
        name, object_id = "", MANY
        if _again(counted, object_id):
            return
    subject = f"{name}:{object_id}" if name else None
    _first(counted, [object_id], DENIED, by=actor, subject=subject, result="denied", details={"endpoint": endpoint})


@dataclass(frozen=True, slots=True)
class _Counted:
    """Whose reads of which kind are counted together: those of one hour."""

    house_id: str
    actor_id: str
    kind: str
    hour: datetime = field(default_factory=lambda: now().replace(minute=0, second=0, microsecond=0))

    def bound(self) -> dict[str, Any]:
        """The values of the statements' places."""
        return {
            "of_house": self.house_id,
            "of_actor": self.actor_id,
            "of_kind": self.kind,
            "of_hour": self.hour,
        }


def _again(counted: _Counted, about: str) -> bool:
    """Count one more of what was counted before in this hour; False when it is the first."""
    connection, these = db.session.connection(), counted.bound() | {"of_about": [about]}
    if connection.execute(_ONE_MORE, these).rowcount:
        return True
    # Two readers of the same minute: the second waits here for the first, then finds its row.
    _lock(counted.house_id)
    return bool(connection.execute(_ONE_MORE, these).rowcount)


def _lock(house_id: str) -> None:
    db.session.connection().execute(_LOCK, {"house": house_id})


def _first(counted: _Counted, abouts: list[str], verb: str, *, by: By, **entry: Any) -> None:
    seq = record(counted.house_id, verb, by=by, **entry)
    rows = [asdict(counted) | {"about_id": one, "count": 1, "seq": seq} for one in abouts]
    db.session.connection().execute(_READ, rows)
