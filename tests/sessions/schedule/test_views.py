"""The page of one session: what it says to whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community.people.models import Person
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
