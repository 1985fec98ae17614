"""A Daybook in which nobody manages a house yet, and a browser that has never been there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from demonstration.loading import throw_away
from foundation.transactions import writing
from settings import Settings
from tests.cast import Cast
from tests.conftest import settings_for
from tests.daybooks import daybook
from tests.pages import Browser

FIRST = {
    "organisation": "Open Door",
    "house": "Garden House",
    "zone": "Europe/Warsaw",
    "language": "en",
    "languages": ["pl", "ar"],
    "week_starts": "mon",
    "weekend": ["sat", "sun"],
    "feed_title_en": "Family meeting",
    "feed_title_pl": "Spotkanie rodzinne",
    "feed_title_ar": "لقاء عائلي",
    "feed_title_ru": "Семейная встреча",
    "given_name": "Ewa",
    "surname": "Mazur",
    "login": "ewa@example.org",
    "password": "a quiet evening",
}
ALONE = {name: FIRST[name] for name in ("given_name", "surname", "login", "password")}


@pytest.fixture
def empty(place: tuple[Settings, Cast]) -> Iterator[Flask]:
    """An app on a database with its tables and nothing in them."""
    with daybook(place[0]) as app:
        with writing():
            throw_away()
        yield app


@pytest.fixture
def visitor(empty: Flask) -> Callable[[], Browser]:
    """A browser that has never been there."""
    return lambda: Browser(empty.test_client())


@pytest.fixture
def public_empty(place: tuple[Settings, Cast], folder: Path) -> Iterator[Flask]:
    """The same where others reach it."""
    url = place[0].database_url
    with daybook(settings_for(folder, database_url=url, public_url="https://daybook.example.org")) as app:
        with writing():
            throw_away()
        yield app
