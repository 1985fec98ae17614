"""The arithmetic of hours: what counts for somebody, in turns too, and what a rule finds missing."""

import pytest

from sessions.hours.dose import (
    Asked,
    Dose,
    Missing,
    Sitting,
    Sizes,
    dose_of,
    least_of,
    missing,
    people_per_leader,
    sizes_of,
)
from sessions.hours.presets import COUNSELLING, PRESETS
from sessions.hours.wording import hours_said

ASKED = Asked(types=COUNSELLING, total=480, group=420, individual=60, occasions=5, group_least=6, group_most=12)


def group(key: str, minutes: int = 90, **more: object) -> Sitting:
    """A group that counts."""
    return Sitting(key, "process_group", minutes, **more)  # type: ignore[arg-type]


def test_lectures_films_and_what_the_house_does_not_count_are_left_out() -> None:
    week = [Sitting("1", "lecture", 60), Sitting("2", "leisure", 90), group("3", counted=False), group("4")]
    assert dose_of(ASKED, week) == Dose(total=90, group=90, individual=0, occasions=1)


def test_the_same_session_twice_counts_once() -> None:
    assert dose_of(ASKED, [group("1"), group("1")]) == Dose(90, 90, 0, 1)


def test_in_turns_everybody_has_an_equal_share_and_all_turns_are_one_occasion() -> None:
    talks = [Sitting(str(n), "individual_counselling", 120, each=True, size=9) for n in range(5)]
    # Five times 120 minutes for nine people: 66.7 minutes each, not five times 13.
    assert dose_of(ASKED, talks) == Dose(total=66, group=0, individual=66, occasions=1)


def test_shares_that_come_to_whole_minutes_lose_none_of_them() -> None:
    # Six times 110 minutes for three people; as a sum of floats 219.99999999999997.
    talks = [Sitting(str(n), "individual_counselling", 110, each=True, size=3) for n in range(6)]
    assert dose_of(ASKED, talks) == Dose(total=220, group=0, individual=220, occasions=1)


def test_a_family_session_counts_in_all_but_in_no_group() -> None:
    assert dose_of(ASKED, [Sitting("1", "family_session", 90)]) == Dose(90, 0, 0, 1)


def test_what_is_missing_is_told_in_order() -> None:
    assert missing(ASKED, Dose(450, 450, 0, 5)) == [Missing("total", 480, 450), Missing("individual", 60, 0)]
    assert missing(ASKED, Dose(480, 420, 60, 5)) == []


def test_the_least_covered_is_who_lacks_the_greatest_part() -> None:
    full, no_talk, no_group = Dose(480, 420, 60, 5), Dose(480, 480, 0, 5), Dose(400, 340, 60, 5)
    assert least_of(ASKED, [full, no_group, no_talk]) == no_talk
    assert least_of(Asked(types=COUNSELLING), [full, no_group]) == no_group


def test_groups_too_small_and_too_large_are_counted_and_empty_ones_not_yet() -> None:
    week = [group("1", size=5), group("2", size=6), group("3", size=13), group("4", size=0)]
    assert sizes_of(ASKED, week) == Sizes(groups=3, under=1, over=1)


def test_people_to_a_leader() -> None:
    week = [group("1", leader="a"), group("2", leader="b"), Sitting("3", "lecture", 60, leader="c"), group("4")]
    assert people_per_leader(ASKED, week, 25) == 12.5
    assert people_per_leader(ASKED, [group("1")], 25) is None


@pytest.mark.parametrize(
    ("key", "numbers"),
    [
        ("long_term", (480, 420, 60, 5, 12)),
        ("short_term", (720, 600, 60, 6, 8)),
        ("halfway", (180, 120, 60, 0, None)),
        ("asam_1", (0, 0, 0, 0, None)),
        ("asam_2_1", (540, 0, 0, 0, None)),
        ("asam_2_5", (1200, 0, 0, 0, None)),
        ("asam_3_1", (300, 0, 0, 0, None)),
    ],
)
def test_the_presets_hold_the_published_numbers(key: str, numbers: tuple[int | None, ...]) -> None:
    one = PRESETS[key]
    assert (one.total, one.group, one.individual, one.occasions, one.people_per_leader) == numbers
    assert (one.group_least, one.group_most) == (6, 12)
    assert "lecture" not in one.types and "twelve_step" not in one.types


def test_a_length_is_read_in_hours_and_minutes(app: object) -> None:
    assert [hours_said(minutes) for minutes in (0, 45, 120, 450)] == ["0 min", "45 min", "2 h", "7 h 30 min"]
