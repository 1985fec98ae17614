"""Two sessions clash when they want one room or one leader at the same time."""

import time
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.schedule.clashes import Booking, overlaps

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)


def booking(key: str, start: int, end: int, room: str | None = "hall", leader: str | None = None, shared: bool = False):
    return Booking(key, room, leader, NINE + timedelta(minutes=start), NINE + timedelta(minutes=end), shared)


def keys(*bookings: Booking) -> list[tuple[str, str]]:
    return [(one.key, other.key) for one, other in overlaps(bookings)]


def test_sessions_that_touch_do_not_clash() -> None:
    assert keys(booking("a", 0, 60), booking("b", 60, 90)) == []


def test_sessions_side_by_side_in_two_rooms_do_not_clash() -> None:
    assert keys(booking("a", 0, 60), booking("b", 0, 60, room="cellar")) == []


def test_sessions_without_a_room_or_leader_clash_with_nothing() -> None:
    assert keys(booking("a", 0, 60, room=None), booking("b", 0, 60, room=None)) == []


def test_one_room_or_one_leader_at_the_same_time_is_a_clash() -> None:
    assert keys(booking("b", 30, 90), booking("a", 0, 60)) == [("a", "b")]
    assert keys(booking("a", 0, 60, room="x", leader="l"), booking("b", 59, 90, room="y", leader="l")) == [("a", "b")]


def test_a_pair_that_shares_both_is_named_once() -> None:
    assert keys(booking("a", 0, 60, leader="l"), booking("b", 0, 60, leader="l")) == [("a", "b")]


def test_a_long_session_clashes_with_each_short_one_in_it() -> None:
    assert keys(booking("long", 0, 300), booking("a", 10, 20), booking("b", 20, 30)) == [
        ("long", "a"),
        ("long", "b"),
    ]


def test_a_session_with_two_leaders_does_not_clash_with_itself() -> None:
    one, other = booking("a", 0, 60, leader="l"), booking("a", 0, 60, room=None, leader="m")
    assert keys(one, other, booking("b", 0, 60, room=None, leader="m")) == [("a", "b")]


def test_a_shared_room_holds_those_who_share_it_but_not_their_leader() -> None:
    a, b = booking("a", 0, 60, shared=True), booking("b", 0, 60, shared=True)
    assert keys(a, b) == []
    assert keys(a, booking("b", 0, 60)) == [("a", "b")]
    assert keys(booking("a", 0, 60, leader="l", shared=True), booking("b", 0, 60, leader="l", shared=True)) == [
        ("a", "b")
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 50),
            st.integers(1, 20),
            st.sampled_from([None, "x", "y"]),
            st.sampled_from([None, "l"]),
        ),
        max_size=25,
    )
)
def test_the_pairs_are_those_that_comparing_all_with_all_finds(
    drawn: list[tuple[int, int, str | None, str | None]],
) -> None:
    bookings = [booking(str(n), at, at + long, room, leader) for n, (at, long, room, leader) in enumerate(drawn)]
    slowly = {
        frozenset((one.key, other.key))
        for one, other in combinations(bookings, 2)
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
        if (one.room and one.room == other.room) or (one.leader and one.leader == other.leader)
    }
    found = overlaps(bookings)
    assert {frozenset((one.key, other.key)) for one, other in found} == slowly
    assert len(found) == len(slowly)


def test_twenty_thousand_bookings_in_one_room_are_compared_in_a_moment() -> None:
    bookings = [booking(str(n), n * 10, n * 10 + 10) for n in range(20_000)]
    began = time.process_time()
    assert overlaps(bookings) == []
    # Comparing all with all would be 200 million comparisons.
    assert time.process_time() - began < 2


@pytest.mark.parametrize("end", [0, -10])
def test_a_booking_ends_after_it_starts(end: int) -> None:
    with pytest.raises(ValueError):
        booking("a", 0, end)


def test_a_booking_knows_its_instants() -> None:
    with pytest.raises(ValueError):
        Booking("a", "hall", None, datetime(2027, 3, 1, 9), datetime(2027, 3, 1, 10))
