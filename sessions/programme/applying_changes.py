"""What applying a template does to one series after another, all of it in one batch; and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from community.access.actor import By
from community.houses.models import House
from foundation.clock import today
from foundation.database import db
from sessions.programme.comparing import Comparison, Matched, Planned
from sessions.programme.live_series import LiveSeries
from sessions.programme.side_by_side import LEADER, ROOM, Overlap
from sessions.programme.week_file import WeekRow
from sessions.schedule.amending import FOLLOWING, amend, end_series, note_start
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Occurrence, Series


@dataclass
class Applied:
    """What a template did to a house's week; ``edit_id`` takes all of it back, None when nothing was different."""

    comparison: Comparison
    ended: tuple[Planned, ...] = ()
    left_out: tuple[WeekRow, ...] = ()
    rooms_made: int = 0
    added: int = 0
    moved: int = 0
    changed: int = 0
    cancelled: int = 0
    edit_id: str | None = None
    overlaps: list[Overlap] = field(default_factory=list)

    @property
    def booked_twice(self) -> bool:
        """Whether a room or a leader is taken twice."""
        return any(overlap.shared in (ROOM, LEADER) for overlap in self.overlaps)


@dataclass
class Work:
    """The changes of one application, each noted in its batch."""

    house: House
    by: By
    from_day: date
    batch_id: str
    there: Mapping[str, LiveSeries]
    done: Applied

    def wants_somebody(self, place: str, row: WeekRow) -> bool:
        """Whether a changed series needs a member of staff it does not have."""
        matched = next(one for one in self.done.comparison.changed if one.row.id == place)
        assert matched.series is not None
        live = self.there[matched.series.id]
        led = row.leader != "staff" or live.series.leader_id is not None
        return not led or (row.register and live.series.keeper_id is None)

    def end(self, planned: Planned) -> None:
        """End a series no row speaks of."""
        series = db.session.get_one(Series, planned.id)
        effect = end_series(series, from_day=self.from_day, version=planned.version, by=self.by, batch_id=self.batch_id)
        self.done.cancelled += len(effect.cancelled)
        self.done.edit_id = effect.edit_id

    def change(self, one: Matched, staff_id: str | None) -> str:
        """Change a series from the day on; gives back the id of the series it is now."""
        assert one.series is not None
        live = self.there[one.series.id]
        effect = amend(
            live.series,
            scope=FOLLOWING,
            occurrence=db.session.get_one(Occurrence, live.first_date_id),
            changes=self._changes(one, live, staff_id),
            version=one.series.version,
            by=self.by,
            anyway=True,
            batch_id=self.batch_id,
        )
        self.done.added += len(effect.added)
        self.done.moved += len(effect.moved)
        self.done.cancelled += len(effect.cancelled)
        self.done.changed += effect.changed
        self.done.edit_id = effect.edit_id
        return effect.series_id

    def _changes(self, one: Matched, live: LiveSeries, staff_id: str | None) -> dict[str, Any]:
        changes = dict(one.changes)
        facts = one.row.facts
        assert one.series is not None
        if "titles" in changes:
            changes["titles"] = {**one.series.facts["titles"], **changes["titles"]}
        if "audience" in changes:
            changes["group_id"] = facts["group_id"]
        if facts["leader_kind"] != "staff" and live.series.leader_id is not None:
            changes["leader_id"] = None
        elif facts["leader_kind"] == "staff" and live.series.leader_id is None:
            changes["leader_id"] = staff_id
        if facts["wants_register"] and live.series.keeper_id is None:
            changes["keeper_id"] = changes.get("leader_id") or live.series.leader_id or staff_id
        return changes

    def note_new(self, series: Series) -> None:
        """Fill a series that was begun, and note it."""
        self.done.added += fill(series, today(self.house.zone) + HORIZON)
        self.done.edit_id = note_start(series, by=self.by, batch_id=self.batch_id)
