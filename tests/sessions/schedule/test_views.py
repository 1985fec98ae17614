"""The page of one session: what it says to whom."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import change_leader, change_room
from sessions.schedule.models import Occurrence
from tests.cast import TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


def test_a_relative_is_told_when_and_where_and_no_more(house: Cast, browse: Browse) -> None:
    reads_english(house.mother)
    path = f"/occurrences/{occurrence_on(house, 'family', TODAY + timedelta(days=1))}"
    told = browse(house.mother).text(path)
    assert ("Where" in told, "Led by" in told, "Marta" in told) == (True, False, False)


def test_a_relatives_week_says_as_much(house: Cast, browse: Browse) -> None:
    reads_english(house.mother)
    told = browse(house.mother).text("/week")
    assert ("Family session" in told, "Marta" in told) == (True, False)


@pytest.mark.parametrize("name", ["resident", "facilitator", "manager"])
def test_who_lives_or_works_here_reads_who_leads(house: Cast, browse: Browse, name: str) -> None:
    reads_english(house.people[name])
    told = browse(house.people[name]).text(f"/occurrences/{occurrence_on(house, 'group', TODAY)}")
    assert ("Led by" in told, "Marta W." in told) == (True, True)


def test_another_room_and_leader_stand_beside_what_was_planned_crossed_out(house: Cast, browse: Browse) -> None:
    path = f"/occurrences/{occurrence_on(house, 'family', TODAY + timedelta(days=1))}"
    assert "<s " not in browse(house.facilitator).text(path)
    with writing():
        row = db.session.get_one(Occurrence, path.rsplit("/", 1)[1])
        change_room(row, house.rooms["hall"].id, version=0, by=SYSTEM)
        change_leader(row, house.other_facilitator.id, version=1, by=SYSTEM)
    reads_english(house.mother)
    for person, crossed in ((house.facilitator, ["Garden room", "Marta W."]), (house.mother, ["Garden room"])):
        assert re.findall(r'<s class="was"><bdi[^>]*>(.*?)</bdi></s>', browse(person).text(path)) == crossed
    told = browse(house.facilitator).text(f"/today?day={TODAY + timedelta(days=1)}")
    assert '<s class="was"><bdi>Marta W.</bdi></s>' in told
