"""Starting: what stands in the way is said before anything is made."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import func, select

from community.houses.models import House
from demonstration.removal import forget_facts
from foundation.database import db
from serving import prepare, show_first_day
from sessions.first_day.code import kept_code
from settings import SettingsError
from tests.cast import Cast
from tests.conftest import settings_for
from tests.daybooks import daybook

REFUSED = r"^The demonstration's passwords are written down, so it is not loaded or served where others reach it"


@pytest.mark.parametrize("public", [{"host": "0.0.0.0"}, {"public_url": "https://daybook.example.org"}], ids=str)
def test_where_others_reach_it_no_demonstration_is_loaded_and_the_folder_stays_good(
    folder: Path, public: dict[str, str]
) -> None:
    settings = settings_for(folder, demo=True, **public)
    with daybook(settings_for(folder)):
        with pytest.raises(SettingsError, match=REFUSED):
            prepare(settings)
        assert db.session.scalar(select(func.count()).select_from(House)) == 0
        db.session.rollback()
        # What the sentence asks for is enough.
        prepare(replace(settings, demo=False))


@pytest.mark.parametrize("public", [{"host": "0.0.0.0"}, {"public_url": "https://daybook.example.org"}], ids=str)
@pytest.mark.parametrize("command", ["load", "reload"])
def test_the_commands_load_no_demonstration_there_either(folder: Path, public: dict[str, str], command: str) -> None:
    with daybook(settings_for(folder)) as app:
        app.extensions["settings"] = settings_for(folder, **public)
        result = app.test_cli_runner().invoke(args=["demo", command])
        assert (result.exit_code, result.output.count("\n")) == (1, 1)
        assert "where others reach it" in result.output
        assert not (folder / "demo.json").exists()


def test_a_scheduler_does_not_tick_on_a_database_that_is_not_there_yet(app: Flask) -> None:
    db.session.remove()
    downgrade(revision="base")
    result = app.test_cli_runner().invoke(args=["scheduler"])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "The database is not up to date." in result.output


def test_where_nobody_manages_a_house_the_way_to_the_first_day_is_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_for(folder)
    with daybook(settings) as app:
        prepare(settings)
        show_first_day(settings)
        assert capsys.readouterr().out == "Begin in the browser: http://127.0.0.1:8000/first-day\n"
        public = settings_for(folder, public_url="https://daybook.example.org")
        show_first_day(public)
        assert capsys.readouterr().out == (
            "Begin in the browser: https://daybook.example.org/first-day\n"
            f"The set-up code that is asked for there: {kept_code(public)}\n"
        )
        create = ["house", "create", "birch", "Birch House", "--zone", "Europe/Warsaw", "--language", "en"]
        printed = app.test_cli_runner().invoke(args=create).output
        assert "Go on in the browser: http://127.0.0.1:8000/first-day\n" in printed


def test_a_demonstration_that_was_taken_away_does_not_come_back_by_itself(folder: Path) -> None:
    settings = settings_for(folder, demo=True)
    with daybook(settings):
        prepare(replace(settings, demo=False))
        forget_facts(settings)
        prepare(settings)
        assert db.session.scalar(select(func.count()).select_from(House)) == 0


def test_somebody_who_manages_a_house_is_shown_no_first_day(
    app: Flask, house: Cast, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_first_day(app.extensions["settings"])
    assert capsys.readouterr().out == ""
    assert not (folder / "first_day_code").exists()
