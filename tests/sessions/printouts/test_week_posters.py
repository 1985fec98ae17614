"""The week across a sheet of paper, the size of its type, what it asks, and what its PDF holds."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask, render_template

from community.houses.models import House
from community.people.models import Person
from foundation import pdf
from foundation.database import db
from foundation.pdf_child import document
from foundation.transactions import writing
from sessions.printouts.entries import legend_of, of_ones_own
from sessions.printouts.posters import _wrapped, parts_of, type_size
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns
from tests.cast import Cast
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
WALL_PATHS = ("/day-sheet", "/week-poster")


def test_the_week_begins_on_the_houses_first_day(house: Cast, browse: Browse) -> None:
    with writing():
        db.session.get_one(House, house.house.id).week_starts = "sat"
    text = browse(house.facilitator).text("/week-poster")
    assert re.findall(r'<th scope="col">(\w+) <span class="num">(\d+)', text)[0] == ("Saturday", "21")


def test_what_is_the_same_every_day_is_said_once(house: Cast, browse: Browse) -> None:
    text = browse(house.facilitator).text("/week-poster?day=2026-11-17")
    assert text.count(">08:00<") == 1
    assert "Every day" in text
    assert "poster-a3" in browse(house.facilitator).text("/week-poster?paper=a3")


@pytest.mark.parametrize("path", [f"{path}{kind}" for path in WALL_PATHS for kind in ("", ".pdf")])
def test_sheets_take_a_literal_number_of_statements(
    app: Flask, house: Cast, browse: Browse, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "pdf_of", lambda _html: b"%PDF-")
    browser = browse(house.manager)
    with statements() as sent:
        browser.get(path)
    # Who asks, the house, its days, who chose to be named, who leads beside somebody, and its pauses.
    assert len(sent) == 6, sent


def test_a_fuller_week_is_set_smaller_and_a_larger_sheet_larger(house: Cast, app: Flask, browse: Browse) -> None:
    with app.test_request_context():
        statement = occurrence_columns().where(Occurrence.house_id == house.house.id)
        found = [of_ones_own(one, ()) for one in as_sessions(statement, "en", "en")]
        days = [date(2026, 11, 23) + timedelta(days=number) for number in range(7)]
        week = {day: [one for one in found if one.session.wall_start.date() == day] for day in days}
        full = {day: held * 4 for day, held in week.items()}
        small = type_size(parts_of(full), "a4")
        assert 7 <= small < type_size(parts_of(full), "a3") < type_size(parts_of(week), "a3") == 15
        assert next(sign.words for sign in legend_of(found)) == "Together"
        assert render_template("paper.html").count("stylesheet") == 7


@pytest.mark.parametrize(
    ("words", "lines"), [("", 0), ("one", 1), ("one two three", 2), ("seven eleven seven", 3), ("incomprehensible", 2)]
)
def test_a_line_breaks_between_words(words: str, lines: int) -> None:
    assert _wrapped(words, 8.0) == lines


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Tuesday", "24", "November", "Process", "group", "Marta"]),
        ("pl", ["wtorek,", "listopada"]),
        ("ar", ["الثلاثاء،", "نوفمبر"]),
        ("ru", ["вторник,", "ноября"]),
    ],
)
def test_a_pdf_holds_the_words_of_the_sheet_and_no_surname(
    house: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch, lang: str, words: list[str]
) -> None:
    drawn: list[str] = []

    def laid_out(html: str) -> bytes:
        drawn.append(html)
        return b"%PDF-"

    monkeypatch.setattr(pdf, "pdf_of", laid_out)
    answer = browse(house.resident).get(f"/day-sheet.pdf?lang={lang}")
    assert answer.headers["Content-Disposition"] == 'inline; filename="day-2026-11-24.pdf"'
    pages = document(drawn[0]).pages
    said = [box.text for box in pages[0]._page_box.descendants() if getattr(box, "text", None)]
    text = " ".join(said)
    assert [word for word in words if word not in text] == []
    assert len(pages) == 1
    assert [name for name in ("Haddad", "Wolska") if name in text] == []
