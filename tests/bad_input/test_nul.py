"""NUL, which PostgreSQL keeps in no text, in every path, search and field: never a fault of ours."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from tests.authorisation.asking import ask
from tests.authorisation.scene import Scene, set_scene
from tests.authorisation.tables import CASES, KINDS, Case
from tests.cast import Cast

SEARCH = "q=%00&day=%00&lang=%00"
ARRIVES = {"200", "done", "lead", "made", "sent"}
# Those who get furthest are asked first.
ORDER = ("manager", "mother", "resident", "facilitator", *KINDS)


@pytest.fixture
def scene(app: Flask, house: Cast) -> Scene:
    """The matrix's scene on this test's database."""
    return set_scene(Cast(**vars(house) | {name: dict(getattr(house, name)) for name in ("people", "series")}))


def spoilt(case: Case) -> list[Case]:
    """The case with NUL in one place after the other."""
    wholes = [case.path[: name.start()] + nul + case.path[name.end() :] for nul in ("%00", "a%00") for name in names(case)]
    fields = [replace(case, body=case.body | {name: nul}) for nul in ("\0", "a\0") for name in case.body]
    asked = [replace(case, path=f"{case.path}?{SEARCH}")] if case.method == "GET" and "?" not in case.path else []
    return [*(replace(case, path=path) for path in wholes), *fields, *asked]


def names(case: Case) -> list[re.Match[str]]:
    """The ids and secrets in a case's path."""
    return list(re.finditer(r"\{\w+\}", case.path))


def test_nul_is_never_a_fault_of_ours(app: Flask, scene: Scene) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    tried, faults = 0, []
    for case in CASES:
        kind = next((kind for kind in ORDER if case.expected[kind] in ARRIVES), "manager")
        for bad in spoilt(case):
            tried += 1
            if (status := ask(app, scene, kind, bad).status_code) >= 500:
                faults.append(f"{bad.method} {bad.path} {bad.body}: {status}")
    assert tried > 200
    assert faults == []
