"""A single session: held by one verb, clear of clashes, and on everyone's day at once."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from community.access.actor import SYSTEM
from community.houses.models import Room
from community.houses.operations import employ
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.groups.amending import end_group
from sessions.groups.models import Group
from sessions.groups.operations import form_group
from sessions.schedule.changes import move
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.one_off import Expected, hold_once
from sessions.schedule.taken import Taken
from tests.cast import LONG_AGO, NOW, TODAY, Cast, reads_english
from tests.pages import Browser
from tests.sessions.attendance.test_two_at_once import together
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def once(cast: Cast, **changes: Any) -> Occurrence:
    """A talk this afternoon in the hall, led by Farid, for everyone."""
    values: dict[str, Any] = {
        "type_key": "lecture",
        "titles": {"en": "Bees"},
        "day": TODAY,
        "start": time(14),
        "end": time(15),
        "zone": cast.house.zone,
        "who": Expected(),
        "room_id": cast.rooms["hall"].id,
        "leader_id": cast.other_facilitator.id,
        "by": SYSTEM,
    }
    with writing():
        return hold_once(cast.house.id, **(values | changes))


def people_of(occurrence: Occurrence) -> set[str]:
    """Who is expected at it."""
    rows = db.session.execute(expected(Occurrence.id == occurrence.id)).all()
    return {row.person_id for row in rows}


def test_it_is_one_date_kept_by_whoever_leads_it(house: Cast) -> None:
    held = once(house, languages=("ru", "ar"))
    series = db.session.get_one(Series, held.series_id)
    farid = house.other_facilitator.id
    assert (held.wall_start.hour, held.leader_id, held.keeper_id) == (14, farid, farid)
    assert (series.languages, series.wants_register) == (["ar", "ru"], True)
    assert db.session.scalar(select(func.count()).where(Occurrence.series_id == series.id)) == 1


def test_everyone_chosen_people_a_stage_and_a_group_are_expected(house: Cast) -> None:
    all_three = {house.resident.id, house.other_resident.id, house.newcomer.id}
    assert people_of(once(house)) == all_three
    held = once(house, who=Expected(people=[house.newcomer.id]), start=time(15), end=time(16))
    assert people_of(held) == {house.newcomer.id}
    assert db.session.get_one(Group, db.session.get_one(Series, held.series_id).group_id).name == {"en": "Bees"}
    held = once(house, who=Expected(stage_id=house.stages[0].id), start=time(16), end=time(17))
    assert people_of(held) == all_three
    held = once(house, who=Expected(group_id=house.groups["family"].id), start=time(17), end=time(18))
    assert people_of(held) == {house.resident.id}


def test_relatives_come_along_only_where_a_consent_lets_them(house: Cast) -> None:
    held = once(house, who=Expected(people=[house.resident.id, house.newcomer.id], with_relatives=True))
    assert people_of(held) == {house.resident.id, house.newcomer.id, house.mother.id}
    alone = once(house, who=Expected(people=[house.resident.id]), start=time(15), end=time(16))
    assert people_of(alone) == {house.resident.id}


def test_those_chosen_are_still_expected_when_it_is_moved(house: Cast) -> None:
    held = once(house, who=Expected(people=[house.resident.id]))
    with writing():
        row = db.session.get_one(Occurrence, held.id)
        move(row, day=TODAY + timedelta(days=9), start=time(9), end=time(10), reason={}, version=0, by=SYSTEM)
    assert people_of(held) == {house.resident.id}


def test_it_may_begin_in_the_minute_that_runs_and_end_after_midnight(house: Cast) -> None:
    with held_at(NOW.replace(second=40)):
        held = once(house, start=time(10, 32), end=time(11), who=Expected(people=[house.resident.id]))
    assert people_of(held) == {house.resident.id}
    night = once(house, start=time(22), end=time(6))
    assert night.wall_end.date() == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start": time(10, 31)}, "begins in the past"),
        ({"day": TODAY - timedelta(days=1)}, "begins in the past"),
        ({"day": date(2028, 11, 25)}, "within the next two years"),
        ({"day": date.max}, "within the next two years"),
        ({"start": time(11), "end": time(23, 30)}, "12.5 hours after the start is too long"),
        ({"start": time(14), "end": time(14)}, "the end is not after"),
        ({"type_key": "party"}, "not a kind of session"),
        ({"languages": ("xx",)}, "Daybook speaks"),
        ({"who": Expected(people=[])}, "choose who is expected"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_left(house: Cast, changes: dict[str, Any], sentence: str) -> None:
    before = db.session.scalar(select(func.count()).select_from(Series))
    with pytest.raises(Refused, match=f"(?i){sentence}"):
        once(house, **changes)
    assert db.session.scalar(select(func.count()).select_from(Series)) == before


def test_rooms_leaders_people_and_groups_are_the_houses_own(house: Cast) -> None:
    with writing():
        db.session.execute(update(Room).where(Room.id == house.rooms["garden"].id).values(retired_at=NOW))
        boss = employ(db.session.merge(house.aunt), "organisation_admin", by=SYSTEM, from_at=LONG_AGO)
    for changes, sentence in (
        ({"room_id": house.rooms["garden"].id}, "a room of this house"),
        ({"room_id": house.other_house.id}, "a room of this house"),
        ({"leader_id": house.other_manager.id}, "works in this house"),
        ({"leader_id": house.resident.id}, "works in this house"),
        ({"leader_id": boss.person_id}, "works in this house"),
        ({"who": Expected(people=[house.resident.id, house.mother.id])}, "who live in this house"),
        ({"who": Expected(group_id=house.other_house.id)}, "a group of this house"),
        ({"who": Expected(stage_id=house.other_house.id)}, "a stage of this house"),
    ):
        with pytest.raises(Refused, match=sentence):
            once(house, **changes)


def test_a_taken_room_or_leader_is_told_and_can_be_meant(house: Cast) -> None:
    for changes in (
        {"start": time(12, 30), "end": time(13, 30)},
        {"start": time(10, 45), "end": time(11), "leader_id": house.facilitator.id, "room_id": None},
    ):
        with pytest.raises(Taken):
            once(house, **changes)
        assert once(house, anyway=True, **changes).status == "planned"


def test_of_two_who_want_one_room_at_once_one_is_told(app: Flask, house: Cast) -> None:
    leaders = [house.facilitator.id, house.other_facilitator.id]
    came_of: list[str] = []

    def holding(number: int) -> Callable[[], None]:
        def work() -> None:
            try:
                once(house, leader_id=leaders[number])
                came_of.append("held")
            except Taken:
                came_of.append("taken")

        return work

    together(app, holding(0), holding(1))
    assert sorted(came_of) == ["held", "taken"]


STEP = {"type": "lecture", "title": "Bees", "day": "2026-11-24", "start": "14:00", "end": "15:00", "who": "everyone"}


def test_in_two_steps_it_stands_in_everyones_day(house: Cast, browse: Browse) -> None:
    browser = browse(house.other_facilitator)
    reads_english(house.other_facilitator)
    first = browser.text("/sessions/new")
    # 10:32 on the wall: the next quarter, for as long as a group usually lasts.
    assert ('value="10:45"' in first, 'value="12:15"' in first, 'value="2026-11-24"' in first) == (True, True, True)
    second = browser.post("/sessions/new", STEP | {"step": "where"}, status=200).get_data(as_text=True)
    assert second.index("Garden room") < second.index('value="none"')
    assert "Bees" not in browse(house.resident).text("/today")
    chosen = {"room": house.rooms["hall"].id, "leader": house.other_facilitator.id}
    answer = browser.post("/sessions/new", STEP | chosen | {"step": "hold", "languages": "ru"})
    for person in (house.resident, house.newcomer, house.facilitator):
        assert "Bees" in browse(person).text("/today")
    assert "Русский" in browser.text(answer.location)
    assert "Bees" not in browse(house.mother).text("/today")
    assert "Bees" not in browse(house.other_manager).text("/today")


def test_what_takes_a_room_or_a_leader_stands_beside_it_after_those_that_are_free(house: Cast, browse: Browse) -> None:
    at_noon = STEP | {"start": "12:15", "end": "12:45", "step": "where"}
    text = browse(house.facilitator).post("/sessions/new", at_noon, status=200).get_data(as_text=True)
    assert text.index("Garden room") < text.index(">Hall<") < text.index("taken: Meal")
    assert f'value="{house.facilitator.id}" checked' in text


def test_a_taken_one_is_held_only_when_it_is_meant(house: Cast, browse: Browse) -> None:
    sent = STEP | {"start": "12:15", "end": "12:45", "step": "hold", "leader": house.facilitator.id}
    sent["room"] = house.rooms["hall"].id
    browser = browse(house.facilitator)
    text = browser.post("/sessions/new", sent, status=409).get_data(as_text=True)
    assert ("is taken then" in text, 'name="anyway"' in text) == (True, True)
    browser.post("/sessions/new", sent | {"anyway": "y"})


def test_going_back_keeps_what_was_typed(house: Cast, browse: Browse) -> None:
    sent = STEP | {"step": "back", "who": "chosen", "people": house.newcomer.id}
    text = browse(house.facilitator).post("/sessions/new", sent, status=200).get_data(as_text=True)
    assert ('value="Bees"' in text, f'value="{house.newcomer.id}" checked' in text) == (True, True)
    assert '<option selected value="chosen">' in text


def test_groups_that_go_on_are_offered_and_lists_made_for_one_session_are_not(house: Cast, browse: Browse) -> None:
    once(house, who=Expected(people=[house.resident.id]))
    with writing():
        for name, kind in (("Choir", "hobby"), ("Kitchen", "department"), ("Circle", "group"), ("Chess", "hobby")):
            group = form_group(house.house.id, name={"en": name}, kind=kind, by=SYSTEM)
        end_group(group, by=SYSTEM)
    text = browse(house.facilitator).text("/sessions/new")
    named = [name for name in ("Choir", "Kitchen", "Circle", "Chess", "Bees") if name in text]
    assert (named, house.groups["family"].id in text) == (["Choir", "Kitchen", "Circle"], False)


@pytest.mark.parametrize("name", ["resident", "mother"])
def test_who_does_not_work_here_plans_nothing(house: Cast, browse: Browse, name: str) -> None:
    browse(house.people[name]).get("/sessions/new", status=403)


def test_the_first_page_takes_four_statements_and_the_second_seven(house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    with statements() as sent:
        browser.get("/sessions/new")
    # Who asks, who lives here, the stages and the groups.
    assert len(sent) == 4
    with statements() as sent:
        browser.post("/sessions/new", STEP | {"step": "where"}, status=200)
    # And what takes place then, the rooms and the staff; that they were seen just now is noted at most once a minute.
    assert len(sent) == 7
