"""Whom one can call at any hour: on every page of a resident, and on nobody else's."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from community.access.actor import SYSTEM
from community.houses.crisis_numbers import set_crisis_numbers
from community.houses.models import House
from community.people.models import Person
from foundation.database import db
from foundation.pages import dialled
from foundation.transactions import writing
from tests.cast import Cast
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
NUMBERS = [{"name": "Night phone", "number": "+48 (22) 555-0116"}, {"name": "Ewa", "number": "555 0142"}]
CALLED = [("tel:+48225550116", "Night phone", "+48 (22) 555-0116"), ("tel:5550142", "Ewa", "555 0142")]
LINK = re.compile(r'<a href="(tel:[^"]+)"><bdi>([^<]+)</bdi> <bdi dir="ltr" class="num">([^<]+)</bdi></a>')


@pytest.fixture(autouse=True)
def numbers(house: Cast) -> None:
    """The garden house has two numbers; the other house has none."""
    with writing():
        set_crisis_numbers(db.session.get_one(House, house.house.id), NUMBERS, by=SYSTEM)


@pytest.mark.parametrize(
    "path", ["/today", "/week", "/consents", "/calendars", "/account", "/record", "/record/readers"]
)
def test_they_stand_on_every_page_of_a_resident(app: Flask, house: Cast, browse: Browse, path: str) -> None:
    assert LINK.findall(browse(house.resident).text(path)) == CALLED


def test_they_stand_on_a_page_that_is_not_there_too(app: Flask, house: Cast, browse: Browse) -> None:
    answer = browse(house.resident).get("/audit", status=403)
    assert LINK.findall(answer.get_data(as_text=True)) == CALLED


@pytest.mark.parametrize("name", ["mother", "facilitator", "manager", "other_manager"])
def test_they_are_on_no_page_of_anybody_else(app: Flask, house: Cast, browse: Browse, name: str) -> None:
    client = browse(house.people[name])
    for path in ("/today", "/week", "/account"):
        assert "tel:" not in client.text(path) and "Night phone" not in client.text(path)


def test_they_are_not_on_the_sheet_of_paper(app: Flask, house: Cast, browse: Browse) -> None:
    assert "tel:" not in browse(house.resident).text("/day-sheet")


def test_a_house_without_a_number_shows_no_empty_line(app: Flask, house: Cast, browse: Browse) -> None:
    with writing():
        db.session.execute(update(House).values(crisis_numbers=[]))
    assert "crisis" not in browse(house.resident).text("/today")


def test_a_link_dials_digits_alone() -> None:
    assert [dialled(number) for number in ("+48 (22) 555-0116", "555 0142", "116 123")] == [
        "+48225550116",
        "5550142",
        "116123",
    ]


def test_the_account_of_a_resident_leads_to_their_record(app: Flask, house: Cast, browse: Browse) -> None:
    leads = [
        ("/record" in text, "/record/readers" in text)
        for name in ("resident", "mother", "facilitator")
        for text in [browse(house.people[name]).text("/account")]
    ]
    assert leads == [(True, True), (False, False), (False, False)]
