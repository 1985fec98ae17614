"""The apps of the tests: put together once in a process for the same settings, and handed out one test at a time."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask

from app import create_app
from foundation.clock import held_at
from foundation.database import db
from settings import Settings
from tests.cast import NOW

# Routes, templates and statements are compiled by each app anew, which took longer than what the tests ask of it.
_put_together = cache(create_app)


@contextmanager
def daybook(settings: Settings) -> Iterator[Flask]:
    """The app of these settings, the clock standing at NOW; its database and folder are the caller's to fill.

    What a test changes about the app itself is put right after it, and no connection stays open.
    """
    app = _put_together(settings)
    config, extensions = dict(app.config), dict(app.extensions)
    try:
        with held_at(NOW), app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()
    finally:
        for now_there, as_made in ((app.config, config), (app.extensions, extensions)):
            now_there.clear()
            now_there.update(as_made)


def emptied(folder: Path) -> Path:
    """The folder with nothing in it, for its owner alone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder
