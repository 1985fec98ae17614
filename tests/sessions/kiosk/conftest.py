"""A tablet that is the house's kiosk, and a resident with a number and a PIN."""

from collections.abc import Callable

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from community.devices import operations
from community.devices.kiosk_keys import give_pin
from community.people.models import Person
from foundation.transactions import writing
from tests.cast import Cast
from tests.pages import BASE, Browser

Tablet = Callable[..., Browser]
Browse = Callable[[Person | None], Browser]


@pytest.fixture
def tablet(app: Flask, house: Cast, browse: Browse) -> Tablet:
    """An enrolled kiosk of the house, or of another."""

    def enrolled(house_id: str | None = None) -> Browser:
        with writing():
            _, code = operations.make_device(
                house_id or house.house.id, kind="kiosk", name="By the stairs", room_id=None, by=SYSTEM
            )
        with writing():
            _, key = operations.enrol(code, address="test")
        browser = browse(None)
        browser.client.set_cookie("daybook-screen", key, domain=BASE.split("//")[1].split(":")[0])
        browser.get("/kiosk")
        return browser

    return enrolled


@pytest.fixture
def entered(tablet: Tablet) -> Callable[..., Browser]:
    """A kiosk at which somebody has just signed in."""

    def with_person(person: Person, browser: Browser | None = None) -> Browser:
        number, pin = key_of(person)
        browser = browser or tablet()
        browser.post("/kiosk/visits", {"number": str(number), "chosen": "", "pin": pin, "lang": ""}, status=303)
        browser.token = ""
        browser.get("/kiosk/day")
        return browser

    return with_person


def key_of(person: Person) -> tuple[int, str]:
    """A resident's number and a new PIN."""
    with writing():
        key, pin = give_pin(person, by=SYSTEM)
        return key.number, pin
