"""The scene, made once and put back before each case."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, text

from app import create_app
from foundation.clock import held_at
from foundation.database import db
from tests.authorisation.areas import whole_scene
from tests.authorisation.scene import Scene
from tests.authorisation.states import keep, put_back
from tests.cast import NOW, Cast
from tests.conftest import settings_for


def _in_a_hurry(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA synchronous=OFF")
    # A row that gives way to another is noted too.
    raw.execute("PRAGMA recursive_triggers=ON")


# The scene on top of each template of the cast: set once in a process, for several folders of tests act on it.
_scenes: dict[Path, tuple[Path, Scene]] = {}


@pytest.fixture(scope="session")
def stage(
    lite_template: tuple[Path, Cast], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Flask, Path, Path, Scene]:
    """An app, the path of its database, the template to put there, and the scene; nobody else's."""
    folder = tmp_path_factory.mktemp("authorisation")
    live, kept = folder / "daybook.db", folder / "template.db"
    template, cast = lite_template
    at_hand, scene = _scenes.get(template, (template, None))
    put_back(at_hand, live)
    app = create_app(settings_for(folder))
    with app.app_context():
        # A thousand small requests: what a power cut would leave of them is another test's question.
        event.listen(db.engine, "connect", _in_a_hurry)
        if scene is None:
            scene = whole_scene(cast)
            db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            db.session.rollback()
            db.session.remove()
            db.engine.dispose()
            at_hand = folder / "scene.db"
            shutil.copy(live, at_hand)
            _scenes[template] = (at_hand, scene)
    keep(live, kept)
    return app, live, kept, Scene(scene.cast, dict(scene.ids), dict(scene.keys))


@pytest.fixture
def clock() -> Iterator[None]:
    """The clock stands at the tests' hour."""
    with held_at(NOW):
        yield


@pytest.fixture(autouse=True)
def words_for_pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is the page it would be made of: its words can be read, and nobody waits for the drawing."""
    monkeypatch.setattr("foundation.pdf.pdf_of", lambda html: b"%PDF-" + html.encode())
