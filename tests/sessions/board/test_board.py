"""What the wall shows: the rule alone, without a database."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.walltime import day_bounds, wall_of
from sessions.board.board import Board, Leader, board_of, quiet, quiet_spans
from sessions.board.clock import offsets
from sessions.schedule.on_the_wall import ALWAYS_UNNAMED, said_on_wall
from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES

ZONE = "Europe/Warsaw"
DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)


def session(key: str = "static_group", at: datetime = NOON, **more: Any) -> Session:
    """A session of an hour that begins at an instant, as planned unless it is said otherwise."""
    wall = wall_of(at, ZONE)
    facts: dict[str, Any] = {
        "type": TYPES[key],
        "title": None,
        "title_lang": "en",
        "room": "Hall",
        "room_lang": "en",
        "leader": None,
        "reason": "",
        "reason_lang": "en",
        "changes": (),
        "meeting_types": (),
        "languages": (),
        "id": f"{key}{at.isoformat()}",
        "room_id": None,
        "leader_kind": "staff",
        "leader_id": None,
        "keeper_id": None,
        "starts_at": at,
        "ends_at": at + HOUR,
        "wall_start": wall,
        "wall_end": wall_of(at + HOUR, ZONE),
        "planned_start": wall,
        "shifted_minutes": 0,
        "status": "planned",
        "audience": "group",
        "wants_register": True,
        "fellowship": None,
        "requires": None,
        "sequence": 0,
        "changed_at": at,
    }
    return Session(**facts | more)


def shown(*sessions: Session, at: datetime = NOON, unnamed: tuple[str, ...] = (), **names: Any) -> Board:
    """The board of these at an instant."""
    facts = {"leaders": {}, "people": {}} | names
    return board_of(sessions, day=DAY, at=at, unnamed_types=unnamed, **facts)


def test_two_rooms_of_the_same_group_stand_side_by_side_and_another_kind_under_them() -> None:
    first, second = session(id="a"), session(id="b", room="Library")
    other = session("sport", id="c")
    running = shown(first, second, other).running(NOON)
    assert [[place.room for place in slot.places] for slot in running] == [["Hall", "Library"], ["Hall"]]


def test_a_session_is_now_from_its_first_second_to_its_last_and_next_before() -> None:
    board = shown(session())
    moments = [NOON - timedelta(seconds=1), NOON, NOON + HOUR - timedelta(seconds=1), NOON + HOUR]
    assert [len(board.running(at)) for at in moments] == [0, 1, 1, 0]
    assert [len(board.coming(at)) for at in moments] == [1, 0, 0, 0]


def test_what_is_cancelled_is_neither_now_nor_next_and_is_told() -> None:
    board = shown(session(status="cancelled"))
    assert (board.running(NOON), board.coming(NOON - HOUR)) == ([], [])
    assert [slot.changes for slot in board.told(NOON - HOUR)] == [("cancelled",)]
    assert [slot.cancelled for slot in board.ahead(NOON - HOUR)] == [True]
    assert board.told(NOON + HOUR) == []


def test_what_went_to_another_day_is_told_and_is_not_in_the_day() -> None:
    gone = session(at=NOON + timedelta(days=2), changes=("moved",), planned_start=datetime(2026, 11, 24, 12))
    board = shown(gone)
    assert board.ahead(NOON) == []
    assert [(slot.away, slot.wall_start.date(), slot.was) for slot in board.told(NOON)] == [
        (True, date(2026, 11, 26), datetime(2026, 11, 24, 12))
    ]


def test_in_the_evening_the_first_of_the_morning_is_next() -> None:
    night = NOON + timedelta(hours=11)
    board = shown(session(), session("meal", NOON + timedelta(hours=19)), session("sport", NOON + timedelta(hours=22)))
    assert [slot.said.type_key for slot in board.coming(night)] == ["meal"]
    assert board.ahead(night) == []


def test_a_type_that_is_named_on_no_wall_has_no_title_no_icon_and_no_dye_of_its_own() -> None:
    steps = session("twelve_step", title="Garden Street group", fellowship="na")
    medical = session("medical", title="Methadone")
    plain = said_on_wall(session("daily_life"), ())
    assert [tuple(said_on_wall(one, ("medical",))) for one in (steps, medical)] == [
        ("Session", "", "clock", "daily_life")
    ] * 2
    assert plain.words == "Daily life"
    # Twelve-step types are never named, whatever a house has on its list.
    assert {key for key in TYPES if said_on_wall(session(key), ()).words == "Session"} == ALWAYS_UNNAMED


def test_a_title_that_could_say_who_is_whose_is_not_shown() -> None:
    family = session("family_session", title="The Haddads")
    single = session("individual_counselling", title="Yusuf and Marta")
    assert [said_on_wall(one, ()).words for one in (family, single)] == ["Family session", "Individual counselling"]


NAMES = {"leaders": {"a": [Leader("Yusuf H.", resident=True), Leader("Marta W.", resident=False)]}}


def names_of(board: Board) -> list[str]:
    """Every name that a board holds anywhere."""
    places = [place for slot in (*board.slots, *board.gone) for place in slot.places]
    return [name for place in places for name in (*(one.name for one in place.leaders), *place.people)]


def test_names_stand_only_where_some_go_here_and_others_there() -> None:
    people = {"a": ["Olek"], "b": ["Olek"], "c": ["Olek"], "d": ["Olek"]}
    of_all = session(id="b", audience="everyone")
    single, steps = session("individual_counselling", id="c"), session("step_study", id="d")
    board = shown(session(id="a"), of_all, single, steps, people=people)
    assert names_of(board) == ["Olek"]


def test_while_visitors_are_expected_no_resident_is_named_and_staff_are() -> None:
    group = session(id="a", at=NOON + 3 * HOUR)
    visit = session("visit", audience="relatives")
    at = {minutes: NOON + timedelta(minutes=minutes) for minutes in (-16, -15, 0, 60, 74, 75)}
    found = {
        minutes: names_of(shown(group, visit, at=moment, people={"a": ["Olek"]}, **NAMES))
        for minutes, moment in at.items()
    }
    everybody, staff = ["Yusuf H.", "Marta W.", "Olek"], ["Marta W."]
    assert found == {-16: everybody, -15: staff, 0: staff, 60: staff, 74: staff, 75: everybody}
    assert quiet_spans([visit._replace(status="cancelled")]) == ()


def test_a_resident_who_leads_a_twelve_step_meeting_is_not_named() -> None:
    assert names_of(shown(session("twelve_step", id="a"), **NAMES)) == ["Marta W."]


ZONES = st.sampled_from(["Europe/Warsaw", "Africa/Cairo", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC, microsecond=0)
)


@settings(max_examples=300, deadline=None)
@given(ZONES, INSTANTS, st.integers(0, 3 * 24 * 60))
def test_the_clock_of_the_wall_is_right_before_and_after_the_clocks_are_changed(
    zone: str, at: datetime, later: int
) -> None:
    moment = at + timedelta(minutes=later)
    minutes = [held for since, held in offsets(zone, at) if since <= moment][-1]
    assert (moment + timedelta(minutes=minutes)).replace(tzinfo=None) == wall_of(moment, zone)


@settings(max_examples=200, deadline=None)
@given(ZONES, INSTANTS, st.lists(st.tuples(st.integers(-12 * 60, 48 * 60), st.integers(1, 720)), max_size=12))
def test_at_every_moment_what_runs_is_now_and_the_nearest_after_it_is_next(
    zone: str, at: datetime, spans: list[tuple[int, int]]
) -> None:
    day = wall_of(at, zone).date()
    begin, _ = day_bounds(day, zone)
    made = []
    for number, (start, lasts) in enumerate(spans):
        from_at = begin + timedelta(minutes=start)
        until = from_at + timedelta(minutes=lasts)
        wall = wall_of(from_at, zone)
        times = {"starts_at": from_at, "ends_at": until, "wall_start": wall, "wall_end": wall_of(until, zone)}
        made.append(session(id=str(number), **times | {"planned_start": wall}))
    board = board_of(made, day=day, at=at, unnamed_types=(), leaders={}, people={})
    running = {slot.from_at for slot in board.running(at)}
    assert running == {one.starts_at for one in made if one.starts_at <= at < one.ends_at}
    later = sorted(one.starts_at for one in made if one.starts_at > at)
    assert {slot.from_at for slot in board.coming(at)} == set(later[:1])
    assert all(first.from_at <= second.from_at for first, second in pairwise(board.slots))
    assert not quiet(at, board.quiet)
