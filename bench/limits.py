"""What nothing can beat: views of the same app that do nothing, or only write the same rows."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any

from flask import Blueprint, Response, current_app, request

from bench.houses import AT
from community.access.guards import public
from community.audit.chain import GENESIS
from foundation.database import db, new_id
from foundation.security import csrf, token_hash

blueprint = Blueprint("limits", __name__, url_prefix="/limits")
csrf.exempt(blueprint)

MARKS = 30
NOW = AT.replace(tzinfo=None).isoformat(" ", "microseconds")
# The same tables with the same columns, indexes and references as the app writes.
MARK = """INSERT INTO marks (id, house_id, register_id, person_id, status, minutes, absence_reason, based_on,
 correction, batch, marked_at, marked_by) VALUES (?, ?, ?, ?, ?, NULL, NULL, ?, NULL, NULL, ?, ?)"""
CURRENT = """INSERT INTO current_marks (register_id, person_id, house_id, mark_id, status, minutes, absence_reason)
 VALUES (?, ?, ?, ?, ?, NULL, NULL) ON CONFLICT (register_id, person_id) DO UPDATE SET mark_id = excluded.mark_id,
 status = excluded.status, minutes = excluded.minutes, absence_reason = excluded.absence_reason"""
STAMP = """INSERT INTO stamps (subject, version, changed_at) VALUES (?, 1, ?)
 ON CONFLICT (subject) DO UPDATE SET version = version + 1, changed_at = excluded.changed_at"""
ENTRY = """INSERT INTO audit_entries (house_id, seq, at, verb, actor_id, sign_in_id, subject, about_id, consent_id,
 result, details, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, 'done', ?, ?, ?)"""
HEAD = "UPDATE audit_heads SET seq = ?, hash = ? WHERE house_id = ?"
FETCH = """INSERT INTO feed_fetches (id, house_id, subscription_id, consent_id, fetched_at, events, client)
 SELECT ?, house_id, id, consent_id, ?, 60, 'other' FROM feed_subscriptions WHERE token_hash = ?"""
READ = "UPDATE recorded_reads SET count = count + 1 WHERE kind = 'feed'"
_numbers = count(1)


@blueprint.get("/nothing")
@public
def nothing() -> str:
    """Do nothing."""
    return ""


@cache
def _ready(size: int) -> bytes:
    return b"x" * size


@blueprint.get("/bytes/<int:size>")
@public
def ready_bytes(size: int) -> Response:
    """Give bytes that were ready before anybody asked."""
    return Response(_ready(size), content_type="text/calendar; charset=utf-8")


@blueprint.get("/unchanged")
@public
def unchanged() -> Response:
    """Say that nothing has changed, without looking."""
    return Response(status=304)


@contextmanager
def _transaction() -> Iterator[Any]:
    """One transaction of the driver itself on a connection of the app's pool, with the same fsync at its end."""
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        yield cursor
        cursor.execute("COMMIT")
    finally:
        connection.close()


@blueprint.get("/noted/<token>/<int:size>")
@public
def noted(token: str, size: int) -> Response:
    """Write the two rows of accounting that a relative's fetch leaves, and give ready bytes."""
    with _transaction() as cursor:
        cursor.execute(FETCH, (new_id(), NOW, token_hash(token)))
        cursor.execute(READ)
    return ready_bytes(size)


@cache
def _register() -> tuple[str, str, str, list[str]]:
    """The house, register, first audit number and people that the bare writing is done with."""
    with _transaction() as cursor:
        cursor.execute(
            "SELECT registers.house_id, registers.id FROM registers JOIN occurrences ON occurrences.id = occurrence_id"
            " WHERE starts_at < ? ORDER BY starts_at LIMIT 1",
            (NOW,),
        )
        house_id, register_id = cursor.fetchone()
        cursor.execute("SELECT person_id FROM register_rows WHERE register_id = ? LIMIT ?", (register_id, MARKS))
        people = [row[0] for row in cursor.fetchall()]
        # A house of the limits' own: their audit entries must not stand in the way of a real chain.
        cursor.execute("SELECT id FROM houses WHERE slug = 'young'")
        return house_id, register_id, cursor.fetchone()[0], people


@blueprint.post("/marks")
@public
def marks() -> str:
    """Write the rows of one saved register, and nothing else: marks, current marks, stamp, audit entry, head."""
    request.get_data()
    house_id, register_id, audited, people = _register()
    made = [(new_id(), person_id) for person_id in people]
    details = json.dumps({"count": MARKS, "marks": [one for one, _ in made]})
    # Far beyond the numbers of the real chain, and apart for each worker.
    seq = (current_app.extensions["bench_worker"]() << 32) + next(_numbers)
    with _transaction() as cursor:
        cursor.executemany(
            MARK, [(one, house_id, register_id, who, "present", None, NOW, people[0]) for one, who in made]
        )
        cursor.executemany(CURRENT, [(register_id, who, house_id, one, "present") for one, who in made])
        cursor.execute(STAMP, (f"register:{register_id}", NOW))
        entry = (audited, seq, NOW, "register:mark", people[0], people[0], f"register:{register_id}", details)
        cursor.execute(ENTRY, (*entry, GENESIS, GENESIS))
        cursor.execute(HEAD, (seq, GENESIS, audited))
    return ""
