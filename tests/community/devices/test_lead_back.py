"""A screen of the house does not stay on an error: it goes back to its own first page by itself."""

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from community.devices import enrolled
from tests.cast import Cast


@pytest.mark.parametrize(("path", "back"), [("/kiosk", "20; url=/kiosk"), ("/board", "20; url=/board")])
def test_a_busy_database_leads_a_screen_back(
    app: Flask, house: Cast, browse, monkeypatch: pytest.MonkeyPatch, path: str, back: str
) -> None:
    def busy(*_args: object) -> None:
        raise OperationalError("SELECT 1", None, Exception("database is locked"))

    monkeypatch.setattr(enrolled, "device_here", busy)
    answer = browse(None).client.get(path, base_url="http://127.0.0.1:8000")
    assert (answer.status_code, answer.headers.get("Refresh")) == (503, back)


def test_a_page_of_a_person_stays_where_it_is(app: Flask, house: Cast, browse) -> None:
    assert "Refresh" not in browse(house.resident).get("/daily-close", status=403).headers
