"""The hours of two stand in the day of both, at the time the wall shows, and in nobody else's."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.access.actor import SYSTEM
from community.consent.barring import bar, lift
from community.family.models import NoContact
from community.mentoring.meetings import cancel_hour, plan_hour
from community.mentoring.models import MentoringHour, Mentorship
from community.mentoring.operations import agree, end, end_elder
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from foundation.walltime import day_bounds, wall_of
from sessions.schedule.mentoring_hours import mentoring_hours
from tests.cast import NOW, TODAY, Cast, reads_english
from tests.community.mentoring.circle import make_elder, pair
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask, events
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
ZONE = "Europe/Warsaw"


@pytest.fixture
def made(house: Cast) -> Mentorship:
    """Yusuf stands by Piotr."""
    return pair(house.other_resident, make_elder(house, "resident"))


def plan(made: Mentorship, day: date = TODAY, start: time = time(17), *, weekly: bool = True) -> MentoringHour:
    """Plan three quarters of an hour."""
    end_at = (datetime.combine(day, start) + timedelta(minutes=45)).time()
    with writing():
        return plan_hour(made, day=day, start=start, end=end_at, weekly=weekly, by=SYSTEM)


@pytest.mark.parametrize("path", ["/today", "/week", "/day-sheet"])
def test_it_stands_in_the_day_of_both_and_in_no_other(house: Cast, browse: Browse, made: Mentorship, path: str) -> None:
    plan(made)
    for name in ("resident", "other_resident", "newcomer", "manager", "facilitator"):
        reads_english(house.people[name])
    assert "Piotr Z." in hour_of(browse(house.resident).text(path))
    assert "Yusuf H." in hour_of(browse(house.other_resident).text(path))
    for other in (house.newcomer, house.manager, house.facilitator):
        assert "Time together" not in browse(other).text(path)


def hour_of(text: str) -> str:
    """What a page says of the hour, from its time to the end of it."""
    [(found, _)] = re.findall(r"(17:00</time>(.(?!17:00</time>))*?Time together.{0,700})", text, flags=re.DOTALL)[-1:]
    return found


def test_next_week_and_the_week_after_it_is_there_again(house: Cast, browse: Browse, made: Mentorship) -> None:
    plan(made)
    browser = browse(house.resident)
    assert "Time together" in browser.text(f"/today?day={TODAY + timedelta(days=14)}")
    assert "Time together" not in browser.text(f"/today?day={TODAY + timedelta(days=13)}")


@pytest.mark.parametrize("how", ["given up", "pairing ended", "elder serves no more", "asked only"])
def test_when_it_ends_it_is_gone_at_once(house: Cast, browse: Browse, made: Mentorship, how: str) -> None:
    hour = plan(made)
    with writing():
        if how == "given up":
            cancel_hour(hour, by=SYSTEM)
        if how == "pairing ended":
            end(made, because="finished", by=SYSTEM)
        if how == "elder serves no more":
            end_elder(house.resident, by=SYSTEM)
        if how == "asked only":
            made.elder_agreed_at = None
    reads_english(house.other_resident)
    for person in (house.resident, house.other_resident):
        assert "Time together" not in browse(person).text("/today")


@pytest.mark.parametrize(("name", "count"), [("resident", 4), ("newcomer", 4), ("mother", 2)])
def test_a_day_takes_one_statement_more_for_those_who_may_have_hours(
    house: Cast, browse: Browse, made: Mentorship, name: str, count: int
) -> None:
    plan(made)
    browser = browse(house.people[name])
    with statements() as sent:
        browser.get("/today")
    assert len(sent) == count, sent


def test_an_hour_that_the_wall_never_shows_is_an_hour_later(house: Cast, made: Mentorship) -> None:
    night = date(2027, 3, 28)
    with held_at(NOW + timedelta(days=90)):
        plan(made, night, time(2, 15), weekly=False)
        [hour] = mentoring_hours(house.resident.id, ZONE, *day_bounds(night, ZONE))
    assert (hour.wall_start, hour.starts_at) == (
        datetime(2027, 3, 28, 3, 15),
        datetime(2027, 3, 28, 1, 15, tzinfo=UTC),
    )
    assert (hour.shifted_minutes, hour.minutes) == (60, 45)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(TODAY, date(2028, 1, 31)))
def test_on_every_tuesday_of_the_year_it_is_at_the_same_time_of_the_wall(
    house: Cast, made: Mentorship, day: date
) -> None:
    if not mentoring_hours(house.resident.id, ZONE, *day_bounds(TODAY, ZONE)):
        plan(made)
    found = mentoring_hours(house.resident.id, ZONE, *day_bounds(day, ZONE))
    expected = [datetime.combine(day, time(17))] if day.weekday() == 1 else []
    assert [one.wall_start for one in found] == expected
    assert [wall_of(one.starts_at, ZONE) for one in found] == expected


@pytest.mark.parametrize("real", [False, True])
def test_the_feed_of_each_holds_it_and_never_says_with_whom(
    app: Flask, house: Cast, made: Mentorship, real: bool
) -> None:
    url = address(house, house.resident, "resident", real_titles=real)
    before = len(events(ask(app, url).data))
    plan(made)
    body = ask(app, url).data
    # Every Tuesday from today to the end of the window of 180 days.
    mine = [event for event in events(body) if wall_of(event.start, ZONE).time() == time(17)]
    assert len(mine) == len(events(body)) - before == 26
    assert {str(event["SUMMARY"]) for event in mine} == {"Time together" if real else "Appointment"}
    assert b"Piotr" not in body


def test_a_note_of_no_contact_empties_a_calendar_that_is_kept(app: Flask, house: Cast, made: Mentorship) -> None:
    plan(made)
    mine = address(house, house.resident, "resident", real_titles=True)

    def together() -> int:
        return sum("Time together" in str(one["SUMMARY"]) for one in events(ask(app, mine).data))

    reads_english(house.resident)
    assert together() > 0
    with writing():
        note = bar(house.other_resident, other=house.resident, reason="Asked for it.", by=SYSTEM)
    assert together() == 0
    with held_at(NOW + timedelta(seconds=5)):
        with writing():
            lift(db.session.get_one(NoContact, note.id), by=SYSTEM)
        assert together() > 0


def test_nobody_leads_an_hour_of_two(house: Cast, browse: Browse, made: Mentorship) -> None:
    plan(made)
    reads_english(house.resident)
    said = re.sub(r"<[^>]+>", "", hour_of(browse(house.resident).text("/today")))
    assert "together with Piotr Z." in said


def test_whoever_is_asked_reads_so_on_their_own_day_until_they_answer(house: Cast, browse: Browse) -> None:
    made = pair(house.other_resident, make_elder(house, "resident"), agreed=False)
    two = (house.other_resident, house.resident)
    for person in (*two, house.newcomer):
        reads_english(person)

    def asked() -> list[bool]:
        return ["waits for your answer" in browse(person).text("/today") for person in (*two, house.newcomer)]

    assert asked() == [True, True, False]
    for person, left in ((house.other_resident, [False, True, False]), (house.resident, [False, False, False])):
        with writing():
            agree(db.session.get_one(Mentorship, made.id), person.id, by=SYSTEM)
        assert asked() == left
    assert "waits for your answer" not in browse(house.resident).text(f"/today?day={TODAY + timedelta(days=1)}")
