"""Free slots: nothing is in their way, and none is nearer; over days, zones and clock changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.staff.shifts import Hours
from foundation.walltime import resolve
from sessions.clashes.free_slots import STEP, Slot, free_slots, nearest_days
from sessions.clashes.planned import Away, Facts, Gone, Kept, Planned, Space
from sessions.clashes.rules import find
from tests.sessions.clashes.planned_days import DAY, ZONE, at, facts, session

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def moved(known: Facts, slot: Slot, name: str = "moved") -> Facts:
    """The same facts with one session in the slot."""
    return replace(known, sessions=[known.attended(slot.of(one)) if one.id == name else one for one in known.sessions])


def starts(slots: list[Slot]) -> list[tuple[str, str | None]]:
    """When and where they are."""
    return [(f"{slot.wall_start:%d %H:%M}", slot.room_id) for slot in slots]


def test_the_nearest_of_its_own_day_comes_first_then_one_of_each_day_around() -> None:
    group = session("group", "14:00", "15:30", "jana", "piotr")
    hour = session("moved", "15:00", "15:45", "jana", leader_id="marta", room_id="nook")
    slots = free_slots(hour, facts(group, hour), LONG_AGO)
    assert starts(slots) == [("25 15:30", "nook"), ("26 15:00", "nook"), ("24 15:00", "nook")]


def test_another_room_that_holds_them_is_offered_for_the_same_hour() -> None:
    one = session("moved", "10:00", "11:00", "x", "y", "z", room_id="nook")
    assert starts(free_slots(one, facts(one), LONG_AGO))[0] == ("25 10:00", "hall")
    both = session("other", "10:00", "11:00", room_id="nook")
    two = session("moved", "10:00", "11:00", "x", room_id="nook")
    assert starts(free_slots(two, facts(two, both), LONG_AGO))[0] == ("25 10:00", "hall")


def test_what_somebody_means_is_in_nobodys_way() -> None:
    full = session("moved", "10:00", "11:00", "x", "y", "z", room_id="nook")
    known = facts(full, session("other", "10:00", "11:00", "x"), rooms={"nook": Space("nook", {}, 2)})
    assert free_slots(full, known, LONG_AGO) == []
    meant = {("capacity", "moved", None, "nook")}
    assert starts(free_slots(full, known, LONG_AGO, meant=meant))[0] == ("25 11:00", "nook")


def test_the_past_is_no_slot() -> None:
    one = session("moved", "10:00", "11:00", "x", room_id="nook")
    other = session("other", "10:00", "11:00", "x")
    found = free_slots(one, facts(one, other), at("12:00"))
    assert starts(found) == [("25 12:15", "nook"), ("26 10:00", "nook"), ("27 10:00", "nook")]


def test_kept_hours_leave_and_the_hours_of_the_leader_are_respected() -> None:
    one = session("moved", "10:00", "11:00", "x", leader_id="marta")
    known = facts(
        one,
        session("other", "10:00", "11:00", "x"),
        kept=[Kept("noon", "prayer", {}, at("11:30"), at("13:00"), None)],
        away={"x": [Away("x", "court", at("06:00"), at("10:00")), Away("x", "court", at("13:00"), at("14:00"))]},
        hours={"marta": [Hours("marta", DAY.weekday(), time(8), time(16), date(2026, 1, 1), None)]},
        gone={"marta": [Gone("marta", at("15:15"), at("20:00"))]},
    )
    # On that weekday alone she works: on no other day is there a slot, and a week later there is.
    assert starts(free_slots(one, known, LONG_AGO)) == [("25 14:00", None), ("02 10:00", None), ("18 10:00", None)]


def test_without_any_time_that_suits_there_is_none() -> None:
    one = session("moved", "10:00", "11:00", "x")
    busy = [
        Kept(str(n), "rest", {}, at("00:00", day), at("23:59", day), None) for n, day in enumerate(nearest_days(DAY))
    ]
    assert free_slots(one, facts(one, kept=busy), LONG_AGO) == []


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [("Europe/Warsaw", date(2026, 10, 25), "01:30"), ("Africa/Cairo", date(2026, 4, 24), "00:00")],
)
def test_nobody_is_sent_into_a_gap_or_through_a_clock_change(zone: str, day: date, clock: str) -> None:
    wall = datetime.combine(day, time.fromisoformat(clock))
    one = session("moved", "10:00", "12:00")._replace(
        wall_start=wall,
        wall_end=wall + timedelta(hours=2),
        starts_at=resolve(wall, zone).at,
        ends_at=resolve(wall + timedelta(hours=2), zone).at,
        leader_id="marta",
    )
    found = free_slots(one, Facts(zone=zone, sessions=[one]), LONG_AGO, most=8)
    assert found
    for slot in found:
        assert slot.ends_at - slot.starts_at == slot.wall_end - slot.wall_start == timedelta(hours=2)
        assert resolve(slot.wall_start, zone).at == slot.starts_at


@st.composite
def houses(draw: st.DrawFn) -> Facts:
    """A house over three days, full enough that a slot is not easily found."""
    planned: list[Planned] = []
    for number in range(draw(st.integers(2, 14))):
        start, length = draw(st.integers(0, 48)), draw(st.integers(2, 12))
        clocks = [f"{7 + quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in (start, min(start + length, 60))]
        planned.append(
            session(
                "moved" if number == 0 else str(number),
                *clocks,
                *draw(st.sets(st.sampled_from("uvwxyz"), min_size=1)),
                day=DAY if number == 0 else DAY + timedelta(days=draw(st.integers(-1, 1))),
                room_id=draw(st.sampled_from([None, "hall", "nook"])),
                leader_id=draw(st.sampled_from([None, "marta", "farid"])),
                type_key=draw(st.sampled_from(["lecture", "process_group", "meal"])),
                counted=True,
                audience=draw(st.sampled_from(["group", "each"])),
            )
        )
    away = {"u": [Away("u", "leave", at("08:00"), at("12:00"))]}
    kept = [
        Kept("noon", "prayer", {}, at("12:00", DAY + timedelta(days=n)), at("13:00", DAY + timedelta(days=n)), None)
        for n in (-1, 0, 1)
    ]
    rooms = {"hall": Space("hall", {}, 40), "nook": Space("nook", {}, 2)}
    return facts(*planned, away=away, kept=kept, rooms=rooms, rest_minutes=10)


def _free(known: Facts, slot: Slot, was: Planned) -> bool:
    there = moved(known, slot)
    now_there = next(one for one in there.sessions if one.id == "moved")
    return was.people <= now_there.people and not find(there, {"moved"})


@settings(max_examples=60, deadline=None)
@given(houses())
def test_a_slot_put_back_has_no_clash_and_nothing_of_the_day_is_nearer(known: Facts) -> None:
    one = next(each for each in known.sessions if each.id == "moved")
    slots = free_slots(one, known, LONG_AGO)
    assert slots and len(set(starts(slots))) == len(slots)
    for slot in slots:
        assert find(moved(known, slot), {"moved"}) == []
    # The nearest of its own day, found by trying every quarter of an hour and every room.
    length, best = one.wall_end - one.wall_start, None
    wall = datetime.combine(DAY, time(7))
    # What ends later than nine now may do so elsewhere too.
    while wall + length <= max(datetime.combine(DAY, time(21)), one.wall_end):
        for room in (None,) if one.room_id is None else ("hall", "nook"):
            span = resolve(wall, ZONE).at, resolve(wall + length, ZONE).at
            slot = Slot(wall, wall + length, *span, room)
            if slot.of(one) != one and _free(known, slot, one):
                far = abs(wall - one.wall_start)
                best = far if best is None else min(best, far)
        wall += STEP
    own = [slot for slot in slots if slot.wall_start.date() == DAY]
    assert (abs(own[0].wall_start - one.wall_start) if own else None) == best
    assert not own or slots[0] == own[0]
