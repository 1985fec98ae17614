"""What is drawn once and kept: for each language its own, and never for other values."""

import re

from flask import Flask

from foundation.languages import force_locale
from foundation.pages import as_kept
from tests.pages import BASE


def pause(code: str, minutes: int, named: bool) -> str:
    """A pause of the ribbon for a reader of a language."""
    with force_locale(code):
        return str(as_kept("components/ribbon.html", "pause", minutes, named))


def test_a_kept_piece_is_in_the_language_of_who_reads_it(app: Flask) -> None:
    with app.test_request_context(base_url=BASE):
        pieces = [pause(code, 60, True) for code in ("en", "pl", "en")]
    found = [[words for words in ("Free time", "Czas wolny") if words in piece] for piece in pieces]
    assert found == [["Free time"], ["Czas wolny"], ["Free time"]]


def test_a_kept_piece_changes_with_what_it_is_drawn_of(app: Flask) -> None:
    with app.test_request_context(base_url=BASE):
        pieces = [pause("en", minutes, False) for minutes in (15, 30, 15)]
    assert [re.findall(r"--mins: (\d+)", piece) for piece in pieces] == [["15"], ["30"], ["15"]]
