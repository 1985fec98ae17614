"""What every test gets: an app on a fresh database, the cast, and a browser for each of them."""

import gc
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.engine import make_url

from app import create_app
from community.accounts import passwords
from community.people.models import Person
from foundation import pdf
from foundation.clock import now
from foundation.database import db, new_id
from settings import Settings
from tests.cast import Cast, assemble, signed_in
from tests.daybooks import daybook, emptied
from tests.kept_database import KeptDatabase
from tests.pages import BASE, Browser
from tests.postgres import URL_NAME, drop_database, make_database

# What could not run is said above the last line; under CI=true nothing may be skipped.
pytest_plugins = ["tests.no_hidden_skips"]
SECRET = "0123456789abcdef" * 4
# A real hash takes a twentieth of a second on purpose; how it is made has a test of its own.
REAL_HASHER = passwords._hasher
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
passwords._NOBODY = passwords._hasher.hash("nobody's password")
# How long a drawing may take is a rule of real use; on a machine busy with much else it is no fault.
pdf.LONGEST_SECONDS = 300


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect garbage after thousands of tests are found, not all the while, and never look at what stands then."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


def settings_for(folder: Path, **changes: object) -> Settings:
    """Settings of a test's own Daybook."""
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": 8000,
        "data_dir": folder,
        "database_url": f"sqlite:///{folder / 'daybook.db'}",
        "secret_key": SECRET,
        "public_url": "http://127.0.0.1:8000",
        "smtp_url": None,
        "scheduler": False,
        "demo_password": None,
        "demo": False,
        "testing": True,
    }
    return Settings(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def lite_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A migrated SQLite database with the cast in it, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template")
    cast = _filled(settings_for(folder))
    return folder / "daybook.db", cast


@pytest.fixture(scope="session")
def postgres_kept(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> Iterator[tuple[KeptDatabase, Cast]]:
    """The same on PostgreSQL: one database, which is put back for each test."""
    cast = _filled(settings_for(tmp_path_factory.mktemp("template"), database_url=postgres_url))
    template = make_url(postgres_url).database or ""
    kept = KeptDatabase(os.environ[URL_NAME], template, f"{template}_test")
    yield kept, cast
    kept.close()
    drop_database(kept.server_url, kept.name)


def _filled(settings: Settings) -> Cast:
    app = create_app(settings)
    with app.app_context():
        upgrade()
        cast = assemble()
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.rollback()
        db.engine.dispose()
    return cast


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this test: empty, and always at the same place, so that the app for it stays the same."""
    return emptied(tmp_path_factory.getbasetemp() / "instance")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[Settings, Cast]]:
    """Where this test's Daybook lives: every test that has an app runs on both databases."""
    if request.param == "sqlite":
        template, cast = request.getfixturevalue("lite_template")
        shutil.copy(template, folder / "daybook.db")
        yield settings_for(folder), cast
        return
    kept, cast = request.getfixturevalue("postgres_kept")
    kept.put_back()
    yield settings_for(folder, database_url=_for_the_app(kept.url)), cast


@pytest.fixture
def app(place: tuple[Settings, Cast]) -> Iterator[Flask]:
    """An app on its own copy of the cast's database; the clock stands at NOW."""
    with daybook(place[0]) as app:
        yield app


@pytest.fixture
def house(app: Flask, place: tuple[Settings, Cast]) -> Cast:
    """The cast of this test's database."""
    return place[1]


@pytest.fixture
def browse(app: Flask) -> Callable[[Person | None], Browser]:
    """A browser signed in as somebody, or as nobody."""

    def as_person(person: Person | None) -> Browser:
        client = app.test_client()
        if person is not None:
            key = signed_in(person)
            with client.session_transaction(base_url=BASE) as session:
                session["_user_id"] = key
                session["_fresh"] = True
                session["seen"] = int(now().timestamp())
        return Browser(client)

    return as_person


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> Iterator[str]:
    """A database of this worker's own on the throw-away PostgreSQL of this run."""
    server = os.environ.get(URL_NAME)
    if not server:
        pytest.skip("no PostgreSQL for the tests: run make test")
    name = f"daybook_{worker_id}_{new_id()[:8]}"
    yield _for_the_app(make_database(server, name))
    drop_database(server, name)


def _for_the_app(url: str) -> str:
    return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
