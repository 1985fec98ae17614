"""A change that is taken back leaves what was decided since about a date, and nothing else of itself."""

from datetime import time, timedelta
from itertools import pairwise

import pytest

from community.access.actor import SYSTEM
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.amending import amend, end_series
from sessions.schedule.changes import cancel, change_room, reinstate
from sessions.schedule.filling import fill_house
from sessions.schedule.models import Occurrence, Pause, Series, SeriesEdit
from sessions.schedule.pausing import begin_pause, end_pause
from sessions.schedule.undoing import undo
from tests.cast import NOW, Cast
from tests.sessions.schedule.test_amending import TUESDAY, change, dates, of, on, shape

WEEK = timedelta(days=7)
DAY = TUESDAY + WEEK
LATER = {"wall_start": time(19), "wall_end": time(20)}


def taken_back(edit_id: str) -> None:
    with writing():
        undo(db.session.get_one(SeriesEdit, edit_id), by=SYSTEM)


def paused(house: Cast, **more) -> Pause:
    with writing():
        pause, _ = begin_pause(
            house.house, name={"en": "Feast"}, kind="feast", covers="all", first_day=DAY, last_day=DAY,
            by=SYSTEM, **more,
        )  # fmt: skip
    return pause


def ended(pause: Pause) -> None:
    with writing():
        end_pause(db.session.get_one(Pause, pause.id), "Europe/Warsaw", by=SYSTEM)


def test_another_room_stays_and_the_hour_returns(house: Cast) -> None:
    effect = change(house, "following", DAY, changes=LATER)
    with writing():
        change_room(on(house, DAY), house.rooms["hall"].id, version=1, by=SYSTEM)
    taken_back(effect.edit_id)
    row = on(house, DAY)
    assert (row.wall_start.hour, row.room_id, row.changes) == (20, house.rooms["hall"].id, ["room"])


def test_what_was_cancelled_by_hand_stays_so_and_is_held_at_its_old_hour_after_all(house: Cast) -> None:
    effect = change(house, "following", DAY, changes=LATER)
    with writing():
        cancel(on(house, DAY), reason={"en": "Ill"}, version=1, by=SYSTEM)
    taken_back(effect.edit_id)
    row = on(house, DAY)
    assert (row.status, row.wall_start.hour, row.reason) == ("cancelled", 20, {"en": "Ill"})
    with writing():
        reinstate(row, version=row.sequence, by=SYSTEM)
    assert on(house, DAY).wall_start.hour == 20


@pytest.mark.parametrize("other_day", [None, DAY + timedelta(days=2)])
def test_a_pause_made_since_takes_the_date_up_and_gives_it_back_as_it_was(house: Cast, other_day) -> None:
    before = shape(house)
    effect = change(house, "following", DAY, changes=LATER)
    pause = paused(house, moves_to=other_day)
    taken_back(effect.edit_id)
    assert on(house, DAY).pause_id == pause.id
    ended(pause)
    assert shape(house) == before


def test_a_pause_taken_back_since_holds_nothing_up_any_more(house: Cast) -> None:
    before = shape(house)
    pause = paused(house)
    effect = change(house, "following", DAY, changes=LATER)
    ended(pause)
    taken_back(effect.edit_id)
    assert (shape(house), on(house, DAY).changes) == (before, [])


def test_two_changes_are_taken_back_one_after_the_other(house: Cast) -> None:
    before = shape(house)
    first = change(house, "following", DAY, changes=LATER)
    with held_at(NOW + timedelta(minutes=1)), writing():
        again = db.session.get_one(Series, first.series_id)
        second = amend(again, scope="whole", occurrence=None, changes={"room_id": None}, version=0, by=SYSTEM)
    with held_at(NOW + timedelta(minutes=2)):
        with writing():
            third = amend(
                db.session.get_one(Series, second.series_id), scope="date", occurrence=on(house, DAY),
                changes={"wall_start": time(9), "wall_end": time(10)}, version=0, by=SYSTEM,
            )  # fmt: skip
        for effect in (third, second, first):
            taken_back(effect.edit_id)
    assert shape(house) == before


def test_what_would_return_into_the_past_keeps_its_hour_for_once(house: Cast) -> None:
    effect = change(house, "whole", None, changes={"wall_start": time(22), "wall_end": time(23)})
    with held_at(NOW + timedelta(hours=11)):
        taken_back(effect.edit_id)
        assert (on(house, TUESDAY).wall_start.hour, on(house, TUESDAY).changes) == (22, ["moved"])
        assert on(house, DAY).wall_start.hour == 20


def test_an_end_taken_back_after_a_change_leaves_no_hole(house: Cast) -> None:
    with writing():
        end = end_series(of(house), from_day=TUESDAY + 3 * WEEK, version=0, by=SYSTEM, reason={"en": "Gone"})
    with held_at(NOW + 2 * WEEK):
        changed = change(house, "whole", None, changes=LATER)
        taken_back(changed.edit_id)
        taken_back(end.edit_id)
        with writing():
            fill_house(house.house.id, house.house.zone)
        days = [row.recurrence_id.date() for row in dates(of(house).id)]
    assert {(b - a).days for a, b in pairwise(days)} == {7}
    assert days[-1] >= TUESDAY + timedelta(days=14 + 180)


def test_dates_at_hand_that_the_change_had_made_are_no_hindrance(house: Cast) -> None:
    effect = change(house, "following", DAY, changes={"rule": "FREQ=WEEKLY;BYDAY=TU,TH"})
    at_hand = [row for row in dates(effect.series_id) if row.wall_start.weekday() == 3]
    # Whoever takes it back has looked at them just now, and a pause has to be applied.
    paused(house)
    seen = [db.session.get_one(Occurrence, row.id) for row in at_hand]
    taken_back(effect.edit_id)
    assert len(seen) == len(at_hand)
    assert on(house, DAY).status == "cancelled"
