"""On the days when the clocks change every screen and the sheet of paper show what the wall shows."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import cancel, change_leader, change_room, move
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
TOMORROW = TODAY + timedelta(days=1)
SPRING = date(2027, 3, 28)
LATER_BY_AN_HOUR = "The clocks change: this begins 60 minutes later than planned."
DURING = "The clocks change during this session."


def times(text: str) -> list[str]:
    """Every time of day that a page shows, in its order."""
    return re.findall(r">(\d\d:\d\d)</time>", text)


def group_of(house: Cast) -> Occurrence:
    """Tomorrow's process group."""
    return db.session.get_one(Occurrence, occurrence_on(house, "group", TOMORROW), populate_existing=True)


def moved_into_the_gap(house: Cast, start: time, end: time) -> str:
    """Tomorrow's group, moved into the night without 02:00 to 03:00."""
    with writing():
        row = group_of(house)
        move(row, day=SPRING, start=start, end=end, reason={}, version=0, by=SYSTEM)
    return row.id


def section(text: str, title: str, end: str = "</li>") -> str:
    """The part of a page from a title to an end."""
    return text[text.index(title) :].split(end)[0]


@pytest.mark.parametrize("path", ["/today?day=2027-03-28", "/week?day=2027-03-28", "/day-sheet?day=2027-03-28"])
def test_a_time_the_wall_never_shows_stands_nowhere(app: Flask, house: Cast, browse: Browse, path: str) -> None:
    moved_into_the_gap(house, time(2, 30), time(4))
    text = browse(house.facilitator).text(path)
    assert "03:30" in times(text)
    assert "02:30" not in text
    assert LATER_BY_AN_HOUR in text


def test_the_page_of_the_session_shows_the_wall_and_says_why(app: Flask, house: Cast, browse: Browse) -> None:
    one = moved_into_the_gap(house, time(2, 30), time(4))
    text = browse(house.resident).text(f"/occurrences/{one}")
    assert times(text) == ["03:30", "04:00"]
    assert LATER_BY_AN_HOUR in text


def test_an_end_the_wall_never_shows_is_shown_an_hour_later(app: Flask, house: Cast, browse: Browse) -> None:
    one = moved_into_the_gap(house, time(1, 30), time(2, 30))
    text = browse(house.resident).text(f"/occurrences/{one}")
    assert times(text) == ["01:30", "03:30"]
    assert (LATER_BY_AN_HOUR in text, DURING in text) == (False, True)


def test_what_begins_before_cairos_missing_midnight_begins_when_it_was_planned(
    app: Flask, house: Cast, browse: Browse
) -> None:
    reads_english(house.other_manager)
    with writing():
        late = start_series(
            house.other_house.id,
            type_key="meal",
            titles={"en": "Late tea"},
            rule="FREQ=DAILY;COUNT=1",
            first_day=date(2027, 4, 29),
            wall_start=time(23, 30),
            wall_end=time(0, 30),
            zone="Africa/Cairo",
            by=SYSTEM,
        )
        fill(late, date(2027, 6, 1))
    [row] = db.session.query(Occurrence).filter_by(series_id=late.id)
    assert row.shifted_minutes == 0
    text = browse(house.other_manager).text(f"/occurrences/{row.id}")
    assert times(text) == ["23:30", "01:30"]
    assert (LATER_BY_AN_HOUR in text, DURING in text) == (False, True)


def test_an_ordinary_day_says_nothing_of_clocks(app: Flask, house: Cast, browse: Browse) -> None:
    assert "The clocks change" not in browse(house.facilitator).text("/today")


def test_the_sheet_of_paper_tells_every_change(app: Flask, house: Cast, browse: Browse) -> None:
    with held_at(NOW), writing():
        row = group_of(house)
        start, end = time(14), time(15)
        move(row, day=TOMORROW, start=start, end=end, reason={"en": "The baker comes"}, version=0, by=SYSTEM)
        change_room(row, house.rooms["hall"].id, version=1, by=SYSTEM)
        change_leader(row, house.other_facilitator.id, version=2, by=SYSTEM)
        morning = db.session.get_one(Occurrence, occurrence_on(house, "morning", TOMORROW))
        cancel(morning, reason={"en": "We sleep in"}, version=0, by=SYSTEM)
    text = browse(house.resident).text(f"/day-sheet?day={TOMORROW}")
    group = section(text, "Process group", "</tr>")
    told = ("moved", "other room", "other leader", "The baker comes", "10:00", "Hall", "Farid N.")
    assert [word for word in told if word not in group] == []
    assert "We sleep in" in section(text, "Morning meeting", "</tr>")
    assert text.count(">cancelled<") == 1
