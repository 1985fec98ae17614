"""How a consent stands, in one word; its last day is the day on the house's wall."""

from datetime import UTC, date, datetime, timedelta

import pytest

from community.consent.wording import days_left, last_day, standing

AT = datetime(2026, 11, 24, 9, 32, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("live", "withdrawn_at", "expires_at", "word"),
    [
        (True, None, AT + HOUR, "live"),
        (True, AT + HOUR, AT + 2 * HOUR, "live"),
        (False, AT, AT + HOUR, "withdrawn"),
        (False, AT - HOUR, AT - HOUR, "withdrawn"),
        (False, None, AT, "expired"),
        (False, None, AT + HOUR, "ended"),
    ],
)
def test_a_consent_stands_in_one_of_four_ways(
    live: bool, withdrawn_at: datetime | None, expires_at: datetime, word: str
) -> None:
    assert standing(live=live, withdrawn_at=withdrawn_at, expires_at=expires_at, at=AT) == word


@pytest.mark.parametrize(
    ("expires_at", "zone", "day"),
    [
        (datetime(2027, 2, 22, 23, tzinfo=UTC), "Europe/Warsaw", date(2027, 2, 22)),
        (datetime(2027, 2, 22, 22, tzinfo=UTC), "Africa/Cairo", date(2027, 2, 22)),
        (datetime(2027, 2, 22, 23, 0, 1, tzinfo=UTC), "Europe/Warsaw", date(2027, 2, 23)),
        (datetime(2027, 2, 22, 9, tzinfo=UTC), "Europe/Warsaw", date(2027, 2, 22)),
    ],
)
def test_the_last_day_is_the_one_that_is_still_whole_or_begun(expires_at: datetime, zone: str, day: date) -> None:
    assert last_day(expires_at, zone) == day


def test_days_left_count_begun_ones() -> None:
    lengths = (timedelta(days=14), timedelta(days=13, seconds=1), HOUR, timedelta(0), -HOUR)
    assert [days_left(AT + length, AT) for length in lengths] == [14, 14, 1, 0, 0]
