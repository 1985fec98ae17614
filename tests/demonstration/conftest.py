"""The demonstration, loaded once on a database of its own."""

import shutil
import time
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

# On a machine that is busy with much else.
LONGEST_WAIT = 600


def _load(folder: Path) -> None:
    settings = settings_for(folder)
    app = create_app(settings)
    with app.app_context(), held_at(NOW):
        upgrade()
        loading.load(settings)
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the demonstration in it, as loaded on the morning of NOW; once for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "demonstration"
    done = folder.with_name("demonstration-is-loaded")
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        # Another process was first.
        until = time.monotonic() + LONGEST_WAIT
        while not done.exists():
            assert time.monotonic() < until, "the demonstration was not loaded by the process that began it"
            time.sleep(0.1)
        assert done.read_text() == "well", "loading the demonstration failed in the process that began it"
    else:
        outcome = "badly"
        try:
            _load(folder)
            outcome = "well"
        finally:
            draft = done.with_suffix(".draft")
            draft.write_text(outcome)
            draft.replace(done)
    return folder


@pytest.fixture
def app(loaded_folder: Path, folder: Path) -> Iterator[Flask]:
    """An app on its own copy of the loaded demonstration; the clock stands at NOW."""
    for name in ("daybook.db", "demo.json"):
        shutil.copy2(loaded_folder / name, folder / name)
    with daybook(settings_for(folder)) as app:
        yield app
