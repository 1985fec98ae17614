"""Where a session stands in the planner's picture: lanes, and what is said once for all days."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.planner.grid import lanes


def test_what_does_not_meet_stands_alone() -> None:
    assert lanes([(0, 60), (60, 90), (120, 180)]) == [(0, 1), (0, 1), (0, 1)]


def test_two_at_once_stand_beside_each_other() -> None:
    assert lanes([(0, 60), (30, 90), (100, 110)]) == [(0, 2), (1, 2), (0, 1)]


def test_a_lane_that_is_free_again_is_used_again() -> None:
    assert lanes([(0, 120), (10, 30), (40, 60)]) == [(0, 2), (1, 2), (1, 2)]


def test_a_long_one_keeps_its_neighbours_narrow_until_it_ends() -> None:
    assert lanes([(0, 300), (10, 20), (10, 30), (290, 310)]) == [(0, 3), (1, 3), (2, 3), (1, 3)]


spans = st.lists(st.tuples(st.integers(0, 1380), st.integers(1, 300)), max_size=30)


@given(spans)
def test_no_two_of_a_lane_ever_overlap(pairs: list[tuple[int, int]]) -> None:
    placed = sorted((start, start + length) for start, length in pairs)
    found = lanes(placed)
    assert len(found) == len(placed)
    assert [lane < many for lane, many in found] == [True] * len(found)
    for one, (start, end) in enumerate(placed):
        for other in range(one):
            if found[other][0] == found[one][0]:
                assert placed[other][1] <= start or end <= placed[other][0]
