"""The day as each kind of person sees it, and who must not see it."""

import re
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from community.people.models import Person
from community.residency.operations import grant_leave
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import cancel, move
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast, occurrence_on
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
TOMORROW = TODAY + timedelta(days=1)


def test_a_resident_reads_now_and_next_and_the_ribbon(house: Cast, browse: Browse) -> None:
    text = browse(house.resident).text("/today")
    assert text.index("Process group") < text.index("Meal") < text.index("Your day")
    assert "28 minutes left" in text
    assert "Garden room" in text
    assert "Marta W." in text
    assert "Wolska" not in text


def test_after_midnight_the_watch_of_the_evening_before_is_still_now(house: Cast, browse: Browse) -> None:
    with writing():
        watch = start_series(
            house.house.id,
            type_key="job_duty",
            titles={"en": "Night watch"},
            rule="FREQ=DAILY",
            first_day=TODAY,
            wall_start=time(22, 15),
            wall_end=time(6),
            zone=house.house.zone,
            by=SYSTEM,
        )
        fill(watch, TODAY + timedelta(days=1))
    with held_at(NOW.replace(hour=23, minute=30)):  # 00:30 on the wall of the next day
        text = browse(house.resident).text("/today")
    assert "Wednesday 25 November" in text
    assert text.index("Night watch") < text.index("Your day")
    assert "Night watch" not in text[text.index("Your day") :]


def test_yesterday_and_tomorrow_are_one_step_away(house: Cast, browse: Browse) -> None:
    text = browse(house.resident).text("/today")
    assert "/today?day=2026-11-23" in text
    assert "/today?day=2026-11-25" in text


@pytest.mark.parametrize("day", ["2026-13-01", "2027-02-29", "today", "20261124", "1999-12-31", "9999-12-31", ""])
def test_a_day_that_is_none_is_not_found(house: Cast, browse: Browse, day: str) -> None:
    browse(house.resident).get(f"/today?day={day}", status=404)


def test_a_leap_day_is_a_day(house: Cast, browse: Browse) -> None:
    browse(house.resident).get("/today?day=2028-02-29")


def test_a_cancelled_session_says_so_and_why_in_its_place(house: Cast, browse: Browse) -> None:
    with writing():
        row = db.session.get(Occurrence, occurrence_on(house, "group", TOMORROW))
        assert row is not None
        cancel(row, reason={"en": "Marta is ill"}, version=0, by=SYSTEM)
    text = browse(house.resident).text(f"/today?day={TOMORROW}")
    assert "cancelled" in text
    assert "Marta is ill" in text


def test_a_moved_session_shows_the_new_and_the_old_time(house: Cast, browse: Browse) -> None:
    with writing():
        row = db.session.get(Occurrence, occurrence_on(house, "group", TOMORROW))
        assert row is not None
        new = (row.wall_start.replace(hour=14).time(), row.wall_start.replace(hour=15).time())
        move(row, day=TOMORROW, start=new[0], end=new[1], reason={}, version=0, by=SYSTEM)
    text = browse(house.resident).text(f"/today?day={TOMORROW}")
    assert "moved" in text
    assert '<span class="was"><bdi dir="ltr">10:00</bdi></span>' in text


def test_a_resident_on_leave_is_expected_nowhere(house: Cast, browse: Browse) -> None:
    with writing():
        stay = db.session.merge(house.stays["resident"])
        grant_leave(stay, from_at=NOW - timedelta(hours=5), to_at=NOW + timedelta(hours=20), by=SYSTEM)
    text = browse(house.resident).text("/today")
    assert "Process group" not in text
    assert "Nothing is planned for you on this day." in text


def test_another_house_sees_nothing_of_this_one(house: Cast, browse: Browse) -> None:
    text = browse(house.other_manager).text("/today")
    assert "Process group" not in text
    assert "Garden" not in text


def test_a_relative_with_consent_sees_the_family_session_alone(house: Cast, browse: Browse) -> None:
    text = browse(house.mother).text("/today")
    assert "Family session" in text
    assert "Process group" not in text
    assert "AA meeting" not in text
    assert "Yusuf" not in text


@pytest.mark.parametrize("name", ["brother", "aunt"])
def test_a_relative_without_a_live_consent_sees_nothing(house: Cast, browse: Browse, name: str) -> None:
    browser = browse(house.people[name])
    for path in ("/today", "/week", "/day-sheet?day=2026-11-25"):
        text = browser.text(path)
        assert "Family session" not in text.replace("Your family sessions", "")
        assert "16:00" not in text


def test_the_week_begins_on_the_houses_first_day(house: Cast, browse: Browse) -> None:
    assert browse(house.resident).text("/week").index("Monday") < browse(house.resident).text("/week").index("Sunday")
    text = browse(house.other_manager).text("/week?day=2026-11-24")
    days = re.findall(r'class="week-head"><a href="[^"]+"><span>(\S+) <small>', text)
    assert days == ["السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة"]


def test_the_sheet_of_paper_names_people_by_first_name_and_initial(house: Cast, browse: Browse) -> None:
    text = browse(house.manager).text("/day-sheet")
    assert "Marta W." in text
    assert "Wolska" not in text


def test_a_facilitator_finds_the_own_groups_and_the_register_that_waits(house: Cast, browse: Browse) -> None:
    text = browse(house.facilitator).text("/today")
    occurrence_id = occurrence_on(house, "group", TODAY)
    assert f"/occurrences/{occurrence_id}/register" in text
    other = browse(house.other_facilitator).text("/today")
    assert f"/occurrences/{occurrence_id}/register" not in other


@pytest.mark.parametrize(
    ("name", "path", "count"),
    [
        ("resident", "/today", 4),
        # Who asks, the house's day, its pauses, how far its registers are, what was taken over, and what waits.
        ("facilitator", "/today", 7),
        # Who asks, the house's day, its pauses, and six for what needs a person.
        ("manager", "/today", 12),
        ("mother", "/today", 2),
        ("resident", "/week", 4),
    ],
)
def test_a_day_takes_a_literal_number_of_statements(
    app: Flask, house: Cast, browse: Browse, name: str, path: str, count: int
) -> None:
    browser = browse(house.people[name])
    with statements() as sent:
        browser.get(path)
    assert len(sent) == count, sent
