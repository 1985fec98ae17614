"""The ledger of a week: what marks gave, what is missing and why, what still comes, and what would fill it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from community.access.actor import SYSTEM
from community.residency.operations import grant_leave
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from foundation.walltime import day_bounds
from sessions.attendance.closing import walk_in
from sessions.attendance.marks import Value
from sessions.attendance.models import Register
from sessions.doses.counting import Part
from sessions.doses.forecasts import shortfalls
from sessions.doses.ledger import ledger
from sessions.doses.weeks import week_at
from sessions.groups.operations import join_group
from sessions.hours.dose import Dose, Missing
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.cast import LONG_AGO, NOW, TODAY, Cast, actor_for, occurrence_on
from tests.sessions.doses.weeks_of_cast import MONDAY, ask, count_group, marked, open_circle, week_of_person

THURSDAY = MONDAY + timedelta(days=3)
PRESENT = Value("present")


@pytest.fixture
def counted(house: Cast) -> Iterator[Cast]:
    """The house with an hour of group each day and a rule of seven hours."""
    with writing():
        count_group(house)
        ask(house, 420)
    yield house


def test_present_late_and_missed_are_what_they_are(counted: Cast) -> None:
    with writing():
        marked(counted, MONDAY, {"resident": Value("late", 12), "newcomer": Value("excused", None, "court")})
    yusuf, oleg = week_of_person(counted, "resident"), week_of_person(counted, "newcomer")
    assert [part for _, part, _ in yusuf.parts] == [Part(48, 12, "late")]
    assert [part for _, part, _ in oleg.parts] == [Part(0, 60, "court")]
    # Tuesday's group is going on at 10:32, and five more days lie ahead.
    assert (yusuf.dose(yusuf.planned).total, len(yusuf.ahead)) == (420, 6)
    assert yusuf.short == (Missing("total", 420, 408),)
    assert oleg.short == (Missing("total", 420, 360),)


def test_unrecorded_is_no_presence(counted: Cast) -> None:
    with writing():
        marked(counted, MONDAY, {})
    one = week_of_person(counted, "resident")
    assert [part for _, part, _ in one.parts] == [Part(0, 60, "unrecorded")]
    assert one.dose(one.received) == Dose()
    assert (one.missed, one.sums().unrecorded) == (60, 1)


def test_the_breaks_of_each_date_are_off(counted: Cast) -> None:
    with writing():
        count_group(counted, break_minutes=10)
        marked(counted, MONDAY, {"resident": PRESENT})
    one = week_of_person(counted, "resident")
    assert (one.dose(one.received).total, one.dose(one.planned).total) == (50, 350)


def test_a_lecture_is_no_counselling(counted: Cast) -> None:
    with writing():
        count_group(counted, type_key="lecture")
        marked(counted, MONDAY, {"resident": PRESENT})
    one = week_of_person(counted, "resident")
    assert one.dose(one.received) == Dose()
    assert one.sums().received == {"education": 60}


def test_whoever_walks_in_receives_it_though_it_was_not_planned(counted: Cast) -> None:
    with writing():
        stay = counted.stays["other_resident"]
        monday = day_bounds(MONDAY, counted.house.zone)
        with held_at(LONG_AGO):
            grant_leave(stay, from_at=monday[0] + timedelta(hours=9), to_at=monday[1], by=SYSTEM)
        key = marked(counted, MONDAY, {})
    before = week_of_person(counted, "other_resident")
    assert (before.parts, before.dose(before.planned).total) == ([], 360)
    with writing():
        register = db.session.query(Register).filter_by(occurrence_id=key).one()
        walk_in(register, counted.other_resident.id, by=SYSTEM)
        marked(counted, MONDAY, {"other_resident": PRESENT})
    after = week_of_person(counted, "other_resident")
    assert (after.dose(after.received).total, after.dose(after.planned).total) == (60, 360)


def test_in_turns_one_receives_the_share_of_one(counted: Cast) -> None:
    with writing():
        count_group(counted, audience="each", type_key="individual_counselling")
        marked(counted, MONDAY, {"resident": PRESENT, "newcomer": Value("unexcused")})
    yusuf, oleg = week_of_person(counted, "resident"), week_of_person(counted, "newcomer")
    assert yusuf.dose(yusuf.received) == Dose(total=20, individual=20, occasions=1)
    assert oleg.dose(oleg.received) == Dose()
    assert yusuf.dose(yusuf.planned) == Dose(total=140, individual=140, occasions=1)


def test_a_mark_of_a_session_that_was_cancelled_gives_no_hour(counted: Cast) -> None:
    with writing():
        key = marked(counted, MONDAY, {"resident": PRESENT})
        row = db.session.get_one(Occurrence, key)
        row.status = "cancelled"
    yusuf, piotr = week_of_person(counted, "resident"), week_of_person(counted, "other_resident")
    assert (yusuf.dose(yusuf.received).total, yusuf.parts, piotr.parts) == (0, [], [])


def test_what_is_cancelled_ahead_does_not_come(counted: Cast) -> None:
    with writing():
        row = db.session.get_one(Occurrence, occurrence_on(counted, "group", THURSDAY))
        cancel(row, reason={"en": "Feast"}, version=row.sequence, by=SYSTEM)
    assert week_of_person(counted, "resident").dose(week_of_person(counted, "resident").planned).total == 360


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 25), 167), (date(2026, 10, 20), 169), (TODAY, 168)])
def test_a_week_when_clocks_change_is_as_long_as_it_is(day: date, hours: int) -> None:
    week = week_at(day, "mon", "Europe/Warsaw")
    assert (week.ends - week.begins) / timedelta(hours=1) == hours
    assert week.first.weekday() == 0


def test_an_open_group_that_fills_it_is_named(counted: Cast) -> None:
    with writing():
        marked(counted, MONDAY, {"resident": Value("unexcused"), "other_resident": PRESENT, "newcomer": PRESENT})
        circle = open_circle(counted, THURSDAY, 14, 90)
    actor = actor_for(counted.manager)
    found = shortfalls(actor, ledger(counted.house.id, [week_at(TODAY, "mon", counted.house.zone)]))
    assert [(one.week.resident.id, one.fills, [group.id for group in one.groups]) for one in found] == [
        (counted.resident.id, True, [circle.id])
    ]


@pytest.mark.parametrize("wrong", ["full", "busy", "member", "away", "closed", "over"])
def test_a_group_that_somebody_cannot_join_is_not_named(counted: Cast, wrong: str) -> None:
    with writing():
        marked(counted, MONDAY, {"resident": Value("unexcused"), "other_resident": PRESENT, "newcomer": PRESENT})
        # At noon everybody eats.
        day, hour = (THURSDAY, 12) if wrong == "busy" else (MONDAY, 14) if wrong == "over" else (THURSDAY, 14)
        circle = open_circle(counted, day, hour, 45, places=1)
        if wrong in ("full", "member"):
            who = counted.newcomer if wrong == "full" else counted.resident
            join_group(circle, who.id, from_at=NOW - timedelta(days=9), by=SYSTEM)
        if wrong == "away":
            bounds = day_bounds(THURSDAY, counted.house.zone)
            stay = counted.stays["resident"]
            grant_leave(stay, from_at=bounds[0] + timedelta(hours=13), to_at=bounds[1], by=SYSTEM)
        circle.open = wrong != "closed"
    actor = actor_for(counted.manager)
    found = shortfalls(actor, ledger(counted.house.id, [week_at(TODAY, "mon", counted.house.zone)]))
    assert [group for one in found for group in one.groups] == []


def test_a_part_of_a_week_is_asked_for_nothing(counted: Cast) -> None:
    with writing():
        counted.stays["newcomer"].admitted_at = NOW - timedelta(hours=20)

        db.session.merge(counted.stays["newcomer"])
    one = week_of_person(counted, "newcomer")
    assert (one.whole, one.rule, one.short) == (False, None, ())
