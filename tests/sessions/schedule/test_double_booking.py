"""Two managers who save at once cannot book one room or one leader twice; real threads, both databases."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from foundation.database import db
from foundation.errors import Stale
from foundation.transactions import writing
from sessions.schedule.amending import amend
from sessions.schedule.models import Occurrence, Series, SeriesEdit
from sessions.schedule.one_off import Expected, hold_once
from sessions.schedule.taken import Taken
from sessions.schedule.undoing import undo
from tests.cast import TODAY, Cast
from tests.foundation.side_by_side import side_by_side

FROM = TODAY + timedelta(days=7)


def moving(house: Cast, name: str, changes: dict) -> Callable[[], str]:
    series_id = house.series[name].id

    def do() -> str:
        try:
            with writing():
                series = db.session.get_one(Series, series_id)
                amend(series, scope="whole", occurrence=None, changes=changes, version=0, by=SYSTEM)
        except (Taken, Stale) as refused:
            return type(refused).__name__
        return "saved"

    return do


def holding(house: Cast) -> Callable[[], str]:
    def do() -> str:
        try:
            with writing():
                hold_once(
                    house.house.id, type_key="lecture", titles={}, day=FROM, start=time(18), end=time(19),
                    zone="Europe/Warsaw", who=Expected(), room_id=house.rooms["hall"].id,
                    leader_id=house.other_facilitator.id, by=SYSTEM,
                )  # fmt: skip
        except Taken:
            return "Taken"
        return "saved"

    return do


def booked_twice() -> list[tuple]:
    rows = db.session.scalars(select(Occurrence).where(Occurrence.status == "planned")).all()
    return [
        (one.id, other.id)
        for one in rows
        for other in rows
        if one.id < other.id
        and one.room_id == other.room_id is not None
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
    ]


@pytest.mark.parametrize("again", range(3))
def test_two_series_want_one_room_at_one_time_and_one_is_told(app: Flask, house: Cast, again: int) -> None:
    hall = {"room_id": house.rooms["hall"].id, "wall_start": time(18), "wall_end": time(19)}
    came_of = side_by_side(
        app, moving(house, "group", hall), moving(house, "family", hall | {"leader_id": house.other_facilitator.id})
    )
    assert sorted(came_of) == ["Taken", "saved"]
    assert booked_twice() == []


def test_a_single_session_and_a_series_do_not_meet_in_one_room(app: Flask, house: Cast) -> None:
    hall = {"room_id": house.rooms["hall"].id, "wall_start": time(18), "wall_end": time(19)}
    assert sorted(side_by_side(app, moving(house, "group", hall), holding(house))) == ["Taken", "saved"]
    assert booked_twice() == []


def test_two_who_change_one_series_do_not_overwrite_each_other(app: Flask, house: Cast) -> None:
    came_of = side_by_side(
        app,
        moving(house, "group", {"wall_start": time(14), "wall_end": time(15)}),
        moving(house, "group", {"room_id": None}),
    )
    assert sorted(came_of) == ["Stale", "saved"]


def test_a_room_that_was_given_away_meanwhile_is_not_taken_back(app: Flask, house: Cast) -> None:
    moving(house, "group", {"wall_start": time(14), "wall_end": time(15)})()
    moving(house, "family", {"wall_start": time(10), "wall_end": time(11)})()
    edit = db.session.scalars(select(SeriesEdit).where(SeriesEdit.series_id == house.series["group"].id)).one()
    with pytest.raises(Taken), writing():
        undo(edit, by=SYSTEM)
    db.session.rollback()
    assert booked_twice() == []
