"""The arithmetic of the ledger: what a mark comes to, and the fewest groups that fill a week."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.attendance.marks import REASONS, STATUSES
from sessions.doses.counting import Held, Marked, Part, Sums, part_of, sitting_of, whole
from sessions.doses.filling import Offer, filling_of, overlap
from sessions.doses.strip import strip_of
from sessions.hours.dose import Asked, Dose, Missing, Sitting, dose_of, missing, net_minutes
from sessions.hours.presets import COUNSELLING
from sessions.schedule.session_types import TYPES

GROUP = Held("1", "process_group", 90)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
ASKED = Asked(types=COUNSELLING, total=480, group=420, individual=60, occasions=5)

helds = st.builds(
    Held,
    key=st.sampled_from([str(number) for number in range(40)]),
    type=st.sampled_from(sorted(TYPES)),
    minutes=st.integers(0, 700),
    counted=st.booleans(),
    each=st.booleans(),
    size=st.integers(1, 40),
)
markeds = st.builds(
    Marked,
    status=st.sampled_from(sorted(STATUSES)),
    minutes=st.integers(0, 700),
    absence_reason=st.sampled_from(sorted(REASONS)),
    walked_in=st.booleans(),
)


@pytest.mark.parametrize(
    ("marked", "part"),
    [
        (Marked("present"), Part(90, 0, "")),
        (Marked("late", 12), Part(78, 12, "late")),
        (Marked("left_early", 40), Part(50, 40, "left_early")),
        (Marked("late", 400), Part(0, 90, "late")),
        (Marked("excused", None, "court"), Part(0, 90, "court")),
        (Marked("unexcused"), Part(0, 90, "unexcused")),
        (Marked("not_applicable"), Part(0, 90, "not_applicable")),
        (Marked("unrecorded"), Part(0, 90, "unrecorded")),
    ],
)
def test_a_mark_gives_the_whole_the_rest_of_it_or_nothing(marked: Marked, part: Part) -> None:
    assert part_of(GROUP, marked) == part


def test_whoever_walked_in_receives_and_misses_nothing() -> None:
    assert part_of(GROUP, Marked("late", 12, walked_in=True)) == Part(78, 0, "late")
    assert part_of(GROUP, Marked("unrecorded", walked_in=True)) == Part(0, 0, "unrecorded")


def test_in_turns_one_receives_ones_own_share() -> None:
    talk = Held("1", "individual_counselling", 120, each=True, size=9)
    assert part_of(talk, Marked("present")).received == pytest.approx(40 / 3)
    assert part_of(talk, Marked("late", 20)) == Part(0, 120 / 9, "late")
    five = [sitting_of(talk._replace(key=str(n)), part_of(talk, Marked("present")).received) for n in range(5)]
    assert dose_of(ASKED, five) == Dose(total=66, individual=66, occasions=1)


def test_breaks_are_off_and_a_night_when_clocks_change_is_as_long_as_it_is() -> None:
    assert net_minutes(NOON, NOON + timedelta(minutes=90), 15) == 75
    assert net_minutes(NOON, NOON + timedelta(minutes=10), 15) == 0


@given(helds, markeds)
def test_received_and_missed_together_are_the_whole(held: Held, marked: Marked) -> None:
    part = part_of(held, marked._replace(walked_in=False))
    length = held.minutes / held.size if held.each else held.minutes
    assert part.received + part.missed == pytest.approx(length)
    assert 0 <= part.received <= length + 1e-9


@given(helds, st.integers(0, 300), st.integers(0, 300))
def test_the_later_one_comes_the_less_one_receives(held: Held, one: int, other: int) -> None:
    least, most = sorted((one, other))
    for status in ("late", "left_early"):
        assert part_of(held, Marked(status, most)).received <= part_of(held, Marked(status, least)).received


@given(st.lists(st.tuples(helds, markeds), max_size=12))
def test_the_categories_together_are_the_sum(entries: list[tuple[Held, Marked]]) -> None:
    sums, parts = Sums(), []
    for held, marked in entries:
        parts.append(part_of(held, marked))
        sums.add(held, parts[-1])
    assert sum(sums.received.values()) == pytest.approx(sum(part.received for part in parts))
    assert sum(sums.missed.values()) == pytest.approx(sum(sums.reasons.values()))
    assert sums.total == whole(sum(part.received for part in parts))


@given(st.lists(st.tuples(helds, markeds), max_size=12, unique_by=lambda entry: entry[0].key))
def test_nobody_receives_more_than_was_planned_and_walked_into(entries: list[tuple[Held, Marked]]) -> None:
    received = [sitting_of(held, part.received) for held, marked in entries if (part := part_of(held, marked)).received]
    there = [Sitting(held.key, held.type, held.minutes, held.counted, held.each, held.size) for held, _ in entries]
    got, could = dose_of(ASKED, received), dose_of(ASKED, there)
    assert got.total <= could.total and got.group <= could.group and got.individual <= could.individual


def offer(key: str, hour: int, minutes: int, kind: str = "process_group") -> Offer:
    """A group that meets once, at an hour of Thursday."""
    start = NOON + timedelta(hours=hour)
    return Offer(key, (Sitting(key, kind, minutes),), ((start, start + timedelta(minutes=minutes)),))


def test_the_fewest_groups_that_fill_it_are_named() -> None:
    asked = Asked(types=COUNSELLING, total=195, group=195)
    offers = [offer("short", 0, 60), offer("long", 2, 90), offer("other", 4, 105), offer("third", 6, 30)]
    filling = filling_of(asked, [], offers)
    assert ([one.key for one in filling.offers], filling.left) == (["long", "other"], ())


def test_what_does_not_help_is_not_named() -> None:
    asked = Asked(types=COUNSELLING, total=60, individual=60)
    filling = filling_of(asked, [], [offer("group", 0, 90)])
    assert filling.offers == ()
    assert filling.left == (Missing("total", 60, 0), Missing("individual", 60, 0))


def test_what_gives_a_part_is_named_with_what_is_left() -> None:
    filling = filling_of(ASKED, [Sitting("a", "process_group", 300)], [offer("one", 0, 60)])
    assert [one.key for one in filling.offers] == ["one"]
    assert {one.what: one.asked - one.held for one in filling.left} == {
        "total": 120,
        "group": 60,
        "individual": 60,
        "occasions": 3,
    }


def test_two_at_once_are_never_named_together() -> None:
    asked = Asked(types=COUNSELLING, total=120, group=120)
    filling = filling_of(asked, [], [offer("one", 0, 60), offer("same", 0, 60)])
    assert len(filling.offers) == 1 and filling.left


groups = st.builds(offer, st.uuids().map(str), st.integers(0, 12), st.integers(10, 150))
rules = st.builds(Asked, types=st.just(COUNSELLING), total=st.integers(0, 300), group=st.integers(0, 300))


# Trying every combination takes long on a busy machine.
@settings(deadline=None)
@given(rules, st.lists(groups, max_size=6))
def test_no_fewer_groups_would_fill_it(asked: Asked, offers: list[Offer]) -> None:
    filling = filling_of(asked, [], offers)
    assert not any(overlap(a.spans, b.spans) for a, b in combinations(filling.offers, 2))
    held = dose_of(asked, [sitting for one in filling.offers for sitting in one.sittings])
    assert tuple(missing(asked, held)) == filling.left
    if filling.offers and not filling.left:
        for fewer in range(len(filling.offers)):
            for some in combinations(offers, fewer):
                if any(overlap(a.spans, b.spans) for a, b in combinations(some, 2)):
                    continue
                assert missing(asked, dose_of(asked, [sitting for one in some for sitting in one.sittings]))


@given(st.lists(st.dictionaries(st.sampled_from(["physical", "psychological", "social"]), st.integers(0, 9000))))
def test_the_week_with_most_is_darkest_and_nothing_is_blank(weeks: list[dict[str, int]]) -> None:
    for mirrored in (False, True):
        strip = strip_of(weeks, mirrored=mirrored)
        assert len(strip.fields) == 3 * len(weeks)
        assert {one.minutes == 0 for one in strip.fields if one.step == 0} <= {True}
        for one in strip.fields:
            most = max(other.minutes for other in strip.fields if other.side == one.side)
            assert 0 <= one.step <= 4 and (one.step == 4 or one.minutes < most or not most)
