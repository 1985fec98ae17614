"""A week of the cast for the tests of the ledger: a rule, an open group, and marks."""

from datetime import date, time, timedelta

from community.access.actor import SYSTEM
from foundation.clock import held_at
from foundation.database import db, new_id
from sessions.attendance.marks import Value
from sessions.attendance.opening import open_register
from sessions.attendance.operations import NewMark, mark
from sessions.doses.ledger import PersonWeek, ledger
from sessions.doses.weeks import week_at
from sessions.groups.models import Group
from sessions.groups.operations import form_group
from sessions.hours.operations import RuleFacts, set_rule
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from tests.cast import LONG_AGO, TODAY, Cast, occurrence_on

MONDAY = TODAY - timedelta(days=1)


def count_group(cast: Cast, **more: object) -> None:
    """Let the house count its process group of every day."""
    series = db.session.get_one(Series, cast.series["group"].id)
    series.counted = True
    for name, value in more.items():
        setattr(series, name, value)
    db.session.flush()


def ask(cast: Cast, minutes: int, **more: int) -> None:
    """Ask for so many minutes a week of group and talk, since long ago."""
    types = ("process_group", "individual_counselling")
    facts = RuleFacts({"en": "Our week"}, "House rule", types, total=minutes, **more)
    with held_at(LONG_AGO):
        set_rule(cast.house, stage_id=None, facts=facts, from_day=TODAY - timedelta(days=50), by=SYSTEM)


def marked(cast: Cast, day: date, values: dict[str, Value], series: str = "group") -> str:
    """Open a register as its hour comes, mark some people, and give back the id of the occurrence."""
    key = occurrence_on(cast, series, day)
    starts = db.session.get_one(Occurrence, key).starts_at
    with held_at(starts):
        register = open_register(key, by=SYSTEM)
        marks = [NewMark(new_id(), cast.people[name].id, value) for name, value in values.items()]
        if marks:
            mark(register, marks, by=SYSTEM)
    return key


def open_circle(cast: Cast, day: date, start: int, minutes: int, places: int = 6, name: str = "Circle") -> Group:
    """An open group that meets once this week and counts."""
    group = form_group(cast.house.id, name={"en": name}, kind="group", capacity=places, by=SYSTEM)
    series = start_series(
        cast.house.id,
        type_key="process_group",
        titles={"en": name},
        rule="FREQ=WEEKLY",
        first_day=day,
        wall_start=time(start),
        wall_end=time(start + minutes // 60, minutes % 60),
        zone=cast.house.zone,
        audience="group",
        group_id=group.id,
        leader_kind="staff",
        leader_id=cast.facilitator.id,
        keeper_id=cast.facilitator.id,
        counted=True,
        by=SYSTEM,
    )
    fill(series, day + timedelta(days=1))
    return group


def week_of_person(cast: Cast, name: str, day: date = TODAY) -> PersonWeek:
    """Somebody's week in the ledger of the house."""
    weeks = ledger(cast.house.id, [week_at(day, cast.house.week_starts, cast.house.zone)])
    return next(one for one in weeks if one.resident.id == cast.people[name].id)
