"""The verb that plans a series: it begins, gets its dates, and is held against everybody else's bookings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import exists, select

from community.access.actor import By
from community.houses.models import House, Stage
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now, today
from foundation.database import bare_rows, db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.clashes.meant import accept_taken
from sessions.groups.operations import form_group, join_group
from sessions.schedule.amending import note_start
from sessions.schedule.changes import FARTHEST_MOVE
from sessions.schedule.changing import hold_house
from sessions.schedule.choosing import check_group, check_leader, check_room
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from sessions.schedule.session_types import TYPES
from sessions.schedule.taken import Booked, Taken, Wanted, taken_by


@dataclass(frozen=True, slots=True)
class Planned:
    """A series that was planned: its first dates (naive wall starts), how many there are so far, and what it meets."""

    series: Series
    first: tuple[datetime, ...]
    dates: int
    others: tuple[Booked, ...]


def plan_series(
    house: House,
    facts: Mapping[str, Any],
    *,
    by: By,
    people: Sequence[str] = (),
    anyway: bool = False,
    why: Mapping[str, str] | None = None,
) -> Planned:
    """Plan a series of a house by the arguments of start_series, and make its dates half a year ahead.

    With ``people`` it is for a list of them, from today on. Taken for a taken room or leader unless ``anyway``;
    ``why`` is then kept with the clash. Refused for a first day gone by or over two years ahead, for a room, leader,
    keeper, group, stage or person that is not of the house, and for what start_series refuses.
    """
    day: date = facts["first_day"]
    check_first_day(day, house.zone)
    # Held before anything is looked at: of two who want one room at one time, one is told.
    hold_house(house.id)
    _check_house(house.id, facts, people)
    chosen = dict(facts)
    if people:
        names = facts["titles"] or {"en": TYPES[facts["type_key"]].name}
        group = form_group(house.id, name=names, by=by)
        for person_id in people:
            join_group(group, person_id, from_at=now(), by=by)
        chosen |= {"audience": "group", "group_id": group.id}
    series = start_series(house.id, zone=house.zone, by=by, **chosen)
    fill(series, max(today(house.zone) + HORIZON, day + timedelta(days=1)))
    _leave_out_begun(series)
    rows = bare_rows(
        select(Occurrence.id, Occurrence.wall_start, Occurrence.starts_at, Occurrence.ends_at)
        .where(Occurrence.series_id == series.id)
        .order_by(Occurrence.starts_at)
    )
    wanted = [Wanted(row.starts_at, row.ends_at, series.room_id, series.leader_id) for row in rows]
    others = taken_by(house.id, wanted, but={row.id for row in rows}) if wanted else []
    if others and not anyway:
        raise Taken(others)
    if others and why:
        accept_taken(series, others, why, by=by)
    note_start(series, by=by)
    return Planned(series, tuple(row.wall_start for row in rows[:5]), len(rows), tuple(others))


def check_first_day(day: date, zone: str) -> None:
    """Refused for a first day gone by, or over two years ahead, on the wall of a zone (IANA)."""
    if day < today(zone):
        raise Refused(N_("A series begins today or later. What has happened is not planned."))
    if day > today(zone) + FARTHEST_MOVE:
        raise Refused(N_("A session is planned for a day within the next two years."))


def _leave_out_begun(series: Series) -> None:
    """A series that begins today at an hour gone by begins with its next date."""
    begun = select(Occurrence).where(Occurrence.series_id == series.id, Occurrence.starts_at <= now())
    for one in db.session.scalars(begun).all():
        series.left_out = [*series.left_out, one.recurrence_id.date().isoformat()]
        db.session.delete(one)
    db.session.flush()
    if series.left_out and db.session.scalar(select(~exists().where(Occurrence.series_id == series.id))):
        raise Refused(N_("This begins in the past. Please write a time from now on."))


def _check_house(house_id: str, facts: Mapping[str, Any], people: Sequence[str]) -> None:
    leader, keeper, at = facts.get("leader_id"), facts.get("keeper_id"), now()
    check_room(house_id, facts.get("room_id"))
    if facts.get("leader_kind") == "staff":
        check_leader(house_id, leader, at)
    if keeper is not None and keeper != leader:
        check_leader(house_id, keeper, at)
    if facts.get("group_id") is not None:
        check_group(house_id, facts["group_id"])
    residents = {*people, *([leader] if facts.get("leader_kind") == "resident" and leader else [])}
    lives = select(Stay.person_id).where(Stay.house_id == house_id, living_here(at), Stay.person_id.in_(residents))
    if residents and residents - set(db.session.scalars(lives)):
        raise Refused(N_("Only people who live in this house can be chosen."))
    stages = set(facts.get("stages", ()))
    here = select(Stage.id).where(Stage.house_id == house_id, Stage.id.in_(stages))
    if stages and stages - set(db.session.scalars(here)):
        raise Refused(N_("Please choose a stage of this house."))
