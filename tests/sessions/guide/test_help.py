"""Help: each kind of person is told of what is theirs, and every place it leads to opens for them."""

from collections.abc import Callable

import pytest
from flask import Flask

from foundation.database import db
from foundation.languages import LANGUAGES
from sessions.guide.staff_steps import ADMINISTRATOR, MANAGER, STAFF
from sessions.guide.steps import GRADUATE, RELATIVE, RESIDENT
from tests.cast import Cast, reads_english
from tests.house_rules.sources import ROOT
from tests.pages import Browser

Browse = Callable[[object], Browser]
READERS = [("resident", RESIDENT), ("mother", RELATIVE), ("facilitator", STAFF), ("manager", MANAGER)]


@pytest.mark.parametrize(("name", "steps"), READERS)
def test_each_step_is_told_and_leads_where_its_reader_may_go(
    house: Cast, browse: Browse, name: str, steps: tuple[object, ...]
) -> None:
    reads_english(house.people[name])
    browser = browse(house.people[name])
    page = browser.text("/help")
    assert [step.title for step in steps if step.title not in page] == []
    for step in steps:
        if step.path:
            browser.get(step.path)


def test_who_has_no_part_in_a_house_is_told_nothing_of_it(house: Cast, browse: Browse) -> None:
    reads_english(house.aunt)
    page = browse(house.aunt).text("/help")
    assert "family sessions and visits" in page
    db.session.rollback()
    browse(None).get("/help", status=303)


def test_every_picture_is_there_in_every_language() -> None:
    steps = {*RESIDENT, *GRADUATE, *RELATIVE, *STAFF, *MANAGER, *ADMINISTRATOR}
    wanted = {f"{step.picture}-{code}.jpg" for step in steps if step.picture for code in LANGUAGES}
    assert {path.name for path in (ROOT / "static" / "help").glob("*.jpg")} == wanted


def test_a_page_shows_the_pictures_of_its_language(app: Flask, house: Cast, browse: Browse) -> None:
    page = browse(house.manager).text("/help")
    assert page.count("-pl.jpg") == len([step for step in MANAGER if step.picture])
    assert "-en.jpg" not in page
