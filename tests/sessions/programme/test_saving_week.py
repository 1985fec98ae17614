"""Keeping a house's week as a template: what stands in it, and what does not."""

import json
from datetime import time, timedelta

import pytest

from community.access.actor import SYSTEM
from community.houses.models import House
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.programme.models import ProgrammeTemplate
from sessions.programme.saving_week import retire_template, save_week_as_template, week_of
from sessions.programme.week_file import parse_week
from sessions.schedule.filling import fill
from sessions.schedule.models import Series
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast
from tests.sessions.programme.using import applied, counts


@pytest.fixture
def saved(house: Cast) -> ProgrammeTemplate:
    """The week of the house in Warsaw, kept as a template."""
    with held_at(NOW), writing():
        here = db.session.get_one(House, house.house.id)
        return save_week_as_template(here, name={"en": "Our winter"}, day=TODAY, by=SYSTEM)


def test_a_week_that_was_kept_changes_nothing_at_home(house: Cast, saved: ProgrammeTemplate) -> None:
    week = parse_week(json.dumps(saved.week).encode())
    done = applied(house, week, replace_others=True)
    assert counts(done) == (0, 0, 5, 0)


def test_no_person_stands_in_a_template(house: Cast, saved: ProgrammeTemplate) -> None:
    text = json.dumps(saved.week, ensure_ascii=False)
    for person in house.people.values():
        assert person.id not in text
        assert person.surname not in text and person.given_name not in text


def test_a_template_goes_to_another_house_of_the_organisation(house: Cast, saved: ProgrammeTemplate) -> None:
    nile = Cast(house.other_house, house.other_house)
    week = parse_week(json.dumps(saved.week).encode())
    done = applied(nile, week, make_rooms=True)
    assert counts(done) == (5, 0, 0, 0)
    assert done.rooms_made == 2
    people = {row.leader_id for row in db.session.query(Series).filter_by(house_id=nile.house.id)}
    assert people == {None, house.other_manager.id}


def test_every_second_week_is_kept_as_that(house: Cast) -> None:
    with held_at(NOW), writing():
        series = start_series(
            house.house.id,
            type_key="sport",
            titles={"en": "Swimming"},
            rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;UNTIL=20270601",
            first_day=TODAY,
            wall_start=time(14),
            wall_end=time(15),
            zone=house.house.zone,
            by=SYSTEM,
        )
        fill(series, TODAY + timedelta(days=100))
        written = week_of(db.session.get_one(House, house.house.id), {"en": "Ours"}, TODAY)
    [row] = [row for row in written["rows"] if row["type"] == "sport"]
    assert (row["days"], row["repeat"]) == (["sat"], "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA")


def test_an_empty_house_has_no_week_to_keep(house: Cast) -> None:
    with held_at(NOW), writing(), pytest.raises(Refused, match="Nothing repeats"):
        there = db.session.get_one(House, house.other_house.id)
        save_week_as_template(there, name={"en": "Empty"}, day=TODAY, by=SYSTEM)


def test_a_template_is_retired_once(house: Cast, saved: ProgrammeTemplate) -> None:
    with held_at(NOW), writing():
        mine = db.session.get_one(ProgrammeTemplate, saved.id)
        retire_template(mine, by=SYSTEM)
        with pytest.raises(Refused, match="no longer in use"):
            retire_template(mine, by=SYSTEM)
