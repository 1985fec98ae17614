"""Dates that turn together: how one stands under a pause, how it stands when it is put back, and writing them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, inspect, select, update

from community.access.actor import By
from foundation.clock import now
from foundation.database import db, new_id
from sessions.schedule.changing import STANDING
from sessions.schedule.models import Occurrence, OccurrenceChange, Pause
from sessions.schedule.pauses import Rest, instead
from sessions.schedule.resting import Dated
from sessions.schedule.span import columns_of, resolve_span


@dataclass(frozen=True, slots=True)
class Turn:
    """A date that turns: what it was, how its change is called, what it becomes, and what is kept of both."""

    date: Dated
    kind: str
    becomes: Mapping[str, Any]
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def stands(self) -> Dated:
        """The date as it stands once it has turned."""
        return self.date._replace(**{name: self.becomes[name] for name in self.becomes if name in Dated._fields})


def take_up(one: Dated, rest: Rest, at: datetime) -> Turn:
    """How a planned date stands under a pause, asked at an instant (UTC): on the other day, else cancelled."""
    span = instead(rest, one.wall_start, one.wall_end, one.zone, at)
    kind = "cancelled" if span is None else "moved"
    gone = STANDING if kind in STANDING else (kind,)
    becomes = {
        "changes": [*(tag for tag in one.changes if tag not in gone), kind],
        "reason": dict(rest.name),
        "pause_id": rest.id,
        "status": "planned" if span else "cancelled",
    }
    before = {"changes": one.changes, "reason": one.reason, **_walls(one.wall_start, one.wall_end)}
    if span is None:
        return Turn(one, kind, becomes, before, {"pause": rest.id, "status": "cancelled"})
    after = {"pause": rest.id, **_walls(span.wall_start, span.wall_end)}
    return Turn(one, kind, becomes | columns_of(span), before, after)


def put_back(one: Dated, kept: Mapping[str, Any] | None, pause: Pause, at: datetime) -> Turn | None:
    """How a date that a pause took up stands without it, asked at an instant (UTC); None when it stays as it is.

    ``kept`` is what it was before; without, it was made under the pause and is what its series planned. What has
    begun stays, what would return into the past, and what stands elsewhere than the pause had put it.
    """
    length = one.wall_end - one.wall_start
    was = kept or {"changes": [], "reason": {}, **_walls(one.planned, one.planned + length)}
    start, end = (datetime.fromisoformat(was[name]) for name in ("start", "end"))
    becomes: dict[str, Any] = {"status": "planned", "pause_id": None}
    if one.status == "cancelled":
        kind, instant = "reinstated", one.starts_at
    else:
        kind = "moved"
        span = resolve_span(start.date(), start.time(), end.time(), one.zone)
        becomes, instant = becomes | columns_of(span), span.starts_at
        if one.wall_start.date() != pause.moves_to or one.wall_start.time() != start.time():
            return None
    if min(one.starts_at, instant) <= at:
        return None
    was_tagged = was["changes"]
    own = "cancelled" if kind == "reinstated" else kind
    becomes["changes"] = [*was_tagged, *(tag for tag in one.changes if tag not in (*was_tagged, own))]
    becomes["reason"] = was["reason"] if one.reason == pause.name else one.reason
    after = {"pause": pause.id, "status": "planned"} | (_walls(start, end) if kind == "moved" else {})
    before = {"status": one.status, **_walls(one.wall_start, one.wall_end)}
    return Turn(one, kind, becomes, before, after)


def _walls(start: datetime, end: datetime) -> dict[str, str]:
    return {"start": start.isoformat(), "end": end.isoformat()}


def taken_from(pause: Pause) -> dict[str, Mapping[str, Any]]:
    """What each date that carries a pause was before it took it up. One statement."""
    carrying = select(Occurrence.id).where(Occurrence.house_id == pause.house_id, Occurrence.pause_id == pause.id)
    rows = db.session.execute(
        select(OccurrenceChange.occurrence_id, OccurrenceChange.before, OccurrenceChange.after)
        .where(OccurrenceChange.occurrence_id.in_(carrying), OccurrenceChange.kind.in_(("cancelled", "moved")))
        .order_by(OccurrenceChange.sequence)
    )
    return {date_id: before for date_id, before, after in rows if after.get("pause") == pause.id}


def write(house_id: str, turns: Sequence[Turn], by: By) -> None:
    """Write dates that turn, each with its change and its next version: three statements at most."""
    at, table, connection = now(), Occurrence.__table__, db.session.connection()
    alike: dict[frozenset[str], list[Turn]] = {}
    for turn in turns:
        alike.setdefault(frozenset(turn.becomes), []).append(turn)
    # Those that only change their status, and those that go on another time.
    for names, some in alike.items():
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        statement = update(table).where(table.c.id == bindparam("key"))  # type: ignore[arg-type]
        rows = [{"key": one.date.id} | {f"new_{name}": one.becomes[name] for name in names} for one in some]
        connection.execute(statement.values(values | {"sequence": table.c.sequence + 1, "changed_at": at}), rows)
    if turns:
        kept = [_kept(house_id, turn, by, at) for turn in turns]
        connection.execute(insert(OccurrenceChange.__table__), kept)  # type: ignore[arg-type]
    ids = {turn.date.id for turn in turns}
    # By its identity: what was deleted in this very transaction has no id to ask for any more.
    for loaded in list(db.session.identity_map.values()):
        key = inspect(loaded).identity
        if isinstance(loaded, Occurrence) and key is not None and key[0] in ids:
            db.session.expire(loaded)


def _kept(house_id: str, turn: Turn, by: By, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "house_id": house_id,
        "occurrence_id": turn.date.id,
        "kind": turn.kind,
        "before": dict(turn.before),
        "after": dict(turn.after),
        "reason": turn.becomes["reason"],
        "sequence": turn.date.sequence + 1,
        "changed_at": at,
        "changed_by": by.person_id,
    }
