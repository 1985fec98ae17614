"""The calendar of a room: when it is taken, read by three readers, and never by whom or for what."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select, update

from community.access.actor import SYSTEM
from community.houses.models import Room, StaffMembership
from community.houses.operations import add_room
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import NotFound
from foundation.stamps import raise_stamp
from foundation.transactions import writing
from foundation.walltime import wall_of
from sessions.calendars.models import FeedSubscription
from sessions.calendars.operations import subscribe
from sessions.schedule.changes import cancel, change_room
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask, events
from tests.sessions.calendars.test_readers import ical_js

Browse = Callable[..., Browser]
TOMORROW = TODAY + timedelta(days=1)


def garden(house: Cast, person: str = "facilitator") -> str:
    """The path of a calendar of the garden room."""
    return address(house, house.people[person], "room", room=house.rooms["garden"].id)


def taken(body: bytes, day: date) -> list[tuple[str, str]]:
    """What stands in a calendar on a day of the house's wall: (hour, title)."""
    walls = [(wall_of(event.start, "Europe/Warsaw"), str(event["SUMMARY"])) for event in events(body)]
    return sorted((f"{wall:%H:%M}", title) for wall, title in walls if wall.date() == day)


def test_a_rooms_calendar_says_when_it_is_taken_in_words_that_give_nothing_away(app: Flask, house: Cast) -> None:
    body = ask(app, garden(house)).data
    assert taken(body, TODAY) == [("08:00", "Appointment"), ("10:00", "Appointment"), ("20:00", "Appointment")]
    # A family session may be named outside by its type; nobody's typed title is.
    assert taken(body, TOMORROW) == [("08:00", "Appointment"), ("10:00", "Appointment"), ("16:00", "Family session")]
    assert str(Calendar.from_ical(body)["X-WR-CALNAME"]) == "Garden room"
    hall = address(house, house.facilitator, "room", room=house.rooms["hall"].id)
    assert taken(ask(app, hall).data, TODAY) == [("12:00", "Meal")]


def test_no_byte_of_it_names_anybody_or_a_typed_title(app: Flask, house: Cast) -> None:
    text = ask(app, garden(house)).data.replace(b"\r\n ", b"").decode().casefold()
    secret = ["aa meeting", "process group", "morning", "garden house", "open door", "location", "organizer"]
    for person in house.people.values():
        secret += [person.given_name, person.surname, person.shown, person.id]
    assert [word for word in secret if word.casefold() in text] == []


def test_three_readers_find_each_row_of_the_room_once(app: Flask, house: Cast) -> None:
    body = ask(app, garden(house)).data
    rows = db.session.execute(
        select(Occurrence.starts_at, Occurrence.ends_at).where(
            Occurrence.room_id == house.rooms["garden"].id,
            Occurrence.starts_at >= NOW - timedelta(days=31),
            Occurrence.starts_at < NOW + timedelta(days=180),
        )
    ).all()
    wanted = sorted((row.starts_at, row.ends_at) for row in rows)
    assert len(wanted) > 400
    assert sorted((event.start, event.end) for event in events(body)) == wanted
    js: Any = ical_js(body)["events"]
    found = [(datetime.fromisoformat(one["starts_at"]), datetime.fromisoformat(one["ends_at"])) for one in js]
    assert sorted(found) == wanted
    expanded = recurring_ical_events.of(Calendar.from_ical(body)).between(TODAY, TODAY + timedelta(days=1))
    assert len(expanded) == 3


def test_a_cancelled_date_says_so_and_one_in_another_room_is_gone(app: Flask, house: Cast) -> None:
    path = garden(house)
    before = ask(app, path).headers["ETag"]
    with writing():
        one = db.session.get_one(Occurrence, occurrence_on(house, "group", TOMORROW))
        cancel(one, reason={"en": "Yusuf is ill"}, version=0, by=SYSTEM)
        other = db.session.get_one(Occurrence, occurrence_on(house, "morning", TOMORROW))
        change_room(other, house.rooms["hall"].id, version=0, by=SYSTEM)
    after = ask(app, path, If_None_Match=before)
    assert after.status_code == 200
    assert taken(after.data, TOMORROW) == [("10:00", "Cancelled: Appointment"), ("16:00", "Family session")]
    assert {str(event["STATUS"]) for event in events(after.data)} == {"CONFIRMED", "CANCELLED"}
    assert b"Yusuf" not in after.data


def no_longer_works(house: Cast) -> None:
    """The facilitator's work ends."""
    here = StaffMembership.person_id == house.facilitator.id
    db.session.execute(update(StaffMembership).where(here).values(to_at=NOW))


def retired(house: Cast) -> None:
    """The room is used no more."""
    db.session.execute(update(Room).where(Room.id == house.rooms["garden"].id).values(retired_at=NOW))


@pytest.mark.parametrize("end", [no_longer_works, retired])
def test_it_empties_when_its_reader_works_here_no_more_or_the_room_is_retired(
    app: Flask, house: Cast, end: Callable[[Cast], None]
) -> None:
    path = garden(house)
    assert len(events(ask(app, path).data)) > 0
    with writing():
        end(house)
    assert (ask(app, path).status_code, events(ask(app, path).data)) == (200, [])
    with held_at(NOW + timedelta(days=31)):
        assert ask(app, path).status_code == 404


def test_another_name_of_the_room_reaches_the_phone(app: Flask, house: Cast) -> None:
    path = garden(house)
    ask(app, path)
    with writing():
        db.session.get_one(Room, house.rooms["garden"].id).name = {"en": "Winter garden"}
        raise_stamp(f"schedule:{house.house.id}")
    assert str(Calendar.from_ical(ask(app, path).data)["X-WR-CALNAME"]) == "Winter garden"


@pytest.mark.parametrize("name", ["resident", "mother", "other_manager"])
def test_whoever_does_not_work_in_the_house_gets_no_calendar_of_its_rooms(app: Flask, house: Cast, name: str) -> None:
    actor = actor_for(house.people[name])
    with pytest.raises(NotFound), writing():
        subscribe(actor, "room", device="x", room_id=house.rooms["garden"].id)
    assert db.session.scalars(select(FeedSubscription)).all() == []


def test_a_room_of_the_other_house_or_a_retired_one_is_no_room(app: Flask, house: Cast) -> None:
    with writing():
        foreign = add_room(house.other_house.id, name={"en": "River room"}, capacity=4, by=SYSTEM).id
        retired(house)
    for room_id in (foreign, house.rooms["garden"].id, "0" * 32):
        with pytest.raises(NotFound), writing():
            subscribe(actor_for(house.facilitator), "room", device="x", room_id=room_id)


def test_staff_choose_a_room_on_the_page_and_find_it_in_their_list(app: Flask, house: Cast, browse: Browse) -> None:
    page = browse(house.facilitator)
    text = page.text("/calendars")
    assert text.index(">Garden room<") < text.index(">Hall<")
    body = {"kind": "room", "room": house.rooms["hall"].id, "device": "Tablet at the door"}
    made = page.post("/calendars", body, status=200).get_data(as_text=True)
    assert "When this room is taken, in neutral words" in made
    listed = page.text("/calendars")
    assert "Tablet at the door" in listed and "never fetched yet" in listed
    assert "What happens in one room · <bdi" in listed
    page.post("/calendars", body | {"room": "garden"}, status=404)
