"""What a bad request looks like, and the sentences an answer holds."""

import re
from dataclasses import dataclass
from typing import Any

import html5lib
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from foundation.clock import now
from tests.authorisation.asking import RAW_TOKEN
from tests.authorisation.scene import Scene
from tests.pages import BASE, as_request

HTML = "{http://www.w3.org/1999/xhtml}"
FAULTS = {"field-error", "notice-warm"}


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad request: what is wrong, who sends it where, and the answer's status with a piece of its sentence."""

    wrong: str
    who: str
    path: str
    body: dict[str, Any] | list[Any] | str | None
    status: int
    piece: str
    method: str = "POST"
    as_json: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.wrong}"


def _filled(scene: Scene, value: Any) -> Any:
    if isinstance(value, str):
        return scene.fill_in(value) if "{" in value and "}" in value else value
    if isinstance(value, dict):
        return {_filled(scene, name): _filled(scene, one) for name, one in value.items()}
    return [_filled(scene, one) for one in value] if isinstance(value, list) else value


def send(app: Flask, scene: Scene, bad: Bad, lang: str) -> TestResponse:
    """Send it with a cookie and a CSRF token in order, so that nothing but the fault is in the way."""
    client = app.test_client()
    token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW_TOKEN)
    with client.session_transaction(base_url=BASE) as session:
        session |= {"csrf_token": RAW_TOKEN, "language": lang}
        if bad.who != "nobody":
            session |= {"_user_id": scene.keys[bad.who], "_fresh": True, "seen": int(now().timestamp())}
    sent: dict[str, Any] = {"headers": {"X-CSRFToken": token}}
    if bad.as_json:
        sent["json"] = _filled(scene, bad.body)
    elif isinstance(bad.body, str):
        sent |= {"data": bad.body.encode("utf-8", "surrogatepass"), "content_type": "application/json"}
    elif bad.method != "GET":
        body = _filled(scene, bad.body or {})
        fields = MultiDict({name: one if isinstance(one, list) else [one] for name, one in body.items()})
        sent["data"] = fields | {"csrf_token": [token]} if "csrf_token" not in fields else fields
    path = scene.fill_in(bad.path)
    return as_request(lambda: client.open(path, method=bad.method, base_url=BASE, **sent))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def sentences(response: TestResponse) -> set[str]:
    """The different sentences an answer tells of a fault: beside a field, on top of a form, or alone on a page."""
    if response.mimetype != "text/html":
        return {response.get_data(as_text=True).strip()}
    # What waits in a <template> is not shown.
    page = html5lib.parse(re.sub(r"<template.*?</template>", "", response.get_data(as_text=True), flags=re.DOTALL))
    found = set()
    for element in page.iter():
        if not isinstance(element.tag, str) or "hidden" in element.attrib:
            continue
        classes = set(element.get("class", "").split())
        if classes & FAULTS:
            found.add(_words(element))
        if "error-summary" in classes:
            parts = [*element.iter(f"{HTML}li")] or [*element.iter(f"{HTML}p")]
            found |= {_words(one) for one in parts}
        if "empty" in classes:
            found |= {_words(one) for one in element.iter(f"{HTML}h1")}
        if "conflict" in classes:
            found |= {_words(one) for one in element.iter(f"{HTML}strong")}
    # A page that is nothing but the sentence.
    return found - {""} or {_words(one) for one in page.iter(f"{HTML}p") if not list(one)}
