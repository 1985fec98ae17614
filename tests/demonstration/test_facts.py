"""What is kept in demo.json, and that it leads in."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from icalendar import Calendar

from demonstration.commands import show
from demonstration.facts import Facts, keep, kept
from foundation.database import db
from serving import prepare
from settings import SettingsError
from tests.pages import BASE, Browser

KEYS = {"role", "name", "login", "language", "home"}


@pytest.fixture
def facts(app: Flask, folder: Path) -> Facts:
    return json.loads((folder / "demo.json").read_text(encoding="utf-8"))


def test_the_file_is_for_this_user_alone(loaded_folder: Path) -> None:
    assert stat.S_IMODE((loaded_folder / "demo.json").stat().st_mode) == 0o600


def test_it_names_a_sign_in_for_each_role_and_language(facts: Facts) -> None:
    assert facts["base_url"] == "http://127.0.0.1:8000"
    assert all(set(one) == KEYS for one in facts["sign_ins"])
    spoken = {
        role: {one["language"] for one in facts["sign_ins"] if one["role"] == role} for role in ("resident", "relative")
    }
    assert spoken == {"resident": {"en", "pl", "ar", "ru"}, "relative": {"en", "pl", "ar", "ru"}}
    assert [one["role"] for one in facts["sign_ins"]].count("facilitator") == 3
    assert {one["role"] for one in facts["sign_ins"]} == {
        "manager",
        "facilitator",
        "resident",
        "mentor",
        "relative",
        "other_manager",
    }


def test_each_sign_in_opens_its_home_in_its_language(facts: Facts, browse: Callable[[None], Browser]) -> None:
    for one in facts["sign_ins"]:
        browser = browse(None)
        browser.post("/sign-in", {"login": one["login"], "password": facts["password"]})
        page = browser.text(one["home"])
        assert f'<html lang="{one["language"]}"' in page, one["login"]


def _events(browse: Callable[[None], Browser], url: str) -> int:
    answer = browse(None).get(url.removeprefix(BASE))
    assert answer.mimetype == "text/calendar"
    return len(Calendar.from_ical(answer.get_data()).walk("VEVENT"))


def test_feeds_of_live_consents_give_events_and_an_ended_one_none(
    facts: Facts, browse: Callable[[None], Browser]
) -> None:
    found = [(one["kind"], one["language"], _events(browse, one["url"]) > 0) for one in facts["feeds"]]
    assert found == [
        ("relative", "ar", True),
        ("relative", "en", True),
        ("resident", "ar", True),
        ("facilitator", "en", True),
        ("room", "en", True),
        ("relative_ended", "en", False),
    ]


def test_addresses_follow_the_place_it_is_served_at(app: Flask, facts: Facts) -> None:
    settings = replace(app.extensions["settings"], public_url="https://daybook.example.org")
    show(settings)
    # Who asks later need not know where it is served.
    moved = json.loads(app.test_cli_runner().invoke(args=["demo", "facts"]).output)
    assert moved["base_url"] == "https://daybook.example.org"
    assert [one["url"] for one in moved["feeds"]] == [
        one["url"].replace(BASE, "https://daybook.example.org") for one in facts["feeds"]
    ]


@pytest.mark.parametrize("public", [{"host": "192.0.2.7"}, {"public_url": "https://daybook.example.org"}], ids=str)
def test_it_is_not_served_where_others_reach_it(app: Flask, public: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="where others reach it"):
        prepare(replace(app.extensions["settings"], **public))
    prepare(app.extensions["settings"])


def test_what_is_kept_anew_replaces_what_was_there(app: Flask, folder: Path, facts: Facts) -> None:
    keep(app.extensions["settings"], facts | {"password": "another"})
    assert kept(app.extensions["settings"])["password"] == "another"
    assert [path.name for path in folder.glob("demo*")] == ["demo.json"]
    db.session.rollback()


def test_the_commands_tell_the_facts_and_refuse_to_load_over_a_house(app: Flask, facts: Facts) -> None:
    runner = app.test_cli_runner()
    told = runner.invoke(args=["demo", "facts"])
    assert json.loads(told.output) == facts
    refused = runner.invoke(args=["demo", "load"])
    assert (refused.exit_code, "There are houses here already" in refused.output) == (1, True)
