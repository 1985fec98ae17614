"""A series that was changed or ended before is changed again; it ends where it ended."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.schedule.amending import end_series
from sessions.schedule.changes import move, reinstate
from sessions.schedule.filling import fill, fill_house
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from sessions.schedule.taken import Taken, Wanted, taken_by
from tests.cast import NOW, Cast
from tests.sessions.schedule.test_amending import TUESDAY, change, of, on

WEEK = timedelta(days=7)
LATER = {"wall_start": time(19), "wall_end": time(20)}


def planned(house: Cast) -> list[date]:
    """The days of the whole line that are held."""
    line = select(Series.id).where(Series.line_id == of(house).line_id)
    rows = db.session.scalars(select(Occurrence).where(Occurrence.series_id.in_(line))).all()
    return sorted(row.wall_start.date() for row in rows if row.status == "planned")


def test_the_part_before_a_split_takes_nothing_from_the_part_after_it(house: Cast) -> None:
    before = planned(house)
    change(house, "following", TUESDAY + 2 * WEEK, changes=LATER)
    change(house, "whole", None, changes={"room_id": house.rooms["hall"].id})
    with held_at(NOW + 4 * WEEK):
        with writing():
            fill_house(house.house.id, house.house.zone)
        days = planned(house)
    assert days[: len(before)] == before
    assert len(days) == len(set(days))


def test_what_was_ended_stays_ended(house: Cast) -> None:
    with writing():
        end_series(of(house), from_day=TUESDAY + 2 * WEEK, version=0, by=SYSTEM, reason={"en": "Gone"})
    change(house, "whole", None, changes=LATER)
    with held_at(NOW + 4 * WEEK):
        with writing():
            fill_house(house.house.id, house.house.zone)
        assert [day for day in planned(house) if day >= TUESDAY + 2 * WEEK] == []


def test_of_what_has_ended_nothing_is_left_to_change(house: Cast) -> None:
    with writing():
        end_series(of(house), from_day=TUESDAY, version=0, by=SYSTEM, reason={"en": "Gone"})
    with pytest.raises(Refused, match="No date of this series"):
        change(house, "whole", None, changes=LATER)


def test_a_date_held_after_all_beyond_the_end_stays_as_it_is(house: Cast) -> None:
    with writing():
        end_series(of(house), from_day=TUESDAY + WEEK, version=0, by=SYSTEM, reason={"en": "Gone"})
    with writing():
        reinstate(on(house, TUESDAY + 2 * WEEK), version=1, by=SYSTEM)
    change(house, "whole", None, changes=LATER)
    assert (on(house, TUESDAY + 2 * WEEK).status, on(house, TUESDAY + 2 * WEEK).wall_start.hour) == ("planned", 20)
    assert on(house, TUESDAY).wall_start.hour == 19


def test_a_date_with_its_own_time_is_in_the_way_of_its_own_series(house: Cast) -> None:
    day = TUESDAY + 2 * WEEK + timedelta(days=1)
    with writing():
        row = on(house, TUESDAY + WEEK)
        move(row, day=day, start=time(19), end=time(20), reason={}, version=0, by=SYSTEM)
    wednesday = {"rule": "FREQ=WEEKLY;BYDAY=WE"} | LATER
    with pytest.raises(Taken) as refused:
        change(house, "whole", None, changes=wednesday)
    assert [other.wall_start.date() for other in refused.value.others] == [day]
    assert change(house, "whole", None, changes=wednesday, anyway=True).moved


def test_a_register_kept_by_another_than_the_leader_makes_one_date_a_series_of_its_own(house: Cast) -> None:
    day, marta, ewa = TUESDAY + WEEK, house.facilitator.id, house.manager.id
    change(house, "date", day, changes={"keeper_id": ewa})
    row = db.session.scalars(select(Occurrence).where(Occurrence.keeper_id == ewa)).one()
    assert (row.wall_start.date(), row.leader_id) == (day, marta)
    assert of(house).left_out == [day.isoformat()]
    together = {"leader_id": house.other_facilitator.id, "keeper_id": house.other_facilitator.id}
    change(house, "date", day + WEEK, changes=together)
    assert on(house, day + WEEK).series_id == of(house).id


def test_a_night_in_which_the_clocks_go_back_is_taken_to_its_end(house: Cast) -> None:
    eve, farid = date(2027, 10, 30), house.other_facilitator.id
    with held_at(NOW + timedelta(days=330)), writing():
        night = start_series(
            house.house.id, type_key="job_duty", titles={}, rule="FREQ=DAILY;COUNT=1", first_day=eve,
            wall_start=time(20), wall_end=time(8), zone="Europe/Warsaw", by=SYSTEM, wants_register=False,
            leader_kind="staff", leader_id=farid,
        )  # fmt: skip
        fill(night, eve + timedelta(days=2))
        row = db.session.scalars(select(Occurrence).where(Occurrence.series_id == night.id)).one()
        assert row.ends_at - row.starts_at == timedelta(hours=13)
        wanted = Wanted(row.ends_at - timedelta(minutes=30), row.ends_at + timedelta(hours=1), None, farid)
        assert [other.occurrence_id for other in taken_by(house.house.id, [wanted])] == [row.id]
