"""Houses side by side: what speaks of fewer than five is not told."""

from types import SimpleNamespace

import pytest

from sessions.reports.houses import HouseAttendance, _told


@pytest.mark.parametrize(
    ("people", "expected", "attended", "unrecorded", "told"),
    [
        (4, 400, 200, 100, HouseAttendance()),
        (5, 400, 200, 100, HouseAttendance(400, 50, 100)),
        (60, 400, 397, 0, HouseAttendance(400, None, None)),
        (60, 400, 4, 396, HouseAttendance(400, None, 396)),
        (60, 400, 395, 5, HouseAttendance(400, 98, 5)),
    ],
)
def test_a_house_is_told_only_where_nobody_can_be_told_from_it(
    people: int, expected: int, attended: int, unrecorded: int, told: HouseAttendance
) -> None:
    row = SimpleNamespace(people=people, expected=expected, attended=attended, unrecorded=unrecorded)
    assert _told(row) == told
