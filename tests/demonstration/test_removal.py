"""Taking the demonstration away: in one step, by its manager, and nothing of it is left."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.houses.models import House
from community.houses.operations import found_organisation, open_house
from demonstration.facts import kept
from demonstration.loading import marked_houses
from demonstration.removal import was_removed
from foundation.database import Base, db
from foundation.transactions import writing
from tests.pages import Browser


def left() -> dict[str, int]:
    found = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return {name: count for name, count in found.items() if count}


@pytest.fixture
def inside(app: Flask):  # type: ignore[no-untyped-def]
    """Browsers of people of the demonstration, by role."""
    facts = kept(app.extensions["settings"])
    assert facts is not None

    def sign_in(role: str) -> Browser:
        browser = Browser(app.test_client())
        login = next(one["login"] for one in facts["sign_ins"] if one["role"] == role)
        browser.get("/sign-in?lang=en")
        browser.post("/sign-in", {"login": login, "password": facts["password"]})
        browser.token = ""
        return browser

    return sign_in


def test_its_manager_takes_it_away_and_stands_before_an_empty_house(app: Flask, inside) -> None:  # type: ignore[no-untyped-def]
    settings = app.extensions["settings"]
    manager = inside("manager")
    assert 'href="/demonstration"' in manager.text("/today")
    manager.get("/demonstration")
    manager.post("/demonstration/removal", {}, status=422)
    assert marked_houses() and kept(settings) is not None

    assert manager.post("/demonstration/removal", {"sure": "y"}).location == "/"
    assert left() == {}
    assert kept(settings) is None and was_removed(settings)
    # Signed out with everybody else, and led to the first day.
    assert manager.get("/today", status=303).location == "/sign-in"
    assert manager.get("/", status=303).location == "/first-day"
    page = manager.text("/first-day")
    assert 'class="demo-line"' not in page


def test_nobody_but_its_manager_takes_it_away(app: Flask, inside) -> None:  # type: ignore[no-untyped-def]
    for role in ("facilitator", "resident", "relative"):
        browser = inside(role)
        assert 'href="/demonstration"' not in browser.text("/today")
        browser.get("/demonstration", status=403)
        browser.post("/demonstration/removal", {"sure": "y"}, status=403)
    assert len(marked_houses()) == 2


def test_beside_a_real_house_nothing_is_taken_away(app: Flask, inside) -> None:  # type: ignore[no-untyped-def]
    with writing():
        founded = found_organisation({"en": "Open Door"})
        open_house(founded.id, slug="real", name={"en": "Real"}, zone="Europe/Warsaw", language="en", by=SYSTEM)
    before = left()
    manager = inside("manager")
    before = left()
    page = manager.post("/demonstration/removal", {"sure": "y"}, status=422).get_data(as_text=True)
    assert "is no demonstration" in page
    assert {name: count for name, count in left().items() if before.get(name) != count} in ({}, {"rate_limits": 1})
    assert db.session.scalar(select(func.count()).select_from(House)) == 3
    assert kept(app.extensions["settings"]) is not None
