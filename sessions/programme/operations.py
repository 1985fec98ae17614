"""The verb that loads a house's week: every row a series, nothing half done, twice the same."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date

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
from sessions.programme.sharing import needs_staff, share_out, spans_of
from sessions.programme.week_file import WeekFile, WeekRow
from sessions.schedule.clashes import Booking, overlaps
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
    overlaps: list[tuple[WeekRow, WeekRow]] = field(default_factory=list)
    zone_in_file: str | None = None
    week_starts_in_file: str | None = None


def load_week(house: House, week: WeekFile, *, by: By, first_day: date | None = None) -> LoadReport:
    """Load a parsed week into a house and fill it half a year ahead; the house's own zone wins.

    A row that is there already (same words, times, room and audience) stays as it is. Overlaps are reported
    and kept. Refused when registers are wanted and nobody of the staff could keep them.
    """
    db.session.execute(select(House.id).where(House.id == house.id).with_for_update())
    staff = _staff(house.id)
    if not staff and any(needs_staff(row) for row in week.rows):
        raise Refused(N_("Nobody works in this house yet who could lead or keep a register."))
    report = LoadReport(rows=len(week.rows), overlaps=row_overlaps(week.rows))
    report.zone_in_file = week.zone if week.zone != house.zone else None
    report.week_starts_in_file = week.week_starts if week.week_starts != house.week_starts else None
    rooms = _rooms(house, week, report, by)
    known = set(
        db.session.scalars(select(Series.source_key).where(Series.house_id == house.id, Series.source_key.is_not(None)))
    )
    shares = share_out(week.rows, staff)
    first = first_day or today(house.zone)
    for row in week.rows:
        key = source_key(week, row)
        if key in known:
            report.series_known += 1
            continue
        known.add(key)
        series = _series(house, row, key, rooms, shares.get(row.place), first, by)
        report.series_made += 1
        report.occurrences += fill(series, today(house.zone) + HORIZON)
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
    for room in week.rooms:
        if fold(room.name) not in there:
            words = dict(room.titles) or {language: room.name}
            made = add_room(house.id, name=words, capacity=room.capacity, by=by)
            there |= {fold(room.name): made.id}
            report.rooms_made += 1
        found[room.name] = there[fold(room.name)]
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
    facts = [
        week.name,
        sorted(row.days),
        row.start.isoformat(),
        row.end.isoformat(),
        dict(row.titles),
        row.type,
        row.room,
        row.who,
    ]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True)
    return "week:" + hashlib.sha256(text.encode()).hexdigest()


def row_overlaps(rows: Sequence[WeekRow]) -> list[tuple[WeekRow, WeekRow]]:
    """The pairs of rows that want the same room, or the whole house, at the same time; each pair once."""
    bookings = [
        Booking(
            key=row.place,
            room=row.room,
            # Two sessions for everyone at once clash like two for one leader.
            leader="everyone" if row.who == "everyone" else None,
            starts_at=start.replace(tzinfo=UTC),
            ends_at=end.replace(tzinfo=UTC),
        )
        for row in rows
        for start, end in spans_of(row)
    ]
    by_place = {row.place: row for row in rows}
    return [(by_place[one.key], by_place[other.key]) for one, other in overlaps(bookings)]
