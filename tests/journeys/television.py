"""A house with a television that is its wall board, behind a server that can go away and come back."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from community.access.actor import SYSTEM
from community.devices.operations import enrol, make_device
from community.houses.models import House
from foundation.database import db
from foundation.stamps import raise_stamp
from foundation.transactions import writing
from sessions.schedule.models import Series
from tests.cast import NOW, Cast
from tests.journeys.conftest import window
from tests.journeys.server import Server

LONG = {
    "en": "Relapse prevention for everybody who goes home over the holidays",
    "pl": "Zapobieganie nawrotom dla wszystkich, którzy jadą do domu na święta",
    "ar": "الوقاية من الانتكاس لكل من يذهب إلى بيته في أيام العيد الطويلة",
    "ru": "Предупреждение срывов для всех, кто уезжает домой на праздники",
}


class Garden:
    """The cast's house behind a server that can go away and come back, with a television that is its board."""

    def __init__(self, app: Flask, server: Server, cast: Cast) -> None:
        self.server, self.app, self.cast, self.key = server, app, cast, ""
        self.start, self.stop = server.start, server.stop

    def do(self, verb: Callable[[], Any]) -> Any:
        """Change something in the house at NOW."""
        with self.app.app_context(), writing():
            return verb()

    def enrol(self) -> None:
        """Make the television a board."""
        house_id = self.cast.house.id
        code = self.do(lambda: make_device(house_id, kind="board", name="Hall", room_id=None, by=SYSTEM))[1]
        self.key = self.do(lambda: enrol(code, address="test"))[1]

    def says(self, **changes: Any) -> None:
        """Let the house speak these languages, and today's sessions at ten and twelve be called so."""

        def write() -> None:
            db.session.get_one(House, self.cast.house.id).languages = changes.get("languages", ["ar", "en", "pl", "ru"])
            for name in ("group", "lunch"):
                db.session.get_one(Series, self.cast.series[name].id).titles = changes.get("titles", LONG)
            raise_stamp(f"schedule:{self.cast.house.id}")

        self.do(write)


@pytest.fixture
def garden(app: Flask, server: Server, cast: Cast) -> Garden:
    """The served house with its board."""
    made = Garden(app, server, cast)
    made.enrol()
    return made


Television = Callable[..., Page]


@pytest.fixture
def television(chromium: Browser, garden: Garden) -> Iterator[Television]:
    """A browser that is the board of the house; its clock goes on only when a test lets it."""
    faults: list[str] = []

    def turned_on(path: str = "/board", *, size: tuple[int, int] = (1920, 1080), scripts: bool = True) -> Page:
        address = garden.server.address
        view = {"width": size[0], "height": size[1]}
        context = window(chromium, address, viewport=view, java_script_enabled=scripts)
        context.add_cookies([{"name": "daybook-screen", "value": garden.key, "url": address}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        if scripts:
            # It would go on from the moment it is set; it is stopped where the tests begin.
            page.clock.install(time=NOW - timedelta(hours=6))
            page.clock.pause_at(NOW)
        page.goto(path)
        if scripts:
            # What is shown is fitted anew once its letters are there.
            page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield turned_on
    assert faults == []
