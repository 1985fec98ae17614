"""The first page: open while nobody manages a house, all of it or nothing, and closed for good afterwards."""

import re
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.accounts.models import Account, SignIn
from community.audit.queries import broken_chains
from community.houses.models import House, Organisation, StaffMembership
from community.houses.operations import found_organisation, open_house
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import Base, db
from foundation.limits import RateLimit
from foundation.transactions import writing
from sessions.first_day.code import kept_code
from sessions.first_day.slugs import slug_of
from tests.cast import NOW
from tests.foundation.side_by_side import PATIENCE, patient
from tests.pages import BASE, Browser, as_request
from tests.sessions.first_day.conftest import ALONE, FIRST
from tests.statements import statements

HTTPS = {"base_url": "https://daybook.example.org"}


def rows() -> dict[str, int]:
    """The tables that hold something, with how much."""
    counted = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return {name: count for name, count in counted.items() if count}


def opened(house: str = "waiting") -> House:
    """A house that a command opened."""
    with writing():
        organisation = found_organisation({"pl": "Otwarte Drzwi"})
        return open_house(
            organisation.id, slug=house, name={"pl": "Dom"}, zone="Europe/Warsaw", language="pl", by=SYSTEM
        )


BAD = {
    "no organisation": ({"organisation": ""}, "Please write who runs the house."),
    "only spaces": ({"organisation": "   "}, "This text is empty."),
    "a control in the name": ({"house": "Gar\x07den"}, "hidden characters"),
    "a turned name": ({"house": "\u202eGarden"}, "hidden characters"),
    "a long name": ({"house": "x" * 121}, "longer than 120 characters"),
    "no name": ({"house": ""}, "Please write the name of the house."),
    "no zone": ({"zone": ""}, "Please choose a time zone."),
    "a path for a zone": ({"zone": "../../etc/passwd"}, "Not a valid choice."),
    "an old name of a zone": ({"zone": "Poland"}, "Not a valid choice."),
    "a language nobody speaks": ({"language": "xx"}, "Not a valid choice."),
    "no language": ({"language": ""}, "Please choose a language."),
    "another language nobody speaks": ({"languages": ["pl", "xx"]}, "is not a valid choice"),
    "a week from Wednesday": ({"week_starts": "wed"}, "Not a valid choice."),
    "a day that is none": ({"weekend": ["sat", "someday"]}, "is not a valid choice"),
    "a long neutral title": ({"feed_title_en": "x" * 61}, "longer than 60 characters"),
    "no neutral title at all": (
        {f"feed_title_{code}": "" for code in ("en", "pl", "ar", "ru")},
        "Please write it in at least one language.",
    ),
    "no first name": ({"given_name": ""}, "Please write the first name."),
    "NUL in a surname": ({"surname": "Ma\0zur"}, "hidden characters"),
    "no login": ({"login": ""}, "Please write an e-mail address or a login."),
    "a long login": ({"login": "x" * 255}, "longer than 254 characters"),
    "a short password": ({"password": "short"}, "A password has at least 10 characters."),
    "no password": ({"password": ""}, "Please choose a password."),
    "an endless password": ({"password": "x" * 201}, "A password has at most 200 characters."),
    "a field too many": ({"role": "organisation_admin"}, "This form held something it should not."),
    "a field twice": ({"house": ["Garden", "Nile"]}, "This form held something it should not."),
}


@pytest.mark.parametrize("wrong", BAD, ids=str)
def test_what_is_wrong_is_told_and_nothing_is_opened(empty: Flask, visitor: Callable[[], Browser], wrong: str) -> None:
    change, sentence = BAD[wrong]
    browser = visitor()
    browser.get("/first-day?lang=en")
    fields = FIRST | change | {"csrf_token": browser.token}
    # Past the look at the page: what HTML cannot hold is shown as it was typed.
    answer = as_request(lambda: browser.client.post("/first-day", data=fields, base_url=BASE))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert FIRST["password"] not in page
    assert rows() == {}


def test_the_first_page_opens_a_house_with_one_manager_who_is_signed_in(
    empty: Flask, visitor: Callable[[], Browser]
) -> None:
    browser = visitor()
    browser.get("/first-day?lang=pl")
    assert browser.post("/first-day", FIRST).location == "/first-day/rooms"
    person = db.session.scalars(select(Person)).one()
    assert (person.shown, person.language, person.email) == ("Ewa M.", "pl", "ewa@example.org")
    assert db.session.scalars(select(StaffMembership.role)).all() == ["manager"]
    assert len(db.session.scalars(select(SignIn)).all()) == 1
    assert broken_chains() == {}
    browser.get("/house")
    # The page is gone for everybody, the manager too.
    browser.get("/first-day", status=404)


def test_no_zone_stands_there_that_nobody_chose(visitor: Callable[[], Browser]) -> None:
    chosen = re.compile(r'name="zone".*?<option value="([^"]*)" selected>', re.DOTALL)
    zones = {code: chosen.findall(visitor().text(f"/first-day?lang={code}"))[0] for code in ("en", "pl", "ar", "ru")}
    assert zones == {"en": "", "pl": "Europe/Warsaw", "ar": "", "ru": ""}


def test_only_the_door_leads_there_and_only_while_it_is_open(empty: Flask, visitor: Callable[[], Browser]) -> None:
    browser = visitor()
    assert browser.get("/", status=303).location == "/first-day"
    assert browser.get("/today", status=303).location == "/sign-in"
    assert browser.get("/first-day/rooms", status=303).location == "/sign-in"
    with statements() as sent:
        browser.get("/first-day?lang=en")
    # Whether anybody manages, whether a house waits (for the form and for the page), whether anybody is known.
    assert len(sent) == 4


def test_a_house_that_a_command_opened_asks_for_its_manager_alone(empty: Flask, visitor: Callable[[], Browser]) -> None:
    house = opened()
    browser = visitor()
    page = browser.text("/first-day?lang=en")
    assert "This house is open and waits for somebody to manage it:" in page and '<bdi lang="pl">Dom</bdi>' in page
    assert 'name="organisation"' not in page
    browser.post("/first-day", FIRST, status=422)
    browser.post("/first-day", ALONE)
    assert db.session.scalars(select(Person.house_id)).all() == [house.id]
    assert len(db.session.scalars(select(Organisation)).all()) == 1


def test_where_people_are_known_already_the_code_is_asked_for_here_too(
    empty: Flask, visitor: Callable[[], Browser]
) -> None:
    house = opened()
    with writing():
        enrol_person(house.id, given_name="Jan", surname="Kos", language="pl", by=SYSTEM)
    browser = visitor()
    assert "Set-up code" in browser.text("/first-day?lang=en")
    page = browser.post("/first-day", ALONE, status=422).get_data(as_text=True)
    assert "This is not the set-up code." in page
    assert len(db.session.scalars(select(Person)).all()) == 1
    browser.post("/first-day", ALONE | {"code": kept_code(empty.extensions["settings"])})
    assert len(db.session.scalars(select(Person)).all()) == 2


def test_where_others_reach_it_nobody_begins_without_the_code(public_empty: Flask) -> None:
    settings = public_empty.extensions["settings"]
    browser = Browser(public_empty.test_client())
    browser.get("/first-day?lang=en", **HTTPS)
    place = settings.data_dir / "first_day_code"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    referred = HTTPS | {"headers": {"Referer": "https://daybook.example.org/first-day"}}
    for code in ("", "x" * 10, kept_code(settings)[:-1], kept_code(settings) + "a"):
        page = browser.post("/first-day", FIRST | {"code": code}, status=422, **referred).get_data(as_text=True)
        assert "This is not the set-up code." in page
        # It never comes back in a page.
        assert kept_code(settings) not in page
    assert set(rows()) == {"rate_limits"}
    typed = f" {kept_code(settings)[:5].upper()}-{kept_code(settings)[5:]} "
    assert browser.post("/first-day", FIRST | {"code": typed}, **referred).location == "/first-day/rooms"
    assert not place.exists()


def test_guessing_the_code_is_slowed_down(public_empty: Flask) -> None:
    browser = Browser(public_empty.test_client())
    browser.get("/first-day?lang=en", **HTTPS)
    referred = HTTPS | {"headers": {"Referer": "https://daybook.example.org/first-day"}}
    for _ in range(10):
        browser.post("/first-day", FIRST | {"code": "no"}, status=422, **referred)
    good = FIRST | {"code": kept_code(public_empty.extensions["settings"])}
    browser.post("/first-day", good, status=429, **referred)
    assert len(db.session.scalars(select(RateLimit)).all()) == 1
    assert db.session.scalars(select(House)).all() == []


def test_of_two_who_begin_at_once_one_opens_the_only_house(empty: Flask, visitor: Callable[[], Browser]) -> None:
    browsers = [visitor(), visitor()]
    for browser in browsers:
        browser.get("/first-day?lang=en")
    gate = Barrier(2)

    def press(number: int) -> int:
        browser = browsers[number]
        mine = FIRST | {"house": f"House {number}", "login": f"ewa{number}", "csrf_token": browser.token}
        with held_at(NOW):
            gate.wait(PATIENCE)
            answer = browser.client.post("/first-day", data=mine, base_url="http://127.0.0.1:8000")
            return answer.status_code

    db.session.rollback()
    with patient(), ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(press, range(2)))
    assert statuses[0] == 303 and statuses[1] in (404, 409)
    for model in (House, Organisation, Account, Person, SignIn):
        assert db.session.scalar(select(func.count()).select_from(model)) == 1, model


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Garden House", "garden-house"),
        ("Dom „Zażółć gęślą jaźń”", "dom-zazolc-gesla-jazn"),
        ("Дом у озера", "dom-u-ozera"),
        ("12 kroków", "krokow"),
        ("بيت النيل", "byt-lnyl"),
        ("!!!", "house"),
        ("7", "house"),
        ("x", "house"),
        ("a" * 60, "a" * 40),
    ],
)
def test_a_short_name_is_made_of_the_houses_name_in_any_script(name: str, slug: str) -> None:
    assert slug_of(name) == slug
