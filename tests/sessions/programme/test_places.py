"""The places of the programme: each person is led where they may go, and reads where they are."""

import re
from collections.abc import Callable

import pytest

from community.people.models import Person
from tests.cast import Cast
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


def _places(text: str) -> tuple[list[str], list[str]]:
    """The addresses of the sub navigation, and those that say that one is there."""
    nav = text.split("programme-places", 1)[1].split("</nav>", 1)[0]
    links = re.findall(r'<a href="([^"]+)"( aria-current="page")?>', nav)
    return [path for path, _here in links], [path for path, here in links if here]


def test_whoever_leads_sessions_is_led_to_the_clashes_too(house: Cast, browse: Browse) -> None:
    text = browse(house.facilitator).text("/clashes")
    assert _places(text) == (["/planner", "/clashes"], ["/clashes"])


@pytest.mark.parametrize(
    ("path", "here"), [("/kept-hours", "/clashes"), ("/kept-hours/rest", "/clashes"), ("/unled", "/staff-hours")]
)
def test_a_page_that_belongs_to_a_place_says_so(house: Cast, browse: Browse, path: str, here: str) -> None:
    assert _places(browse(house.manager).text(path))[1] == [here]


def test_the_week_on_paper_can_be_moved_on_a_phone_with_keys_alone(house: Cast, browse: Browse) -> None:
    text = browse(house.facilitator).text("/planner/paper")
    assert re.search(
        r'<div class="table-tray" role="region" tabindex="0" aria-label="[^"]+">\s*<table class="paper-week"', text
    )


@pytest.mark.parametrize("path", ["/series", "/staff-hours"])
def test_a_table_of_many_columns_is_not_squeezed_into_three_on_a_phone(house: Cast, browse: Browse, path: str) -> None:
    text = browse(house.manager).text(path)
    assert "linked-rows many" in text
