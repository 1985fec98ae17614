"""Somebody else holds the database: who saves is told to come again, and the same marks are saved once, later."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import make_url

from community.audit.queries import broken_chains
from foundation import database, transactions
from foundation.database import BUSY_MS, db, new_id
from settings import Settings
from tests.cast import Cast
from tests.pages import BASE, Browser, as_request

# The test's own patience, in milliseconds: what is tested takes the same way.
SHORT = 800
BUSY = "The house's computer is busy."
SENTENCE = f"{BUSY} Nothing was changed; please try again in a moment."


@contextmanager
def held(settings: Settings, register_id: str) -> Iterator[None]:
    """The database in other hands: the whole file on SQLite, the register's row on PostgreSQL."""
    if settings.database_url.startswith("sqlite"):
        lite = sqlite3.connect(settings.data_dir / "daybook.db", isolation_level=None)
        lite.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            lite.rollback()
            lite.close()
        return
    url = make_url(settings.database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        connection.execute("SELECT id FROM registers WHERE id = %s FOR UPDATE", [register_id])
        yield
        connection.rollback()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits longer than the test."""
    monkeypatch.setattr(database, "BUSY_MS", SHORT)
    monkeypatch.setattr(transactions, "BUSY_MS", SHORT)
    # What is open already was opened with the patience of real use.
    db.engine.dispose()


def locked(roll: Any, house: Cast, place: tuple[Settings, Cast], browse: Callable[..., Browser]) -> float:
    """Save while somebody holds the database, and once more afterwards; the seconds until the refusal."""
    marta = browse(house.facilitator)
    page = f"/occurrences/{roll.occurrence_id}/register"
    marta.get(page)
    marks = [{"id": new_id(), "person_id": one.id, "status": "present"} for one in (house.resident, house.newcomer)]
    path, headers = f"/registers/{roll.register.id}/marks", {"X-CSRFToken": marta.token, "HX-Request": "true"}

    def send() -> Any:
        return as_request(lambda: marta.client.post(path, json={"marks": marks}, headers=headers, base_url=BASE))

    db.session.rollback()
    with held(place[0], roll.register.id):
        began = monotonic()
        refused = send()
        took = monotonic() - began
        assert (refused.status_code, refused.headers["Retry-After"], refused.text) == (503, "5", SENTENCE)
        # As a page too, and whoever reads waits for nobody.
        text = marta.post(path, {f"status.{house.resident.id}": "present"}, status=503).get_data(as_text=True)
        assert BUSY in text.replace("&#39;", "'")
        marta.get(page)
        marta.get("/today")
    assert roll.made() == 0
    first, second = send(), send()
    assert (first.status_code, second.status_code) == (200, 200), first.text
    assert first.json["saved"] == second.json["saved"]
    assert (roll.made(), broken_chains()) == (2, {})
    return took


def test_who_saves_while_the_database_is_held_is_told_so_and_saves_once_afterwards(
    roll, house, place, browse, impatient
) -> None:
    assert locked(roll, house, place, browse) < BUSY_MS / 1000


@pytest.mark.trust
def test_nobody_waits_for_ever_for_a_database_that_is_held_for_eight_seconds(roll, house, place, browse) -> None:
    took = locked(roll, house, place, browse)
    assert BUSY_MS / 1000 - 0.5 <= took <= BUSY_MS / 1000 + 2
