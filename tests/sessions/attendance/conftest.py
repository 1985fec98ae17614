"""A register of today's group, opened by its facilitator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update
from werkzeug.test import TestResponse

from community.access.actor import SYSTEM, Actor
from community.people.operations import enrol_person
from foundation.clock import now
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import Mark, Register, RegisterRow
from sessions.attendance.opening import open_register
from sessions.attendance.operations import Marked, mark
from sessions.attendance.roll import Standing, standing
from sessions.schedule.models import Occurrence, Series
from tests.cast import TODAY, Cast, actor_for, occurrence_on
from tests.pages import BASE, Browser, as_request


@dataclass
class Roll:
    """A register with who keeps it."""

    register: Register
    by: Actor
    occurrence_id: str

    def mark(self, *marks: NewMark, by: Actor | None = None) -> Marked:
        """Save marks in a transaction of their own."""
        with writing():
            return mark(self.register, marks, by=by or self.by)

    def stands(self, person_id: str) -> Standing:
        """How a person stands now."""
        found = next(row for row in standing(self.register.id) if row.person_id == person_id)
        db.session.rollback()
        return found

    def made(self) -> int:
        """How many marks were ever made on it."""
        count = len(db.session.scalars(select(Mark.id).where(Mark.register_id == self.register.id)).all())
        db.session.rollback()
        return count

    def let_relatives_come(self) -> None:
        """Let the session be one that relatives come to."""
        series_id = select(Occurrence.series_id).where(Occurrence.id == self.occurrence_id).scalar_subquery()
        with writing():
            db.session.execute(update(Series).where(Series.id == series_id).values(audience="relatives"))

    def crowd(self, more: int) -> list[str]:
        """Put more people on the register; the ids of everyone on it."""
        with writing():
            for number in range(more):
                name = f"Guest {number:02}"
                person = enrol_person(self.register.house_id, given_name=name, surname="Many", language="en", by=SYSTEM)
                db.session.execute(
                    insert(RegisterRow).values(
                        register_id=self.register.id,
                        person_id=person.id,
                        house_id=self.register.house_id,
                        capacity="resident",
                        added="expected",
                        added_at=now(),
                    )
                )
        ids = [row.person_id for row in standing(self.register.id)]
        db.session.rollback()
        return ids


def new(person_id: str, status: str = "present", based_on: str | None = None, **more: Any) -> NewMark:
    """A mark as a device would send it."""
    value = Value(status, more.pop("minutes", None), more.pop("absence_reason", None))
    return NewMark(more.pop("id", None) or new_id(), person_id, value, based_on, **more)


@pytest.fixture
def tap(roll: Roll) -> Callable[..., TestResponse]:
    """Sends JSON to the register's marks as the script of the page does."""

    def send(browser: Browser, body: Any) -> TestResponse:
        if not browser.token:
            browser.get(f"/occurrences/{roll.occurrence_id}/register")
        headers = {"X-CSRFToken": browser.token, "HX-Request": "true"}
        path = f"/registers/{roll.register.id}/marks"
        return as_request(lambda: browser.client.post(path, json=body, headers=headers, base_url=BASE))

    return send


@pytest.fixture
def make() -> Callable[..., NewMark]:
    """Makes marks as a device would send them."""
    return new


@pytest.fixture
def roll(app: Flask, house: Cast) -> Roll:
    """Today's group, on its register Piotr, Yusuf and Oleg; kept by Marta."""
    by = actor_for(house.facilitator)
    occurrence_id = occurrence_on(house, "group", TODAY)
    with writing():
        register = open_register(occurrence_id, by=by)
    # Threads and counts must not meet a row that loads itself again.
    db.session.expunge(register)
    return Roll(register, by, occurrence_id)
