"""PostgreSQL takes less than SQLite: the same bad requests there, and NUL, which it keeps in no text, everywhere."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import update

from community.accounts.models import Account
from foundation.database import db
from foundation.transactions import writing
from tests.authorisation.areas import whole_scene
from tests.authorisation.asking import ask
from tests.authorisation.scene import Scene
from tests.authorisation.tables import CASES, KINDS, Case
from tests.bad_input.conftest import spoil
from tests.bad_input.shapes import send
from tests.bad_input.test_requests import ROWS
from tests.cast import Cast

SEARCH = "q=%00&day=%00&lang=%00"
ARRIVES = {"200", "done", "lead", "made", "sent"}
# Those who get furthest are asked first.
ORDER = ("manager", "mother", "resident", "facilitator", *KINDS)


pytestmark = pytest.mark.parametrize("place", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)


@pytest.fixture
def scene(app: Flask, house: Cast) -> Scene:
    """The matrix's scene on this test's database."""
    return whole_scene(house)


def names(case: Case) -> list[re.Match[str]]:
    """The ids and secrets in a case's path."""
    return list(re.finditer(r"\{\w+\}", case.path))


def kind_of(case: Case) -> str | None:
    """Who gets through to what the case asks for."""
    return next((kind for kind in ORDER if case.expected[kind] in ARRIVES), None)


def routes() -> list[tuple[Case, str]]:
    """Each route once, with somebody who gets through."""
    found = {
        f"{case.method} {re.sub(r'{.*?}', '*', case.path)}": (case, kind) for case in CASES if (kind := kind_of(case))
    }
    return list(found.values())


def spoilt(case: Case) -> list[Case]:
    """The case with NUL in one place after the other."""
    paths = [case.path[: name.start()] + "a%00" + case.path[name.end() :] for name in names(case)]
    fields = [replace(case, body=case.body | {name: "a\0"}) for name in case.body]
    asked = [replace(case, path=f"{case.path}?{SEARCH}")] if case.method == "GET" and "?" not in case.path else []
    return [*(replace(case, path=path) for path in paths), *fields, *asked]


def test_nul_is_never_a_fault_of_ours(app: Flask, scene: Scene) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    tried = [(kind, bad) for case, kind in routes() for bad in spoilt(case)]
    assert len(tried) > 80
    answers = {f"{bad.method} {bad.path} {bad.body}": ask(app, scene, kind, bad).status_code for kind, bad in tried}
    assert {what: status for what, status in answers.items() if status >= 500} == {}


def test_every_bad_request_gets_the_same_answer(app: Flask, scene: Scene) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with writing():
        spoil(scene)
        db.session.execute(update(Account).values(language="en"))
    for bad in ROWS:
        response = send(app, scene, bad, "en")
        # What a page says is written for readers: the apostrophe of a sentence is an entity there.
        said = unescape(response.get_data(as_text=True))
        assert (str(bad), response.status_code, bad.piece in said) == (str(bad), bad.status, True)
