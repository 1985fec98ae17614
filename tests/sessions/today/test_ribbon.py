"""The ribbon: what stands now, what is next, and the time between."""

from datetime import UTC, datetime, timedelta

from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES
from sessions.today.ribbon import now_and_next, weave

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)


def session(name: str, start_minutes: int, minutes: int, *, status: str = "planned") -> Session:
    """A session that begins so many minutes after ten and lasts so many."""
    starts_at = TEN + timedelta(minutes=start_minutes)
    ends_at = starts_at + timedelta(minutes=minutes)
    wall_start, wall_end = starts_at.replace(tzinfo=None), ends_at.replace(tzinfo=None)
    return Session(
        id=name,
        room_id=None,
        type=TYPES["process_group"],
        title=name,
        title_lang="en",
        room=None,
        room_lang="en",
        leader=None,
        leader_kind="none",
        leader_id=None,
        keeper_id=None,
        starts_at=starts_at,
        ends_at=ends_at,
        wall_start=wall_start,
        wall_end=wall_end,
        planned_start=wall_start,
        shifted_minutes=0,
        status=status,
        changes=(),
        reason="",
        reason_lang="en",
        audience="everyone",
        wants_register=True,
        fellowship=None,
        meeting_types=(),
        languages=(),
        requires=None,
        sequence=0,
        changed_at=TEN,
    )


def at(minutes: int) -> datetime:
    """So many minutes after ten."""
    return TEN + timedelta(minutes=minutes)


def test_the_running_session_is_now_and_the_nearest_coming_one_is_next() -> None:
    day = [session("group", 0, 60), session("lunch", 90, 60), session("work", 180, 60)]
    place = now_and_next(day, at(15))
    assert (place.now, place.next) == (day[0], day[1])
    assert (place.minutes_left, place.percent_done) == (45, 25)


def test_a_session_is_over_at_the_very_instant_it_ends() -> None:
    day = [session("group", 0, 60), session("lunch", 60, 60)]
    assert now_and_next(day, at(60)).now == day[1]
    assert now_and_next(day[:1], at(60)).now is None


def test_a_cancelled_session_is_neither_now_nor_next() -> None:
    day = [session("group", 0, 60, status="cancelled"), session("walk", 30, 60, status="cancelled")]
    place = now_and_next(day, at(10))
    assert (place.now, place.next, place.minutes_left) == (None, None, 0)


def test_of_two_that_run_the_one_that_began_last_is_now() -> None:
    day = [session("watch", -300, 480), session("alarm drill", 0, 30)]
    place = now_and_next(day, at(5))
    assert place.now is not None and place.now.id == "alarm drill"


def test_the_ribbon_has_every_session_and_the_free_time_between() -> None:
    day = [session("group", 0, 60), session("lunch", 120, 60), session("work", 185, 55)]
    found = [(block.session.id if block.session else None, block.minutes, block.state) for block in weave(day, at(30))]
    assert found == [
        ("group", 60, "open"),
        (None, 60, "gap"),
        ("lunch", 60, "next"),
        ("work", 55, "ahead"),
    ]


def test_a_cancelled_session_leaves_its_time_free() -> None:
    day = [session("group", 0, 60), session("lunch", 60, 60, status="cancelled"), session("work", 120, 60)]
    found = [(block.session.id if block.session else None, block.state) for block in weave(day, at(-10))]
    assert found == [("group", "next"), ("lunch", "cancelled"), (None, "gap"), ("work", "ahead")]


def test_groups_side_by_side_make_no_gap_between_them() -> None:
    day = [session("art", 0, 120), session("meeting", 15, 30), session("supper", 120, 30)]
    assert [block.state for block in weave(day, at(200))] == ["past", "past", "past"]
