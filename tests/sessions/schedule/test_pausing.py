"""Pauses cancel or move what they cover, keep to dates that are made later, and are taken back without a trace."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.houses.models import House
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.schedule.amending import amend, end_series
from sessions.schedule.changes import cancel, change_room, move, reinstate
from sessions.schedule.filling import fill, fill_house
from sessions.schedule.models import Occurrence, OccurrenceChange, Pause, Series, SeriesEdit
from sessions.schedule.operations import start_series
from sessions.schedule.pausing import PauseEffect, apply_pauses, begin_pause, end_pause
from sessions.schedule.undoing import undo
from tests.cast import NOW, TODAY, Cast, occurrence_on
from tests.statements import statements

DAY = timedelta(days=1)
# A Wednesday; the family session is in the afternoon.
FEAST = TODAY + 8 * DAY
NAME = {"en": "A feast", "ar": "عيد"}
FACTS = (
    *("id", "series_id", "recurrence_id", "wall_start", "wall_end", "starts_at", "ends_at", "shifted_minutes"),
    *("room_id", "leader_id", "status", "changes", "reason", "pause_id"),
)


def begin(house: Cast, first: date = FEAST, last: date | None = None, **more: object) -> tuple[str, PauseEffect]:
    facts = {"name": NAME, "kind": "feast", "covers": "activities", "first_day": first, "last_day": last or first}
    with writing():
        here = db.session.get_one(House, house.house.id)
        pause, effect = begin_pause(here, by=SYSTEM, **(facts | more))
    return pause.id, effect


def end(house: Cast, pause_id: str) -> PauseEffect:
    with writing():
        return end_pause(db.session.get_one(Pause, pause_id), house.house.zone, by=SYSTEM)


def shape(house: Cast) -> list[tuple]:
    """What every date of the house is, for comparing."""
    db.session.rollback()
    db.session.expire_all()
    rows = db.session.scalars(select(Occurrence).where(Occurrence.house_id == house.house.id))
    return sorted(tuple(getattr(row, name) for name in FACTS) for row in rows)


def at(house: Cast, series: str, day: date = FEAST) -> Occurrence:
    db.session.expire_all()
    return db.session.get_one(Occurrence, occurrence_on(house, series, day))


def standing(house: Cast, day: date = FEAST) -> dict[str, tuple]:
    """The status of each series' date of a day, and whether a pause has taken it up."""
    names = {series.id: name for name, series in house.series.items()}
    db.session.expire_all()
    rows = db.session.scalars(select(Occurrence).where(Occurrence.house_id == house.house.id)).all()
    of_day = [row for row in rows if row.recurrence_id.date() == day]
    return {names.get(row.series_id, "new"): (row.status, row.pause_id is not None) for row in of_day}


GONE, HELD = ("cancelled", True), ("planned", False)


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        ("activities", {"morning": GONE, "group": GONE, "lunch": HELD, "family": GONE}),
        ("all", {"morning": GONE, "group": GONE, "lunch": GONE, "family": GONE}),
        ("counted", {"morning": HELD, "group": HELD, "lunch": HELD, "family": HELD}),
    ],
)
def test_a_feast_day_cancels_what_it_covers(house: Cast, covers: str, expected: dict) -> None:
    before = standing(house, FEAST - DAY)
    pause_id, effect = begin(house, covers=covers)
    assert standing(house) == expected
    assert standing(house, FEAST - DAY) == before
    assert len(effect.turned) == sum(one == GONE for one in expected.values())
    assert len(effect.turned) + len(effect.stays) == 4
    if covers == "activities":
        group = at(house, "group")
        assert (group.reason, group.changes, group.sequence, group.pause_id) == (NAME, ["cancelled"], 1, pause_id)


def test_what_counts_as_treatment_rests_alone(house: Cast) -> None:
    with writing():
        db.session.get_one(Series, house.series["group"].id).counted = True
    begin(house, covers="counted")
    assert standing(house) == {"morning": HELD, "group": GONE, "lunch": HELD, "family": HELD}


@pytest.mark.parametrize("moves_to", [None, FEAST + 3 * DAY])
@pytest.mark.parametrize("covers", ["activities", "all"])
def test_taking_a_pause_back_leaves_no_trace(house: Cast, covers: str, moves_to: date | None) -> None:
    with writing():
        move(at(house, "group"), day=FEAST, start=time(11), end=time(12), reason={"en": "x"}, version=0, by=SYSTEM)
        change_room(at(house, "morning"), house.rooms["hall"].id, version=0, by=SYSTEM, anyway=True)
        cancel(at(house, "family"), reason={"en": "ill"}, version=0, by=SYSTEM)
    before = shape(house)
    pause_id, effect = begin(house, covers=covers, moves_to=moves_to)
    assert len(effect.turned) == {"activities": 2, "all": 3}[covers]
    assert shape(house) != before
    assert len(end(house, pause_id).turned) == len(effect.turned)
    assert shape(house) == before
    kinds = select(OccurrenceChange.kind).where(OccurrenceChange.occurrence_id == at(house, "group").id)
    both = ["cancelled", "reinstated"] if moves_to is None else ["moved", "moved"]
    assert list(db.session.scalars(kinds.order_by(OccurrenceChange.sequence))) == ["moved", *both]


@pytest.mark.parametrize(
    ("zone", "day", "moves_to"),
    [
        ("Europe/Warsaw", date(2027, 3, 28), date(2027, 3, 27)),
        ("Europe/Warsaw", date(2027, 3, 27), date(2027, 3, 28)),
        # Cairo has no midnight on the last Friday of April.
        ("Africa/Cairo", date(2027, 4, 30), date(2027, 4, 29)),
        ("Africa/Cairo", date(2027, 4, 29), date(2027, 4, 30)),
    ],
)
def test_nothing_is_lost_over_a_clock_change(house: Cast, zone: str, day: date, moves_to: date) -> None:
    with writing():
        home = db.session.get_one(House, house.house.id)
        home.zone = zone
        night = start_series(
            home.id,
            type_key="leisure",
            titles={"en": "Night walk"},
            rule="FREQ=DAILY",
            first_day=TODAY,
            wall_start=time(0, 10),
            wall_end=time(2, 40),
            zone=zone,
            by=SYSTEM,
        )
        fill(night, TODAY + 187 * DAY)
    before = shape(house)
    with writing():
        facts = {"name": NAME, "kind": "feast", "covers": "all", "first_day": day, "last_day": day}
        pause, effect = begin_pause(db.session.get_one(House, home.id), by=SYSTEM, moves_to=moves_to, **facts)
    moved = next(turn for turn in effect.turned if turn.date.type_key == "leisure")
    assert moved.stands().wall_start.time() == time(0, 10)
    assert moved.stands().wall_start.date() == moves_to
    with writing():
        end_pause(db.session.get_one(Pause, pause.id), zone, by=SYSTEM)
    assert shape(house) == before


def test_a_day_goes_on_another_at_the_same_hours(house: Cast) -> None:
    _, effect = begin(house, moves_to=FEAST + 3 * DAY)
    group = at(house, "group")
    assert (group.wall_start.date(), group.wall_start.time(), group.status) == (FEAST + 3 * DAY, time(10), "planned")
    assert (group.changes, group.reason) == (["moved"], NAME)
    assert len(effect.turned) == 3


def test_what_has_begun_what_was_cancelled_and_what_was_moved_there_by_hand_stay(house: Cast) -> None:
    with writing():
        moved = at(house, "group", TODAY + DAY)
        move(moved, day=TODAY, start=time(15), end=time(16), reason={}, version=0, by=SYSTEM)
    _, effect = begin(house, TODAY, covers="all")
    # 10:32: the morning and the group have begun, lunch and the meeting of tonight have not.
    assert standing(house, TODAY) == {"morning": HELD, "group": HELD, "lunch": GONE, "steps": GONE}
    assert at(house, "group", TODAY + DAY).status == "planned"
    assert len(effect.stays) == 3


def test_whoever_decides_about_one_date_takes_it_out_of_the_pause(house: Cast) -> None:
    pause_id, _ = begin(house)
    with writing():
        reinstate(at(house, "group"), version=1, by=SYSTEM)
    assert standing(house)["group"] == HELD
    with writing():
        cancel(at(house, "group"), reason={"en": "After all not"}, version=2, by=SYSTEM)
    assert len(end(house, pause_id).turned) == 2
    assert (at(house, "group").status, at(house, "group").reason) == ("cancelled", {"en": "After all not"})


def test_a_date_moved_by_hand_from_the_other_day_stays_where_it_is(house: Cast) -> None:
    pause_id, _ = begin(house, moves_to=FEAST + 3 * DAY)
    later = FEAST + 4 * DAY
    with writing():
        move(at(house, "group"), day=later, start=time(14), end=time(15), reason={}, version=1, by=SYSTEM)
    end(house, pause_id)
    assert at(house, "group").wall_start.date() == later
    assert at(house, "family").wall_start.date() == FEAST


def test_dates_that_are_made_later_keep_to_the_pause_and_are_freed_with_it(house: Cast) -> None:
    far = TODAY + 200 * DAY
    pause_id, effect = begin(house, far)
    assert effect.turned == ()
    with held_at(NOW + 20 * DAY), writing():
        fill_house(house.house.id, house.house.zone)
    assert standing(house, far) == {"morning": GONE, "group": GONE, "lunch": HELD}
    assert at(house, "group", far).reason == NAME
    end(house, pause_id)
    assert standing(house, far) == {"morning": HELD, "group": HELD, "lunch": HELD}
    assert (at(house, "group", far).changes, at(house, "group", far).reason) == ([], {})


def test_where_two_pauses_lie_over_each_other_the_second_takes_up_what_the_first_leaves(house: Cast) -> None:
    before = shape(house)
    week, _ = begin(house, FEAST - DAY, FEAST + DAY, kind="holiday")
    closed, effect = begin(house, kind="closed", covers="all", name={"en": "We paint"})
    assert [turn.date.type_key for turn in effect.turned] == ["meal"]
    end(house, week)
    assert at(house, "group").reason == {"en": "We paint"}
    assert at(house, "group", FEAST + DAY).status == "planned"
    end(house, closed)
    assert shape(house) == before


def test_applying_pauses_twice_changes_nothing_and_leaves_what_was_decided_by_hand(house: Cast) -> None:
    begin(house)
    with writing():
        reinstate(at(house, "group"), version=1, by=SYSTEM)
    before = shape(house)
    with writing():
        assert apply_pauses(house.house.id, house.house.zone, TODAY, TODAY + 30 * DAY, by=SYSTEM) == 0
    assert shape(house) == before


def test_a_series_that_goes_on_otherwise_keeps_to_the_pause(house: Cast) -> None:
    before = shape(house)
    begin(house)
    changed = db.session.get_one(Series, house.series["family"].id)
    first = at(house, "family", TODAY + DAY)
    with writing():
        moved = amend(changed, scope="following", occurrence=first, changes={"day_shift": 1}, version=0, by=SYSTEM)
    # From Wednesdays to Thursdays: the date of the feast day is held the day after.
    freed = db.session.get_one(Occurrence, occurrence_on_id(house, "family", FEAST))
    assert (freed.wall_start.date(), freed.status, freed.pause_id, freed.reason) == (FEAST + DAY, "planned", None, {})
    assert len(moved.moved) > 0
    assert shape(house) != before


def occurrence_on_id(house: Cast, series: str, day: date) -> str:
    """The id a date had before its series went on as another one."""
    kept = db.session.scalars(select(Occurrence).where(Occurrence.house_id == house.house.id)).all()
    line = db.session.get_one(Series, house.series[series].id).line_id
    mine = set(db.session.scalars(select(Series.id).where(Series.line_id == line)))
    return next(row.id for row in kept if row.series_id in mine and day <= row.wall_start.date() <= day + DAY)


def test_a_series_that_comes_to_the_day_of_a_pause_rests_there_and_one_undo_takes_both_back(house: Cast) -> None:
    begin(house, FEAST + DAY)
    before = shape(house)
    series = db.session.get_one(Series, house.series["family"].id)
    with writing():
        first = at(house, "family", TODAY + DAY)
        effect = amend(series, scope="following", occurrence=first, changes={"day_shift": 1}, version=0, by=SYSTEM)
    id_ = next(row[0] for row in before if row[1] == series.id and row[2].date() == FEAST)
    rested = db.session.get_one(Occurrence, id_)
    assert (rested.status, rested.reason, rested.recurrence_id.date()) == ("cancelled", NAME, FEAST + DAY)
    assert len(effect.cancelled) == 1
    with writing():
        undo(db.session.get_one(SeriesEdit, effect.edit_id), by=SYSTEM)
    assert shape(house) == before


def test_a_series_that_ended_does_not_come_back_with_the_pause(house: Cast) -> None:
    pause_id, _ = begin(house)
    series = db.session.get_one(Series, house.series["group"].id)
    with writing():
        end_series(series, from_day=FEAST - DAY, version=0, by=SYSTEM)
    end(house, pause_id)
    assert standing(house)["group"] == ("cancelled", False)
    assert standing(house)["morning"] == HELD


@pytest.mark.parametrize("days", [1, 31])
def test_a_pause_takes_the_same_statements_however_long_it_is(house: Cast, days: int) -> None:
    here = db.session.get_one(House, house.house.id)
    facts = {"name": NAME, "kind": "holiday", "covers": "all", "first_day": FEAST, "last_day": FEAST + (days - 1) * DAY}
    with writing():
        db.session.refresh(here)
        with statements() as begun:
            pause, _ = begin_pause(here, by=SYSTEM, **facts)
    with writing():
        gone = db.session.get_one(Pause, pause.id)
        with statements() as ended:
            end_pause(gone, here.zone, by=SYSTEM)
    # The house, its pauses, the pause, the dates, their change and its history, the stamp and three of the audit;
    # back: the house, the pause read and written, the dates, what they were, two to write, other pauses, the same four.
    assert (len(begun), len(ended)) == (10, 12), (begun, ended)


def test_another_house_is_not_touched_and_a_pause_is_taken_back_once(house: Cast) -> None:
    pause_id, _ = begin(house)
    end(house, pause_id)
    with pytest.raises(Refused, match="already"):
        end(house, pause_id)
    other, _ = begin(house, FEAST)
    with held_at(NOW + 9 * DAY), pytest.raises(Refused, match="over"):
        end(house, other)
    elsewhere = select(Occurrence).where(Occurrence.house_id == house.other_house.id, Occurrence.pause_id.is_not(None))
    assert db.session.scalars(elsewhere).all() == []
