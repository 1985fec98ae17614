"""The rules of clashes: every kind found where it is, told once, and nothing where two only touch."""

from datetime import date, time
from typing import Any

import pytest

from community.staff.shifts import Hours
from sessions.clashes.planned import Away, Facts, Gone, Kept
from sessions.clashes.rules import SEVERITY, find
from tests.sessions.clashes.planned_days import DAY, at, facts, session


def told(known: Facts) -> list[tuple[str, str, str | None, str | None, tuple[str, ...]]]:
    """What was found: kind, sessions, subject and people."""
    return [(c.kind, c.one.id, c.other and c.other.id, c.subject, c.people) for c in find(known)]


def test_one_room_at_once_is_a_clash_and_one_after_the_other_is_none() -> None:
    rooms = facts(
        session("a", "10:00", "11:00", room_id="hall"),
        session("b", "10:30", "11:30", room_id="hall"),
        session("c", "11:30", "12:00", room_id="hall"),
    )
    assert told(rooms) == [("room", "a", "b", "hall", ())]
    assert [(c.starts_at, c.ends_at, c.severity) for c in find(rooms)] == [(at("10:30"), at("11:00"), "hard")]


def test_daily_life_may_share_its_room_and_its_people() -> None:
    meal = session("meal", "12:00", "13:00", "y", room_id="hall", type_key="meal")
    medicine = session("medicine", "12:00", "12:15", "y", room_id="hall", type_key="medical")
    assert told(facts(meal, medicine)) == []


def test_a_leader_is_in_one_place_whether_leading_or_keeping_a_register() -> None:
    one = session("a", "10:00", "11:00", leader_id="marta", keeper_id="marta")
    other = session("b", "10:00", "11:00", leader_id="farid", keeper_id="marta")
    assert told(facts(one, other)) == [("leader", "a", "b", "marta", ("marta",))]


def test_one_clash_names_everybody_who_is_expected_twice() -> None:
    both = facts(session("a", "10:00", "11:00", "z", "y", "x"), session("b", "10:30", "12:00", "y", "z", "w"))
    assert told(both) == [("resident", "a", "b", None, ("y", "z"))]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("visit", "meal", "visit"),
        ("lecture", "phone_hour", "phone_hour"),
        ("meal", "lecture", "meal"),
        ("job_duty", "meal", "job_duty"),
        ("lecture", "sport", "resident"),
        ("mentoring", "sport", "resident"),
    ],
)
def test_two_at_once_are_called_by_the_one_that_is_special(one: str, other: str, kind: str) -> None:
    pair = facts(session("a", "10:00", "11:00", "y", type_key=one), session("b", "10:00", "11:00", "y", type_key=other))
    assert [clash[0] for clash in told(pair)] == [kind]


def test_those_who_come_one_after_the_other_are_in_no_two_places() -> None:
    talks = session("a", "10:00", "12:00", "y", "z", audience="each", room_id="nook")
    assert told(facts(talks, session("b", "10:00", "11:00", "y", "z", room_id="hall"))) == []


def test_a_room_that_is_too_small_is_told_with_everybody_expected() -> None:
    assert told(facts(session("a", "10:00", "11:00", "x", "y", "z", room_id="nook"))) == [
        ("capacity", "a", None, "nook", ("x", "y", "z"))
    ]
    assert told(facts(session("a", "10:00", "11:00", "x", "y", room_id="nook"))) == []


def test_whoever_is_away_when_it_begins_is_not_expected_and_no_clash() -> None:
    away = {"y": [Away("y", "court", at("09:00"), at("10:30"))]}
    known = facts(session("a", "10:00", "11:00", "x", "y", "z"), session("b", "10:00", "11:00", "y"), away=away)
    assert told(known) == [("engagement", "b", None, None, ("y",))]
    assert known.sessions[0].people == {"x", "z"}


@pytest.mark.parametrize(("reason", "kind"), [("court", "engagement"), ("job_duty", "job_duty"), ("leave", "leave")])
def test_who_has_to_go_while_it_lasts_is_a_clash(reason: str, kind: str) -> None:
    away = {"y": [Away("y", reason, at("10:30"), at("12:00"))]}
    assert told(facts(session("a", "10:00", "11:00", "x", "y", "z"), away=away)) == [(kind, "a", None, None, ("y",))]


def test_more_than_half_on_leave_is_told_and_half_is_not() -> None:
    away = {one: [Away(one, "leave", at("08:00"), at("20:00"))] for one in ("x", "y")}
    assert told(facts(session("a", "10:00", "11:00", "x", "y", "z", "w"), away=away)) == []
    assert told(facts(session("a", "10:00", "11:00", "x", "y", "z"), away=away)) == [
        ("leave", "a", None, None, ("x", "y"))
    ]
    assert told(facts(session("a", "10:00", "11:00", "x", "y", audience="each"), away=away))[0][0] == "leave"


def test_hours_kept_free_are_those_of_all_or_of_a_group() -> None:
    kept = [
        Kept("noon", "prayer", {}, at("12:00"), at("12:30"), frozenset({"y"})),
        Kept("rest", "rest", {}, at("14:00"), at("15:00"), None),
    ]
    known = facts(
        session("a", "12:15", "13:00", "x", "y"),
        session("b", "12:15", "13:00", "x"),
        session("c", "13:00", "14:00", "x"),
        session("d", "14:30", "15:30", "x"),
        session("meal", "14:30", "15:30", "q", type_key="meal"),
        kept=kept,
    )
    assert [one for one in told(known) if one[0] == "kept_hour"] == [
        ("kept_hour", "a", None, "noon", ("y",)),
        ("kept_hour", "d", None, "rest", ("x",)),
    ]


def test_between_two_counted_groups_there_is_rest() -> None:
    group: dict[str, Any] = {"type_key": "process_group", "counted": True}
    first, second = session("a", "10:00", "11:00", "x", "y", **group), session("b", "11:05", "12:00", "y", **group)
    assert told(facts(first, second, rest_minutes=10)) == [("rest", "a", "b", None, ("y",))]
    assert told(facts(first, second, rest_minutes=5)) == []
    lecture = second._replace(type_key="lecture")
    assert told(facts(first, lecture, rest_minutes=10)) == []
    straight = session("b", "11:00", "12:00", "y", **group)
    assert told(facts(first, straight, rest_minutes=10))[0][0] == "rest"
    assert told(facts(first, straight, rest_minutes=0)) == []


def test_staff_are_there_in_their_hours_and_nothing_is_said_of_whose_hours_nobody_knows() -> None:
    hours = {"marta": [Hours("marta", DAY.weekday(), time(8), time(12), date(2026, 1, 1), None)]}
    late = session("a", "11:30", "12:30", leader_id="marta")
    assert told(facts(late, hours=hours)) == [("working_hours", "a", None, "marta", ("marta",))]
    assert told(facts(session("a", "11:00", "12:00", leader_id="marta"), hours=hours)) == []
    assert told(facts(late._replace(leader_id="farid"), hours=hours)) == []
    assert told(facts(late._replace(leader_kind="resident"), hours=hours)) == []


def test_a_leader_who_is_away_leads_nothing() -> None:
    gone = {"marta": [Gone("marta", at("10:30"), None)]}
    one = session("a", "10:00", "11:00", leader_id="marta", keeper_id="marta")
    assert told(facts(one, gone=gone)) == [("absence", "a", None, "marta", ("marta",))]
    assert told(facts(session("a", "09:00", "10:30", leader_id="marta"), gone=gone)) == []


def test_a_clash_is_the_same_on_another_day_whichever_begins_first() -> None:
    early, late = session("a", "10:00", "11:00", "y"), session("b", "10:30", "11:30", "y")
    one = find(facts(early, late))[0]
    other = find(facts(session("a", "10:30", "11:30", "y"), session("b", "10:00", "11:00", "y")))[0]
    assert one.key == other.key == ("resident", "a", "b", None)


def test_only_those_of_a_date_are_asked_for() -> None:
    known = facts(*(session(name, "10:00", "11:00", "y") for name in "abc"))
    assert [(c.one.id, c.other and c.other.id) for c in find(known, {"a"})] == [("a", "b"), ("a", "c")]
    assert find(known, set()) == []


def test_every_kind_has_its_severity() -> None:
    assert {SEVERITY[kind] for kind in ("room", "leader", "resident", "absence")} == {"hard"}
    assert {SEVERITY[kind] for kind in ("rest", "capacity", "kept_hour", "leave")} == {"warning"}
