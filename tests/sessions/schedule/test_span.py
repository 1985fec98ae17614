"""A session's span on the wall and in UTC, over midnight and over clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.errors import Refused
from sessions.schedule.span import resolve_span, wall_span

DAY = date(2027, 3, 28)
HOUR = timedelta(hours=1)
ZONES = (
    "Europe/Warsaw",
    "Africa/Cairo",
    "America/New_York",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "ends"),
    [
        (time(10), time(11, 30), datetime(2027, 3, 28, 11, 30)),
        (time(10), time(22), datetime(2027, 3, 28, 22)),
        (time(22, 15), time(6), datetime(2027, 3, 29, 6)),
        (time(23), time(0), datetime(2027, 3, 29, 0)),
    ],
)
def test_an_end_not_after_the_start_is_on_the_next_day(start: time, end: time, ends: datetime) -> None:
    assert wall_span(DAY, start, end) == (datetime.combine(DAY, start), ends)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (time(8), time(22), "14"),
        (time(8), time(20, 30), "12.5"),
    ],
)
def test_more_than_twelve_hours_is_refused_in_one_sentence(start: time, end: time, hours: str) -> None:
    with pytest.raises(Refused) as refused:
        wall_span(DAY, start, end)
    assert str(refused.value) == f"An end {hours} hours after the start is too long: a session lasts at most 12 hours."


@pytest.mark.parametrize("end", [time(10), time(9)])
def test_an_end_before_the_beginning_that_is_no_night_either_is_called_so(end: time) -> None:
    with pytest.raises(Refused, match="The end is not after the beginning"):
        wall_span(DAY, time(10), end)


def test_an_aware_time_is_no_wall_time() -> None:
    with pytest.raises(ValueError):
        wall_span(DAY, time(10, tzinfo=UTC), time(11))


@pytest.mark.parametrize(
    ("zone", "day", "start", "end", "starts_at", "ends_at", "moved_by"),
    [
        ("Europe/Warsaw", DAY, time(10), time(11), utc(2027, 3, 28, 8), utc(2027, 3, 28, 9), 0 * HOUR),
        # both in the gap
        (
            "Europe/Warsaw",
            DAY,
            time(2, 10),
            time(2, 50),
            utc(2027, 3, 28, 1, 10),
            utc(2027, 3, 28, 1, 50),
            HOUR,
        ),
        # the start alone, moved past the end
        (
            "Europe/Warsaw",
            DAY,
            time(2, 30),
            time(3, 15),
            utc(2027, 3, 28, 1, 30),
            utc(2027, 3, 28, 2, 15),
            HOUR,
        ),
        # the end alone: it begins when it was planned
        (
            "Europe/Warsaw",
            DAY,
            time(1, 30),
            time(2, 30),
            utc(2027, 3, 28, 0, 30),
            utc(2027, 3, 28, 1, 30),
            0 * HOUR,
        ),
        # the night of the long hour and of the short one: the wall decides
        (
            "Europe/Warsaw",
            date(2026, 10, 24),
            time(22),
            time(6),
            utc(2026, 10, 24, 20),
            utc(2026, 10, 25, 5),
            0 * HOUR,
        ),
        (
            "Europe/Warsaw",
            date(2027, 3, 27),
            time(22),
            time(6),
            utc(2027, 3, 27, 21),
            utc(2027, 3, 28, 4),
            0 * HOUR,
        ),
        # Cairo's day without midnight
        (
            "Africa/Cairo",
            date(2027, 4, 30),
            time(0),
            time(0, 30),
            utc(2027, 4, 29, 22),
            utc(2027, 4, 29, 22, 30),
            HOUR,
        ),
        (
            "Africa/Cairo",
            date(2027, 4, 29),
            time(23),
            time(0),
            utc(2027, 4, 29, 21),
            utc(2027, 4, 29, 22),
            0 * HOUR,
        ),
        (
            "Africa/Cairo",
            date(2027, 4, 29),
            time(23, 30),
            time(0, 30),
            utc(2027, 4, 29, 21, 30),
            utc(2027, 4, 29, 22, 30),
            0 * HOUR,
        ),
        # Apia went from the 29th to the 31st
        (
            "Pacific/Apia",
            date(2011, 12, 29),
            time(22),
            time(6),
            utc(2011, 12, 30, 8),
            utc(2011, 12, 30, 16),
            0 * HOUR,
        ),
    ],
)
def test_a_span_follows_the_wall_through_a_clock_change(
    zone: str, day: date, start: time, end: time, starts_at: datetime, ends_at: datetime, moved_by: timedelta
) -> None:
    span = resolve_span(day, start, end, zone)
    assert (span.starts_at, span.ends_at, span.moved_by) == (starts_at, ends_at, moved_by)
    assert (span.wall_start, span.ends_next_day) == (datetime.combine(day, start), end <= start)


@settings(max_examples=200, deadline=None)
@given(day=st.dates(date(2008, 1, 1), date(2037, 12, 30)), start=TIMES, end=TIMES, zone=st.sampled_from(ZONES))
def test_a_session_always_ends_after_it_starts(day: date, start: time, end: time, zone: str) -> None:
    try:
        span = resolve_span(day, start, end, zone)
    except Refused:
        return
    assert span.starts_at < span.ends_at
    assert 0 * HOUR < span.wall_end - span.wall_start <= 12 * HOUR


def test_a_night_at_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(Refused, match=r"^This day is too far away\.$"):
        wall_span(date.max, time(22), time(6))
