"""The verb that loads a house's week: every row a series, nothing half done, twice the same."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from community.access.actor import By
from community.access.permissions import Role
from community.audit.operations import record
from community.houses.models import House
from community.houses.operations import add_room
from community.houses.queries import rooms_of, staff_now
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import LANGUAGES
from foundation.messages import N_
from foundation.words import fold
from sessions.programme.queries import loaded_series, planned_dates, titles_of
from sessions.programme.sharing import needs_staff, share_out
from sessions.programme.side_by_side import Overlap, side_by_side, taken_hours
from sessions.programme.week_file import WeekFile, WeekRow
from sessions.programme.week_rows import facts_of
from sessions.schedule.groups import form_group
from sessions.schedule.models import Series
from sessions.schedule.operations import HORIZON, fill, start_series
from sessions.schedule.recurrence import weekly_rule

LEADS = (Role.FACILITATOR, Role.COUNSELLOR, Role.MANAGER)


@dataclass
class LoadReport:
    """What loading a week did, and what a person should know about it."""

    rows: int = 0
    rooms_made: int = 0
    series_made: int = 0
    series_known: int = 0
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
    db.session.execute(select(House.id).where(House.id == house.id).with_for_update())
    staff = _staff(house.id)
    if not staff and any(needs_staff(row) for row in week.rows):
        raise Refused(N_("Nobody works in this house yet who could lead or keep a register."))
    report = LoadReport(rows=len(week.rows))
    report.zone_in_file = week.zone if week.zone != house.zone else None
    report.week_starts_in_file = week.week_starts if week.week_starts != house.week_starts else None
    rooms = _rooms(house, week, report, by)
    keys = {row.place: source_key(week, row) for row in week.rows}
    known = loaded_series(house.id)
    new_rows = [row for row in week.rows if keys[row.place] not in known]
    report.series_known = len(week.rows) - len(new_rows)
    shares = share_out(new_rows, staff, taken_hours(planned_dates(house.id)))
    first = first_day or today(house.zone)
    for row in new_rows:
        series = _series(house, row, keys[row.place], rooms, shares.get(row.place), first, by)
        known[keys[row.place]] = series.id
        report.series_made += 1
        report.occurrences += fill(series, today(house.zone) + HORIZON)
    places = {known[key]: place for place, key in keys.items()}
    report.overlaps = side_by_side(planned_dates(house.id), titles_of(house.id), places)
    if report.series_made or report.rooms_made:
        record(house.id, "week:load", by=by, subject=f"house:{house.id}", details={"series": report.series_made})
    return report


def _staff(house_id: str) -> list[str]:
    rows = db.session.execute(staff_now(house_id)).all()
    order = {role.value: number for number, role in enumerate(LEADS)}
    leads = [(order[row.role], row.id) for row in rows if row.role in order and row.role != Role.MANAGER.value]
    managers = [row.id for row in rows if row.role == Role.MANAGER.value]
    return list(dict.fromkeys([person for _, person in sorted(leads, key=lambda one: one[0])])) or managers


def _rooms(house: House, week: WeekFile, report: LoadReport, by: By) -> dict[str, str]:
    there = {fold(text): room.id for room in rooms_of(house.id) for text in room.name.values()}
    spoken = week.locale.split("_")[0]
    language = spoken if spoken in LANGUAGES else "en"
    found: dict[str, str] = {}
    made: dict[str, str] = {}
    for room in week.rooms:
        # A house that calls its room as the week does, in whichever language, has that room already.
        names = [fold(words) for words in (room.name, *dict(room.titles).values())]
        room_id = made.get(names[0]) or next((there[name] for name in names if name in there), None)
        if room_id is None:
            words = dict(room.titles) or {language: room.name}
            room_id = add_room(house.id, name=words, capacity=room.capacity, by=by).id
            made[fold(room.name)] = room_id
            report.rooms_made += 1
        found[room.name] = room_id
    return found


def _series(
    house: House,
    row: WeekRow,
    key: str,
    rooms: Mapping[str, str],
    staff_id: str | None,
    first_day: date,
    by: By,
) -> Series:
    group = None
    if row.who in ("invited", "rota"):
        group = form_group(house.id, name=row.titles, by=by).id
    return start_series(
        house.id,
        type_key=row.type,
        titles=row.titles,
        rule=weekly_rule(row.days),
        first_day=first_day,
        wall_start=row.start,
        wall_end=row.end,
        zone=house.zone,
        by=by,
        room_id=rooms[row.room] if row.room else None,
        leader_kind=row.leader,
        leader_id=staff_id if row.leader == "staff" else None,
        keeper_id=staff_id,
        audience=row.who,
        group_id=group,
        wants_register=row.register,
        counted=row.counted,
        fellowship=row.fellowship,
        meeting_types=row.meeting_types,
        requires=row.requires,
        note=row.note,
        source_key=key,
    )


def source_key(week: WeekFile, row: WeekRow) -> str:
    """What makes a row the same row when the file is loaded again: its week's name and all it says."""
    text = json.dumps([week.name, facts_of(row)])
    return "week:" + hashlib.sha256(text.encode()).hexdigest()
