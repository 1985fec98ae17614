"""What a bad request looks like, and the sentences an answer holds."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from flask import Flask
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from foundation.clock import now
from tests.authorisation.asking import AS_READ, RAW_TOKEN, mark_read, signed_in, with_session
from tests.authorisation.scene import Scene
from tests.pages import BASE, as_request

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
FAULTS = {"field-error", "notice-warm"}
# In place of a mark: the one that the page shows now.
PAGE = "of the page"
# Nobody who is signed in, but a screen of the house, and a resident who has just signed in there.
KIOSK, VISITOR = "kiosk", "visitor"
AT_KIOSK = (KIOSK, VISITOR)
HOST = BASE.split("//")[1].split(":")[0]


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
    token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW_TOKEN)
    who = "nobody" if bad.who in AT_KIOSK else bad.who
    client = with_session(app, signed_in(scene, who) | {"csrf_token": RAW_TOKEN, "language": lang})
    if bad.who in AT_KIOSK:
        client.set_cookie("daybook-screen", scene.ids["kiosk_key"], domain=HOST)
    if bad.who == VISITOR:
        held = {"k": scene.ids["kiosk_visit_key"], "t": int(now().timestamp()), "l": lang}
        signed = URLSafeSerializer(app.secret_key, salt="kiosk-visit").dumps(held)
        client.set_cookie("daybook-visit", str(signed), domain=HOST)
    sent: dict[str, Any] = {"headers": {"X-CSRFToken": token}}
    if bad.as_json:
        sent["json"] = _filled(scene, bad.body)
    elif isinstance(bad.body, str):
        sent |= {"data": bad.body.encode("utf-8", "surrogatepass"), "content_type": "application/json"}
    elif bad.method != "GET":
        body = _filled(scene, bad.body or {})
        if body.get(AS_READ) == PAGE:
            body[AS_READ] = mark_read(client, scene.fill_in(bad.path))
        fields = MultiDict({name: one if isinstance(one, list) else [one] for name, one in body.items()})
        sent["data"] = fields | {"csrf_token": [token]} if "csrf_token" not in fields else fields
    path = scene.fill_in(bad.path)
    return as_request(lambda: client.open(path, method=bad.method, base_url=BASE, **sent))


class Tree(HTMLParser):
    """A page as elements; ours close every element they open, so nothing has to be guessed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = TreeBuilder()
        self.feed(text)
        self.close()
        self.root: Element = self._builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in, unless nothing can be in it."""
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self._builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends where it starts."""
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        self._builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        """Go out; an AssertionError when another element is open."""
        assert self._builder.end(tag).tag == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self._builder.data(data)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def sentences(response: TestResponse) -> set[str]:
    """The different sentences an answer tells of a fault: beside a field, on top of a form, or alone on a page."""
    if response.mimetype != "text/html":
        return {response.get_data(as_text=True).strip()}
    # What waits in a <template> is not shown.
    page = Tree(re.sub(r"<template.*?</template>", "", response.get_data(as_text=True), flags=re.DOTALL)).root
    found = set()
    for element in page.iter():
        if "hidden" in element.attrib:
            continue
        classes = set(element.get("class", "").split())
        if classes & FAULTS:
            found.add(_words(element))
        if "error-summary" in classes:
            parts = [*element.iter("li")] or [*element.iter("p")]
            found |= {_words(one) for one in parts}
        if "empty" in classes:
            found |= {_words(one) for one in element.iter("h1")}
        # Two marks that wait for a choice stand on the page whatever was sent.
        if "conflict" in classes and "data-held" not in element.attrib:
            found |= {_words(one) for one in element.iter("strong")}
    # The summary says what stands in a row once more, under the name of whom it is about.
    found -= {one for one in found for other in found if one != other and one.endswith(f": {other}")}
    # A page that is nothing but the sentence.
    return found - {""} or {_words(one) for one in page.iter("p") if not list(one)}
