"""Columns that refuse the wrong kind of time, how SQLite is opened, and references that cannot leave a house."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from community.houses.models import House, Room
from foundation.database import db, new_id
from foundation.stamps import Stamp
from foundation.transactions import writing
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, occurrence_on


def test_a_naive_time_is_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="a naive time has no place in the database"), writing() as session:
        session.add(Stamp(subject="x", version=1, changed_at=datetime(2026, 11, 24, 9, 32)))


def test_an_instant_of_any_zone_comes_back_as_the_same_instant_in_utc(app: Flask) -> None:
    kabul = timezone(timedelta(hours=4, minutes=30))
    given = datetime(2026, 11, 24, 14, 2, tzinfo=kabul)
    with writing() as session:
        session.add(Stamp(subject="x", version=1, changed_at=given))
    found = db.session.scalars(select(Stamp.changed_at).where(Stamp.subject == "x")).one()
    assert (found, found.tzinfo) == (datetime(2026, 11, 24, 9, 32, tzinfo=UTC), UTC)


def test_instants_are_compared_as_instants_by_the_database(app: Flask, house: Cast) -> None:
    warsaw = NOW.astimezone(timezone(timedelta(hours=1)))
    begun = select(Occurrence.id).where(
        Occurrence.starts_at <= warsaw, Occurrence.starts_at > warsaw - timedelta(hours=1)
    )
    assert list(db.session.scalars(begun)) == [occurrence_on(house, "group", TODAY)]


def test_a_wall_time_carries_no_zone(app: Flask, house: Cast) -> None:
    with pytest.raises(StatementError, match="a wall time carries no zone"), writing() as session:
        session.get_one(Occurrence, occurrence_on(house, "group", TODAY)).wall_start = NOW


def test_public_ids_are_128_random_bits() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(one) == 32 and int(one, 16) < 2**128 for one in ids)


def test_a_reference_cannot_leave_its_house(app: Flask, house: Cast) -> None:
    with writing() as session:
        room = Room(id=new_id(), house_id=house.other_house.id, name={"en": "River"}, capacity=3)
        session.add(room)
    with pytest.raises(IntegrityError), writing() as session:
        session.get_one(Occurrence, occurrence_on(house, "group", TODAY)).room_id = room.id
    kept = db.session.get_one(Occurrence, occurrence_on(house, "group", TODAY), populate_existing=True)
    assert kept.room_id == house.rooms["garden"].id


def test_nothing_that_others_refer_to_can_be_deleted(app: Flask, house: Cast) -> None:
    with pytest.raises(IntegrityError), writing() as session:
        session.delete(session.get_one(House, house.house.id))


def test_a_room_for_nobody_is_refused_by_the_database_too(app: Flask, house: Cast) -> None:
    with pytest.raises(IntegrityError), writing() as session:
        session.add(Room(id=new_id(), house_id=house.house.id, name={"en": "Cupboard"}, capacity=0))


def test_sqlite_is_opened_so_that_nothing_is_lost_and_readers_never_wait(lite_app: Flask) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    found = {name: db.session.execute(text(f"PRAGMA {name}")).scalar_one() for name in pragmas}
    # 2 is FULL: what was committed survives a power cut.
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
