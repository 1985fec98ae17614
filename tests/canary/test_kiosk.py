"""The sweep of the kiosk: what anybody reads who passes it, and what a resident reads there of themselves."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer

from community.devices.models import KioskVisit
from foundation.clock import held_at, now
from foundation.database import db
from foundation.transactions import writing
from tests.authorisation.scene import Scene
from tests.canary.sweeping import everything_said, words_in
from tests.canary.words import PAGES
from tests.cast import NOW
from tests.pages import BASE, as_request

# What happens where; who leads is named by first name and initial.
ON_THE_WALL = {"room", "title", "pause", "hobby"}
# In the private minutes as on their own device, but for what belongs to an account: nobody came with one.
IN_PRIVATE = PAGES["resident"] - {"device"}


@pytest.mark.parametrize(
    ("path", "visit", "most", "least"),
    [
        ("/kiosk", False, ON_THE_WALL, {"title"}),
        ("/kiosk/day", True, ON_THE_WALL | {"given", "cancelled_because"}, {"title"}),
        ("/kiosk/week", True, ON_THE_WALL | {"given", "cancelled_because"}, {"title"}),
        ("/kiosk/record", True, IN_PRIVATE, {"surname"}),
        ("/kiosk/readers", True, IN_PRIVATE, set()),
        ("/kiosk/consents", True, IN_PRIVATE, set()),
        ("/kiosk/requests", True, IN_PRIVATE | {"others_given"}, set()),
    ],
)
def test_the_kiosk_tells_of_nobody_but_whoever_is_signed_in(
    marked: tuple[Flask, Path, Scene], clock: None, path: str, visit: bool, most: set[str], least: set[str]
) -> None:
    app, _, scene = marked
    client = app.test_client()
    client.set_cookie("daybook-screen", scene.ids["kiosk_key"], domain="127.0.0.1")
    if visit:
        with app.app_context(), held_at(NOW), writing():
            opened = db.session.get_one(KioskVisit, scene.ids["kiosk_visit"])
            opened.private_until = now() + timedelta(minutes=10)
        held = {"k": scene.ids["kiosk_visit_key"], "t": int(NOW.timestamp()), "l": None}
        signed = str(URLSafeSerializer(app.secret_key, salt="kiosk-visit").dumps(held))
        client.set_cookie("daybook-visit", signed, domain="127.0.0.1")
    response = as_request(lambda: client.get(path, base_url=BASE))
    assert response.status_code == 200
    said = words_in(everything_said(response))
    assert (said - most, least - said) == (set(), set())
