"""Wall times become instants, and back, through every kind of clock change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.errors import Refused
from foundation.walltime import clocks_change, day_bounds, known_zone, resolve, wall_of

HOUR = timedelta(hours=1)
ZONES = (
    *("Europe/Warsaw", "Africa/Cairo", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe"),
    *("Pacific/Apia", "Asia/Manila", "Europe/Moscow", "America/Havana", "Asia/Kathmandu", "UTC"),
)
WALLS = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "at", "moved_by"),
    [
        ("Europe/Warsaw", datetime(2027, 3, 28, 2, 30), utc(2027, 3, 28, 1, 30), HOUR),
        ("Europe/Warsaw", datetime(2027, 3, 28, 1, 59), utc(2027, 3, 28, 0, 59), 0 * HOUR),
        ("Europe/Warsaw", datetime(2027, 3, 28, 3, 0), utc(2027, 3, 28, 1, 0), 0 * HOUR),
        ("Africa/Cairo", datetime(2027, 4, 30, 0, 0), utc(2027, 4, 29, 22, 0), HOUR),
        ("Africa/Cairo", datetime(2027, 4, 30, 1, 0), utc(2027, 4, 29, 22, 0), 0 * HOUR),
        ("America/New_York", datetime(2027, 3, 14, 2, 30), utc(2027, 3, 14, 7, 30), HOUR),
        ("Africa/Casablanca", datetime(2026, 3, 22, 2, 30), utc(2026, 3, 22, 2, 30), HOUR),
        ("Australia/Lord_Howe", datetime(2027, 10, 3, 2, 15), utc(2027, 10, 2, 15, 45), HOUR / 2),
        ("Pacific/Apia", datetime(2011, 12, 30, 10, 0), utc(2011, 12, 30, 20, 0), 24 * HOUR),
    ],
)
def test_a_time_the_wall_never_shows_moves_forward_by_the_gap(
    zone: str, wall: datetime, at: datetime, moved_by: timedelta
) -> None:
    instant = resolve(wall, zone)
    assert (instant.at, instant.moved_by) == (at, moved_by)
    assert wall_of(at, zone) == wall + moved_by


@pytest.mark.parametrize(
    ("zone", "wall", "first"),
    [
        ("Europe/Warsaw", datetime(2026, 10, 25, 2, 30), utc(2026, 10, 25, 0, 30)),
        ("Africa/Cairo", datetime(2026, 10, 29, 23, 30), utc(2026, 10, 29, 20, 30)),
        ("America/New_York", datetime(2026, 11, 1, 1, 30), utc(2026, 11, 1, 5, 30)),
        ("Africa/Casablanca", datetime(2026, 2, 15, 2, 30), utc(2026, 2, 15, 1, 30)),
        ("Australia/Lord_Howe", datetime(2027, 4, 4, 1, 45), utc(2027, 4, 3, 14, 45)),
    ],
)
def test_of_a_doubled_time_the_first_counts(zone: str, wall: datetime, first: datetime) -> None:
    for fold in (0, 1):
        instant = resolve(wall.replace(fold=fold), zone)
        assert (instant.at, instant.moved_by) == (first, 0 * HOUR)


def test_ten_o_clock_stays_ten_o_clock_on_both_sides_of_the_change() -> None:
    assert [resolve(datetime(2027, 3, day, 10), "Europe/Warsaw").at for day in (27, 29)] == [
        utc(2027, 3, 27, 9),
        utc(2027, 3, 29, 8),
    ]


@settings(max_examples=200, deadline=None)
@given(wall=WALLS, zone=st.sampled_from(ZONES))
def test_an_instant_shows_the_wall_time_it_was_made_from(wall: datetime, zone: str) -> None:
    instant = resolve(wall, zone)
    assert instant.at.tzinfo is UTC
    assert wall_of(instant.at, zone) == wall + instant.moved_by
    assert instant.moved_by >= 0 * HOUR


@settings(max_examples=200, deadline=None)
@given(
    at=st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)),
    zone=st.sampled_from(ZONES),
)
def test_the_wall_at_an_instant_leads_back_to_it_or_to_its_first_double(at: datetime, zone: str) -> None:
    wall = wall_of(at, zone)
    instant = resolve(wall, zone)
    assert instant.moved_by == 0 * HOUR
    assert instant.at == at or (instant.at < at and at.astimezone(ZoneInfo(zone)).fold == 1)


@pytest.mark.parametrize(
    ("zone", "day", "begins", "ends"),
    [
        ("Europe/Warsaw", date(2027, 3, 28), utc(2027, 3, 27, 23), utc(2027, 3, 28, 22)),
        ("Europe/Warsaw", date(2026, 10, 25), utc(2026, 10, 24, 22), utc(2026, 10, 25, 23)),
        ("Africa/Cairo", date(2027, 4, 29), utc(2027, 4, 28, 22), utc(2027, 4, 29, 22)),
        ("Africa/Cairo", date(2027, 4, 30), utc(2027, 4, 29, 22), utc(2027, 4, 30, 21)),
        ("Africa/Cairo", date(2026, 10, 29), utc(2026, 10, 28, 21), utc(2026, 10, 29, 22)),
        ("Asia/Manila", date(2027, 1, 1), utc(2026, 12, 31, 16), utc(2027, 1, 1, 16)),
        ("Pacific/Apia", date(2011, 12, 29), utc(2011, 12, 29, 10), utc(2011, 12, 30, 10)),
        ("Pacific/Apia", date(2011, 12, 30), utc(2011, 12, 30, 10), utc(2011, 12, 30, 10)),
    ],
)
def test_a_house_s_day_has_half_open_bounds(zone: str, day: date, begins: datetime, ends: datetime) -> None:
    assert day_bounds(day, zone) == (begins, ends)


@settings(max_examples=100, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2037, 12, 31)), zone=st.sampled_from(ZONES))
def test_days_follow_one_another_without_hole_or_overlap(day: date, zone: str) -> None:
    begins, ends = day_bounds(day, zone)
    assert begins <= ends
    assert day_bounds(day + timedelta(days=1), zone)[0] == ends


@pytest.mark.parametrize("name", ["Europe/Warsaw", "Africa/Cairo", "UTC", "America/Argentina/Ushuaia"])
def test_an_iana_zone_is_known(name: str) -> None:
    assert known_zone(name) is True


@pytest.mark.parametrize(
    "name",
    [
        "",
        "localtime",
        "Factory",
        "posixrules",
        "/etc/localtime",
        "../zone",
        "Europe/warsaw",
        "Europe",
        "CET+1",
        "x\0",
    ],
)
def test_a_path_or_a_name_that_follows_the_machine_is_no_zone(name: str) -> None:
    assert known_zone(name) is False
    with pytest.raises(ValueError):
        resolve(datetime(2027, 1, 1), name)


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "America/New_York", "Pacific/Apia"])
@pytest.mark.parametrize("day", [date.min, date.max, date(1, 12, 31), date(9998, 12, 31)])
def test_a_day_at_the_end_of_the_calendar_is_refused(day: date, zone: str) -> None:
    with pytest.raises(Refused, match=r"^This day is too far away\.$"):
        day_bounds(day, zone)


def test_naive_and_aware_times_are_never_confused() -> None:
    with pytest.raises(ValueError):
        resolve(utc(2027, 1, 1), "Europe/Warsaw")
    with pytest.raises(ValueError):
        wall_of(datetime(2027, 1, 1), "Europe/Warsaw")


@pytest.mark.parametrize(
    ("zone", "day", "change"),
    [
        ("Europe/Warsaw", date(2027, 3, 26), False),
        ("Europe/Warsaw", date(2027, 3, 27), True),
        ("Europe/Warsaw", date(2027, 3, 28), True),
        ("Europe/Warsaw", date(2027, 3, 29), False),
        ("Europe/Warsaw", date(2026, 10, 25), True),
        # The day before Cairo's missing midnight, and the day that lacks it.
        ("Africa/Cairo", date(2027, 4, 28), False),
        ("Africa/Cairo", date(2027, 4, 29), True),
        ("Africa/Cairo", date(2027, 4, 30), True),
        ("UTC", date(2027, 3, 28), False),
    ],
)
def test_a_change_of_the_clocks_is_seen_on_its_day_and_the_day_before(zone: str, day: date, change: bool) -> None:
    assert clocks_change(day, zone) is change
