"""What the tests of the programme's file share: a second house, a file written and taken in, what is planned then."""

from datetime import timedelta

from community.access.actor import SYSTEM, Actor
from community.accounts.operations import open_account
from community.houses.models import House, Room
from community.houses.operations import employ, open_house
from community.people.operations import enrol_person
from foundation.clock import today
from foundation.database import db
from foundation.transactions import writing
from sessions.exchange.importing import ImportReport, take_in
from sessions.exchange.parsing import read_programme
from sessions.exchange.rows import programme_of
from sessions.exchange.writing import write_programme
from sessions.schedule.models import Occurrence, Series
from tests.cast import LONG_AGO, Cast, actor_for

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//Else//EN\r\n"
Planned = tuple[object, ...]


def file_of(house: House, language: str = "en") -> bytes:
    """The house's programme as its file."""
    plans = list(programme_of(house, language).plans.values())
    return write_programme("Programme", language, house.zone, plans, today(house.zone))


def calendar(*events: str) -> bytes:
    """A file with events of some other calendar; each is the lines of one."""
    blocks = [f"BEGIN:VEVENT\r\n{event.strip().replace(chr(10), chr(13) + chr(10))}\r\nEND:VEVENT" for event in events]
    return (HEAD + "\r\n".join(blocks) + "\r\nEND:VCALENDAR\r\n").encode()


def taken(house: House, raw: bytes, by: Actor, other_type: str = "leisure") -> ImportReport:
    """Take a file into a house, for good."""
    with writing():
        reading = read_programme(raw, house.zone, today(house.zone))
        return take_in(db.session.get_one(House, house.id), reading, other_type=other_type, by=by)


def second_house(cast: Cast, zone: str) -> tuple[House, Actor]:
    """An empty house of the same organisation, and its manager."""
    with writing():
        made = open_house(
            cast.house.organisation_id, slug="second", name={"en": "Second"}, zone=zone, language="en", by=SYSTEM
        )
        person = enrol_person(made.id, given_name="Zoe", surname="Kaya", language="en", by=SYSTEM)
        open_account(person, login="second_manager", language="en", by=SYSTEM)
        employ(person, "manager", by=SYSTEM, from_at=LONG_AGO)
    db.session.refresh(person)
    return made, actor_for(person)


def planned(house: House, weeks: int = 26) -> list[Planned]:
    """What takes place in the next weeks, from tomorrow on: times, room, title, kind, whether it is cancelled."""
    first = today(house.zone) + timedelta(days=1)
    last = first + timedelta(weeks=weeks)
    rows = (
        db.session.query(Occurrence, Series)
        .join(Series, Series.id == Occurrence.series_id)
        .filter(Occurrence.house_id == house.id)
        .all()
    )
    rooms = {room.id: room.name for room in db.session.query(Room).filter_by(house_id=house.id)}
    return sorted(
        (
            one.wall_start,
            one.wall_end,
            one.starts_at,
            one.ends_at,
            one.status,
            str(sorted((rooms.get(one.room_id) or {}).items())),
            str(sorted(series.titles.items())),
            series.type_key,
            series.audience,
            one.leader_kind,
        )
        for one, series in rows
        if first <= one.wall_start.date() < last
    )
