"""How many elders somebody needs, and when two should have had contact: the numbers of the house decide."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.mentoring.needs import Policy, contact_due, days_here, elders_needed

LEY = Policy("Europe/Warsaw", 14, 2, 1, 3, "preferred", 3)
CAME = datetime(2026, 10, 20, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "stage", "needed"),
    [(1, 1, 2), (14, 1, 2), (15, 1, 1), (15, None, 1), (200, 1, 1), (15, 2, 0), (3, 2, 2)],
)
def test_two_for_the_first_days_then_one_until_the_first_stage_is_behind(
    day: int, stage: int | None, needed: int
) -> None:
    assert elders_needed(day, stage, LEY) == needed


def test_a_house_may_want_other_numbers() -> None:
    assert elders_needed(20, 1, LEY._replace(newcomer_days=21, elders_at_first=3)) == 3
    assert elders_needed(22, 1, LEY._replace(newcomer_days=21, elders_later=0)) == 0


def test_days_are_those_of_the_wall_also_over_the_change_of_clocks() -> None:
    # 23:30 on the 20th in Warsaw; the clocks go back on the 25th.
    assert days_here(CAME, CAME, "Europe/Warsaw") == 1
    assert days_here(CAME, CAME + timedelta(minutes=31), "Europe/Warsaw") == 2
    assert days_here(CAME, datetime(2026, 10, 25, 23, 30, tzinfo=UTC), "Europe/Warsaw") == 7


@given(st.integers(0, 400), st.sampled_from(["Europe/Warsaw", "Africa/Cairo", "America/New_York"]))
def test_a_day_later_it_is_the_next_day_of_the_stay(days: int, zone: str) -> None:
    noon = CAME.replace(hour=10)
    assert days_here(noon, noon + timedelta(days=days), zone) == days + 1


def test_a_contact_is_due_after_the_days_of_the_house_or_on_the_day_the_two_chose() -> None:
    assert contact_due(CAME, None, LEY) == date(2026, 10, 23)
    assert contact_due(CAME, date(2026, 10, 21), LEY) == date(2026, 10, 21)
    assert contact_due(CAME, date(2026, 12, 1), LEY) == date(2026, 10, 23)
