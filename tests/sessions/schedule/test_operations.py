"""Series and their dates: filled once, right on the wall, and never doubled."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.stamps import versions
from foundation.transactions import writing
from foundation.walltime import wall_of
from sessions.schedule.filling import fill, realign
from sessions.schedule.jobs import fill_ahead
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast


def started(cast: Cast, **changes: Any) -> Series:
    """A daily meal at noon, with what the test wants different."""
    facts: dict[str, Any] = {
        "type_key": "meal",
        "titles": {"en": "Soup"},
        "rule": "FREQ=DAILY",
        "first_day": TODAY,
        "wall_start": time(12),
        "wall_end": time(13),
        "zone": cast.house.zone,
        "by": SYSTEM,
    }
    return start_series(cast.house.id, **(facts | changes))


def dates_of(series: Series) -> list[Occurrence]:
    """The occurrences of a series in order."""
    statement = select(Occurrence).where(Occurrence.series_id == series.id).order_by(Occurrence.starts_at)
    return list(db.session.scalars(statement))


def test_filling_twice_changes_nothing(house: Cast) -> None:
    with writing():
        series = started(house)
        assert fill(series, TODAY + timedelta(days=10)) == 10
    before = [(row.id, row.starts_at) for row in dates_of(series)]
    with writing():
        series.filled_to = TODAY
        fill(series, TODAY + timedelta(days=10))
    assert [(row.id, row.starts_at) for row in dates_of(series)] == before


def test_ten_stays_ten_on_the_wall_before_and_after_both_clock_changes(house: Cast) -> None:
    with writing():
        series = started(house, wall_start=time(10), wall_end=time(11))
        fill(series, TODAY + timedelta(days=365))
    rows = dates_of(series)
    assert {wall_of(row.starts_at, house.house.zone).time() for row in rows} == {time(10)}
    assert {row.starts_at.hour for row in rows} == {8, 9}


def test_half_past_two_on_the_spring_night_moves_forward_and_is_noted(house: Cast) -> None:
    with writing():
        series = started(house, wall_start=time(2, 30), wall_end=time(3, 30))
        fill(series, date(2027, 4, 1))
    night = next(row for row in dates_of(series) if row.wall_start.date() == date(2027, 3, 28))
    assert night.shifted_minutes == 60
    assert wall_of(night.starts_at, house.house.zone).time() == time(3, 30)
    assert night.ends_at > night.starts_at


def test_a_midnight_that_cairo_skips_moves_to_one(house: Cast) -> None:
    with writing():
        series = started(house, zone="Africa/Cairo", wall_start=time(0), wall_end=time(0, 30))
        fill(series, date(2027, 5, 10))
    night = next(row for row in dates_of(series) if row.wall_start.date() == date(2027, 4, 30))
    assert night.shifted_minutes == 60
    assert wall_of(night.starts_at, "Africa/Cairo").time() == time(1)


def test_a_row_over_midnight_belongs_to_the_day_it_starts(house: Cast) -> None:
    with writing():
        series = started(house, wall_start=time(22, 15), wall_end=time(6))
        fill(series, TODAY + timedelta(days=1))
    (row,) = dates_of(series)
    assert row.wall_start.date() == TODAY
    assert row.wall_end.date() == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    "changes",
    [
        {"wall_start": time(8), "wall_end": time(22)},
        {"type_key": "exorcism"},
        {"audience": "nobody"},
        {"leader_kind": "ghost"},
        {"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
        {"rule": "FREQ=SECONDLY"},
        {"titles": {"en": "a\u202eb"}},
        {"titles": {"xx": "Soup"}},
        {"type_key": "process_group"},
    ],
)
def test_a_series_that_cannot_be_is_refused_and_leaves_nothing(house: Cast, changes: dict[str, Any]) -> None:
    count = db.session.scalar(select(func.count(Series.id)))
    with pytest.raises(Refused), writing():
        started(house, **changes)
    assert db.session.scalar(select(func.count(Series.id))) == count


def test_the_job_keeps_half_a_year_filled(app: Flask, house: Cast) -> None:
    with held_at(NOW + timedelta(days=30)):
        fill_ahead()
    last = db.session.scalar(select(func.max(Occurrence.starts_at)))
    assert last is not None
    assert last >= NOW + timedelta(days=30 + 180)


def test_filling_raises_the_schedules_stamp_so_that_feeds_are_built_anew(house: Cast) -> None:
    subject = f"schedule:{house.house.id}"
    before = versions([subject])[subject][0]
    with writing():
        fill(started(house), TODAY + timedelta(days=1))
    assert versions([subject])[subject][0] > before


def test_when_the_zone_data_changes_future_occurrences_follow_the_wall(house: Cast) -> None:
    with writing():
        series = started(house)
        fill(series, TODAY + timedelta(days=3))
        for row in dates_of(series):
            # As if these had been computed with zone data of last year.
            row.starts_at -= timedelta(hours=1)
            row.ends_at -= timedelta(hours=1)
        db.session.flush()
    with writing():
        assert realign(house.house.id) == 3
    assert {wall_of(row.starts_at, house.house.zone).time() for row in dates_of(series)} == {time(12)}
    with writing():
        assert realign(house.house.id) == 0
