"""What may stand beside a name, and when two marks are at odds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.errors import Refused
from sessions.attendance.marks import (
    NOTHING,
    REASONS,
    STATUSES,
    Outcome,
    Value,
    decide,
    most_minutes,
    weigh,
)

anything = st.builds(
    Value,
    st.sampled_from([*STATUSES, "absent", "", "PRESENT"]),
    st.none() | st.integers(-5, 700),
    st.none() | st.sampled_from([*REASONS, "lazy", ""]),
)
ids = st.none() | st.sampled_from(["a", "b", "c"])


def allowed(value: Value, lasts: int) -> bool:
    """The rule once more, written as a table of what each status carries."""
    carries = {"late": "minutes", "left_early": "minutes", "excused": "reason"}.get(value.status, "nothing")
    minutes = value.minutes is not None and 1 <= value.minutes <= 600 and value.minutes < lasts
    return (
        value.status in STATUSES
        and {
            "minutes": minutes and value.absence_reason is None,
            "reason": value.minutes is None and value.absence_reason in REASONS,
            "nothing": value.minutes is None and value.absence_reason is None,
        }[carries]
    )


@given(anything, st.integers(1, 720))
def test_a_value_is_taken_exactly_when_the_table_allows_it(value: Value, lasts: int) -> None:
    try:
        taken = decide(value, lasts=lasts) == value
    except Refused:
        taken = False
    assert taken == allowed(value, lasts)


@given(ids, anything, ids, anything)
def test_nothing_is_written_over_a_mark_that_was_not_seen(
    current_id: str | None, current: Value, based_on: str | None, wanted: Value
) -> None:
    outcome = weigh(current_id, current, based_on, wanted)
    assert (outcome is Outcome.SAME) == (current == wanted)
    assert (outcome is Outcome.SAVE) == (current != wanted and based_on == current_id)


def test_one_can_be_late_by_less_than_the_session_lasts() -> None:
    assert decide(Value("late", 59), lasts=60) == Value("late", 59)
    with pytest.raises(Refused, match="from 1 to 59"):
        decide(Value("late", 60), lasts=60)


def test_ten_hours_late_is_the_most_of_a_twelve_hour_day() -> None:
    assert most_minutes(720) == 600
    assert most_minutes(1) == 0


@pytest.mark.parametrize("status", ["present", "unexcused", "not_applicable", "unrecorded"])
def test_a_plain_status_carries_neither_minutes_nor_a_reason(status: str) -> None:
    with pytest.raises(Refused, match="Minutes belong"):
        decide(Value(status, 5), lasts=60)
    with pytest.raises(Refused, match="A reason belongs"):
        decide(Value(status, None, "sick"), lasts=60)


@pytest.mark.parametrize("reason", ["refused", "other"])
def test_not_wanting_to_and_other_are_reasons_too(reason: str) -> None:
    assert decide(Value("excused", None, reason), lasts=60) == Value("excused", None, reason)


def test_what_is_not_recorded_is_nobodys_present() -> None:
    assert Value("unrecorded") == NOTHING
    assert weigh(None, NOTHING, None, Value("present")) is Outcome.SAVE
