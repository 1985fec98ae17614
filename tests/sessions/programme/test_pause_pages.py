"""A pause is looked at before it is kept, kept, and taken back; the day says why the programme rests."""

import re
from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.houses.models import House
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import change_room, move
from sessions.schedule.models import Occurrence, Pause
from sessions.schedule.pausing import begin_pause
from tests.cast import NOW, TODAY, Cast, reads_english
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask, events
from tests.statements import statements

# The Wednesday of the next family session.
TOMORROW = TODAY + timedelta(days=1)
FEAST = {"name_en": "Christmas", "kind": "feast", "first_day": TOMORROW.isoformat(), "covers": "activities"}


def paused() -> int:
    db.session.rollback()
    statement = select(func.count()).select_from(Occurrence).where(Occurrence.pause_id.is_not(None))
    return db.session.execute(statement).scalar_one()


def begin(house: Cast, **more: object) -> str:
    facts = {"kind": "feast", "covers": "activities", "first_day": TOMORROW, "last_day": TOMORROW}
    with writing():
        here = db.session.get_one(House, house.house.id)
        return begin_pause(here, name={"en": "Christmas", "ar": "عيد الميلاد"}, by=SYSTEM, **(facts | more))[0].id


@pytest.fixture
def manager(house: Cast, browse) -> Browser:
    reads_english(house.manager)
    return browse(house.manager)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_without_any_pause_the_page_says_what_one_is_for(manager: Browser) -> None:
    text = manager.text("/pauses")
    assert "A pause is for a feast day, a holiday of the house or a day on which it is closed" in text
    assert 'href="/pauses/new"' in text


def test_a_preview_says_what_rests_and_what_stays_and_keeps_nothing(manager: Browser) -> None:
    text = plain(manager.post("/pauses/new", FEAST | {"step": "look"}, status=200).get_data(as_text=True))
    assert "3 sessions are cancelled." in text
    assert "1 stays as planned: Meal." in text
    # The morning, the group and the family session have one each.
    assert "3 registers will not be opened." in text
    assert "Nothing is kept yet." in text
    assert (paused(), db.session.scalars(select(Pause)).all()) == (0, [])


def test_a_moved_day_names_what_it_comes_to_stand_beside(manager: Browser) -> None:
    other = (TOMORROW + timedelta(days=1)).isoformat()
    sent = FEAST | {"step": "look", "moves_to": other}
    text = plain(manager.post("/pauses/new", sent, status=200).get_data(as_text=True))
    assert "3 sessions move to Thursday 26 November, at the same times." in text
    # The morning and the group of Thursday are in the same room; nothing else is at four.
    assert "2 sessions come to stand beside another one" in text
    assert text.count("one room") == 2


def test_back_leads_to_the_form_with_all_that_was_typed(manager: Browser) -> None:
    text = manager.post("/pauses/new", FEAST | {"step": "back"}, status=200).get_data(as_text=True)
    assert 'value="Christmas"' in text
    assert f'value="{TOMORROW.isoformat()}"' in text


def test_a_pause_is_kept_shown_and_taken_back(house: Cast, manager: Browser) -> None:
    manager.post("/pauses/new", FEAST | {"step": "keep"})
    assert paused() == 3
    text = manager.text("/pauses")
    assert "The pause is kept. 3 sessions are cancelled." in text
    pause_id = re.search(r"/pauses/(\w{32})/ending", text)[1]
    assert "3 sessions take place as they were planned." in manager.text(f"/pauses/{pause_id}/ending")
    # Looking at it took nothing back.
    assert paused() == 3
    manager.post(f"/pauses/{pause_id}/ending")
    assert paused() == 0
    text = manager.text("/pauses")
    assert "The pause is taken back. 3 sessions take place as they were planned." in text
    assert "1 that is over or was taken back" in text
    again = manager.post(f"/pauses/{pause_id}/ending", status=422).get_data(as_text=True)
    assert "This pause was taken back already." in again


def test_a_pause_that_is_over_is_folded_and_cannot_be_taken_back(house: Cast, browse) -> None:
    pause_id = begin(house)
    reads_english(house.manager)
    with held_at(NOW + timedelta(days=3)):
        manager = browse(house.manager)
        text = manager.text("/pauses")
        assert "1 that is over or was taken back" in text
        assert f"/pauses/{pause_id}/ending" not in text
        assert "There is nothing to do any more." in manager.text(f"/pauses/{pause_id}/ending")


@pytest.mark.parametrize(
    ("name", "how", "said"),
    [
        ("resident", {}, "Christmas : the programme rests"),
        ("facilitator", {"covers": "counted"}, "Christmas : the treatment sessions rest"),
        ("facilitator", {"moves_to": TODAY + timedelta(days=3)}, "was planned for this day goes on Friday 27 November"),
    ],
)
def test_the_day_the_week_and_the_sheet_say_why(house: Cast, browse, name: str, how: dict, said: str) -> None:
    begin(house, **how)
    browser = browse(house.people[name])
    for path in ("/today", "/day-sheet"):
        assert said in plain(browser.text(f"{path}?day={TOMORROW.isoformat()}"))
        assert "Christmas" not in browser.text(f"{path}?day={TODAY.isoformat()}")
    assert said in plain(browser.text("/week"))


def test_the_other_day_says_what_comes_to_it(house: Cast, browse) -> None:
    begin(house, moves_to=TODAY + timedelta(days=3))
    text = plain(browse(house.resident).text(f"/today?day={(TODAY + timedelta(days=3)).isoformat()}"))
    assert "Christmas : what was planned for Wednesday 25 November goes on this day" in text


def test_a_relative_reads_it_beside_their_session_and_whoever_has_no_consent_reads_nothing(house: Cast, browse) -> None:
    begin(house)
    assert "عيد الميلاد" in browse(house.mother).text("/today")
    for person in (house.brother, house.aunt):
        for path in ("/today", "/week", "/day-sheet"):
            assert "Christmas" not in browse(person).text(f"{path}?day={TOMORROW.isoformat()}")


def test_calendars_show_such_a_date_as_every_cancelled_one(app: Flask, house: Cast) -> None:
    begin(house)
    for reader, kind in ((house.mother, "relative"), (house.resident, "resident")):
        found = events(ask(app, address(house, reader, kind)).data)
        of_day = [one for one in found if one.start.date() == TOMORROW and one.start.hour == 15]
        assert [(str(one["STATUS"]), int(one["SEQUENCE"])) for one in of_day] == [("CANCELLED", 1)]


@pytest.mark.parametrize(("path", "count"), [("/pauses", 2), ("/pauses/new", 2), ("/pauses/{pause}/ending", 5)])
def test_a_page_takes_a_literal_number_of_statements(house: Cast, manager: Browser, path: str, count: int) -> None:
    pause_id = begin(house, last_day=TOMORROW + timedelta(days=6), kind="holiday")
    begin(house, first_day=TODAY + timedelta(days=40), last_day=TODAY + timedelta(days=41))
    with statements() as sent:
        manager.get(path.format(pause=pause_id))
    assert len(sent) == count, sent


def test_nobody_but_the_manager_of_the_house_plans_a_pause(house: Cast, browse) -> None:
    pause_id = begin(house)
    browse(house.facilitator).get("/pauses", status=403)
    browse(house.other_manager).get(f"/pauses/{pause_id}/ending", status=404)
    browse(house.other_manager).post(f"/pauses/{pause_id}/ending", status=404)
    assert paused() == 3


def test_a_room_that_would_be_taken_twice_is_asked_about(house: Cast, manager: Browser) -> None:
    other_day = {"moves_to": (TOMORROW + timedelta(days=2)).isoformat(), "step": "keep"}
    asked = plain(manager.post("/pauses/new", FEAST | other_day, status=409).get_data(as_text=True))
    assert "A room or a leader would be taken twice." in asked
    # With the other one named: two mornings, two groups.
    assert "Morning meeting 08:00–09:00 · " in asked and "Process group 10:00–11:00 · " in asked
    assert paused() == 0
    manager.post("/pauses/new", FEAST | other_day | {"anyway": "y"})
    assert paused() == 3


def test_what_took_the_room_during_a_pause_is_asked_about_when_it_is_taken_back(house: Cast, manager: Browser) -> None:
    pause_id = begin(house)
    with writing():
        meal = db.session.scalars(
            select(Occurrence).where(Occurrence.series_id == house.series["lunch"].id, Occurrence.starts_at > NOW)
        ).all()
        row = next(one for one in meal if one.wall_start.date() == TOMORROW)
        move(row, day=TOMORROW, start=time(10), end=time(11), reason={}, version=row.sequence, by=SYSTEM)
        change_room(row, house.rooms["garden"].id, version=row.sequence, by=SYSTEM)
    asked = plain(manager.post(f"/pauses/{pause_id}/ending", status=409).get_data(as_text=True))
    assert "A room or a leader would be taken twice." in asked and "Meal 10:00–11:00" in asked
    assert paused() == 3
    manager.post(f"/pauses/{pause_id}/ending", {"anyway": "y"})
    assert paused() == 0
