"""How a date stands once the change of its series is taken back: what it was, with what was decided about it since."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from foundation.clock import now
from foundation.database import bare_rows
from sessions.schedule.changing import STANDING
from sessions.schedule.following import OWN_LEADER, OWN_ROOM, OWN_TIME
from sessions.schedule.models import OccurrenceChange, Pause
from sessions.schedule.pauses import BY_HAND, released
from sessions.schedule.span import columns_of, resolve_span

Row = dict[str, Any]
PLAN = ("series_id", "recurrence_id")
TIMES = ("wall_start", "wall_end", "starts_at", "ends_at", "shifted_minutes")
# What each decision about one date settles, and a change that is taken back leaves alone.
SETTLED: Mapping[str, tuple[str, ...]] = {
    OWN_TIME: (*TIMES, "reason"),
    OWN_ROOM: ("room_id",),
    OWN_LEADER: ("leader_kind", "leader_id", "keeper_id"),
    **dict.fromkeys(STANDING, ("status", "pause_id", "reason")),
}


def decided_since(versions: Mapping[str, int]) -> dict[str, set[str]]:
    """What was decided about each of some dates alone after a version of it: kinds of change. One statement.

    What a pause did is not among it, for it returns with the pause; nor what another change of the series did, which
    was taken back before.
    """
    changes = select(
        OccurrenceChange.occurrence_id, OccurrenceChange.kind, OccurrenceChange.sequence, OccurrenceChange.after
    ).where(OccurrenceChange.occurrence_id.in_(versions), OccurrenceChange.kind.in_(SETTLED))
    found: dict[str, set[str]] = {}
    for row in bare_rows(changes):
        if row.sequence > versions[row.occurrence_id] and "pause" not in row.after:
            found.setdefault(row.occurrence_id, set()).add(row.kind)
    return found


def standing_pauses(ids: Iterable[str | None]) -> set[str]:
    """Those of the pauses that were not taken back. One statement, none without any."""
    asked = {pause_id for pause_id in ids if pause_id is not None}
    if not asked:
        return set()
    return {row.id for row in bare_rows(select(Pause.id).where(Pause.id.in_(asked), Pause.ended_at.is_(None)))}


def as_before(row: Row, was: Row, since: Collection[str], pauses: Collection[str], zone: str) -> Row:
    """A date as it was before a change of its series, with what was decided about it since (``decided_since``).

    ``pauses`` are those that stand: one that was taken back meanwhile holds nothing up any more. The instants are
    computed anew in the zone (IANA), whose data may have changed.
    """
    if row["pause_id"] is not None and was["pause_id"] is None and BY_HAND & set(was["changes"]):
        # Somebody had moved it by hand and a pause took it up all the same: that is left to the pause.
        return row | {name: was[name] for name in PLAN}
    if was["pause_id"] is not None and was["pause_id"] not in pauses:
        was = was | released(was, zone)
    span = resolve_span(was["wall_start"].date(), was["wall_start"].time(), was["wall_end"].time(), zone)
    # What was decided and then taken back with another change is not decided any more.
    since = set(since) & set(row["changes"])
    kept = {name for kind in since for name in SETTLED[kind]}
    gone = STANDING if set(STANDING) & since else ()
    tags = [tag for tag in was["changes"] if tag not in gone]
    tags += [tag for tag in row["changes"] if tag in since and tag not in tags]
    if OWN_TIME not in since and span.starts_at <= now() < row["starts_at"]:
        # Today's is still to come, and at its old time it would be over: it keeps its time for once.
        kept |= {*TIMES}
        tags += [OWN_TIME] if OWN_TIME not in tags else []
    back = was | columns_of(span) | {"changes": tags}
    return row | {name: value for name, value in back.items() if name not in kept}
