"""A browser for tests: signed in as somebody, and every page it fetches is looked over."""

import re
from collections import Counter
from collections.abc import Callable
from contextvars import Context
from html.parser import HTMLParser
from typing import Any

import html5lib
from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from foundation.clock import held_at, now
from foundation.database import db

BASE = "http://127.0.0.1:8000"
# What lets a browser hold a form back with words of its own.
STRICT = {"required", "min", "max", "minlength", "pattern"}


class Page(HTMLParser):
    """What of a page the rules look at: titles, ids, forms with their tokens, links, language."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.titles = 0
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.forms: list[dict[str, Any]] = []
        self.html: dict[str, str | None] = {}
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters about an element."""
        given = dict(attrs)
        if tag == "html":
            self.html = given
        if tag == "title":
            self.titles += 1
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "form":
            self.forms.append(
                {
                    "method": (given.get("method") or "get").lower(),
                    "action": given.get("action"),
                    "fields": {},
                    "novalidate": "novalidate" in given,
                    "strict": [],
                }
            )
        if tag in ("input", "button", "select", "textarea") and self.forms and given.get("name"):
            self.forms[-1]["fields"].setdefault(given["name"], given.get("value") or "")
            if STRICT & set(given) or given.get("type") in ("date", "email", "number", "time", "url"):
                self.forms[-1]["strict"].append(given["name"])
        for name in ("href", "src", "action"):
            if given.get(name):
                self.links.append((tag, str(given[name])))

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.text.append(data)


def look_over(response: TestResponse) -> Page:
    """Every page has one title, unique ids, lang and dir, CSRF tokens, valid HTML, and no link abroad."""
    text = response.get_data(as_text=True)
    page = Page(text)
    assert page.html.get("lang") in ("en", "pl", "ar", "ru"), page.html
    assert page.html.get("dir") == ("rtl" if page.html["lang"] == "ar" else "ltr")
    in_svg = len(re.findall(r"<svg[^>]*>\s*<title", text))
    assert page.titles - in_svg == 1, "one title"
    doubled = [name for name, count in Counter(page.ids).items() if count > 1]
    assert not doubled, f"ids stand twice: {doubled}"
    for form in page.forms:
        if form["method"] == "post":
            assert "csrf_token" in form["fields"], f"{form['action']} has no CSRF token"
            told = form["novalidate"] or form["strict"] == []
            assert told, f"the browser answers for {form['action']} in its own language: {form['strict']}"
    abroad = [
        link
        for tag, link in page.links
        if tag in ("script", "link", "img", "form", "iframe") and re.match(r"(https?:)?//", link)
    ]
    assert not abroad, f"something is loaded from elsewhere: {abroad}"
    html5lib.HTMLParser(strict=True).parse(text)
    return page


def as_request(do: Callable[[], TestResponse]) -> TestResponse:
    """Run a request as the server would: outside the test's own app context, at the test's hour.

    Inside it, Flask would share ``g`` between requests, and with it who is signed in.
    """
    at = now()

    def apart() -> TestResponse:
        with held_at(at):
            return do()

    response = Context().run(apart)
    if has_app_context():
        # What the test reads next must be what the request left behind.
        db.session.rollback()
    return response


class Browser:
    """A test client that looks over every page it gets, and fills in CSRF tokens as a browser would."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = ""
        # What the form at each path was read at; a page that is never left keeps its own.
        self.as_read: dict[str, str] = {}

    def get(self, path: str, *, status: int = 200, **kwargs: Any) -> TestResponse:
        """Fetch a page; it must have the status, and be a good page when it is HTML."""
        response = as_request(lambda: self.client.get(path, **({"base_url": BASE} | kwargs)))
        assert response.status_code == status, (
            path,
            response.status_code,
            response.get_data(as_text=True)[:300],
        )
        if response.mimetype == "text/html" and not 300 <= status < 400:
            page = look_over(response)
            for form in page.forms:
                self.token = form["fields"].get("csrf_token") or self.token
                if "as_read" in form["fields"]:
                    self.as_read[path] = form["fields"]["as_read"]
        return response

    def post(self, path: str, data: dict[str, Any] | None = None, *, status: int = 303, **kwargs: Any) -> TestResponse:
        """Send a form with the token of a page seen before, and the mark of what that page showed."""
        if not self.token:
            signed_in = as_request(lambda: self.client.get("/account", base_url=BASE)).status_code == 200
            self.get("/account" if signed_in else "/sign-in")
        read = {"as_read": self.as_read[path]} if path in self.as_read else {}
        fields = {"csrf_token": self.token} | read | (data or {})
        response = as_request(lambda: self.client.post(path, data=fields, **({"base_url": BASE} | kwargs)))
        assert response.status_code == status, (
            path,
            response.status_code,
            response.get_data(as_text=True)[:600],
        )
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            look_over(response)
        return response

    def text(self, path: str, **kwargs: Any) -> str:
        """The words of a page."""
        return self.get(path, **kwargs).get_data(as_text=True)
