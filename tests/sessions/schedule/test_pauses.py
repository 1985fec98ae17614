"""What a pause takes up, and that taking it back gives exactly what was there, over zones and clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.schedule.models import Pause
from sessions.schedule.pauses import Rest, covers, released, rest_of, under
from sessions.schedule.resting import Dated
from sessions.schedule.span import resolve_span
from sessions.schedule.turning import put_back, take_up

ZONES = ("Europe/Warsaw", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "Asia/Karachi")
MADE = datetime(2026, 1, 1, tzinfo=UTC)
THURSDAY, FRIDAY = date(2026, 12, 24), date(2026, 12, 25)


def rest(first_day: date = THURSDAY, last_day: date | None = None, what: str = "activities", **more: object) -> Rest:
    facts = {"id": "one", "name": {"en": "Christmas"}, "kind": "feast", "moves_to": None, "made_at": MADE}
    return Rest(**(facts | {"first_day": first_day, "last_day": last_day or first_day, "covers": what} | more))


@pytest.mark.parametrize(
    ("what", "type_key", "counted", "covered"),
    [
        ("all", "meal", False, True),
        ("all", "process_group", True, True),
        ("activities", "meal", False, False),
        ("activities", "medical", False, False),
        ("activities", "daily_life", False, False),
        ("activities", "twelve_step", False, True),
        # Somebody watches at night on a feast day too; nobody does in a closed house.
        ("activities", "job_duty", False, False),
        ("all", "job_duty", False, True),
        # The house counts its meals: they stay meals.
        ("activities", "meal", True, False),
        ("counted", "process_group", True, True),
        ("counted", "process_group", False, False),
        ("counted", "lecture", False, False),
    ],
)
def test_a_pause_covers_what_it_says(what: str, type_key: str, counted: bool, covered: bool) -> None:
    assert covers(what, type_key, counted) is covered


@pytest.mark.parametrize(
    ("planned", "stands", "taken_up"),
    [
        (THURSDAY, THURSDAY, True),
        (FRIDAY, THURSDAY, False),
        (THURSDAY, FRIDAY, False),
        (FRIDAY, FRIDAY, False),
    ],
)
def test_what_was_moved_to_the_day_by_hand_is_meant_to_be_there(planned: date, stands: date, taken_up: bool) -> None:
    found = rest_of([rest()], "process_group", True, planned, stands)
    assert (found is not None) is taken_up


def test_of_two_pauses_of_a_day_the_one_made_first_takes_it_up() -> None:
    later = rest(id="two", made_at=MADE + timedelta(days=1))
    found = rest_of([later, rest()], "process_group", True, THURSDAY, THURSDAY)
    assert found is not None
    assert found.id == "one"


days = st.dates(date(2026, 1, 5), date(2028, 12, 20))
times = st.times(max_value=time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))
lengths = st.integers(5, 719).map(lambda minutes: timedelta(minutes=minutes))


def dated(day: date, start: time, length: timedelta, zone: str, tags: list[str]) -> Dated:
    end = (datetime.combine(day, start) + length).time()
    span = resolve_span(day, start, end, zone)
    return Dated(
        *("date", "process_group", {"en": "Group"}, True, True, zone, "FREQ=DAILY", MADE, span.wall_start),
        *(span.wall_start, span.wall_end, span.starts_at, span.ends_at, "room", "leader", "planned"),
        *(tags, {"en": "before"} if tags else {}, 4, None),
    )


@settings(max_examples=300, deadline=None)
@given(
    days,
    times,
    lengths,
    st.sampled_from(ZONES),
    st.none() | st.integers(1, 40),
    st.sampled_from([[], ["room"], ["moved"]]),
)
def test_a_pause_that_is_taken_back_leaves_every_date_exactly_as_it_was(
    day: date, start: time, length: timedelta, zone: str, later: int | None, tags: list[str]
) -> None:
    was = dated(day, start, length, zone, tags)
    other = None if later is None else day + timedelta(days=later)
    turn = take_up(was, rest(day, moves_to=other), MADE)
    stands = turn.stands()
    expected = (
        ("cancelled", was.wall_start, was.ends_at)
        if other is None
        else ("planned", datetime.combine(other, start), None)
    )
    assert (stands.status, stands.wall_start, stands.ends_at if other is None else None) == expected
    assert (stands.reason, stands.pause_id) == ({"en": "Christmas"}, "one")
    pause = Pause(id="one", name={"en": "Christmas"}, first_day=day, last_day=day, moves_to=other)
    back = put_back(stands, turn.before, pause, MADE)
    assert back is not None
    assert back.stands() == was


@settings(max_examples=200, deadline=None)
@given(days, times, lengths, st.sampled_from(ZONES), st.none() | st.integers(1, 40))
def test_a_date_made_under_a_pause_goes_back_to_what_its_series_plans(
    day: date, start: time, length: timedelta, zone: str, later: int | None
) -> None:
    planned = dated(day, start, length, zone, [])
    names = ("wall_start", "wall_end", "starts_at", "ends_at", "status", "changes", "reason", "pause_id")
    row = {name: getattr(planned, name) for name in names} | {"recurrence_id": planned.planned}
    other = None if later is None else day + timedelta(days=later)
    made = under([rest(day, moves_to=other)], row, "process_group", True, zone, MADE)
    assert (made["status"] == "cancelled", made["pause_id"]) == (other is None, "one")
    stands = planned._replace(**{name: made[name] for name in names})
    pause = Pause(id="one", name={"en": "Christmas"}, first_day=day, last_day=day, moves_to=other)
    back = put_back(stands, None, pause, MADE)
    assert back is not None
    assert back.stands() == planned
    free = released(made, zone)
    assert {name: free[name] for name in names} == {name: row[name] for name in names}


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_day_moved_over_a_clock_change_keeps_its_hours_on_the_wall(day: date) -> None:
    was = dated(day, time(10), timedelta(hours=1), "Europe/Warsaw", [])
    stands = take_up(was, rest(day, moves_to=day - timedelta(days=1)), MADE).stands()
    assert stands.wall_start == datetime.combine(day - timedelta(days=1), time(10))
    assert was.starts_at - stands.starts_at in (timedelta(hours=23), timedelta(hours=25), timedelta(hours=24))
    assert stands.starts_at == resolve_span(day - timedelta(days=1), time(10), time(11), "Europe/Warsaw").starts_at


def test_a_date_whose_other_day_has_begun_by_now_is_cancelled() -> None:
    was = dated(THURSDAY, time(10), timedelta(hours=1), "Europe/Warsaw", [])
    moved = rest(moves_to=THURSDAY - timedelta(days=3))
    at = datetime(2026, 12, 22, tzinfo=UTC)
    assert take_up(was, moved, at).stands().status == "cancelled"
    assert take_up(was, moved, at - timedelta(days=2)).stands().status == "planned"


@pytest.mark.parametrize("at", [datetime(2026, 12, 24, 12, tzinfo=UTC), datetime(2026, 12, 28, tzinfo=UTC)])
def test_what_would_return_into_the_past_stays_where_the_pause_put_it(at: datetime) -> None:
    was = dated(THURSDAY, time(10), timedelta(hours=1), "Europe/Warsaw", [])
    turn = take_up(was, rest(moves_to=THURSDAY + timedelta(days=5)), MADE)
    pause = Pause(id="one", name={"en": "Christmas"}, first_day=THURSDAY, moves_to=THURSDAY + timedelta(days=5))
    assert put_back(turn.stands(), turn.before, pause, at) is None
