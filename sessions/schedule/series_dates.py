"""Changing many dates of a series at once: read, written and kept by one statement each, however many they are."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from community.access.actor import By
from foundation.clock import now
from foundation.database import bare_rows, db, new_id
from foundation.stamps import raise_stamp
from sessions.schedule.models import Occurrence, OccurrenceChange, Series
from sessions.schedule.span import Span, columns_of

# What one change of a series may change about a date, and one undo puts back.
KEPT = (
    "series_id",
    "recurrence_id",
    "wall_start",
    "wall_end",
    "starts_at",
    "ends_at",
    "shifted_minutes",
    "room_id",
    "leader_kind",
    "leader_id",
    "keeper_id",
    "status",
    "changes",
    "reason",
    "pause_id",
)
MOMENTS = ("recurrence_id", "wall_start", "wall_end", "starts_at", "ends_at")
_COLUMNS = tuple(getattr(Occurrence, name) for name in ("id", "sequence", *KEPT))


def not_begun(series_id: str, from_planned: datetime | None = None) -> list[dict[str, Any]]:
    """The dates of a series that have not begun, from a planned wall time on, as they stand; by planned time."""
    where = [Occurrence.series_id == series_id, Occurrence.starts_at > now()]
    if from_planned is not None:
        where.append(Occurrence.recurrence_id >= from_planned)
    return [dict(row._mapping) for row in bare_rows(select(*_COLUMNS).where(*where).order_by(Occurrence.recurrence_id))]


def these_dates(ids: Collection[str]) -> list[dict[str, Any]]:
    """Those dates as they stand."""
    return [dict(row._mapping) for row in bare_rows(select(*_COLUMNS).where(Occurrence.id.in_(ids)))]


def how_many_begun(series_id: str) -> int:
    """How many dates of a series have begun, which stay what they are."""
    begun = (Occurrence.series_id == series_id, Occurrence.starts_at <= now())
    return db.session.execute(select(func.count()).where(*begun)).scalar_one()


def facts_of_date(series: Series, span: Span) -> dict[str, Any]:
    """What a date of a series has of it: time, place, leader."""
    return {
        "series_id": series.id,
        "recurrence_id": span.wall_start,
        **columns_of(span),
        "room_id": series.room_id,
        "leader_kind": series.leader_kind,
        "leader_id": series.leader_id,
        "keeper_id": series.keeper_id,
    }


def write(house_id: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], by: By) -> None:
    """Write dates anew, each with its history and a higher version. Three statements, none without dates."""
    if not after:
        return
    at = now()
    statement = update(Occurrence.__table__).where(Occurrence.__table__.c.id == bindparam("b_id"))  # type: ignore[arg-type]
    values: dict[str, Any] = {name: bindparam(f"b_{name}") for name in (*KEPT, "sequence", "changed_at")}
    rows = [
        {f"b_{name}": row[name] for name in ("id", *KEPT)} | {"b_sequence": row["sequence"] + 1, "b_changed_at": at}
        for row in after
    ]
    connection = db.session.connection()
    connection.execute(statement.values(values), rows)
    kept = [_history(house_id, was, row, by, at) for was, row in zip(before, after, strict=True)]
    connection.execute(insert(OccurrenceChange.__table__), kept)  # type: ignore[arg-type]
    forget()
    raise_stamp(f"schedule:{house_id}")


def _history(house_id: str, was: Mapping[str, Any], row: Mapping[str, Any], by: By, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(),
        "house_id": house_id,
        "occurrence_id": row["id"],
        "kind": "series",
        "before": told(was),
        "after": told(row),
        "reason": dict(row["reason"]) if row["status"] != was["status"] else {},
        "sequence": row["sequence"] + 1,
        "changed_at": at,
        "changed_by": by.person_id,
    }


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a date as its history keeps them."""
    return {
        "start": row["wall_start"].isoformat(),
        "end": row["wall_end"].isoformat(),
        "room": row["room_id"],
        "leader": row["leader_id"],
        "status": row["status"],
    }


def add(house_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add new dates of a series. One statement and a stamp, none without dates."""
    if not rows:
        return
    fresh: dict[str, Any] = {
        "status": "planned",
        "changes": [],
        "reason": {},
        "pause_id": None,
        "sequence": 0,
        "changed_at": now(),
    }
    values = [{**fresh, "house_id": house_id, **row} for row in rows]
    db.session.connection().execute(insert(Occurrence.__table__), values)  # type: ignore[arg-type]
    raise_stamp(f"schedule:{house_id}")


def forget() -> None:
    """Let whatever date is at hand be read anew, for it was written past the session."""
    for thing in list(db.session.identity_map.values()):
        if isinstance(thing, Occurrence):
            db.session.expire(thing)


def as_kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """A date as an undo keeps it: times as ISO text."""
    return {name: row[name].isoformat() if name in MOMENTS else row[name] for name in KEPT}


def from_kept(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The same, read."""
    return {name: datetime.fromisoformat(kept[name]) if name in MOMENTS else kept[name] for name in KEPT}
