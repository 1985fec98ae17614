"""Closing a day: what is left open is asked for, and stays visible for ever unless somebody marks it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.houses.operations import employ
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.day_closing import close_day
from sessions.attendance.day_registers import closed_of, days_of_month, registers_of_day
from sessions.attendance.jobs import freeze_due
from sessions.attendance.models import DailyClose, Register
from sessions.attendance.operations import rest_present
from tests.cast import NOW, TODAY, Cast, actor_for, reads_english
from tests.statements import statements

LATE = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


def finish_all(cast: Cast) -> None:
    """Every register of the day is marked and finished."""
    manager = actor_for(cast.manager)
    with writing():
        for row in registers_of_day(manager, TODAY):
            book = db.session.get_one(Register, row.state.id)
            rest_present(book, by=manager)
            close(book, unrecorded_known=False, by=manager)


def test_a_day_with_open_registers_is_closed_by_whoever_says_they_know(app: Flask, house: Cast) -> None:
    manager = actor_for(house.manager)
    with held_at(LATE):
        freeze_due()
        with writing(), pytest.raises(Refused):
            close_day(manager, TODAY, known=False)
        with writing():
            closed = close_day(manager, TODAY, known=True)
        assert (closed.registers_left, closed.people_left) == (3, 9)
        finish_all(house)
        with writing():
            again = close_day(manager, TODAY, known=False)
        assert (again.id, again.registers_left, again.people_left) == (closed.id, 0, 0)
        assert len(list(db.session.scalars(select(DailyClose)))) == 1


def test_a_day_that_still_runs_cannot_be_closed(app: Flask, house: Cast) -> None:
    with writing(), pytest.raises(Refused):
        close_day(actor_for(house.manager), TODAY, known=True)


def test_what_was_never_opened_is_seen_however_long_ago(app: Flask, house: Cast) -> None:
    manager = actor_for(house.manager)
    with held_at(LATE + timedelta(days=400)):
        rows = registers_of_day(manager, TODAY - timedelta(days=20))
        assert [(row.state, row.in_order) for row in rows] == [(None, False)] * 3
        month = days_of_month(manager, TODAY.replace(day=1), TODAY + timedelta(days=1))
        assert {(one.registers, one.unfinished, one.closed) for one in month} == {(2, 2, False), (3, 3, False)}


def test_who_is_unrecorded_is_counted_though_the_register_is_finished(app: Flask, house: Cast) -> None:
    manager = actor_for(house.manager)
    with held_at(LATE):
        freeze_due()
        book = db.session.get_one(Register, registers_of_day(manager, TODAY)[0].state.id)
        with writing():
            close(book, unrecorded_known=True, by=manager)
        [today] = days_of_month(manager, TODAY, TODAY + timedelta(days=1))
        assert (today.registers, today.unfinished, today.unrecorded) == (3, 2, 9)


def test_the_page_asks_lists_and_thanks(app: Flask, house: Cast, browse) -> None:
    reads_english(house.manager)
    with held_at(LATE):
        freeze_due()
        manager = browse(house.manager)
        text = manager.text("/daily-close")
        assert text.count("0 of 3 recorded") == 3
        told = manager.post("/daily-close", {"day": TODAY.isoformat()}, status=422).text
        assert "Tick that you know, and they stay as they are." in told
        manager.post("/daily-close", {"day": TODAY.isoformat(), "known": "y"})
        assert "3 registers were left open knowingly." in manager.text("/daily-close")
        assert closed_of(actor_for(house.manager), TODAY).by == "Ewa M."


def test_night_staff_close_the_day_and_facilitators_do_not(app: Flask, house: Cast, browse) -> None:
    with writing():
        employ(house.other_facilitator, "night_staff", by=SYSTEM, from_at=NOW)
    with held_at(LATE):
        browse(house.other_facilitator).get("/daily-close")
        browse(house.facilitator).get("/daily-close", status=403)
        browse(house.resident).get("/daily-close", status=403)
        assert "Process group" not in browse(house.other_manager).text("/daily-close")


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_takes_five_statements(app: Flask, house: Cast, browse, days: int) -> None:
    with held_at(LATE - timedelta(days=3 - days)):
        freeze_due()
        manager = browse(house.manager)
        db.session.rollback()
        with statements() as seen:
            manager.get("/daily-close")
        # Who asks; the day's registers; the month's, and which of its days were closed; who closed this one.
        assert len(seen) == 5
