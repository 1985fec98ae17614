"""The rule of the hash chain: what is hashed, and how a break is found."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

GENESIS = "0" * 64
DENIED = "denied"
# Where an entry of a read names many residents at once.
PEOPLE = "people"
HASHED = (
    *("house_id", "seq", "at", "verb", "actor_id", "sign_in_id"),
    *("subject", "about_id", "consent_id", "result", "details"),
)


def facts_of(entry: object) -> dict[str, Any]:
    """What of an entry, a row or a dict, is hashed: plain JSON values; the instant (UTC) in ISO 8601."""
    facts = {name: entry[name] if isinstance(entry, dict) else getattr(entry, name) for name in HASHED}
    return facts | {"at": facts["at"].isoformat()}


def entry_hash(previous: str, facts: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash and the entry's facts in one canonical form (hex)."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def first_break(
    entries: Iterable[tuple[int, str, str, Mapping[str, Any]]],
    head: tuple[int, str],
    after: tuple[int, str] = (0, GENESIS),
) -> int | None:
    """The number of the first entry that is changed, lost or moved, or None when the chain holds.

    ``entries`` are (seq, previous, hash, facts) in order of seq; ``head`` is the kept (seq, hash) of the end, and
    ``after`` that of the entry they follow.
    """
    expected, previous = after[0] + 1, after[1]
    for seq, kept_previous, kept_hash, facts in entries:
        if seq != expected:
            return expected
        if kept_previous != previous or entry_hash(previous, facts) != kept_hash:
            return seq
        expected, previous = seq + 1, kept_hash
    if (expected - 1, previous) != head:
        return expected
    return None
