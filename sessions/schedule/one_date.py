"""Changing one date of a series: its time, room or leader in place; anything else makes it a series of its own."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from community.audit.operations import record
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.messages import N_
from sessions.schedule.changes import change_leader, change_room, move
from sessions.schedule.changing import CHANGED
from sessions.schedule.coming_along import Change, noted
from sessions.schedule.effect import Effect, EffectDate
from sessions.schedule.going_on import next_series
from sessions.schedule.models import Occurrence
from sessions.schedule.one_off import ONCE
from sessions.schedule.series_dates import facts_of_date, these_dates, write
from sessions.schedule.span import resolve_span
from sessions.schedule.taken import refuse_taken

IN_PLACE = frozenset({"wall_start", "wall_end", "day_shift", "room_id", "leader_id", "keeper_id"})


def change_date(change: Change, occurrence: Occurrence, wanted: Mapping[str, Any]) -> Effect:
    """Change one date that has not begun; Refused for one that is cancelled, Taken as ``amend``."""
    if occurrence.starts_at <= now():
        raise Refused(N_("This session has begun; what has happened stays as it was."))
    if occurrence.status != "planned":
        raise Refused(N_("This session is already cancelled."))
    was = these_dates([occurrence.id])[0]
    if was["sequence"] != occurrence.sequence:
        # It was looked up before the house was held, and somebody was faster.
        raise Stale(CHANGED)
    shift = timedelta(days=wanted.get("day_shift", 0))
    start = wanted.get("wall_start", occurrence.wall_start.time())
    end = wanted.get("wall_end", occurrence.wall_end.time())
    day = occurrence.wall_start.date() + shift
    if set(wanted) <= IN_PLACE and wanted.get("leader_id", "same") is not None and _keeps_along(wanted):
        _in_place(change, occurrence, wanted, day, start, end)
        edit = noted(change, "date", None, {occurrence.id: was}, {})
        edit.dates = {occurrence.id: edit.dates[occurrence.id] | {"now": occurrence.sequence}}
    else:
        edit = _apart(change, occurrence, wanted, was, day, start, end)
    if not change.anyway:
        place = (occurrence.starts_at, occurrence.ends_at, occurrence.room_id, occurrence.leader_id)
        if place != tuple(was[name] for name in ("starts_at", "ends_at", "room_id", "leader_id")):
            refuse_taken(occurrence, *place)
    db.session.flush()
    moved = (occurrence.wall_start, occurrence.wall_end) != (was["wall_start"], was["wall_end"])
    one = (EffectDate(occurrence.id, was["wall_start"], occurrence.wall_start),)
    now_of = edit.new_series_id or change.series.id
    return Effect(edit.id, change.batch_id, now_of, moved=one if moved else (), changed=0 if moved else 1)


def _keeps_along(wanted: Mapping[str, Any]) -> bool:
    """Whether the register goes along with the leader; with somebody else it makes the date a series of its own."""
    return "keeper_id" not in wanted or wanted["keeper_id"] == wanted.get("leader_id")


def _in_place(
    change: Change, occurrence: Occurrence, wanted: Mapping[str, Any], day: Any, start: Any, end: Any
) -> None:
    by = change.by
    # What is taken is asked once, when all of it is done.
    if {"wall_start", "wall_end", "day_shift"} & set(wanted):
        times = {"day": day, "start": start, "end": end, "reason": change.words}
        move(occurrence, **times, version=occurrence.sequence, by=by, anyway=True)
    if "room_id" in wanted:
        change_room(occurrence, wanted["room_id"], version=occurrence.sequence, by=by, anyway=True)
    if "leader_id" in wanted:
        change_leader(occurrence, wanted["leader_id"], version=occurrence.sequence, by=by, anyway=True)


def _apart(
    change: Change,
    occurrence: Occurrence,
    wanted: Mapping[str, Any],
    was: dict[str, Any],
    day: Any,
    start: Any,
    end: Any,
) -> Any:
    """Let the date become a series of its own, of the same line; the series leaves its day out from now on."""
    series = change.series
    own = {name: was[name] for name in ("room_id", "leader_kind", "leader_id", "keeper_id")}
    facts = own | {name: value for name, value in wanted.items() if name != "day_shift"}
    span = resolve_span(day, start, end, series.zone)
    if span.starts_at <= now():
        raise Refused(N_("A session cannot be moved into the past."))
    new = next_series(change, ONCE, day, facts | {"wall_start": start, "wall_end": end})
    new.filled_to = day + timedelta(days=1)
    edit = noted(change, "date", new, {occurrence.id: was}, {})
    series.left_out = [*series.left_out, was["recurrence_id"].date().isoformat()]
    series.sequence += 1
    series.changed_at = now()
    tags = [tag for tag in was["changes"] if tag not in ("moved", "room", "leader")]
    write(series.house_id, [was], [was | facts_of_date(new, span) | {"changes": tags}], change.by)
    record(series.house_id, "series:part", by=change.by, subject=f"occurrence:{occurrence.id}")
    db.session.refresh(occurrence)
    return edit
