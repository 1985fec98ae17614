"""Every bad request of the tables: one sentence in each language, its status, and nothing changed."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from flask import Flask

from foundation.languages import LANGUAGES
from tests.authorisation.scene import Scene
from tests.authorisation.states import changed
from tests.bad_input.shapes import Bad, send, sentences

OTHERS = [language for language in LANGUAGES if language != "en"]
# Every table_*.py beside this file, by name.
ROWS: list[Bad] = [
    row
    for module in iter_modules([str(Path(__file__).parent)])
    if module.name.startswith("table_")
    for row in import_module(f"tests.bad_input.{module.name}").ROWS
]


@pytest.mark.parametrize("bad", ROWS, ids=str)
def test_a_bad_request_gets_one_sentence_and_changes_nothing(
    spoilt: tuple[Flask, Path, Path, Scene], spoken: Callable[[str], None], clock: None, bad: Bad
) -> None:
    app, live, kept, scene = spoilt
    # English, in which the tables say what to expect, and each of the others for a third of the rows.
    for language in (OTHERS[ROWS.index(bad) % len(OTHERS)], "en"):
        spoken(language)
        response = send(app, scene, bad, language)
        assert (language, response.status_code) == (language, bad.status), response.get_data(as_text=True)[:400]
        assert len(sentences(response)) == 1, (language, sentences(response))
        assert changed(kept, live) == []
    # English came last.
    [sentence] = sentences(response)
    assert bad.piece in sentence


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len({str(bad) for bad in ROWS}) == len(ROWS) >= 240
