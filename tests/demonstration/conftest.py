"""The demonstration, loaded once on a database of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from app import create_app
from demonstration import loading
from foundation.clock import held_at
from foundation.database import db
from tests.cast import NOW
from tests.conftest import settings_for
from tests.daybooks import daybook


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration in it, as loaded on the morning of NOW."""
    folder = tmp_path_factory.mktemp("demonstration")
    settings = settings_for(folder)
    app = create_app(settings)
    with app.app_context(), held_at(NOW):
        upgrade()
        loading.load(settings)
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()
    return folder


@pytest.fixture
def app(loaded_folder: Path, folder: Path) -> Iterator[Flask]:
    """An app on its own copy of the loaded demonstration; the clock stands at NOW."""
    for name in ("daybook.db", "demo.json"):
        shutil.copy2(loaded_folder / name, folder / name)
    with daybook(settings_for(folder)) as app:
        yield app
