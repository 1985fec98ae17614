"""What the tests of feeds share: addresses made for the cast, and a calendar program that asks."""

from flask import Flask
from icalendar import Calendar, Event
from werkzeug.test import TestResponse

from community.people.models import Person
from foundation.transactions import writing
from sessions.calendars.operations import subscribe
from tests.cast import Cast, actor_for

HOST = "http://127.0.0.1:8000"


def address(
    cast: Cast,
    person: Person,
    kind: str,
    *,
    real_titles: bool = False,
    consent: str | None = None,
    room: str | None = None,
) -> str:
    """The path of a new address of somebody of the cast."""
    actor = actor_for(person)
    if kind == "relative":
        consent = consent or cast.consents["mother"]
    with writing():
        _, token = subscribe(actor, kind, device="phone", consent_id=consent, room_id=room, real_titles=real_titles)
    return f"/feeds/{token}.ics"


def ask(app: Flask, path: str, *, method: str = "GET", **headers: str) -> TestResponse:
    """Ask as a calendar program does: no cookie, a few headers (If_None_Match=…)."""
    client = app.test_client(use_cookies=False)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(path, method=method, headers=sent, base_url=HOST)


def events(body: bytes) -> list[Event]:
    """The events of a calendar, in order."""
    return list(Calendar.from_ical(body).walk("VEVENT"))
