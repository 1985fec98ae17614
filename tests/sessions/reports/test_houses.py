"""Houses side by side: what speaks of fewer than five is not told."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import delete, select

from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.jobs import freeze_due
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.reports.houses import HouseAttendance, _told, attendance_of_houses
from sessions.schedule.models import Occurrence
from tests.cast import NOW, Cast
from tests.statements import statements


@pytest.mark.parametrize(
    ("people", "expected", "attended", "unrecorded", "told"),
    [
        (4, 400, 200, 100, HouseAttendance()),
        (5, 400, 200, 100, HouseAttendance(400, 50, 100)),
        (60, 400, 397, 0, HouseAttendance(400, None, None)),
        (60, 400, 4, 396, HouseAttendance(400, None, 396)),
        (60, 400, 395, 5, HouseAttendance(400, 98, 5)),
    ],
)
def test_a_house_is_told_only_where_nobody_can_be_told_from_it(
    people: int, expected: int, attended: int, unrecorded: int, told: HouseAttendance
) -> None:
    row = SimpleNamespace(people=people, expected=expected, attended=attended, unrecorded=unrecorded)
    assert _told(row) == told


@pytest.mark.parametrize(
    ("people", "told", "count"),
    [
        # At one session, at several with never five at once, and too few.
        ([5], HouseAttendance(5, None, 5), 1),
        ([3, 2], HouseAttendance(5, None, 5), 2),
        ([4, 0], HouseAttendance(), 1),
    ],
)
def test_five_people_are_five_wherever_they_were_expected(
    app: Flask, house: Cast, people: list[int], told: HouseAttendance, count: int
) -> None:
    freeze_due()
    anybody = iter(sorted(person.id for person in house.people.values() if person.house_id == house.house.id))
    span = [house.house.id], NOW - timedelta(days=28), NOW
    with writing():
        ended = select(Register.id).join(Occurrence, opened()).where(Occurrence.ends_at <= NOW)
        books = list(db.session.scalars(ended.order_by(Register.id)))
        db.session.execute(delete(RegisterRow))
        for book, many in zip(books, people, strict=False):
            for _ in range(many):
                row = {"capacity": "resident", "added": "expected", "added_at": NOW}
                person_id = next(anybody)
                db.session.add(RegisterRow(register_id=book, person_id=person_id, house_id=house.house.id, **row))
    with statements() as sent:
        found = attendance_of_houses(*span)
    assert (found[house.house.id], len(sent)) == (told, count)
