"""The sweep of the wall: what a photograph of it would tell."""

import re
from pathlib import Path

from flask import Flask

from community.access.actor import SYSTEM
from community.devices.operations import enrol, make_device
from foundation.clock import held_at
from foundation.transactions import writing
from tests.authorisation.scene import Scene
from tests.canary.sweeping import everything_said, words_in
from tests.cast import NOW
from tests.pages import BASE, as_request

# What happens where; who leads is named by first name and initial.
ON_THE_WALL = {"room", "title", "pause", "hobby"}


def test_a_photograph_of_the_wall_tells_of_nobody_who_lives_here(
    marked: tuple[Flask, Path, Scene], clock: None
) -> None:
    app, _, scene = marked
    house_id = scene.cast.house.id
    with app.app_context(), held_at(NOW):
        with writing():
            _, code = make_device(house_id, kind="board", name="Hall", room_id=None, by=SYSTEM)
        with writing():
            _, key = enrol(code, address="wall")
    client = app.test_client()
    client.set_cookie("daybook-screen", key, domain="127.0.0.1")
    for path in ("/board", "/board/now"):
        response = as_request(lambda path=path: client.get(path, base_url=BASE))
        assert response.status_code == 200
        said = everything_said(response)
        assert words_in(said) - ON_THE_WALL == set()
        assert {"room", "title"} <= words_in(said)
        # No id of a person or a session either: nothing that could be joined with another page.
        assert not re.findall(r"\b[0-9a-f]{32}\b", re.sub(r'data-mark="\w+"|ETag: "\w+"', "", said))
