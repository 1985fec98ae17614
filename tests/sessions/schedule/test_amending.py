"""A series is changed for one date, a weekday, from a date on, or as a whole; what has begun stays as it was."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.transactions import writing
from sessions.schedule.amending import amend, end_series, note_start
from sessions.schedule.changes import cancel, change_room, move
from sessions.schedule.filling import fill, fill_house
from sessions.schedule.models import Occurrence, OccurrenceChange, Series, SeriesEdit
from sessions.schedule.operations import start_series
from sessions.schedule.taken import Taken
from sessions.schedule.undoing import undo
from tests.cast import NOW, TODAY, Cast
from tests.statements import statements

TUESDAY = TODAY  # 24 November; the meeting of today at 20:00 has not begun
ALONE = {"rule": "FREQ=WEEKLY;BYDAY=TU"}


def of(house: Cast, name: str = "steps") -> Series:
    return db.session.get_one(Series, house.series[name].id)


def dates(series_id: str) -> list[Occurrence]:
    rows = db.session.scalars(select(Occurrence).where(Occurrence.series_id == series_id)).all()
    return sorted(rows, key=lambda row: row.wall_start)


def on(house: Cast, day: date, name: str = "steps") -> Occurrence:
    line = select(Series.id).where(Series.line_id == of(house, name).line_id)
    rows = db.session.scalars(select(Occurrence).where(Occurrence.series_id.in_(line))).all()
    return next(row for row in rows if row.recurrence_id.date() == day)


def change(house: Cast, scope: str, day: date | None, name: str = "steps", **more):
    series = of(house, name)
    arguments = {"version": series.sequence, "by": SYSTEM, **more}
    with writing():
        return amend(of(house, name), scope=scope, occurrence=on(house, day, name) if day else None, **arguments)


def shape(house: Cast, name: str = "steps") -> list[tuple]:
    """What every date of the line is, for comparing."""
    line = select(Series.id).where(Series.line_id == of(house, name).line_id)
    rows = db.session.scalars(select(Occurrence).where(Occurrence.series_id.in_(line))).all()
    facts = ("id", "series_id", "recurrence_id", "wall_start", "wall_end", "starts_at", "ends_at", "room_id", "status")
    return sorted(tuple(getattr(row, fact) for fact in (*facts, "leader_id", "keeper_id")) for row in rows)


def test_everything_from_a_date_on_moves_and_what_was_before_stays(house: Cast) -> None:
    from_day = TUESDAY + timedelta(days=7)
    before = {row.id: row.wall_start for row in dates(of(house).id)}
    effect = change(house, "following", from_day, changes={"wall_start": time(19), "wall_end": time(20, 30)})
    new = db.session.get_one(Series, effect.series_id)
    assert (of(house).to_day, new.first_day, new.line_id) == (from_day, from_day, of(house).line_id)
    assert len(effect.moved) == len(dates(new.id)) == 26
    assert {row.id for row in dates(new.id)} | {row.id for row in dates(of(house).id)} == set(before)
    assert all((row.wall_start.time(), row.wall_end.time()) == (time(19), time(20, 30)) for row in dates(new.id))
    assert all(row.wall_start == before[row.id] for row in dates(of(house).id))
    assert {row.changes == [] for row in dates(new.id)} == {True}


def test_a_group_goes_from_tuesday_to_wednesday_and_each_date_moves_by_a_day(house: Cast) -> None:
    effect = change(house, "following", TUESDAY + timedelta(days=7), changes={"rule": "FREQ=WEEKLY;BYDAY=WE"})
    assert (len(effect.cancelled), len(effect.added)) == (0, 0)
    assert {(one.after - one.before).days for one in effect.moved} == {1}


def test_from_tuesday_to_monday_it_moves_back_in_the_first_week_too(house: Cast) -> None:
    effect = change(house, "following", TUESDAY + timedelta(days=7), changes={"day_shift": -1})
    assert {(one.after - one.before).days for one in effect.moved} == {-1}
    assert effect.cancelled == effect.added == ()


def test_every_second_week_cancels_every_other_date_with_the_reason(house: Cast) -> None:
    rule = {"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"}
    effect = change(house, "whole", None, changes=rule, reason={"en": "Fewer of us"})
    assert (len(effect.moved), effect.changed, len(effect.cancelled), effect.begun) == (0, 14, 13, 4)
    gone = db.session.get_one(Occurrence, effect.cancelled[0].occurrence_id)
    assert (gone.status, gone.reason, gone.series_id) == ("cancelled", {"en": "Fewer of us"}, of(house).id)


def test_dates_with_a_time_a_room_or_a_cancellation_of_their_own_keep_it(house: Cast) -> None:
    own, other, off = (on(house, TUESDAY + timedelta(days=7 * weeks)) for weeks in (1, 2, 3))
    with writing():
        move(own, day=own.wall_start.date(), start=time(17), end=time(18), reason={}, version=0, by=SYSTEM)
        change_room(db.session.merge(other), house.rooms["hall"].id, version=0, by=SYSTEM)
        cancel(db.session.merge(off), reason={"en": "Feast"}, version=0, by=SYSTEM)
    effect = change(house, "whole", None, changes={"wall_start": time(19), "room_id": None})
    assert [one.occurrence_id for one in effect.own_time] == [own.id]
    assert [one.occurrence_id for one in effect.own_room] == [other.id]
    kept = [db.session.get_one(Occurrence, one.id) for one in (own, other, off)]
    assert [row.wall_start.time() for row in kept] == [time(17), time(19), time(19)]
    assert [row.room_id for row in kept] == [None, house.rooms["hall"].id, None]
    assert [row.status for row in kept] == ["planned", "planned", "cancelled"]
    assert {row.series_id for row in kept} == {effect.series_id}


def test_a_weekday_changes_for_good_while_the_other_days_stay(house: Cast) -> None:
    day = TUESDAY + timedelta(days=7)
    effect = change(house, "weekday", day, "group", changes={"wall_start": time(14), "wall_end": time(15)})
    assert {one.after.weekday() for one in effect.moved} == {1}
    rows = [row for row in db.session.scalars(select(Occurrence)) if row.wall_start.date() >= day]
    of_line = {one.id for one in db.session.scalars(select(Series)) if one.line_id == of(house, "group").line_id}
    times = {(row.wall_start.weekday() == 1, row.wall_start.hour) for row in rows if row.series_id in of_line}
    assert times == {(True, 14), (False, 10)}
    assert len([row for row in rows if row.series_id in of_line]) == 180


def test_one_weekday_of_a_series_that_has_one_is_refused(house: Cast) -> None:
    with pytest.raises(Refused, match="one day of the week only"):
        change(house, "weekday", TUESDAY, changes={"wall_start": time(19)})


def test_one_date_changes_in_place_and_with_another_title_becomes_its_own(house: Cast) -> None:
    day = TUESDAY + timedelta(days=7)
    moved = change(house, "date", day, changes={"wall_start": time(18), "wall_end": time(19), "day_shift": 1})
    row = on(house, day)
    assert (row.wall_start.date(), row.wall_start.hour, row.changes) == (day + timedelta(days=1), 18, ["moved"])
    assert (moved.series_id, len(moved.moved)) == (of(house).id, 1)
    apart = change(
        house,
        "date",
        day,
        changes={"titles": {"en": "Speaker meeting"}, "audience": "stage"} | {"stages": [house.stages[0].id]},
    )
    own = db.session.get_one(Series, apart.series_id)
    assert (own.titles, own.rule, own.audience) == ({"en": "Speaker meeting"}, "FREQ=DAILY;COUNT=1", "stage")
    assert db.session.get_one(Occurrence, row.id).series_id == own.id
    assert of(house).left_out == [day.isoformat()]
    # Nobody fills the day again, and a change of the series does not bring it back.
    later = change(house, "whole", None, changes={"wall_start": time(19), "wall_end": time(20)})
    assert (later.added, len(later.moved)) == ((), 26)
    assert db.session.get_one(Series, later.series_id).left_out == [day.isoformat()]


def test_a_change_is_taken_back_as_if_it_had_never_been(house: Cast) -> None:
    with writing():
        cancel(on(house, TUESDAY + timedelta(days=14)), reason={"en": "Feast"}, version=0, by=SYSTEM)
    before = shape(house)
    for scope, day, changes in (
        ("following", TUESDAY + timedelta(days=7), {"rule": "FREQ=WEEKLY;BYDAY=MO,WE", "wall_start": time(19)}),
        ("whole", None, {"titles": {"en": "Meeting"}, "room_id": None}),
        ("date", TUESDAY + timedelta(days=7), {"titles": {"en": "Speaker"}}),
        ("date", TUESDAY + timedelta(days=7), {"wall_start": time(18)}),
    ):
        effect = change(house, scope, day, changes=changes)
        assert shape(house) != before or changes.get("titles")
        with writing():
            undo(db.session.get_one(SeriesEdit, effect.edit_id), by=SYSTEM)
        assert (shape(house), of(house).to_day, of(house).left_out) == (before, None, [])
    with pytest.raises(Refused, match="taken back already"), writing():
        undo(db.session.get_one(SeriesEdit, effect.edit_id), by=SYSTEM)


def test_taking_back_leaves_what_was_changed_since_and_what_has_begun(house: Cast) -> None:
    day = TUESDAY + timedelta(days=7)
    effect = change(house, "following", day, changes={"wall_start": time(19), "wall_end": time(20)})
    with writing():
        moved = on(house, day + timedelta(days=7))
        move(moved, day=day + timedelta(days=8), start=time(9), end=time(10), reason={}, version=1, by=SYSTEM)
    with held_at(NOW + timedelta(days=8)):
        with writing():
            fill_house(house.house.id, house.house.zone)
        with writing():
            undo(db.session.get_one(SeriesEdit, effect.edit_id), by=SYSTEM)
        rows = {row.recurrence_id.date(): row for row in dates(of(house).id)}
        assert day not in rows
        assert rows[day + timedelta(days=7)].wall_start.hour == 9
        assert {row.wall_start.hour for key, row in rows.items() if key > day + timedelta(days=7)} == {20}
        assert [row.wall_start.hour for row in dates(effect.series_id)] == [19]
        with writing():
            fill_house(house.house.id, house.house.zone)
        assert len(dates(effect.series_id)) == 1
        days = sorted(rows)
        assert all((b - a).days == 7 for a, b in pairwise(days) if a > day)


def test_of_two_changes_the_later_is_taken_back_first(house: Cast) -> None:
    first = change(house, "whole", None, changes={"wall_start": time(19)})
    again = db.session.get_one(Series, first.series_id)
    with held_at(NOW + timedelta(minutes=1)), writing():
        amend(again, scope="whole", occurrence=None, changes={"room_id": None}, version=0, by=SYSTEM)
    with pytest.raises(Refused, match="changed again"), writing():
        undo(db.session.get_one(SeriesEdit, first.edit_id), by=SYSTEM)


def test_a_series_ends_and_goes_on_again(house: Cast) -> None:
    before = shape(house)
    with writing():
        effect = end_series(
            of(house), from_day=TUESDAY + timedelta(days=7), version=0, by=SYSTEM, reason={"en": "Gone"}
        )
    assert len(effect.cancelled) == 26
    assert {row.status for row in dates(of(house).id) if row.recurrence_id.date() > TUESDAY} == {"cancelled"}
    with writing():
        undo(db.session.get_one(SeriesEdit, effect.edit_id), by=SYSTEM)
    assert shape(house) == before


def test_a_series_that_was_begun_is_taken_back_and_leaves_nothing(house: Cast) -> None:
    with writing():
        series = start_series(
            house.house.id, type_key="sport", titles={}, rule="FREQ=DAILY", first_day=TODAY, wall_start=time(6),
            wall_end=time(7), zone="Europe/Warsaw", by=SYSTEM, wants_register=False,
        )  # fmt: skip
        fill(series, TODAY + timedelta(days=20))
        edit_id = note_start(series, by=SYSTEM)
    with writing():
        undo(db.session.get_one(SeriesEdit, edit_id), by=SYSTEM)
    # Today's had begun, and stays.
    assert [row.wall_start.date() for row in dates(series.id)] == [TODAY]


def test_a_taken_room_is_named_and_kept_only_when_it_is_meant(house: Cast) -> None:
    with pytest.raises(Taken) as refused:
        change(house, "whole", None, changes={"wall_start": time(10, 30), "wall_end": time(11, 30)})
    assert len(refused.value.others) == 26
    assert {other.titles["en"] for other in refused.value.others} == {"Process group"}
    assert change(
        house, "whole", None, changes={"wall_start": time(10, 30), "wall_end": time(11, 30)}, anyway=True
    ).moved


def test_what_has_begun_what_is_another_series_and_what_is_nothing_is_refused(house: Cast) -> None:
    with pytest.raises(Refused, match="has begun"):
        change(house, "following", TODAY - timedelta(days=7), changes={"wall_start": time(19)})
    with pytest.raises(Refused, match="Nothing would be different"):
        change(house, "whole", None, changes={"wall_start": time(20)})
    with pytest.raises(Refused, match="does not repeat"):
        change(house, "date", TUESDAY, changes={"rule": "FREQ=DAILY"})
    with pytest.raises(Stale):
        change(house, "whole", None, changes={"wall_start": time(19)}, version=3)
    with pytest.raises(Refused, match="room of this house"):
        change(house, "whole", None, changes={"room_id": "f" * 32})
    with pytest.raises(Refused, match="works in this house"):
        change(house, "whole", None, changes={"leader_id": house.resident.id})
    with pytest.raises(NotFound), writing():
        amend(
            of(house), scope="date", occurrence=on(house, TUESDAY, "lunch"), changes={"wall_start": time(1)}, version=0,
            by=SYSTEM,
        )  # fmt: skip


def test_at_noon_todays_date_is_not_moved_into_the_morning(house: Cast) -> None:
    effect = change(house, "whole", None, changes={"wall_start": time(6), "wall_end": time(7)})
    assert [one.before.date() for one in effect.own_time] == [TODAY]
    assert on(house, TODAY).wall_start.hour == 20


def test_it_costs_the_same_statements_however_many_dates_there_are(house: Cast) -> None:
    asked = []
    for day in (TUESDAY + timedelta(days=7 * 25), TUESDAY + timedelta(days=7)):
        with statements() as said:
            change(house, "following", day, changes={"wall_start": time(19)})
        asked.append(len(said))
        with writing():
            edit = db.session.scalars(select(SeriesEdit).where(SeriesEdit.undone_at.is_(None))).one()
            undo(edit, by=SYSTEM)
    assert asked[0] == asked[1]


def test_every_date_that_changed_says_so_in_its_history(house: Cast) -> None:
    effect = change(house, "following", TUESDAY + timedelta(days=7), changes={"wall_start": time(19)})
    rows = db.session.scalars(select(OccurrenceChange).where(OccurrenceChange.kind == "series")).all()
    assert {row.occurrence_id for row in rows} == {one.occurrence_id for one in effect.moved}
    assert {(row.before["start"][-8:], row.after["start"][-8:]) for row in rows} == {("20:00:00", "19:00:00")}
