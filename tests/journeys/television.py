"""A house with a television that is its wall board, behind a server that can go away and come back."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from app import create_app
from community.access.actor import SYSTEM
from community.devices.operations import enrol, make_device
from community.houses.models import House
from foundation.clock import held_at
from foundation.database import db
from foundation.stamps import raise_stamp
from foundation.transactions import writing
from sessions.schedule.models import Series
from tests.cast import NOW, Cast
from tests.conftest import settings_for

LONG = {
    "en": "Relapse prevention for everybody who goes home over the holidays",
    "pl": "Zapobieganie nawrotom dla wszystkich, którzy jadą do domu na święta",
    "ar": "الوقاية من الانتكاس لكل من يذهب إلى بيته في أيام العيد الطويلة",
    "ru": "Предупреждение срывов для всех, кто уезжает домой на праздники",
}


class Garden:
    """The cast's house behind a server that can go away and come back, with a television that is its board."""

    def __init__(self, folder: Path, cast: Cast) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.app: Flask = create_app(settings_for(folder, port=self.port, public_url=self.address))
        self.cast = cast
        self.key = ""

    def start(self) -> None:
        """Serve; every request happens at NOW."""

        def at_ten(environ: Any, start: Any) -> Any:
            with held_at(NOW):
                return list(self.app(environ, start))

        self.server = make_server("127.0.0.1", self.port, at_ten, threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Go away."""
        self.server.shutdown()
        self.server.server_close()

    def do(self, verb: Callable[[], Any]) -> Any:
        """Change something in the house at NOW."""
        with self.app.app_context(), held_at(NOW), writing():
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
def garden(lite_template: tuple[Path, Cast], folder: Path) -> Iterator[Garden]:
    """The served house with its board."""
    shutil.copy(lite_template[0], folder / "daybook.db")
    made = Garden(folder, lite_template[1])
    made.start()
    made.enrol()
    yield made
    made.stop()
    with made.app.app_context():
        db.engine.dispose()


Television = Callable[..., Page]


@pytest.fixture
def television(chromium: Browser, garden: Garden) -> Iterator[Television]:
    """A browser that is the board of the house; its clock goes on only when a test lets it."""
    contexts, faults = [], []

    def turned_on(path: str = "/board", *, size: tuple[int, int] = (1920, 1080), scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            base_url=garden.address,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.add_cookies([{"name": "daybook-screen", "value": garden.key, "url": garden.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        if scripts:
            page.clock.install(time=NOW)
        page.goto(path)
        return page

    yield turned_on
    for context in contexts:
        context.close()
    assert faults == []
