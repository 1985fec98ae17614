"""Single dates of a calendar file that are otherwise than their series, made so in the house."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select

from community.access.actor import Actor
from foundation.clock import now
from foundation.database import db
from foundation.messages import N_
from sessions.exchange.matching import Matching, Notes
from sessions.exchange.plan import PlannedDate, PlannedSeries
from sessions.schedule.changes import cancel, change_leader, change_room, move
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.span import wall_span

PAST = N_("What was to change on %(day)s has begun; it stays as it was.")


def dates_to_change(mine: PlannedSeries, wanted: PlannedSeries, staff: Collection[str]) -> list[PlannedDate]:
    """The dates on which the file says otherwise than the house; what the house alone changed stays changed.

    ``staff`` are the names of those who work in the house: whoever else the file names leads nothing here, and a date
    on which only that differs is no change.
    """
    known = {one.day: one for one in mine.dates}
    found = [one for one in wanted.dates if not _same(known.get(one.day), one, wanted, staff)]
    gone = {day for day, one in known.items() if one.cancelled} | set(mine.left_out)
    for day in wanted.left_out:
        if day not in gone and mine.from_day(day) is not None:
            found.append(PlannedDate(day, *wall_span(day, wanted.start, wanted.end), cancelled=True))
    return found


def _same(mine: PlannedDate | None, wanted: PlannedDate, series: PlannedSeries, staff: Collection[str]) -> bool:
    unknown = wanted.leader_kind == "staff" and wanted.leader not in staff
    if mine is None:
        if not unknown:
            return False
        mine = PlannedDate(wanted.day, *wall_span(wanted.day, series.start, series.end), room=series.room)
    if mine.cancelled and wanted.cancelled:
        return True
    rooms = set(mine.room.values()) & set(wanted.room.values()) or (not mine.room and not wanted.room)
    leaders = not series.known or unknown or (mine.leader_kind, mine.leader) == (wanted.leader_kind, wanted.leader)
    times = (mine.start, mine.end) == (wanted.start, wanted.end)
    return bool(mine.cancelled == wanted.cancelled and times and rooms and leaders)


def apply_dates(
    series: Series, plan: PlannedSeries, dates: Sequence[PlannedDate], matching: Matching, notes: Notes, by: Actor
) -> int:
    """Change the dates of a filled series as the file says; how many. What has begun is noted and left as it is."""
    if not dates:
        return 0
    there = select(Occurrence).where(
        Occurrence.series_id == series.id,
        Occurrence.recurrence_id >= datetime.combine(min(one.day for one in dates), plan.start),
    )
    rows: dict[date, Occurrence] = {row.recurrence_id.date(): row for row in db.session.scalars(there)}
    changed = 0
    for one in dates:
        row = rows.get(one.day)
        if row is None:
            continue
        if row.starts_at <= now():
            notes.append((PAST, {"day": one.day.isoformat()}))
            continue
        changed += 1
        _apply(row, one, plan, matching, by)
    return changed


def _apply(row: Occurrence, one: PlannedDate, plan: PlannedSeries, matching: Matching, by: Actor) -> None:
    times = one.start.date(), one.start.time(), one.end.time()
    if row.status == "planned":
        if not one.cancelled or (one.start, one.end) != wall_span(one.day, plan.start, plan.end):
            move(row, day=times[0], start=times[1], end=times[2], reason={}, version=row.sequence, by=by, anyway=True)
        change_room(row, matching.room(one.room, one.capacity), version=row.sequence, by=by, anyway=True)
        leader = matching.staff.get(one.leader or "") if one.leader_kind == "staff" else None
        if leader is not None and leader != row.leader_id:
            change_leader(row, leader, version=row.sequence, by=by, anyway=True)
        if one.cancelled:
            cancel(row, reason=one.reason or matching.cancelled_words(), version=row.sequence, by=by)
