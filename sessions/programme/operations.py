"""The verb that loads a house's week: every row a series, nothing half done, twice the same."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from foundation.clock import today
from foundation.errors import Refused
from foundation.messages import N_
from sessions.programme.placing import Place, staff_who_lead
from sessions.programme.queries import loaded_series, planned_dates, titles_of, unused_key
from sessions.programme.sharing import needs_staff, share_out
from sessions.programme.side_by_side import Overlap, side_by_side, taken_hours
from sessions.programme.week_file import WeekFile, WeekRow
from sessions.programme.week_rows import facts_of
from sessions.schedule.changing import hold_house
from sessions.schedule.filling import HORIZON, fill

NOBODY = N_("Nobody works in this house yet who could lead or keep a register.")


@dataclass
class LoadReport:
    """What loading a week did, and what a person should know about it; ``left_out`` rows are for stages not here."""

    rows: int = 0
    rooms_made: int = 0
    series_made: int = 0
    series_known: int = 0
    left_out: int = 0
    occurrences: int = 0
    overlaps: list[Overlap] = field(default_factory=list)
    zone_in_file: str | None = None
    week_starts_in_file: str | None = None


def load_week(house: House, week: WeekFile, *, by: By, first_day: date | None = None) -> LoadReport:
    """Load a parsed week into a house and fill it half a year ahead; the house's own zone wins.

    A row that is there already (it says the same in every word) stays as it is. What is at once with another
    row or with what the house has is reported and kept. Refused when registers are wanted and nobody of the
    staff could keep them.
    """
    hold_house(house.id)
    leaders = staff_who_lead(house.id)
    if not leaders.staff and any(needs_staff(row) for row in week.rows):
        raise Refused(NOBODY)
    report = LoadReport(rows=len(week.rows))
    report.zone_in_file = week.zone if week.zone != house.zone else None
    report.week_starts_in_file = week.week_starts if week.week_starts != house.week_starts else None
    place = Place(house, week, by)
    place.settle()
    report.rooms_made = place.rooms_made
    rows = [row for row in week.rows if place.fits(row)]
    report.left_out = len(week.rows) - len(rows)
    keys = {row.place: source_key(week, row) for row in rows}
    known, taken = loaded_series(house.id)
    new_rows = [row for row in rows if keys[row.place] not in known]
    report.series_known = len(rows) - len(new_rows)
    shares = share_out(
        new_rows, leaders.staff, taken_hours(planned_dates(house.id)), others=leaders.others, may=leaders.may
    )
    first = first_day or today(house.zone)
    for row in new_rows:
        key = unused_key(keys[row.place], taken)
        series = place.begin(row, key=key, staff_id=shares.get(row.place), first_day=first)
        known[keys[row.place]] = series.id
        report.series_made += 1
        report.occurrences += fill(series, today(house.zone) + HORIZON)
    places = {known[key]: place for place, key in keys.items()}
    report.overlaps = side_by_side(planned_dates(house.id), titles_of(house.id), places)
    if report.series_made or report.rooms_made:
        record(house.id, "week:load", by=by, subject=f"house:{house.id}", details={"series": report.series_made})
    return report


def source_key(week: WeekFile, row: WeekRow) -> str:
    """What makes a row the same row when the file is loaded again: its week's name and all it says."""
    text = json.dumps([week.name, facts_of(row)])
    return "week:" + hashlib.sha256(text.encode()).hexdigest()
