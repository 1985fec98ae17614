"""The rules of reports: counts with their denominator, runs, and where the bars of a chart lie."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from sessions.attendance.marks import STATUSES
from sessions.reports.chart import WIDTH, chart_of
from sessions.reports.counts import Counts, counts_of, total_of
from sessions.reports.runs import Run, run_of

numbers = some.integers(0, 400)
any_counts = some.builds(Counts, numbers, numbers, numbers, numbers, numbers, numbers)
DAY = date(2026, 11, 24)


def newest_first(*statuses: str) -> list[tuple[date, str]]:
    """One mark a day, the newest first."""
    return [(DAY - timedelta(days=number), status) for number, status in enumerate(statuses)]


def test_unrecorded_is_in_the_denominator_and_never_attended() -> None:
    counts = counts_of({"present": 6, "late": 1, "excused": 1, "unrecorded": 2, "not_applicable": 5})
    assert (counts.attended, counts.expected, counts.percent) == (7, 10, 70)


def test_nobody_expected_gives_no_rate() -> None:
    assert counts_of({"not_applicable": 3}).percent is None


@given(some.lists(any_counts, max_size=6))
def test_a_total_is_the_sum_of_its_parts(parts: list[Counts]) -> None:
    whole = total_of(parts)
    assert whole.expected == sum(part.expected for part in parts)
    assert whole.attended + whole.absent + whole.unrecorded == whole.expected


@given(any_counts, some.booleans())
def test_the_parts_of_a_bar_fill_it_and_lie_beside_each_other(counts: Counts, rtl: bool) -> None:
    [line] = chart_of([("Group", counts)], rtl=rtl).lines
    ends = sorted((part.x, part.x + part.width) for part in line.parts)
    assert abs(sum(part.width for part in line.parts) - (WIDTH if counts.expected else 0)) < 0.1
    assert all(one[1] <= other[0] + 0.1 for one, other in pairwise(ends))
    assert all(start >= 0 and end <= WIDTH + 0.1 for start, end in ends)


def test_three_absences_in_a_row_are_a_run_and_two_are_none() -> None:
    assert run_of(newest_first("unexcused", "unexcused", "unexcused", "present")) == Run(
        True, 3, DAY - timedelta(days=2)
    )
    assert run_of(newest_first("unexcused", "unexcused", "present")) is None


def test_a_reason_neither_makes_nor_ends_a_run() -> None:
    found = run_of(newest_first("unexcused", "excused", "unexcused", "not_applicable", "unexcused"))
    assert found == Run(True, 3, DAY - timedelta(days=4))
    assert run_of(newest_first("excused", "excused", "excused")) is None


def test_what_nobody_recorded_ends_a_run() -> None:
    assert run_of(newest_first("unexcused", "unexcused", "unrecorded", "unexcused", "unexcused")) is None


def test_eighty_times_there_may_deserve_a_kind_word() -> None:
    assert run_of(newest_first(*["present", "late"] * 40)) == Run(False, 80, DAY - timedelta(days=79))
    assert run_of(newest_first(*["present"] * 79)) is None


@given(some.lists(some.sampled_from(sorted(STATUSES)), max_size=40))
def test_a_run_is_never_longer_than_the_marks_that_count(statuses: list[str]) -> None:
    found = run_of(newest_first(*statuses))
    counting = [one for one in statuses if one not in ("excused", "not_applicable", "unrecorded")]
    assert found is None or 3 <= found.length <= len(counting)
