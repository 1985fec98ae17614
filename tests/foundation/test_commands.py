"""Commands on a database that nobody prepared: it is brought up to date, or they say so in one sentence."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from community.houses.models import House
from demonstration import loading
from foundation import commands
from foundation.commands import in_one_sentence, up_to_date
from foundation.database import db

BIRCH = ("house", "create", "birch", "Birch House", "--zone", "Europe/Warsaw", "--language", "en")
STAFF = ("person", "staff", "birch", "Mona", "Salem", "--role", "manager", "--login", "mona", "--language", "en")


@pytest.fixture
def bare(app: Flask) -> Flask:
    """An app whose database has no table yet."""
    db.session.remove()
    downgrade(revision="base")
    return app


def run(app: Flask, *words: str) -> Result:
    """What a command does."""
    result = app.test_cli_runner().invoke(args=list(words))
    db.session.rollback()
    return result


def test_a_house_is_opened_on_a_database_that_was_not_there(bare: Flask) -> None:
    made = run(bare, *BIRCH)
    assert made.exit_code == 0, made.output
    assert db.session.scalars(select(House.slug)).all() == ["birch"]
    assert run(bare, *STAFF).exit_code == 0
    assert up_to_date()


@pytest.mark.parametrize("command", ["load", "reload"])
def test_the_demonstration_is_loaded_on_a_database_that_was_not_there(
    bare: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    # Without its houses: what they hold is a matter of other tests.
    monkeypatch.setattr(loading, "PLANS", ())
    loaded = run(bare, "demo", command)
    assert loaded.exit_code == 0, loaded.output
    assert up_to_date()
    assert (folder / "demo.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        STAFF,
        ("house", "list"),
        ("house", "add-room", "birch", "Hall", "3"),
        ("house", "load-week", "birch", "sessions/programme/weeks/work-based-community.json"),
        ("person", "disable", "mona"),
        ("stay", "discharge", "0" * 32),
        ("group", "list", "birch"),
        ("audit", "verify"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_the_others_say_in_one_sentence_what_to_do(bare: Flask, words: tuple[str, ...]) -> None:
    told = run(bare, *words)
    assert (told.exit_code, told.output) == (1, f"Error: {commands.NOT_READY}\n")
    assert not up_to_date()


def test_a_fault_of_another_kind_is_not_put_down_to_the_database(app: Flask) -> None:
    @in_one_sentence
    def broken() -> None:
        raise DBAPIError("SELECT", {}, Exception("the disk is full"))

    with pytest.raises(DBAPIError):
        broken()
