"""How long an address gives events, and the version of its bytes: read off the row that found it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sessions.calendars.standing import Standing, earliest_end
from sessions.calendars.wording import RELATIVE, RESIDENT, ROOM

# To be raised when the same rows are written differently: every phone then fetches anew.
WRITER = 1


def ended_at(row: Mapping[Any, Any], at: datetime) -> datetime | None:
    """When the right to events ended, whatever ended it first; None while it holds."""
    ends = [row["revoked_at"], row["disabled_at"]]
    # What never was, though the address exists, ended when the address was made.
    if row["kind"] == RELATIVE and not row["consented"]:
        ends += [row["expires_at"], row["withdrawn_at"]]
        ends += [] if row["tied"] else [row["untied_at"] or row["created_at"]]
        ends += [row["stay_ended_at"]] if row["lives_here"] else [row["stay_ended_at"] or row["created_at"]]
        return earliest_end(ends, at) or row["created_at"]
    if row["kind"] == RESIDENT and not row["lives_here"]:
        ends.append(row["discharged_at"] or row["created_at"])
    if row["kind"] not in (RELATIVE, RESIDENT) and not row["works_here"]:
        ends.append(row["left_at"] or row["created_at"])
    if row["kind"] == ROOM:
        ends.append(row["retired_at"])
    return earliest_end(ends, at)


def version_of(row: Mapping[Any, Any], day: date, stands: Standing) -> str:
    """A hash of everything the bytes depend on; an ended address depends on nothing in the house any more."""
    parts: list[Any] = [WRITER, row["id"], row["language"], row["feed_title"], stands]
    if stands is Standing.LIVE:
        visitors = sorted((row["visitors"] or "").split(","))
        parts += [day.isoformat(), row["zone"], row["house_language"], row["real_titles"], visitors]
        parts += [row["room"]]
        parts += [row["schedule"], row["people"], row["consents"]]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
