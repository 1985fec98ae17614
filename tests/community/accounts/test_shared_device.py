"""A device the house shares: staff change with one tap and a password; nobody else is ever kept there."""

from collections.abc import Callable

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from community.access.actor import SYSTEM
from community.accounts.device_people import KEY, MOST
from community.accounts.disabling import disable
from community.accounts.last_manager import end_work
from community.accounts.models import Account
from community.accounts.operations import open_account, set_password
from community.houses.operations import employ
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.database import db
from foundation.transactions import writing
from tests.cast import LONG_AGO, NOW, PASSWORD, Cast, reads_english
from tests.community.accounts.test_last_manager import role_of
from tests.pages import BASE, Browser, as_request
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def kept(browser: Browser) -> list[str] | None:
    """What the browser's cookie holds of the device; None where it is nobody's but its holder's."""
    with browser.client.session_transaction(base_url=BASE) as session:
        found: list[str] | None = session.get(KEY)
    return found


def post(browser: Browser, path: str, data: dict[str, str] | None = None, status: int = 303) -> TestResponse:
    """Send a form with a token of this minute: a changed user has another."""
    browser.token = ""
    return browser.post(path, data, status=status)


def sign_in(browser: Browser, login: str, status: int = 303) -> None:
    """Sign in at the door."""
    post(browser, "/sign-in", {"login": login, "password": PASSWORD}, status=status)


@pytest.fixture
def tablet(house: Cast, browse: Browse) -> Browser:
    """A tablet that the manager marked as the house's, and on which nobody is signed in now."""
    for name in ("manager", "facilitator", "other_facilitator"):
        reads_english(house.people[name])
    browser = browse(None)
    sign_in(browser, "manager")
    assert post(browser, "/shared-device").location == "/account"
    assert post(browser, "/user-change").location == "/sign-in"
    return browser


def test_a_device_is_nobodys_until_staff_say_so(house: Cast, browse: Browse) -> None:
    browser = browse(None)
    sign_in(browser, "facilitator")
    assert kept(browser) is None
    assert "Change user" not in browser.text("/today")
    post(browser, "/sign-out")
    text = browser.text("/sign-in")
    assert "Who is it?" not in text
    assert "Marta" not in text


def test_the_names_of_those_who_signed_in_stand_at_the_door_newest_first(house: Cast, tablet: Browser) -> None:
    assert "Ewa M." in tablet.text("/sign-in")
    sign_in(tablet, "facilitator")
    assert "Change user" in tablet.text("/today")
    post(tablet, "/user-change")
    text = tablet.text("/sign-in")
    assert text.index("Marta W.") < text.index("Ewa M.")
    assert kept(tablet) == [house.facilitator.id, house.manager.id]
    # A second time is no second line.
    sign_in(tablet, "manager")
    assert kept(tablet) == [house.manager.id, house.facilitator.id]


def test_a_picked_name_leaves_only_the_password_to_type(house: Cast, tablet: Browser) -> None:
    text = tablet.text("/sign-in?as=0")
    assert 'value="manager"' in text
    assert text.count("autofocus") == 1
    assert 'value="manager"' not in tablet.text("/sign-in?as=other")
    for nobody in ("7", "-1", "x", ""):
        assert "Who is it?" in tablet.text(f"/sign-in?as={nobody}")


def test_changing_ends_the_sign_in_on_the_server_too(house: Cast, tablet: Browser) -> None:
    sign_in(tablet, "facilitator")
    with tablet.client.session_transaction(base_url=BASE) as session:
        key = session["_user_id"]
    post(tablet, "/user-change")
    with tablet.client.session_transaction(base_url=BASE) as session:
        assert "_user_id" not in session
        session |= {"_user_id": key, "_fresh": True, "seen": int(NOW.timestamp())}
    assert as_request(lambda: tablet.client.get("/account", base_url=BASE)).status_code == 303


@pytest.mark.parametrize("name", ["resident", "mother"])
def test_a_resident_and_a_relative_are_never_kept(house: Cast, tablet: Browser, name: str) -> None:
    before = kept(tablet)
    sign_in(tablet, name)
    text = tablet.text("/today")
    assert "Change user" not in text
    assert "user-change" not in text
    assert kept(tablet) == before
    post(tablet, "/sign-out")
    assert kept(tablet) == before
    text = tablet.text("/sign-in?lang=en")
    assert house.people[name].given_name not in text
    assert "Ewa M." in text


def test_a_failed_sign_in_keeps_nobody(house: Cast, tablet: Browser) -> None:
    post(tablet, "/sign-in", {"login": "facilitator", "password": "no"}, status=422)
    assert kept(tablet) == [house.manager.id]


@pytest.mark.parametrize("name", ["resident", "mother", "brother"])
def test_only_staff_mark_a_device(house: Cast, browse: Browse, name: str) -> None:
    browser = browse(house.people[name])
    post(browser, "/shared-device", status=403)
    post(browser, "/shared-device/ending", status=403)
    assert kept(browser) is None
    assert "shared device" not in browser.text("/account")


def test_a_name_can_be_taken_off_and_the_device_forgotten(house: Cast, tablet: Browser) -> None:
    sign_in(tablet, "facilitator")
    post(tablet, "/user-change")
    post(tablet, "/shared-device/name-removal", {"place": "1"})
    assert kept(tablet) == [house.facilitator.id]
    assert "Ewa M." not in tablet.text("/sign-in")
    sign_in(tablet, "facilitator")
    post(tablet, "/shared-device/ending")
    assert kept(tablet) is None
    post(tablet, "/sign-out")
    assert "Marta" not in tablet.text("/sign-in")


def test_a_name_is_taken_off_nowhere_but_on_such_a_device(house: Cast, browse: Browse) -> None:
    post(browse(None), "/shared-device/name-removal", {"place": "0"}, status=404)


def test_who_works_here_no_more_or_is_closed_out_stands_there_no_more(house: Cast, tablet: Browser) -> None:
    for login in ("facilitator", "other_facilitator"):
        sign_in(tablet, login)
        post(tablet, "/user-change")
    with writing():
        disable(db.session.get_one(Account, house.facilitator.account_id), by=SYSTEM)
        end_work(role_of(house.other_facilitator, "facilitator"), at=NOW, by=SYSTEM)
    text = tablet.text("/sign-in")
    assert "Ewa M." in text
    assert "Marta" not in text
    assert house.other_facilitator.given_name not in text
    # The places of the others stay: a tap reaches whom it was meant for.
    assert 'value="manager"' in tablet.text("/sign-in?as=2")


def test_only_so_many_are_kept_and_the_cookie_stays_small(app: Flask, house: Cast, tablet: Browser) -> None:
    for number in range(MOST + 2):
        with writing():
            person = enrol_person(house.house.id, given_name="ж" * 80, surname="щ" * 80, language="en", by=SYSTEM)
            account = open_account(person, login=f"{number}{'x' * 200}@example.org", language="en", by=SYSTEM)
            set_password(account, PASSWORD, by=SYSTEM)
            employ(person, "nurse", by=SYSTEM, from_at=LONG_AGO)
        sign_in(tablet, f"{number}{'x' * 200}@example.org")
        post(tablet, "/user-change")
    found = kept(tablet)
    assert found is not None
    assert len(found) == MOST
    assert house.manager.id not in found
    cookie = tablet.client.get_cookie("daybook", domain="127.0.0.1")
    assert cookie is not None
    assert len(cookie.value) < 1024


def test_a_cookie_holds_ids_and_no_name(app: Flask, house: Cast, tablet: Browser) -> None:
    sign_in(tablet, "facilitator")
    with tablet.client.session_transaction(base_url=BASE) as session:
        said = str(dict(session))
    assert "Marta" not in said
    assert "'facilitator'" not in said


@pytest.mark.parametrize("planted", ["everybody", ["no id"], [{"id": 1}], 7, [None]])
def test_an_odd_list_is_none(app: Flask, browse: Browse, planted: object) -> None:
    browser = browse(None)
    with browser.client.session_transaction(base_url=BASE) as session:
        session[KEY] = planted
    assert "Who is it?" not in browser.text("/sign-in?lang=en")


def test_the_token_of_a_form_changes_with_the_user(app: Flask, house: Cast, tablet: Browser) -> None:
    sign_in(tablet, "facilitator")
    tablet.get("/account")
    with tablet.client.session_transaction(base_url=BASE) as session:
        old = session["csrf_token"]
    post(tablet, "/user-change")
    signed = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(old)
    fields = {"csrf_token": signed, "login": "manager", "password": PASSWORD}
    answer = as_request(lambda: tablet.client.post("/sign-in", data=fields, base_url=BASE))
    assert answer.status_code == 400


def test_the_door_asks_one_statement_more_on_such_a_device(house: Cast, browse: Browse, tablet: Browser) -> None:
    counted = []
    for browser in (tablet, browse(None)):
        with statements() as sent:
            browser.get("/sign-in")
        counted.append(len(sent))
    assert counted[0] - counted[1] == 1, counted
