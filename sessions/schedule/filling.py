"""Filling series with their dates, and keeping these right when the zone data changes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from community.access.actor import SYSTEM
from community.audit.operations import record
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.stamps import raise_stamp
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.pauses import Rest, under
from sessions.schedule.recurrence import dates_between
from sessions.schedule.resting import pauses_between
from sessions.schedule.span import columns_of, resolve_span

# A phone shows half a year; a few days more, so that a job that rests over a weekend leaves no hole.
HORIZON = timedelta(days=187)


def dates_of(series: Series, from_day: date, to_day: date) -> list[date]:
    """The days of a series from ``from_day`` up to ``to_day`` (not included).

    Those of its rule, without what it leaves out, until the series ended or went on as another.
    """
    last = to_day if series.to_day is None else min(to_day, series.to_day)
    left_out = set(series.left_out)
    return [
        day for day in dates_between(series.rule, series.first_day, from_day, last) if day.isoformat() not in left_out
    ]


def fill(series: Series, to_day: date, rests: Sequence[Rest] | None = None) -> int:
    """Make the occurrences from where the series is filled up to ``to_day`` (not included); how many.

    Filling twice changes nothing: (series, recurrence_id) is unique, and a row that is there stays as it is.
    ``rests`` are the pauses that take up some of them, where the caller knows them; else they are read.
    """
    days = dates_of(series, series.filled_to, to_day)
    if days and rests is None:
        rests = pauses_between(series.house_id, days[0], days[-1])
    at, about = now(), (series.type_key, series.counted, series.zone)
    rows = [under(rests or (), _row(series, day), *about, at) for day in days]
    if rows:
        insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
        db.session.execute(insert(Occurrence).on_conflict_do_nothing(), rows)
        raise_stamp(f"schedule:{series.house_id}")
    # A series that has ended is not filled beyond its end: the end may be taken back.
    reached = to_day if series.to_day is None else min(to_day, series.to_day)
    series.filled_to = max(series.filled_to, reached)
    db.session.flush()
    return len(rows)


def _row(series: Series, day: date) -> dict[str, Any]:
    span = resolve_span(day, series.wall_start, series.wall_end, series.zone)
    return {
        "id": new_id(),
        "house_id": series.house_id,
        "series_id": series.id,
        "recurrence_id": span.wall_start,
        **columns_of(span),
        "room_id": series.room_id,
        "leader_kind": series.leader_kind,
        "leader_id": series.leader_id,
        "keeper_id": series.keeper_id,
        "status": "planned",
        "changes": [],
        "pause_id": None,
        "reason": {},
        "sequence": 0,
        "changed_at": now(),
    }


def fill_house(house_id: str, zone: str) -> int:
    """Fill every series of a house half a year ahead; how many occurrences were made."""
    to_day = today(zone) + HORIZON
    going_on = or_(Series.to_day.is_(None), Series.to_day > Series.filled_to)
    statement = select(Series).where(Series.house_id == house_id, Series.filled_to < to_day, going_on)
    found = db.session.scalars(statement).all()
    rests = pauses_between(house_id, min(series.filled_to for series in found), to_day) if found else []
    made = sum(fill(series, to_day, rests) for series in found)
    if made:
        record(house_id, "schedule:fill", by=SYSTEM, details={"made": made, "to": to_day.isoformat()})
    return made


def realign(house_id: str) -> int:
    """Compute the instants of future occurrences anew from their wall times; how many moved.

    Needed when the zone data changed: a session at 10:00 stays at 10:00 on the wall.
    """
    moved = 0
    statement = (
        select(Occurrence, Series.zone)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.house_id == house_id, Occurrence.starts_at > now())
    )
    for occurrence, zone in db.session.execute(statement):
        wall_start, wall_end = occurrence.wall_start, occurrence.wall_end
        span = resolve_span(wall_start.date(), wall_start.time(), wall_end.time(), zone)
        if (span.starts_at, span.ends_at) != (occurrence.starts_at, occurrence.ends_at):
            occurrence.starts_at, occurrence.ends_at = span.starts_at, span.ends_at
            occurrence.shifted_minutes = int(span.moved_by.total_seconds() // 60)
            occurrence.sequence += 1
            occurrence.changed_at = now()
            record(house_id, "occurrence:realign", by=SYSTEM, subject=f"occurrence:{occurrence.id}")
            moved += 1
    db.session.flush()
    if moved:
        raise_stamp(f"schedule:{house_id}")
    return moved
