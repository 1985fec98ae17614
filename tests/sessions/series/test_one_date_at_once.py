"""Somebody moves one date while it stands open in the form of its series: that is told, not overwritten."""

import re
from datetime import time, timedelta

import pytest

from community.access.actor import SYSTEM
from foundation.database import db
from foundation.errors import Stale
from foundation.transactions import writing
from sessions.schedule.changes import move
from sessions.schedule.coming_along import Change
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.one_date import change_date
from tests.cast import TODAY, Cast, occurrence_on, reads_english
from tests.sessions.series.test_pages import Browse, body, path

NEXT = TODAY + timedelta(days=7)


def test_a_date_that_was_moved_meanwhile_is_not_moved_over(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager, date_id = browse(house.manager), occurrence_on(house, "steps", NEXT)
    opened = manager.text(path(house) + f"?occurrence={date_id}")
    version = re.search(r'name="date_version" value="(\d+)"', opened)
    assert version is not None and version[1] == "0"
    with writing():
        row = db.session.get_one(Occurrence, date_id)
        move(row, day=NEXT, start=time(18), end=time(19), reason={}, version=0, by=SYSTEM)
    sent = body(house, step="save", scope="date", start="21:00", end="22:00", date_version=version[1])
    late = manager.post(path(house), sent, status=409).get_data(as_text=True)
    assert "Somebody changed this in the meantime." in late
    assert db.session.get_one(Occurrence, date_id).wall_start.hour == 18
    db.session.rollback()
    # Sent again in the knowledge of it, it is meant.
    manager.post(path(house), sent | {"date_version": "1"})
    assert db.session.get_one(Occurrence, date_id).wall_start.hour == 21


def test_whoever_was_faster_before_the_house_was_held_is_told(house: Cast) -> None:
    day = occurrence_on(house, "steps", NEXT)
    with writing():
        series, row = db.session.get_one(Series, house.series["steps"].id), db.session.get_one(Occurrence, day)
        assert row.sequence == 0
        table = Occurrence.__table__
        # As another process writes it: what is at hand here does not know of it.
        db.session.connection().execute(table.update().where(table.c.id == day).values(sequence=1, status="cancelled"))
        with pytest.raises(Stale):
            change_date(Change(series, {}, SYSTEM, True, "b" * 32), row, {"titles": {"en": "Speaker"}})
