"""A television that is the wall board of the cast's house."""

from collections.abc import Callable

import pytest

from community.access.actor import SYSTEM
from community.devices.operations import enrol, make_device
from community.people.models import Person
from foundation.transactions import writing
from tests.cast import Cast
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


@pytest.fixture
def screen(house: Cast, browse: Browse) -> Browser:
    """A television that was made a board of the house."""
    with writing():
        _, code = make_device(house.house.id, kind="board", name="Hall", room_id=None, by=SYSTEM)
    with writing():
        _, key = enrol(code, address="test")
    browser = browse(None)
    browser.client.set_cookie("daybook-screen", key, domain="127.0.0.1")
    return browser
