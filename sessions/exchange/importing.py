"""The verb that takes a calendar file into a house's programme: every event for itself, twice the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.access.actor import Actor
from community.audit.operations import record
from community.houses.models import House
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.walltime import wall_of
from sessions.exchange.changes import changes_of
from sessions.exchange.dates import apply_dates, dates_to_change
from sessions.exchange.matching import Matching, Notes
from sessions.exchange.parsing import Reading
from sessions.exchange.plan import PlannedSeries
from sessions.exchange.rows import Programme, programme_of, source_of
from sessions.programme.queries import planned_dates, titles_of
from sessions.programme.side_by_side import LEADER, ROOM, Overlap, side_by_side
from sessions.schedule.amending import amend, note_start
from sessions.schedule.changing import hold_house
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Series, SeriesEdit
from sessions.schedule.operations import start_series

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
DAY = timedelta(days=1)


@dataclass
class Row:
    """One event of the file and what becomes of it; ``what`` are the facts that change, ``dates`` how many dates."""

    plan: PlannedSeries
    state: str
    series_id: str | None = None
    what: tuple[str, ...] = ()
    dates: int = 0
    notes: Notes = field(default_factory=list)
    sentence: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class ImportReport:
    """What a file does to a house's programme, and what a person should know about it."""

    rows: list[Row]
    rooms_made: int
    groups_made: int
    overlaps: list[Overlap]
    # One of the changes that are taken back together, if there is any.
    edit_id: str | None = None

    @property
    def booked_twice(self) -> bool:
        """Whether a room or a leader would be taken twice."""
        return any(overlap.shared in (ROOM, LEADER) for overlap in self.overlaps)

    def of(self, state: str) -> list[Row]:
        """The rows of a state, in the order of the file."""
        return [row for row in self.rows if row.state == state]


def take_in(house: House, reading: Reading, *, other_type: str, by: Actor) -> ImportReport:
    """Take what was read into the programme, filled half a year ahead; what cannot be taken is left out as a whole.

    ``other_type`` is the kind of session of an event that names none. A series of the file that the house has is
    changed where the file says something else, from the next date on. Sessions at once are reported and kept.
    """
    hold_house(house.id)
    taking = _Taking(house, programme_of(house, by.language), Matching(house, by, other_type), by)
    rows = [taking.row(plan) for plan in reading.series]
    done = {row.series_id: str(row.plan.line) for row in rows if row.series_id and row.state in (NEW, CHANGED)}
    overlaps = side_by_side(planned_dates(house.id), titles_of(house.id), done) if done else []
    report = ImportReport(rows, taking.matching.rooms_made, taking.matching.groups_made, overlaps)
    report.edit_id = db.session.scalar(select(SeriesEdit.id).where(SeriesEdit.batch_id == taking.batch_id).limit(1))
    if done:
        counts = {state: len(report.of(state)) for state in (NEW, CHANGED)}
        record(house.id, "programme:import", by=by, subject=f"house:{house.id}", details=counts)
    return report


class _Taking:
    """Takes one series after the other; each in a savepoint, so that nothing of a refused one stays."""

    def __init__(self, house: House, programme: Programme, matching: Matching, by: Actor) -> None:
        self.house, self.programme, self.matching, self.by = house, programme, matching, by
        # All of a file is taken back together.
        self.batch_id = new_id()
        self.day, self.wall = today(house.zone), wall_of(now(), house.zone)

    def row(self, read: PlannedSeries) -> Row:
        """Take one series."""
        plan = self.matching.completed(read)
        made = self.matching.rooms_made, self.matching.groups_made
        try:
            with db.session.begin_nested():
                return self._taken(plan)
        except Refused as refused:
            self.matching.rooms_made, self.matching.groups_made = made
            self.matching.look()
            return Row(plan, REFUSED, sentence=refused.sentence, params=refused.params)

    def _taken(self, plan: PlannedSeries) -> Row:
        uid = plan.uid
        if uid in self.programme.alone:
            return Row(plan, SAME)
        meant = self.programme.meant(uid)
        if len(meant) == 1:
            return self._compared(plan, meant[0])
        if meant:
            raise Refused(N_("Here this has become several series; please change them in the planner."))
        if self.programme.knows(uid):
            raise Refused(N_("This has ended here, and it stays as it is."))
        return self._begun(plan)

    def _begun(self, plan: PlannedSeries) -> Row:
        """A series that the house does not have yet."""
        row = Row(plan, NEW, notes=list(plan.notes))
        series = start_series(
            self.house.id,
            type_key=plan.type_key,
            titles=plan.titles,
            rule=plan.rule,
            first_day=plan.first,
            wall_start=plan.start,
            wall_end=plan.end,
            zone=self.house.zone,
            by=self.by,
            room_id=self.matching.room(plan.room, plan.capacity),
            audience=plan.audience,
            group_id=self.matching.group(plan),
            stages=self.matching.stage_ids(plan) if plan.audience == "stage" else (),
            wants_register=plan.wants_register,
            counted=plan.counted,
            break_minutes=plan.break_minutes,
            fellowship=plan.fellowship,
            meeting_types=plan.meeting_types,
            requires=plan.requires,
            languages=plan.languages,
            note=plan.note,
            source_key=source_of(plan.uid),
            **self.matching.leaders(plan, row.notes),
        )
        series.left_out = [day.isoformat() for day in plan.left_out]
        row.series_id = series.id
        row.dates = fill(series, max([self.day + HORIZON, *(one.day + DAY for one in plan.dates)]))
        apply_dates(series, plan, list(plan.dates), self.matching, row.notes, self.by)
        note_start(series, by=self.by, batch_id=self.batch_id)
        return row

    def _compared(self, plan: PlannedSeries, series_id: str) -> Row:
        """A series that the house has: changed where the file says something else."""
        own, series = self.programme.plans[series_id], self.programme.series[series_id]
        row = Row(plan, SAME, series_id=series_id)
        begun = self.wall.time() >= min(own.start, plan.start)
        from_day = self.day + DAY if begun else self.day
        mine, wanted = own.from_day(from_day), plan.from_day(from_day)
        if mine is None or wanted is None:
            return row
        changes = changes_of(series, mine, wanted, self.matching, row.notes)
        if changes:
            effect = amend(
                series,
                scope="whole",
                occurrence=None,
                changes=changes,
                version=series.sequence,
                by=self.by,
                reason=self.matching.cancelled_words(),
                anyway=True,
                batch_id=self.batch_id,
            )
            series = db.session.get_one(Series, effect.series_id)
            row.what = tuple(sorted(changes))
            row.dates = len(effect.moved) + len(effect.cancelled) + len(effect.added) + effect.changed
        row.series_id = series.id
        others = dates_to_change(mine, wanted, self.matching.staff)
        row.dates += apply_dates(series, wanted, others, self.matching, row.notes, self.by)
        if changes or others:
            row.state = CHANGED
            row.notes = [*plan.notes, *row.notes]
        return row
