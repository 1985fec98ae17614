"""Every route, method, kind of person and relation to the object, against the tables written by hand."""

from pathlib import Path

import pytest
from flask import Flask

from tests.authorisation.asking import ask, outcome
from tests.authorisation.scene import Scene
from tests.authorisation.states import changed, put_back
from tests.authorisation.tables import CASES, KINDS, Case


def routes(app: Flask) -> set[tuple[str, str]]:
    """Every rule with every method it answers; HEAD and OPTIONS follow from GET."""
    return {
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def route_of(app: Flask, scene: Scene, case: Case) -> tuple[str, str]:
    """The rule a line of a table speaks of; the test fails with NotFound when there is none."""
    adapter = app.url_map.bind("127.0.0.1")
    path = scene.fill_in(case.path).split("?")[0]
    rule, _ = adapter.match(path, method=case.method, return_rule=True)
    return rule.rule, case.method


def test_every_route_has_a_line_and_every_line_a_route(stage: tuple[Flask, Path, Path, Scene]) -> None:
    app, _, _, scene = stage
    assert routes(app) - {route_of(app, scene, case) for case in CASES} == set()


def test_every_route_about_an_object_is_tried_on_an_object_of_the_other_house(
    stage: tuple[Flask, Path, Path, Scene],
) -> None:
    app, _, _, scene = stage
    # A mailed link, a calendar's secret, a sign-in and one's own consent or address belong to a person, not a house.
    personal = ("/invitations/", "/password-resets/", "/feeds/", "/static/", "/sign-ins/", "/calendars/")
    about = {route for route in routes(app) if "<" in route[0] and not route[0].startswith(personal)}
    foreign = {route_of(app, scene, case) for case in CASES if "{nile" in case.path}
    # A form is read on the way to being sent, and sending it is tried.
    forms = {(rule, "GET") for rule, method in foreign if method == "POST"}
    assert about - foreign - forms == set()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_kind_of_person_gets_exactly_what_the_table_says(
    stage: tuple[Flask, Path, Path, Scene], clock: None, case: Case
) -> None:
    app, live, kept, scene = stage
    put_back(kept, live, app)
    found = {}
    for kind in KINDS:
        response = ask(app, scene, kind, case)
        has_changed = bool(changed(kept, live))
        found[kind] = outcome(response, has_changed)
        if has_changed:
            put_back(kept, live, app)
    assert found == case.expected
