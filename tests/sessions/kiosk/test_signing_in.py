"""Signing in at a kiosk: number and PIN or card, the same words for everything that does not fit, throttled."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.devices import operations, visits
from community.devices.kiosk_keys import give_card, give_pin
from community.devices.models import Device, KioskKey, KioskVisit
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.models import Stay
from community.residency.operations import discharge, grant_leave
from foundation.clock import held_at, now
from foundation.database import db
from foundation.transactions import writing
from tests.cast import LONG_AGO, NOW, Cast
from tests.pages import Browser
from tests.sessions.kiosk.conftest import Tablet, key_of

Entered = Callable[..., Browser]
WRONG = "This does not fit. Please try once more; any of the staff can give you a new PIN."


def tried(browser: Browser, number: object, pin: str, status: int = 422) -> str:
    """What the page says to a number and a PIN."""
    fields = {"number": str(number), "chosen": "", "pin": pin, "lang": ""}
    return browser.post("/kiosk/visits", fields, status=status).get_data(as_text=True)


def stay_of(person: Person) -> Stay:
    """Their open stay."""
    return db.session.scalars(select(Stay).where(Stay.person_id == person.id, Stay.discharged_at.is_(None))).one()


def test_a_resident_without_an_account_signs_in_and_sees_their_own_day(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    page = browser.get("/kiosk/day").get_data(as_text=True)
    assert house.resident.shown in page
    assert db.session.query(KioskVisit).one().opened_how == "pin"


@pytest.mark.parametrize("typed", ["٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"])
def test_digits_of_every_script_are_digits(house: Cast, tablet: Tablet, typed: str) -> None:
    number, pin = key_of(house.resident)
    as_typed = str.maketrans("0123456789", typed)
    tried(tablet(), str(number).translate(as_typed), pin.translate(as_typed), status=303)


def test_everything_that_does_not_fit_is_refused_in_the_same_words(house: Cast, tablet: Tablet) -> None:
    number, pin = key_of(house.resident)
    other = (number + 1 - 10) % 90 + 10
    wrong = "111222" if pin != "111222" else "222111"
    for typed, with_pin in (
        (number, wrong),
        (other, pin),
        (number, ""),
        ("", pin),
        ("", ""),
        ("ż", pin),
        (number, pin + "0"),
        (number, pin[:5]),
        ("9" * 6, pin),
        ("9" * 40, ""),
    ):
        page = tried(tablet(), typed, with_pin)
        assert WRONG in page, (typed, with_pin)
        assert f'value="{typed}"' not in page or typed == ""


def test_a_number_of_another_house_opens_nothing_here(house: Cast, tablet: Tablet) -> None:
    with writing():
        stranger = enrol_person(house.other_house.id, given_name="Samir", surname="F", language="ar", by=SYSTEM)
        grant(stranger, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
        admit(stranger, at=LONG_AGO, by=SYSTEM)
        key, pin = give_pin(stranger, by=SYSTEM)
        _, code = give_card(stranger, by=SYSTEM)
        number = key.number
    browser = tablet()
    assert WRONG in tried(browser, number, pin)
    assert WRONG in tried(browser, code, "")
    tried(tablet(house.other_house.id), code, "", status=303)


def test_a_resident_who_left_is_out_at_the_next_request_and_cannot_come_back_with_the_old_pin(
    house: Cast, entered: Entered, tablet: Tablet
) -> None:
    browser = entered(house.resident)
    number, pin = key_of(house.resident)
    browser = tablet()
    tried(browser, number, pin, status=303)
    with writing():
        discharge(stay_of(house.resident), at=now(), by=SYSTEM)
    assert browser.get("/kiosk/day", status=303).location == "/kiosk"
    browser.get("/kiosk")
    assert WRONG in tried(browser, number, pin)
    with held_at(NOW + timedelta(days=30)):
        with writing():
            grant(house.resident, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=now())
            admit(house.resident, at=now(), by=SYSTEM)
        assert WRONG in tried(browser, number, pin)


def test_on_leave_one_may_still_look_at_the_own_day(house: Cast, tablet: Tablet) -> None:
    number, pin = key_of(house.resident)
    with writing():
        grant_leave(stay_of(house.resident), from_at=NOW, to_at=NOW + timedelta(hours=5), by=SYSTEM)
    browser = tablet()
    tried(browser, number, pin, status=303)
    browser.get("/kiosk/day")


def test_a_pin_is_not_guessed_not_even_over_days(house: Cast, tablet: Tablet) -> None:
    number, pin = key_of(house.resident)
    wrong = "111222" if pin != "111222" else "222111"
    browser = tablet()
    for _ in range(visits.MOST_WRONG):
        tried(browser, number, wrong)
    # From now on the right one does not open either, at no kiosk of the house.
    tried(browser, number, pin, status=429)
    tried(tablet(), number, pin, status=429)
    # Somebody who comes back every quarter of an hour has twenty in a day.
    for quarter in range(1, 4):
        with held_at(NOW + quarter * visits.WRONG_WINDOW):
            for _ in range(visits.MOST_WRONG):
                tried(browser, number, wrong)
    with held_at(NOW + timedelta(hours=12)):
        tried(browser, number, pin, status=429)
    with held_at(NOW + timedelta(hours=25)):
        tried(browser, number, pin, status=303)


def test_a_new_pin_opens_at_once_after_somebody_else_used_up_the_attempts(house: Cast, tablet: Tablet) -> None:
    number, _ = key_of(house.resident)
    browser = tablet()
    for _ in range(visits.MOST_WRONG):
        tried(browser, number, "000000")
    number, pin = key_of(house.resident)
    tried(browser, number, pin, status=303)


def test_a_kiosk_takes_a_breath_after_many_that_do_not_fit_and_successes_do_not_count(
    house: Cast, tablet: Tablet
) -> None:
    number, pin = key_of(house.resident)
    browser, other = tablet(), tablet()
    for _ in range(visits.MOST_AT_DEVICE):
        tried(other, number, pin, status=303)
        other.get("/kiosk/day")
    for n in range(visits.MOST_AT_DEVICE):
        tried(browser, 100 + n, "000000")
    answer = browser.post("/kiosk/visits", {"number": str(number), "chosen": "", "pin": pin, "lang": ""}, status=429)
    assert int(answer.headers["Retry-After"]) > 0
    tried(other, number, pin, status=303)


def test_a_card_opens_without_a_pin_until_another_is_made_or_the_pin_is_lost(house: Cast, tablet: Tablet) -> None:
    browser = tablet()
    with writing():
        _, first = give_card(house.resident, by=SYSTEM)
    tried(browser, first, "", status=303)
    with writing():
        _, second = give_card(house.resident, by=SYSTEM)
    assert WRONG in tried(tablet(), first, "")
    tried(tablet(), second, "", status=303)
    key_of(house.resident)
    assert WRONG in tried(tablet(), second, "")
    kept = db.session.scalars(select(KioskKey)).one()
    assert (second in (kept.card_hash or ""), len(second)) == (False, 40)


def test_a_new_pin_ends_the_visit_that_is_open(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    key_of(house.resident)
    browser.get("/kiosk/day", status=303)
    assert db.session.query(KioskVisit).one().ended_because == "pin"


def test_another_card_ends_the_visit_of_whoever_found_the_first(house: Cast, tablet: Tablet) -> None:
    browser = tablet()
    with writing():
        _, lost = give_card(house.resident, by=SYSTEM)
    tried(browser, lost, "", status=303)
    with writing():
        give_card(house.resident, by=SYSTEM)
    browser.get("/kiosk/day", status=303)
    assert db.session.query(KioskVisit).one().ended_because == "card"


def test_a_revoked_kiosk_ends_the_visit_at_the_next_request(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    with writing():
        operations.revoke(db.session.query(Device).one(), by=SYSTEM)
    page = browser.get("/kiosk/day", status=403).get_data(as_text=True)
    assert (house.resident.shown in page, house.house.name["en"] in page) == (False, False)


def test_the_next_one_at_the_screen_takes_the_place_of_whoever_forgot_to_sign_out(
    house: Cast, entered: Entered
) -> None:
    browser = entered(house.resident)
    number, pin = key_of(house.other_resident)
    tried(browser, number, pin, status=303)
    page = browser.get("/kiosk/day").get_data(as_text=True)
    assert (house.other_resident.shown in page, house.resident.shown in page) == (True, False)
    assert [one.ended_because for one in db.session.query(KioskVisit).order_by(KioskVisit.ended_at.desc())].count(
        "next"
    ) == 1


def test_names_are_shown_to_choose_from_only_where_the_house_allows_it(
    app: Flask, house: Cast, tablet: Tablet, browse: Callable[[Person | None], Browser]
) -> None:
    number, pin = key_of(house.resident)
    browser = tablet()
    assert house.resident.shown not in browser.get("/kiosk").get_data(as_text=True)
    manager = browse(house.manager)
    manager.post("/devices/names", {"kiosk_names": "y"})
    page = browser.get("/kiosk").get_data(as_text=True)
    # Whoever has no PIN cannot be chosen.
    assert (house.resident.shown in page, house.other_resident.shown in page) == (True, False)
    assert house.resident.surname not in page
    browser.post("/kiosk/visits", {"number": "", "chosen": str(number), "pin": pin, "lang": ""}, status=303)
