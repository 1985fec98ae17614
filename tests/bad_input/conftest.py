"""The scene of the matrix with a few more things to stumble over."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from community.access.actor import SYSTEM
from community.accounts.links import INVITATION, RESET, issue_link, use_link
from community.accounts.models import Account
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.limits import RateLimit
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.opening import open_register
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.authorisation.conftest import clock, stage
from tests.authorisation.scene import Scene
from tests.authorisation.states import amend, keep, put_back
from tests.cast import NOW, PASSWORD, TODAY, Cast, occurrence_on
from tests.foundation.conftest import lite_app

__all__ = ["clock", "lite_app", "stage"]


def spoil(scene: Scene) -> None:
    """Put the things to stumble over into the scene, and their ids beside the others."""
    cast, ids = scene.cast, scene.ids
    ids["cancelled"] = occurrence_on(cast, "steps", TODAY)
    evening = db.session.get_one(Occurrence, ids["cancelled"])
    cancel(evening, reason={"en": "The speaker is ill"}, version=0, by=SYSTEM)
    finished = open_register(occurrence_on(cast, "morning", TODAY - timedelta(days=1)), by=SYSTEM)
    close(finished, unrecorded_known=True, by=SYSTEM)
    ids["finished"] = finished.id
    friend, nurse = (
        db.session.get_one(Account, db.session.get_one(Person, ids[name]).account_id) for name in ("friend", "nurse")
    )
    ids["used_link"] = issue_link(friend, RESET)
    use_link(ids["used_link"], RESET, PASSWORD)
    with held_at(NOW - timedelta(days=8)):
        ids["old_invitation"] = issue_link(friend, INVITATION)
    with held_at(NOW - timedelta(hours=1)):
        ids["old_reset"] = issue_link(friend, RESET)
    for kind, who, count in (
        ("sign-in", "somebody", 10),
        ("invitation", ids["other_resident"], 20),
        ("reset", "somebody", 3),
        ("password", nurse.id, 10),
    ):
        key = sha256(f"{kind}\n{who}".encode()).hexdigest()
        db.session.add(RateLimit(key=key, begun_at=NOW, count=count))


@pytest.fixture(scope="session")
def spoilt(stage: tuple[Flask, Path, Path, Scene]) -> tuple[Flask, Path, Path, Scene]:
    """The stage with the spoilt things in it."""
    app, live, kept, scene = stage
    with app.app_context(), held_at(NOW):
        with writing():
            spoil(scene)
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.session.rollback()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    keep(live, kept)
    return stage


@pytest.fixture(scope="session")
def spoken(spoilt: tuple[Flask, Path, Path, Scene]) -> Callable[[str], None]:
    """Puts everything back, and everybody reads the given language from then on."""
    app, live, kept, _ = spoilt

    def speak(language: str) -> None:
        put_back(kept, live, app)
        amend(kept, live, "UPDATE {of}.accounts SET language = ?", language)

    return speak


@pytest.fixture
def cast(lite_template: tuple[Path, Cast]) -> Cast:
    """The people, with their house and its objects."""
    return lite_template[1]
