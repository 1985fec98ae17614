"""A quarter of a year, summed by the database: the same as the ledger makes of single marks."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from foundation.transactions import writing
from sessions.attendance.marks import Value
from sessions.doses.ledger import ledger
from sessions.doses.quarter import quarter
from sessions.doses.weeks import weeks_until
from tests.cast import TODAY, Cast
from tests.sessions.doses.weeks_of_cast import ask, count_group, marked
from tests.statements import statements

PRESENT = Value("present")


@pytest.fixture
def counted(house: Cast) -> Iterator[Cast]:
    """The house with an hour of group each day and a rule of seven hours."""
    with writing():
        count_group(house)
        ask(house, 420)
    yield house


def test_a_quarter_summed_by_the_database_is_what_single_marks_come_to(counted: Cast) -> None:
    with writing():
        for number in range(1, 9):
            day = TODAY - timedelta(days=number)
            marked(
                counted,
                day,
                {
                    "resident": Value("late", number * 7) if number % 2 else PRESENT,
                    "newcomer": Value("left_early", 5) if number % 3 else Value("unexcused"),
                    "other_resident": PRESENT,
                },
            )
    weeks = weeks_until(TODAY, "mon", counted.house.zone)
    by_marks = {(one.resident.id, one.week.first): one.dose(one.received) for one in ledger(counted.house.id, weeks)}
    by_sums = {(one.resident.id, one.week.first): dose for one, dose in quarter(counted.house.id, weeks)}
    assert by_sums == by_marks
    assert sum(dose.total for dose in by_sums.values()) > 600


def test_the_same_in_turns(counted: Cast) -> None:
    with writing():
        count_group(counted, audience="each", type_key="individual_counselling")
        for number in range(1, 9):
            values = {"resident": Value("late", 3), "newcomer": PRESENT}
            marked(counted, TODAY - timedelta(days=number), values)
    weeks = weeks_until(TODAY, "mon", counted.house.zone)
    by_sums = {(one.resident.id, one.week.first): dose for one, dose in quarter(counted.house.id, weeks)}
    by_marks = {(one.resident.id, one.week.first): one.dose(one.received) for one in ledger(counted.house.id, weeks)}
    assert by_sums == by_marks


def test_the_ledger_asks_a_constant_number_of_statements(counted: Cast) -> None:
    weeks = weeks_until(TODAY, "mon", counted.house.zone)
    with statements() as sent:
        ledger(counted.house.id, weeks)
    assert len(sent) == 6
    with statements() as sent:
        quarter(counted.house.id, weeks)
    assert len(sent) == 3
