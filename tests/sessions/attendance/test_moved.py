"""A session is moved after its register was opened: the register follows it, and no mark is lost."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.residency.operations import discharge
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.attendance.jobs import freeze_due
from sessions.attendance.ledger import NewMark
from sessions.attendance.models import Register
from sessions.attendance.opening import open_register
from sessions.attendance.operations import mark
from sessions.attendance.queries import session_for
from sessions.attendance.roll import standing
from sessions.attendance.states import register_states
from sessions.attendance.waiting import open_registers
from sessions.schedule.changes import change_room, move
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.pages import Browser

TOMORROW = TODAY + timedelta(days=1)
START = NOW.replace(hour=9, minute=0) + timedelta(days=1)
EARLY = START - timedelta(minutes=10)
LATER = timedelta(days=20)
Make = Callable[..., NewMark]


def to_day(house: Cast, day: date) -> None:
    """The group of tomorrow takes place on another day, at the same hour."""
    with writing():
        row = db.session.get_one(Occurrence, occurrence_on(house, "group", TOMORROW), populate_existing=True)
        start, end = row.wall_start.time(), row.wall_end.time()
        move(row, day=day, start=start, end=end, reason={}, version=row.sequence, by=SYSTEM, anyway=True)


def leave(house: Cast, name: str) -> None:
    """Somebody moves out a quarter of an hour before the start that was planned."""
    with writing():
        discharge(db.session.merge(house.stays[name]), at=EARLY - timedelta(minutes=5), by=SYSTEM)


def names(register_id: str) -> list[str]:
    """Who stands on a register."""
    found = [row.name for row in standing(register_id)]
    db.session.rollback()
    return found


@pytest.fixture
def opened(app: Flask, house: Cast) -> Register:
    """The register of tomorrow's group, opened ten minutes before it was to begin."""
    with held_at(EARLY), writing():
        register = open_register(occurrence_on(house, "group", TOMORROW), by=SYSTEM)
    db.session.expunge(register)
    return register


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_register_opened_too_early_freezes_anew_at_the_new_start(
    house: Cast, opened: Register, by_hand: bool
) -> None:
    with held_at(EARLY):
        to_day(house, TOMORROW + LATER)
        leave(house, "resident")
    assert names(opened.id) == ["Piotr Z.", "Yusuf H.", "Олег О."]
    with held_at(START + LATER):
        if by_hand:
            with writing():
                assert open_register(opened.occurrence_id, by=SYSTEM).id == opened.id
        else:
            freeze_due()
        assert names(opened.id) == ["Piotr Z.", "Олег О."]
        [again] = db.session.scalars(select(Register).where(Register.occurrence_id == opened.occurrence_id))
        assert (again.frozen_for, again.opened_at) == (START + LATER, START + LATER)


def test_until_then_it_is_as_if_it_had_not_been_opened(house: Cast, opened: Register, browse) -> None:
    keeper = actor_for(house.facilitator)
    with held_at(EARLY):
        to_day(house, TOMORROW + LATER)
        browser: Browser = browse(house.facilitator)
        text = browser.text(f"/occurrences/{opened.occurrence_id}/register")
        assert "The register opens fifteen minutes before the start:" in text
        assert register_states(house.house.id, START, START + LATER + LATER) == {}
        assert session_for(keeper, opened.occurrence_id)[1] is None
        with pytest.raises(Refused, match="fifteen minutes before"), writing():
            open_register(opened.occurrence_id, by=keeper)
    with held_at(START + LATER):
        [one] = [one for one in open_registers(keeper) if one.session.id == opened.occurrence_id]
        assert one.state is None


def test_no_mark_is_written_for_a_time_that_does_not_hold_any_more(
    house: Cast, opened: Register, make: Make, browse
) -> None:
    with held_at(EARLY):
        to_day(house, TOMORROW + LATER)
        with pytest.raises(Refused, match="was moved"), writing():
            mark(opened, [make(house.resident.id)], by=SYSTEM)
        page = f"/registers/{opened.id}/marks"
        fields = {f"status.{house.resident.id}": "present", f"mark.{house.resident.id}": "a" * 32}
        answer = browse(house.facilitator).post(page, fields, status=422)
        assert "This session was moved." in answer.get_data(as_text=True)


def test_whoever_has_a_mark_or_walked_in_stays_and_nobody_stands_twice(
    house: Cast, opened: Register, make: Make
) -> None:
    with held_at(EARLY), writing():
        mark(opened, [make(house.resident.id, "excused", absence_reason="court")], by=SYSTEM)
    with held_at(EARLY):
        to_day(house, TOMORROW + LATER)
        leave(house, "resident")
        leave(house, "other_resident")
    with held_at(START + LATER):
        freeze_due()
        assert [(row.name, row.value.status) for row in standing(opened.id)] == [
            ("Yusuf H.", "excused"),
            ("Олег О.", "unrecorded"),
        ]


def test_a_register_finished_before_the_move_is_open_again(house: Cast, opened: Register) -> None:
    # A register is finished once its session has begun; an older Daybook let it be finished before.
    with writing():
        db.session.get_one(Register, opened.id).closed_at = EARLY
    with held_at(EARLY):
        to_day(house, TOMORROW + LATER)
    with held_at(START + LATER):
        freeze_due()
        assert session_for(actor_for(house.facilitator), opened.occurrence_id)[1].closed_at is None


def test_moved_there_and_back_or_into_another_room_it_stays_as_it_is(house: Cast, opened: Register) -> None:
    with held_at(EARLY):
        to_day(house, TOMORROW + LATER)
        to_day(house, TOMORROW)
        with writing():
            row = db.session.get_one(Occurrence, opened.occurrence_id, populate_existing=True)
            change_room(row, house.rooms["hall"].id, version=2, by=SYSTEM)
        leave(house, "resident")
    with held_at(START):
        freeze_due()
        assert names(opened.id) == ["Piotr Z.", "Yusuf H.", "Олег О."]
        register = session_for(actor_for(house.facilitator), opened.occurrence_id)[1]
        assert register.opened_at == EARLY
