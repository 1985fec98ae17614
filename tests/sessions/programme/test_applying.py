"""Using a template from a day on: what is new, changed, the same and ended; and one undo for all of it."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.houses.models import House, Room, StaffMembership
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.groups.models import Group
from sessions.programme.applying import apply_week
from sessions.programme.bundled import TEMPLATES, bundled_week
from sessions.schedule.models import SeriesEdit
from sessions.schedule.undoing import undo
from tests.cast import NOW, TODAY, Cast
from tests.sessions.programme.using import GROUP, MONDAY, MORNING, WALK, a_template, applied, counts, dates, titles


def test_what_is_new_changed_and_the_same_is_told_apart(house: Cast) -> None:
    done = applied(house, a_template(MORNING, GROUP | {"titles": {"en": "Process group"}}, WALK))
    assert counts(done) == (1, 1, 1, 0)
    [changed] = done.comparison.changed
    assert {"wall_start": time(8, 30), "wall_end": time(9, 15)} == dict(changed.changes)
    assert titles(done.comparison.unmatched) == ["AA meeting", "Family session", "meal"]
    assert done.overlaps == []


def test_the_morning_meeting_is_later_from_that_day_on_and_not_before(house: Cast) -> None:
    applied(house, a_template(MORNING))
    starts = [(start.date(), start.time()) for kind, start, *_ in dates(house) if kind == "morning_meeting"]
    assert {hour for day, hour in starts if day < MONDAY} == {time(8)}
    assert {hour for day, hour in starts if day >= MONDAY} == {time(8, 30)}


def test_whoever_led_it_leads_it_still(house: Cast) -> None:
    applied(house, a_template(MORNING))
    leaders = {row[4] for row in dates(house) if row[0] == "morning_meeting" and row[1].date() >= MONDAY}
    assert leaders == {house.facilitator.id}


def test_what_no_row_speaks_of_stays_unless_it_is_to_be_replaced(house: Cast) -> None:
    kept = applied(house, a_template(MORNING))
    assert kept.cancelled == 0
    done = applied(house, a_template(MORNING), replace_others=True)
    assert titles(done.ended) == ["AA meeting", "Family session", "Process group", "meal"]
    later = {row[0] for row in dates(house) if row[1].date() >= MONDAY}
    assert later == {"morning_meeting"}


def test_one_undo_takes_all_of_it_back(house: Cast) -> None:
    before = dates(house)
    done = applied(house, a_template(MORNING, WALK), replace_others=True)
    assert dates(house) != before
    with held_at(NOW), writing():
        edit = db.session.get_one(SeriesEdit, done.edit_id)
        undo(edit, by=SYSTEM)
    assert dates(house) == before


@pytest.mark.parametrize("key", ["daytop", "marshak-method"])
def test_one_undo_takes_a_whole_week_back_though_rooms_changed_hands(house: Cast, key: str) -> None:
    with held_at(NOW - timedelta(hours=1)), writing():
        here = db.session.get_one(House, house.house.id)
        apply_week(here, bundled_week("twelve-steps"), from_day=TODAY, by=SYSTEM, make_rooms=True)
    before = dates(house)
    done = applied(house, bundled_week(key), replace_others=True, make_rooms=True)
    with held_at(NOW), writing():
        undo(db.session.get_one(SeriesEdit, done.edit_id), by=SYSTEM)
    assert dates(house) == before


def test_using_it_twice_changes_nothing(house: Cast) -> None:
    applied(house, a_template(MORNING, WALK), replace_others=True)
    before = dates(house)
    done = applied(house, a_template(MORNING, WALK), replace_others=True)
    assert counts(done) == (0, 0, 2, 0)
    assert done.edit_id is None
    assert dates(house) == before


def test_after_an_undo_it_can_be_used_again(house: Cast) -> None:
    done = applied(house, a_template(WALK))
    with held_at(NOW), writing():
        undo(db.session.get_one(SeriesEdit, done.edit_id), by=SYSTEM)
    again = applied(house, a_template(WALK))
    assert counts(again) == (1, 0, 0, 0)
    assert sum(row[0] == "leisure" for row in dates(house)) == again.added > 20


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_bundled_template_can_be_used(house: Cast, key: str) -> None:
    week = bundled_week(key)
    done = applied(house, week, replace_others=True, make_rooms=True)
    new, changed, same, _ended = counts(done)
    assert new + changed + same + len(done.left_out) == len(week.rows)
    # The cast has two facilitators, fewer than some templates need: then one is in two places, and it is said.
    assert {overlap.shared for overlap in done.overlaps} <= {"leader"}
    if (week.leaders or 0) <= 2:
        assert done.overlaps == []
    again = applied(house, week, replace_others=True)
    assert counts(again) == (0, 0, new + changed + same, 0)


def test_groups_and_rooms_are_made_once(house: Cast) -> None:
    week = bundled_week("daytop")
    done = applied(house, week, make_rooms=True)
    count = select(func.count()).select_from(Group).where(Group.house_id == house.house.id, Group.kind != "list")
    assert (done.rooms_made, db.session.scalar(count)) == (len(week.rooms), 6)
    again = applied(house, week)
    assert (again.rooms_made, db.session.scalar(count)) == (0, 6)


def test_a_house_without_the_rooms_is_asked_first(house: Cast) -> None:
    before = dates(house)
    week = a_template(WALK | {"room": "Boat house"}, rooms=[{"name": "Boat house", "capacity": 9}])
    with pytest.raises(Refused, match="no room called"):
        applied(house, week)
    assert dates(house) == before
    done = applied(house, week, make_rooms=False)
    assert done.rooms_made == 0
    assert {row[3] for row in dates(house) if row[0] == "leisure"} == {None}
    assert db.session.scalar(select(func.count()).select_from(Room).where(Room.house_id == house.house.id)) == 2


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (TODAY - timedelta(days=1), "from today on or later"),
        (TODAY.replace(year=TODAY.year + 3), "within the next six months"),
    ],
)
def test_a_day_that_is_over_or_far_away_is_refused(house: Cast, day: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        applied(house, a_template(WALK), day)


def test_without_staff_nothing_is_planned(house: Cast) -> None:
    nile = Cast(house.other_house, house.other_house)
    with held_at(NOW), writing():
        db.session.query(StaffMembership).filter_by(house_id=nile.house.id).delete()
    with pytest.raises(Refused, match="Nobody works in this house"):
        applied(nile, a_template(GROUP), make_rooms=True)
