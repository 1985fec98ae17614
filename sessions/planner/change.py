"""The verb behind every change made in the planner: by form, by key or by dragging, for one date or for its series."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select

from community.access.actor import Actor
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.amending import amend
from sessions.schedule.changes import change_leader, change_room, move
from sessions.schedule.changing import hold
from sessions.schedule.effect import Effect, EffectDate
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.span import resolve_span
from sessions.schedule.taken import refuse_taken

DATE = "date"
NOTHING = N_("Nothing would change: it stands there already.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a date is wanted to be: wall times of the house, a room or None, a leader or None for whoever it is now.

    ``scope`` is a scope of ``amend``; ``version`` and ``series_version`` are those that were read.
    """

    day: date
    start: time
    end: time
    room_id: str | None
    leader_id: str | None
    scope: str
    reason: Mapping[str, str]
    version: int
    series_version: int
    anyway: bool = False


def put(occurrence: Occurrence, wish: Wish, *, by: Actor) -> Effect:
    """Change a date, or its series from it on or as a whole, into what is wanted, and say what became of which date.

    Stale when either is not the version that was read, Taken for a taken room or leader unless ``anyway``;
    Refused for the past, for no change, and for whatever a session cannot be.
    """
    if wish.scope == DATE:
        return _put_date(occurrence, wish, by)
    series = db.session.scalars(select(Series).where(Series.id == occurrence.series_id)).one()
    return amend(
        series,
        scope=wish.scope,
        occurrence=occurrence,
        changes=_changes(series, occurrence, wish),
        reason=wish.reason,
        version=wish.series_version,
        by=by,
        anyway=wish.anyway,
    )


def _changes(series: Series, occurrence: Occurrence, wish: Wish) -> dict[str, Any]:
    """What a series is given: what differs from the date as it is shown, and nothing else."""
    changes: dict[str, Any] = {}
    if wish.day != occurrence.wall_start.date():
        changes["day_shift"] = (wish.day - occurrence.recurrence_id.date()).days
    if (wish.start, wish.end) != (occurrence.wall_start.time(), occurrence.wall_end.time()):
        changes |= {"wall_start": wish.start, "wall_end": wish.end}
    if wish.room_id != occurrence.room_id:
        changes["room_id"] = wish.room_id
    if wish.leader_id is not None and wish.leader_id != occurrence.leader_id:
        changes |= {"leader_kind": "staff", "leader_id": wish.leader_id}
        if series.keeper_id is not None or series.wants_register:
            changes["keeper_id"] = wish.leader_id
    if not changes:
        raise Refused(NOTHING)
    return changes


def _put_date(occurrence: Occurrence, wish: Wish, by: Actor) -> Effect:
    hold(occurrence, wish.version)
    before = occurrence.wall_start
    zone = db.session.scalars(select(Series.zone).where(Series.id == occurrence.series_id)).one()
    same_time = (wish.day, wish.start, wish.end) == (before.date(), before.time(), occurrence.wall_end.time())
    other_leader = wish.leader_id is not None and wish.leader_id != occurrence.leader_id
    other_room = wish.room_id != occurrence.room_id
    if same_time and not other_leader and not other_room:
        raise Refused(NOTHING)
    if not wish.anyway:
        # All three at once: the room it has now may be taken then, and the one that is wanted free.
        span = resolve_span(wish.day, wish.start, wish.end, zone)
        leader = wish.leader_id if other_leader else occurrence.leader_id
        refuse_taken(occurrence, span.starts_at, span.ends_at, wish.room_id, leader)
    version = wish.version
    if not same_time:
        move(
            occurrence,
            day=wish.day,
            start=wish.start,
            end=wish.end,
            reason=wish.reason,
            version=version,
            by=by,
            anyway=True,
        )
        version = occurrence.sequence
    if other_room:
        change_room(occurrence, wish.room_id, version=version, by=by, anyway=True)
        version = occurrence.sequence
    if other_leader and wish.leader_id is not None:
        change_leader(occurrence, wish.leader_id, version=version, by=by, anyway=True)
    one = EffectDate(occurrence.id, before, occurrence.wall_start)
    moved, changed = ((), 1) if same_time else ((one,), 0)
    return Effect("", "", occurrence.series_id, moved=moved, changed=changed)
