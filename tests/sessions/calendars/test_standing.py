"""An address gives events, then an empty calendar for thirty days, then nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from sessions.calendars.standing import Standing, earliest_end, standing

NOW = datetime(2026, 11, 24, 9, 32, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("ended", "stands"),
    [
        (None, Standing.LIVE),
        (NOW + SECOND, Standing.LIVE),
        (NOW, Standing.EMPTY),
        (NOW - 30 * DAY + SECOND, Standing.EMPTY),
        (NOW - 30 * DAY, Standing.GONE),
        (NOW - 400 * DAY, Standing.GONE),
    ],
)
def test_the_end_decides_to_the_second(ended: datetime | None, stands: Standing) -> None:
    assert standing(ended, NOW) == stands


def test_the_first_end_that_has_come_counts() -> None:
    assert earliest_end([None, NOW + DAY, NOW - DAY, NOW - 3 * DAY], NOW) == NOW - 3 * DAY


def test_an_end_that_is_still_to_come_is_none_yet() -> None:
    assert earliest_end([None, NOW + SECOND], NOW) is None


def test_an_end_is_reached_at_its_very_instant() -> None:
    assert earliest_end([NOW], NOW) == NOW
