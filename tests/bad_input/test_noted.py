"""What is odd and yet right: times the wall never shows, a leap day, an end on the next day. Noted, not refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.cast import TODAY, Cast, occurrence_on
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


def moved(house: Cast, browse: Browse, **when: str) -> Occurrence:
    """Tomorrow's group after the manager moved it."""
    one = occurrence_on(house, "group", date(2026, 11, 25))
    browse(house.manager).post(f"/occurrences/{one}/move", {"version": "0", "reason": "", **when})
    return db.session.get_one(Occurrence, one, populate_existing=True)


def test_half_past_two_on_the_spring_day_moves_forward_and_is_noted(app: Flask, house: Cast, browse: Browse) -> None:
    one = moved(house, browse, day="2027-03-28", start="02:30", end="04:00")
    assert one.wall_start == datetime(2027, 3, 28, 2, 30)
    assert one.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert one.shifted_minutes == 60


def test_an_ordinary_night_is_not_noted(app: Flask, house: Cast, browse: Browse) -> None:
    assert moved(house, browse, day="2027-03-27", start="02:30", end="04:00").shifted_minutes == 0


def test_a_leap_day_is_a_day(app: Flask, house: Cast, browse: Browse) -> None:
    one = moved(house, browse, day="2028-02-29", start="10:00", end="11:00")
    assert one.starts_at == datetime(2028, 2, 29, 9, tzinfo=UTC)


def test_an_end_before_the_start_is_on_the_next_day(app: Flask, house: Cast, browse: Browse) -> None:
    one = moved(house, browse, day="2026-12-01", start="22:00", end="06:00")
    assert (one.wall_end, one.ends_at) == (datetime(2026, 12, 2, 6), datetime(2026, 12, 2, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "starts_at", "shifted"),
    [
        # In Cairo the clock goes from 24:00 on the last Thursday of April to 01:00: Friday has no midnight.
        (date(2027, 4, 30), datetime(2027, 4, 29, 22, tzinfo=UTC), 60),
        (date(2027, 4, 29), datetime(2027, 4, 28, 22, tzinfo=UTC), 0),
    ],
)
def test_cairos_missing_midnight_moves_forward_and_is_noted(
    app: Flask, house: Cast, day: date, starts_at: datetime, shifted: int
) -> None:
    with writing():
        night = start_series(
            house.other_house.id,
            type_key="meal",
            titles={},
            rule="FREQ=DAILY;COUNT=1",
            first_day=day,
            wall_start=time(0),
            wall_end=time(0, 30),
            zone="Africa/Cairo",
            by=SYSTEM,
        )
        fill(night, date(2027, 6, 1))
    [one] = db.session.query(Occurrence).filter_by(series_id=night.id)
    assert (one.starts_at, one.shifted_minutes) == (starts_at, shifted)
    assert (one.ends_at - one.starts_at).total_seconds() == 1800


def test_a_yearly_29_february_happens_in_leap_years_only(app: Flask, house: Cast) -> None:
    with writing():
        leap = start_series(
            house.house.id,
            type_key="meal",
            titles={},
            rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
            first_day=TODAY,
            wall_start=time(12),
            wall_end=time(13),
            zone="Europe/Warsaw",
            by=SYSTEM,
        )
        fill(leap, date(2033, 1, 1))
    days = [row.wall_start.date() for row in db.session.query(Occurrence).filter_by(series_id=leap.id)]
    assert sorted(days) == [date(2028, 2, 29), date(2032, 2, 29)]
