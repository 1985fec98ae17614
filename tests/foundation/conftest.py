"""What only SQLite has is tried on SQLite alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import Cast
from tests.conftest import settings_for
from tests.daybooks import daybook


@pytest.fixture
def lite_app(lite_template: tuple[Path, Cast], folder: Path) -> Iterator[Flask]:
    """An app on an SQLite copy of the cast's database; the clock stands at NOW."""
    shutil.copy(lite_template[0], folder / "daybook.db")
    with daybook(settings_for(folder)) as app:
        yield app
