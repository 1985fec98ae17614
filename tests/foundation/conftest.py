"""What only SQLite has is tried on SQLite alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from foundation.clock import held_at
from foundation.database import db
from tests.cast import NOW, Cast
from tests.conftest import settings_for


@pytest.fixture
def lite_app(lite_template: tuple[Path, Cast], folder: Path) -> Iterator[Flask]:
    """An app on an SQLite copy of the cast's database; the clock stands at NOW."""
    shutil.copy(lite_template[0], folder / "daybook.db")
    app = create_app(settings_for(folder))
    with held_at(NOW), app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
