"""The verbs of series, and filling a series with its dates."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from community.access.actor import SYSTEM, By
from community.audit.operations import record
from community.houses.operations import clean_words
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.schedule.audiences import AUDIENCES, LEADER_KINDS
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.recurrence import check_rule, dates_between
from sessions.schedule.session_types import TYPES
from sessions.schedule.span import resolve_span, wall_span

# A phone shows half a year; a few days more, so that a job that rests over a weekend leaves no hole.
HORIZON = timedelta(days=187)


def start_series(
    house_id: str,
    *,
    type_key: str,
    titles: Mapping[str, str],
    rule: str,
    first_day: date,
    wall_start: time,
    wall_end: time,
    zone: str,
    by: By,
    room_id: str | None = None,
    leader_kind: str = "none",
    leader_id: str | None = None,
    keeper_id: str | None = None,
    audience: str = "everyone",
    group_id: str | None = None,
    wants_register: bool | None = None,
    counted: bool = False,
    fellowship: str | None = None,
    meeting_types: Sequence[str] = (),
    requires: str | None = None,
    languages: Sequence[str] = (),
    note: str | None = None,
    source_key: str | None = None,
) -> Series:
    """Begin a series in the house's zone. It has no dates until it is filled.

    Refused for an unknown type, audience or leader, for a rule that is not allowed or never happens, for
    more than 12 hours, and for a register that nobody of the staff keeps.
    """
    if type_key not in TYPES:
        raise Refused(N_("%(type)s is not a kind of session that is known here."), type=type_key)
    if audience not in AUDIENCES or leader_kind not in LEADER_KINDS:
        raise Refused(N_("A session needs a known audience and a known kind of leader."))
    check_rule(rule, first_day)
    wall_span(first_day, wall_start, wall_end)
    wants = TYPES[type_key].register if wants_register is None else wants_register
    if wants and keeper_id is None:
        raise Refused(N_("A session with a roll call needs a member of staff who keeps the register."))
    series = Series(
        id=new_id(),
        house_id=house_id,
        source_key=source_key,
        type_key=type_key,
        titles=clean_words(titles, longest=200) if titles else {},
        room_id=room_id,
        leader_kind=leader_kind,
        leader_id=leader_id,
        keeper_id=keeper_id,
        audience=audience,
        group_id=group_id,
        rule=rule,
        first_day=first_day,
        wall_start=wall_start,
        wall_end=wall_end,
        zone=zone,
        wants_register=wants,
        counted=counted,
        fellowship=fellowship,
        meeting_types=list(meeting_types),
        requires=requires,
        languages=list(languages),
        note=note,
        filled_to=first_day,
        created_at=now(),
    )
    db.session.add(series)
    db.session.flush()
    record(house_id, "series:start", by=by, subject=f"series:{series.id}")
    return series


def fill(series: Series, to_day: date) -> int:
    """Make the occurrences from where the series is filled up to ``to_day`` (not included); how many.

    Filling twice changes nothing: (series, recurrence_id) is unique, and a row that is there stays as it is.
    """
    days = dates_between(series.rule, series.first_day, series.filled_to, to_day)
    rows = [_row(series, day) for day in days]
    if rows:
        insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
        db.session.execute(insert(Occurrence).on_conflict_do_nothing(), rows)
        raise_stamp(f"schedule:{series.house_id}")
    series.filled_to = max(series.filled_to, to_day)
    db.session.flush()
    return len(rows)


def _row(series: Series, day: date) -> dict[str, Any]:
    span = resolve_span(day, series.wall_start, series.wall_end, series.zone)
    return {
        "id": new_id(),
        "house_id": series.house_id,
        "series_id": series.id,
        "recurrence_id": span.wall_start,
        "wall_start": span.wall_start,
        "wall_end": span.wall_end,
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "shifted_minutes": int(span.moved_by.total_seconds() // 60),
        "room_id": series.room_id,
        "leader_kind": series.leader_kind,
        "leader_id": series.leader_id,
        "keeper_id": series.keeper_id,
        "status": "planned",
        "changes": [],
        "reason": {},
        "sequence": 0,
        "changed_at": now(),
    }


def fill_house(house_id: str, zone: str) -> int:
    """Fill every series of a house half a year ahead; how many occurrences were made."""
    to_day = today(zone) + HORIZON
    statement = select(Series).where(Series.house_id == house_id, Series.filled_to < to_day)
    made = sum(fill(series, to_day) for series in db.session.scalars(statement).all())
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
