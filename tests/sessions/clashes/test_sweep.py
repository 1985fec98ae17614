"""The sweep through a week finds what looking at every pair finds, for any week."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.clashes.planned import Planned
from sessions.clashes.rules import between, find, side_by_side
from sessions.schedule.clashes import Booking, overlaps
from tests.sessions.clashes.planned_days import facts, session


@st.composite
def weeks(draw: st.DrawFn) -> list[Planned]:
    """Some sessions of a day, with few rooms, leaders and people, so that much is at once."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 60))
        length = draw(st.integers(1, 12))
        clocks = [f"{7 + minute // 60:02}:{minute % 60:02}" for minute in (start * 5, (start + length) * 5)]
        people = draw(st.sets(st.sampled_from("uvwxyz")))
        found.append(
            session(
                str(number),
                *clocks,
                *people,
                room_id=draw(st.sampled_from([None, "hall", "nook"])),
                leader_id=draw(st.sampled_from([None, "marta", "farid"])),
                type_key=draw(st.sampled_from(["lecture", "process_group"])),
                counted=draw(st.booleans()),
            )
        )
    return found


@settings(max_examples=200, deadline=None)
@given(weeks())
def test_the_sweep_finds_what_looking_at_every_pair_finds(sessions: list[Planned]) -> None:
    known = facts(*sessions, rest_minutes=10)
    swept = {(c.kind, *sorted([c.one.id, c.other.id]), c.subject, c.people) for c in find(known) if c.other}
    looked = set()
    for one in known.sessions:
        for other in known.sessions:
            for pair in side_by_side((one, other), timedelta(minutes=10)):
                looked |= {
                    (c.kind, *sorted([c.one.id, c.other.id]), c.subject, c.people) for c in between(*pair) if c.other
                }
    assert swept == looked


@settings(max_examples=200, deadline=None)
@given(weeks())
def test_rooms_and_leaders_are_those_of_the_rule_that_the_week_file_uses(sessions: list[Planned]) -> None:
    bookings = []
    for one in sessions:
        bookings.append(Booking(one.id, one.room_id, None, one.starts_at, one.ends_at))
        bookings.append(Booking(one.id, None, one.leader_id, one.starts_at, one.ends_at))
    found = {
        frozenset((c.one.id, c.other.id)) for c in find(facts(*sessions)) if c.kind in ("room", "leader") and c.other
    }
    assert found == {frozenset((one.key, other.key)) for one, other in overlaps(bookings)}
