"""Asking as somebody: one request with their cookie and a valid CSRF token, and what came of it."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from foundation.clock import now
from tests.authorisation.scene import Scene
from tests.authorisation.tables import Case
from tests.pages import BASE, as_request

RAW_TOKEN = "0" * 40
# A body that holds it is sent with the mark of the page it belongs to.
AS_READ = "as_read"


def signed_in(scene: Scene, kind: str) -> dict[str, Any]:
    """What the session of that kind of person holds; nothing for nobody."""
    return {} if kind == "nobody" else {"_user_id": scene.keys[kind], "_fresh": True, "seen": int(now().timestamp())}


def with_session(app: Flask, held: dict[str, Any]) -> FlaskClient:
    """A client that brings a cookie of ours; what Flask offers for it takes as long as a request."""
    client = app.test_client()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], str(signer.dumps(held)), domain=urlsplit(BASE).hostname)
    return client


def ask(app: Flask, scene: Scene, kind: str, case: Case) -> TestResponse:
    """Send the case's request as that kind of person, or as nobody."""
    client = with_session(app, signed_in(scene, kind) | {"csrf_token": RAW_TOKEN})
    body = {scene.fill_in(name): scene.fill_in(value) for name, value in case.body.items()}
    if case.method != "GET":
        body["csrf_token"] = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW_TOKEN)
    path = scene.fill_in(case.path)
    if AS_READ in body:
        body[AS_READ] = mark_read(client, path)
    data = body if case.method != "GET" else None
    return as_request(lambda: client.open(path, method=case.method, data=data, base_url=BASE))


def mark_read(client: FlaskClient, path: str) -> str:
    """The mark of what the form at a path shows to whoever asks; "" where they are shown none."""
    page = as_request(lambda: client.get(path, base_url=BASE)).get_data(as_text=True)
    found = re.search(r'name="as_read" value="(\w*)"', page)
    return found[1] if found else ""


def outcome(response: TestResponse, has_changed: bool) -> str:
    """What came of a request, in the words of the tables."""
    if response.status_code in (302, 303):
        if has_changed:
            return "done"
        return "door" if response.location == "/sign-in" else "lead"
    if has_changed:
        return "made" if response.status_code == 200 else f"{response.status_code} and changed"
    return str(response.status_code)
