"""Two managers change the same thing: whoever comes late is shown what stands now, and writes over nothing."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from community.houses.models import House, Room, Stage
from community.people.models import Person
from foundation.as_read import mark_of
from foundation.database import db
from foundation.transactions import writing
from tests.cast import Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
NUMBERS = {
    "newcomer_days": "14",
    "elders_at_first": "2",
    "elders_later": "1",
    "newcomers_per_elder": "3",
    "contact_every_days": "3",
    "elders_of_same_sex": "preferred",
}
HABITS = {"language": "en", "week_starts": "mon", "weekend": ["sat", "sun"], "consent_days": "90"}
HABITS |= {"register_due_minutes": "60"}


@pytest.fixture
def two(house: Cast, browse: Browse) -> tuple[Browser, Browser]:
    """The same manager at two desks, reading English."""
    reads_english(house.manager)
    return browse(house.manager), browse(house.manager)


def both_read(two: tuple[Browser, Browser], path: str) -> tuple[Browser, Browser]:
    for browser in two:
        browser.get(path)
    return two


def late(browser: Browser, path: str, typed: dict[str, object]) -> str:
    return browser.post(path, typed, status=409).get_data(as_text=True)


def test_a_late_card_shows_both_values_who_and_when_and_changes_nothing(
    two: tuple[Browser, Browser], house: Cast
) -> None:
    path = f"/people/{house.resident.id}/card"
    first, second = both_read(two, path)
    card = {"given_name": "Yusuf", "surname": "Haddad", "alias": "", "language": "en", "birth_date": ""}
    first.post(path, card | {"surname": "Al-Haddad", "birth_date": "1990-02-03"})
    page = late(second, path, card | {"alias": "Joe"})
    for words in ("Somebody changed this in the meantime.", "Al-Haddad", "3 February 1990", "Joe", house.manager.shown):
        assert words in page, words
    assert "10:32" in page
    kept = db.session.get_one(Person, house.resident.id, populate_existing=True)
    assert (kept.surname, kept.alias) == ("Al-Haddad", None)


def test_a_late_form_that_is_sent_once_more_is_meant(two: tuple[Browser, Browser], house: Cast) -> None:
    path = f"/rooms/{house.rooms['hall'].id}"
    first, second = both_read(two, path)
    first.post(path, {"name_en": "Great hall", "capacity": "50"})
    page = late(second, path, {"name_en": "Hall", "capacity": "60"})
    mark = page.split('name="as_read" value="')[1].split('"')[0]
    second.post(path, {"name_en": "Hall", "capacity": "60", "as_read": mark})
    kept = db.session.get_one(Room, house.rooms["hall"].id, populate_existing=True)
    assert (kept.name, kept.capacity) == ({"en": "Hall"}, 60)


def test_two_who_wrote_the_same_are_not_in_each_others_way(two: tuple[Browser, Browser], house: Cast) -> None:
    first, second = both_read(two, "/house/mentoring")
    for browser in (first, second):
        assert browser.post("/house/mentoring", NUMBERS | {"newcomer_days": "21"}).location == "/house"
    assert db.session.scalars(select(House.newcomer_days).where(House.id == house.house.id)).one() == 21


@pytest.mark.parametrize(
    ("path", "one", "other", "now", "typed"),
    [
        (
            "/house/mentoring",
            NUMBERS | {"newcomer_days": "21"},
            NUMBERS | {"elders_of_same_sex": "required"},
            ">21<",
            ">always of the same sex<",
        ),
        (
            "/house/crisis-numbers",
            {"called": "Night phone", "number": "555 0100"},
            {"called": "Helpline", "number": "555 0101"},
            ">Night phone<",
            ">Helpline<",
        ),
        (
            "/house/settings",
            HABITS | {"name_en": "Lake House", "feed_title_en": "A visit"},
            HABITS | {"name_en": "Garden House", "feed_title_en": "A meeting"},
            ">Neutral title in calendars · English<",
            ">A visit<",
        ),
        (
            "/stages/{stage}",
            {"name_en": "Welcome", "phase": "detoxification"},
            {"name_en": "Orientation", "phase": "aftercare"},
            ">Detoxification<",
            ">Aftercare<",
        ),
        (
            "/people/{resident}/description",
            {"sex": "m", "speaks": ["ar", "en"]},
            {"sex": "", "speaks": ["ru"], "interests": ["music"]},
            ">English, العربية<",
            ">Русский<",
        ),
    ],
)
def test_each_form_that_comes_late_is_answered_with_both_values(
    two: tuple[Browser, Browser],
    house: Cast,
    path: str,
    one: dict[str, object],
    other: dict[str, object],
    now: str,
    typed: str,
) -> None:
    path = path.format(stage=house.stages[0].id, resident=house.resident.id)
    first, second = both_read(two, path)
    first.post(path, one)
    page = late(second, path, other)
    table = page.split('class="conflict"')[1].split("</section>")[0].replace("<bdi>", "").replace("</bdi>", "")
    assert now in table and typed in table, table


def test_a_change_of_something_else_about_the_same_person_is_no_conflict(
    two: tuple[Browser, Browser], house: Cast
) -> None:
    card, description = (f"/people/{house.resident.id}/{page}" for page in ("card", "description"))
    first, second = two
    first.get(card)
    second.get(description)
    second.post(description, {"sex": "m", "interests": ["music"]})
    first.post(card, {"given_name": "Yusuf", "surname": "Haddad", "alias": "Joe", "language": "en"})
    kept = db.session.get_one(Person, house.resident.id, populate_existing=True)
    assert (kept.interests, kept.alias) == (["music"], "Joe")


def test_the_mark_follows_its_columns_alone(app: Flask, house: Cast) -> None:
    stage = db.session.get_one(Stage, house.stages[0].id)
    before = mark_of(stage, ("name", "phase"))
    with writing():
        db.session.get_one(Stage, stage.id).name = {"en": "Welcome"}
    after = db.session.get_one(Stage, stage.id)
    assert mark_of(after, ("name", "phase")) != before
    assert mark_of(after, ("phase",)) == mark_of(after, ("phase",)) and len(before) == 32


def test_a_form_in_time_costs_one_statement_more(two: tuple[Browser, Browser], house: Cast) -> None:
    first, _ = both_read(two, "/house/mentoring")
    with statements() as sent:
        first.post("/house/mentoring", NUMBERS | {"newcomer_days": "21"})
    # Who asks, with their house; the house; the house held and read anew.
    assert len([one for one in sent if one.startswith("SELECT") and "houses" in one]) == 3
