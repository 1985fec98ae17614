"""From an empty database to a running first day, by the pages alone."""

import io
import re
from collections.abc import Callable

from flask import Flask
from sqlalchemy import func, select

from community.houses.models import House, Room, Stage
from community.people.models import Person
from community.residency.models import Stay
from foundation.database import db
from sessions.schedule.models import Occurrence, Series
from tests.pages import Browser
from tests.sessions.first_day.conftest import FIRST, empty, visitor

__all__ = ["empty", "visitor"]

TABLE = """first name;surname;language;treatment consent signed;admitted on;stage;shown as
Yusuf;Haddad;ar;yes;1.11.2026;2;
Piotr;Zieliński;pl;2026-10-01;1.10.2026;;
Pola;Zając;pl;no;1.10.2026;;
Олег;Орлов;ru;да;;;
Yusuf;Hamid;ar;yes;;;
"""


def _carried(page: str) -> str:
    found = re.search(r'name="carried" value="([^"]+)"', page)
    assert found
    return found[1]


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_house_begins_without_a_terminal(empty: Flask, visitor: Callable[[], Browser]) -> None:
    ewa = visitor()
    assert ewa.get("/", status=303).location == "/first-day"
    assert ewa.get("/sign-in?lang=pl", status=303).location == "/first-day?lang=pl"
    assert "Pierwszy dzień" in ewa.text("/first-day?lang=pl") or 'lang="pl"' in ewa.text("/first-day?lang=pl")
    assert "The first day" in ewa.text("/first-day?lang=en")
    assert ewa.post("/first-day", FIRST).location == "/first-day/rooms"

    house = db.session.scalars(select(House)).one()
    assert (house.slug, house.name, house.zone) == ("garden-house", {"en": "Garden House"}, "Europe/Warsaw")
    assert house.languages == ["ar", "en", "pl"]
    assert set(house.feed_title) == {"en", "pl", "ar", "ru"}

    ewa.text("/first-day/rooms")
    rooms = {"name": ["Hall", "", "Garden room"], "capacity": ["40", "", "14"]}
    assert ewa.post("/first-day/rooms", rooms).location == "/first-day/stages"
    offered = ewa.text("/first-day/stages")
    assert [name in offered for name in ("Orientation", "Primary treatment", "Re-entry", "Aftercare")] == [True] * 4
    stages = {
        "name": ["Orientation", "First steps", "Re-entry"],
        "phase": ["rehabilitation", "rehabilitation", "socialisation"],
    }
    assert ewa.post("/first-day/stages", stages).location == "/first-day/week"
    kept = list(db.session.scalars(select(Stage).order_by(Stage.position)))
    assert [stage.name["en"] for stage in kept] == stages["name"]
    # A ready one has its words in every language of the house; what was typed is in the house's own.
    assert [sorted(stage.name) for stage in kept] == [["ar", "en", "pl"], ["en"], ["ar", "en", "pl"]]

    assert "Twelve-step house" in ewa.text("/first-day/week")
    chosen = {"week": "twelve-step-minnesota", "back": "first_steps.residents"}
    seen = ewa.post("/week-file/preview", chosen, status=200).get_data(as_text=True)
    assert "Nothing is loaded yet." in seen
    assert (_count(Series), _count(Room)) == (0, 2)
    assert ewa.post("/week-file", chosen).location == "/first-day/residents"
    assert _count(Series) > 20 and _count(Occurrence) > 1000

    ewa.text("/first-day/residents")
    table = {"file": (io.BytesIO(TABLE.encode()), "people.csv"), "back": "first_steps.done"}
    page = ewa.post("/residents/file/preview", table, status=200).get_data(as_text=True)
    assert "3 people can be admitted" in page and "2 rows are left out" in page
    assert "Nobody is admitted without their own signed consent to treatment." in page
    assert "Row 4" in page and "Row 6" in page and "Somebody here is shown as" in page
    assert _count(Stay) == 0
    carried = _carried(page)
    left_out = ewa.post("/residents/file/left-out", {"carried": carried}, status=200).get_data(as_text=True)
    assert left_out.count("\r\n") == 3 and "Pola" in left_out
    done = ewa.post("/residents/file", {"carried": carried, "back": "first_steps.done"})
    assert done.location == "/first-day/done"
    assert sorted(db.session.scalars(select(Person.shown))) == ["Ewa M.", "Piotr Z.", "Yusuf H.", "Олег О."]
    assert "3 people are admitted. 2 rows are left out." in ewa.text("/first-day/done")

    # The day runs.
    today = ewa.text("/today")
    assert "Lecture" in today
    # The door is a door again.
    stranger = visitor()
    assert stranger.get("/", status=303).location == "/sign-in"
    assert "Good to see you" in stranger.text("/sign-in?lang=en")
    stranger.get("/first-day", status=404)
    stranger.post("/first-day", FIRST, status=404)
    assert _count(House) == 1
