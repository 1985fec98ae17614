"""The dates of a series as they come along when it goes on otherwise: each is weighed, then all are written at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from community.access.actor import By
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.walltime import resolve
from sessions.schedule.changing import STANDING
from sessions.schedule.effect import EffectDate, Tally
from sessions.schedule.following import OWN_LEADER, OWN_ROOM, OWN_TIME
from sessions.schedule.models import Series, SeriesEdit
from sessions.schedule.pauses import released, under
from sessions.schedule.resting import pauses_between
from sessions.schedule.series_dates import add, as_kept, facts_of_date, write
from sessions.schedule.span import columns_of, resolve_span
from sessions.schedule.taken import Taken, Wanted, taken_among, taken_by

Row = dict[str, Any]
PLACE = ("starts_at", "ends_at", "room_id", "leader_id")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a series: why, by whom, whether a clash is meant, and what it belongs together with."""

    series: Series
    words: Mapping[str, str]
    by: By
    anyway: bool
    batch_id: str


def planned_before(row: Mapping[str, Any], zone: str) -> bool:
    """Whether a date was planned for a time that is over, and was moved to one that is not."""
    return resolve(row["recurrence_id"], zone).at <= now()


def cancelled(row: Row, words: Mapping[str, str]) -> Row:
    """The same date, cancelled."""
    tags = [tag for tag in row["changes"] if tag not in STANDING]
    return row | {"status": "cancelled", "changes": [*tags, "cancelled"], "reason": dict(words), "pause_id": None}


class ComingAlong:
    """The dates of one part of a series, on their way to the series it goes on as."""

    def __init__(self, change: Change, new: Series) -> None:
        """Nothing is written before ``written``."""
        self.change, self.new = change, new
        self.tally = Tally()
        self.before: list[Row] = []
        self.after: list[Row] = []
        self.added: list[Row] = []
        self.gone: list[Row] = []
        old = change.series
        # Dates that are new, or go to another day, keep to the pauses of the house.
        self.rests = pauses_between(new.house_id, today(new.zone), date.max)
        self.paused_by = {rest.id for rest in self.rests}
        self.other_room = new.room_id != old.room_id
        self.other_leader = (new.leader_id, new.leader_kind) != (old.leader_id, old.leader_kind)
        self.other_time = (new.rule, new.wall_start, new.wall_end) != (old.rule, old.wall_start, old.wall_end)

    def weigh(self, row: Row | None, day: date | None, left_out: bool) -> None:
        """Say what becomes of a date: the day it goes to, or none; without a date, whether the day is a new one."""
        if left_out:
            # The day belongs to a date that became a series of its own.
            if day is not None:
                self.new.left_out = [*self.new.left_out, day.isoformat()]
        elif row is None:
            self._add(day)
        elif day is not None:
            self._take(row, day)
        elif row["status"] == "planned" or row["pause_id"] is not None:
            self.gone.append(row)
            # What a pause had cancelled is gone for good now, which is nothing new to anybody.
            if row["status"] == "planned":
                self.tally.cancelled.append(EffectDate(row["id"], row["wall_start"], None))

    def _add(self, day: date | None) -> None:
        assert day is not None
        span = resolve_span(day, self.new.wall_start, self.new.wall_end, self.new.zone)
        # A series that is changed at noon has no new date this morning.
        if span.starts_at > now():
            fresh: Row = {"id": new_id(), "status": "planned", "changes": [], "reason": {}, "pause_id": None}
            row = self._under_pauses(fresh | facts_of_date(self.new, span))
            self.added.append(row)
            if row["status"] == "planned":
                self.tally.added.append(EffectDate(None, None, row["wall_start"]))

    def _under_pauses(self, row: Row) -> Row:
        return under(self.rests, row, self.new.type_key, self.new.counted, self.new.zone, now())

    def _take(self, row: Row, day: date) -> None:
        span = resolve_span(day, self.new.wall_start, self.new.wall_end, self.new.zone)
        stands = released(row, self.new.zone) if row["pause_id"] in self.paused_by else row
        own, times = set(stands["changes"]), columns_of(span)
        if OWN_TIME not in own and span.starts_at <= now():
            # Today's is still to come, and at the new time it would be over: it keeps its time for once.
            own.add(OWN_TIME)
        tags = [*stands["changes"], *(own - set(stands["changes"]))]
        after = stands | {"recurrence_id": span.wall_start, "changes": tags}
        self._join(row, after | ({} if OWN_TIME in own else times), own)

    def keep_time(self, row: Row) -> None:
        """Take a date along that was planned for a time that is over, and moved."""
        self._join(row, dict(row), set(row["changes"]) | {OWN_TIME})

    def _join(self, row: Row, after: Row, own: set[str]) -> None:
        new = self.new
        after["series_id"] = new.id
        if OWN_ROOM not in own:
            after["room_id"] = new.room_id
        if OWN_LEADER not in own:
            after |= {"leader_kind": new.leader_kind, "leader_id": new.leader_id, "keeper_id": new.keeper_id}
        after = self._under_pauses(after)
        self.before.append(row)
        self.after.append(after)
        if after["status"] == "planned":
            self._count(row, after, own)
        elif row["status"] == "planned":
            self.tally.cancelled.append(EffectDate(row["id"], row["wall_start"], None))

    def _count(self, row: Row, after: Row, own: set[str]) -> None:
        one = EffectDate(row["id"], row["wall_start"], after["wall_start"])
        if (row["wall_start"], row["wall_end"]) != (after["wall_start"], after["wall_end"]):
            self.tally.moved.append(one)
        else:
            self.tally.changed += 1
        for tag, differs, kept in (
            (OWN_TIME, self.other_time, self.tally.own_time),
            (OWN_ROOM, self.other_room, self.tally.own_room),
            (OWN_LEADER, self.other_leader, self.tally.own_leader),
        ):
            if differs and tag in own:
                kept.append(one)

    def written(self) -> tuple[SeriesEdit, Tally]:
        """Write them all; Taken when a room or a leader is taken at a new time, unless that is meant."""
        change = self.change
        if not change.anyway:
            self._refuse_taken()
        was = {row["id"]: row for row in (*self.before, *self.gone)}
        edit = noted(change, "follow", self.new, was, {row["id"]: 0 for row in self.added})
        dropped = [cancelled(row, change.words) for row in self.gone]
        write(self.new.house_id, [*self.before, *self.gone], [*self.after, *dropped], change.by)
        add(self.new.house_id, self.added)
        return edit, self.tally

    def _refuse_taken(self) -> None:
        moved = [
            after
            for row, after in zip(self.before, self.after, strict=True)
            if after["status"] == "planned" and any(row[name] != after[name] for name in PLACE)
        ]
        wanted = [
            Wanted(*(row[name] for name in PLACE))
            for row in (*moved, *(one for one in self.added if one["status"] == "planned"))
        ]
        mine = {row["id"] for row in (*self.before, *self.gone)}
        others = taken_by(self.new.house_id, wanted, but=mine) if wanted else []
        # A date with a time of its own may stand where another of the series goes now.
        others += taken_among(self.before, [*self.after, *self.added], self.new.type_key, self.new.titles)
        if others:
            raise Taken(others)


def noted(
    change: Change, scope: str, new: Series | None, was: Mapping[str, Row], added: Mapping[str, int]
) -> SeriesEdit:
    """Keep what a change of a series was: the dates as they stood, those that are new, and the series' own end."""
    dates: dict[str, Any] = {key: {"was": as_kept(row), "now": row["sequence"] + 1} for key, row in was.items()}
    edit = SeriesEdit(
        id=new_id(),
        house_id=change.series.house_id,
        batch_id=change.batch_id,
        series_id=change.series.id,
        new_series_id=new.id if new else None,
        scope=scope,
        before={
            "to_day": change.series.to_day.isoformat() if change.series.to_day else None,
            "left_out": list(change.series.left_out),
            "reason": dict(change.words),
        },
        dates=dates | {key: {"was": None, "now": version} for key, version in added.items()},
        made_at=now(),
        made_by=change.by.person_id,
        undone_at=None,
        undone_by=None,
    )
    db.session.add(edit)
    db.session.flush()
    return edit
