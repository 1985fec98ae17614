"""Leading beside somebody: one date wherever it is moved to, or every date from a day on."""

from datetime import timedelta

import pytest
from flask import Flask

from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.schedule.changes import move
from sessions.schedule.co_leaders import co_leaders_of
from sessions.schedule.co_leading import end_co_leading, name_co_leader
from sessions.schedule.models import Occurrence
from tests.cast import TODAY, Cast, actor_for, occurrence_on

TOMORROW = TODAY + timedelta(days=1)


def date_of(cast: Cast, days: int) -> Occurrence:
    return db.session.get_one(Occurrence, occurrence_on(cast, "group", TODAY + timedelta(days=days)))


def beside(cast: Cast, days: int) -> list[str]:
    found = [name for _id, name in co_leaders_of(occurrence_on(cast, "group", TODAY + timedelta(days=days)))]
    db.session.rollback()
    return found


def name(cast: Cast, *, onwards: bool, days: int = 1) -> None:
    with writing():
        by = actor_for(cast.manager)
        name_co_leader(date_of(cast, days), cast.other_facilitator.id, onwards=onwards, by=by)


def test_one_date_is_that_date_alone(app: Flask, house: Cast) -> None:
    name(house, onwards=False)
    assert [beside(house, days) for days in (0, 1, 2)] == [[], ["Farid N."], []]


@pytest.mark.parametrize("onwards", [False, True])
@pytest.mark.parametrize("hours", [-2, 3])
def test_a_date_that_is_moved_keeps_who_leads_beside(app: Flask, house: Cast, hours: int, onwards: bool) -> None:
    name(house, onwards=onwards)
    row = date_of(house, 1)
    with writing():
        start, end = ((at + timedelta(hours=hours)).time() for at in (row.wall_start, row.wall_end))
        by = actor_for(house.manager)
        move(row, day=TOMORROW, start=start, end=end, reason={"en": "Paint"}, version=row.sequence, by=by, anyway=True)
    assert beside(house, 1) == ["Farid N."]


def test_from_a_date_on_is_every_later_one(app: Flask, house: Cast) -> None:
    name(house, onwards=True)
    assert [beside(house, days) for days in (0, 1, 2, 9)] == [[], *[["Farid N."]] * 3]


def test_it_ends_from_a_date_on_and_what_was_stays(app: Flask, house: Cast) -> None:
    name(house, onwards=True)
    with writing():
        end_co_leading(date_of(house, 3), house.other_facilitator.id, by=actor_for(house.manager))
    assert [beside(house, days) for days in (1, 2, 3, 9)] == [["Farid N."], ["Farid N."], [], []]


def test_the_leader_and_who_does_not_work_here_are_refused(app: Flask, house: Cast) -> None:
    for person in (house.facilitator, house.resident, house.other_manager):
        with pytest.raises(Refused), writing():
            name_co_leader(date_of(house, 1), person.id, onwards=False, by=actor_for(house.manager))
