"""Answering an address: who holds the right bytes gets none, who fetches events leaves an accounting row."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from community.access.actor import SYSTEM
from community.audit.operations import count_read
from foundation.clock import now
from foundation.database import db, new_id
from foundation.security import token_hash
from foundation.transactions import writing
from sessions.calendars.client_family import client_family
from sessions.calendars.content import written
from sessions.calendars.found import Found, feed_at
from sessions.calendars.http_cache import is_fresh
from sessions.calendars.models import FeedBody, FeedFetch
from sessions.calendars.standing import Standing
from sessions.calendars.wording import RELATIVE

# One's own fetches are nobody's reading: they are noted only to show that the phone still comes.
NOTED_EVERY = timedelta(hours=1)
ONE_SECOND = timedelta(seconds=1)
_WRITING_OUT = Lock()
# Built once: putting it together costs more than running it.
_BYTES = {
    gzipped: select(column).where(FeedBody.subscription_id == bindparam("subscription"))
    for gzipped, column in ((False, FeedBody.plain), (True, FeedBody.gzipped))
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says: the secret of the address, whether only the head is wanted, and three headers."""

    token: str
    head: bool
    gzip: bool
    if_none_match: str | None
    if_modified_since: str | None
    agent: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """200 with bytes, 304 without, or 404; ``changed_at`` (UTC) is missing while it would lie ahead."""

    status: int
    body: bytes = b""
    etag: str = ""
    gzip: bool = False
    changed_at: datetime | None = None


GONE = Answer(404)


def answer(asked: Asked) -> Answer:
    """Answer an address. The standing, with the consent in it, is read before anything is called unchanged.

    A 304 and one's own kept bytes are read without a lock. What must leave a row is read again, together with
    the consent, in the writing transaction that is committed before the answer goes out.
    """
    hashed, at = token_hash(asked.token), now()
    # Past the session: nothing here is an entity, and this is asked at every look of every phone.
    with db.engine.connect() as reading:
        found = feed_at(reading, hashed, at)
        if found is None or found.standing is Standing.GONE:
            return GONE
        if _unchanged(found, asked):
            return _reply(304, found, asked, b"", found.kept_changed_at if found.kept else None)
        if found.kept and not _to_note(found, asked, found.kept_events, at):
            return _reply(200, found, asked, _kept_bytes(reading, found.id, asked.gzip), found.kept_changed_at)
    built = None if found.kept else _written_alone(found)
    with writing() as session:
        again = feed_at(session.connection(), hashed, at)
        if again is None or again.standing is Standing.GONE:
            return GONE
        if again.version != found.version:
            built = None if again.kept else written(again)
        changed_at = again.kept_changed_at
        events = again.kept_events
        if not again.kept:
            plain, events = built or written(again)
            changed_at = _keep(again, plain, events, at)
        if _to_note(again, asked, events, at):
            _note(again, asked, events, at)
        body = _kept_bytes(session.connection(), again.id, asked.gzip)
    return _reply(200, again, asked, body, changed_at)


def _written_alone(found: Found) -> tuple[bytes, int]:
    # Threads that write out feeds together are no sooner done, and take the room of all of them.
    with _WRITING_OUT:
        return written(found)


def _tag(found: Found, gzipped: bool) -> str:
    # Both are strong: the compressed bytes are another representation, so they have a tag of their own.
    return f'"{found.version[:40]}{"-gzip" if gzipped else ""}"'


def _unchanged(found: Found, asked: Asked) -> bool:
    since = asked.if_modified_since if found.kept and found.kept_changed_at else None
    last = found.kept_changed_at or now()
    return is_fresh(_tag(found, asked.gzip), last, asked.if_none_match, since)


def _reply(status: int, found: Found, asked: Asked, body: bytes, changed_at: datetime | None) -> Answer:
    shown = changed_at if changed_at is not None and changed_at <= now() else None
    return Answer(status, body, _tag(found, asked.gzip), asked.gzip, shown)


def _to_note(found: Found, asked: Asked, events: int, at: datetime) -> bool:
    """Whether this answer leaves a row: always for a relative who gets events, hourly for one's own."""
    if asked.head or not events:
        return False
    return found.kind == RELATIVE or found.fetched_at is None or at - found.fetched_at >= NOTED_EVERY


def _note(found: Found, asked: Asked, events: int, at: datetime) -> None:
    db.session.execute(
        insert(FeedFetch).values(
            id=new_id(),
            house_id=found.house_id,
            subscription_id=found.id,
            consent_id=found.consent_id,
            fetched_at=at,
            events=events,
            client=client_family(asked.agent),
        )
    )
    if found.kind == RELATIVE and found.resident_id is not None:
        count_read(found.house_id, SYSTEM, found.reader_id, found.resident_id, "feed", consent=found.consent_id)


def _kept_bytes(connection: Connection, subscription_id: str, gzipped: bool) -> bytes:
    return connection.execute(_BYTES[gzipped], {"subscription": subscription_id}).scalar_one()


def _keep(found: Found, plain: bytes, events: int, at: datetime) -> datetime:
    """Keep new bytes with their version and give the instant they last changed.

    Other bytes within the same second count a second later, for a date in a header knows nothing finer.
    """
    before = db.session.execute(
        select(FeedBody.plain, FeedBody.changed_at).where(FeedBody.subscription_id == found.id)
    ).one_or_none()
    if before is None:
        changed_at = at
    elif before.plain == plain:
        changed_at = before.changed_at
    else:
        changed_at = max(at, before.changed_at + ONE_SECOND)
    values: Mapping[str, object] = {
        "house_id": found.house_id,
        "version": found.version,
        "events": events,
        "plain": plain,
        # Without a time in the head: the same events are the same bytes, compressed or not.
        "gzipped": gzip.compress(plain, mtime=0),
        "built_at": at,
        "changed_at": changed_at,
    }
    make = sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
    db.session.execute(
        make(FeedBody)
        .values(subscription_id=found.id, **values)
        .on_conflict_do_update(index_elements=[FeedBody.subscription_id], set_=dict(values))
    )
    return changed_at
