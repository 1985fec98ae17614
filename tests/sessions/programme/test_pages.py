"""A week in the browser: looked at first, loaded all or nothing, and every fault of a file by its place."""

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import func, select

import sessions.programme
from community.houses.models import Room
from community.people.models import Person
from foundation.carried import pack
from foundation.database import db
from sessions.programme.bundled import BUNDLED, bundled_week, counts
from sessions.schedule.models import Occurrence, Series
from tests.cast import Cast, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
WEEKS = Path(sessions.programme.__file__).parent / "weeks"


def there() -> list[int]:
    found = [db.session.scalar(select(func.count()).select_from(one)) or 0 for one in (Series, Occurrence, Room)]
    db.session.rollback()
    return found


@pytest.fixture
def manager(house: Cast, browse: Browse) -> Browser:
    """The manager, reading English."""
    reads_english(house.manager)
    browser = browse(house.manager)
    browser.get("/week-file")
    return browser


def test_the_three_weeks_are_offered_with_what_they_have(manager: Browser) -> None:
    page = manager.text("/week-file")
    assert {path.stem for path in WEEKS.glob("*.json")} == set(BUNDLED)
    for key, one in BUNDLED.items():
        assert one.name in page
        assert f"{counts(bundled_week(key))['sessions']} sessions a week" in page


def test_looking_at_a_week_changes_nothing_and_loading_it_does_what_was_said(manager: Browser) -> None:
    before = there()
    chosen = {"week": "twelve-step-minnesota"}
    page = manager.post("/week-file/preview", chosen, status=200).get_data(as_text=True)
    assert there() == before
    assert "Nothing is loaded yet." in page and "America/New_York" in page
    [(rows, dates)] = re.findall(r"(\d+) entries in the week · (\d+) dates", page)
    assert manager.post("/week-file", chosen).location == "/week"
    after = there()
    assert [after[0] - before[0], after[1] - before[1]] == [int(rows), int(dates)]
    assert "25 new entries in the week." in manager.text("/house")
    again = manager.post("/week-file/preview", chosen, status=200).get_data(as_text=True)
    assert "0 entries in the week · 0 dates" in again
    manager.post("/week-file", chosen)
    assert there() == after


def test_a_file_of_ones_own_is_carried_from_the_preview_to_the_loading(manager: Browser) -> None:
    raw = (WEEKS / "work-based-community.json").read_bytes()
    sent = {"file": (io.BytesIO(raw), "our week.json"), "back": "first_steps.residents"}
    page = manager.post("/week-file/preview", sent, status=200).get_data(as_text=True)
    found = re.search(r'name="carried" value="([^"]+)"', page)
    assert found
    before = there()
    loaded = {"carried": unescape(found[1]), "week": "", "back": "first_steps.residents"}
    assert manager.post("/week-file", loaded).location == "/first-day/residents"
    assert there()[0] - before[0] == 30


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is not JSON; the fault is in line 1."),
        (b"[]", "An object with named fields is expected here."),
        (b"\xff\xfe{}", "The file is not written in UTF-8."),
        (b'{"name": "x", "rows": [{"type": "sleep"}]}', "rows[0]"),
        (b"[" * 100_000, "The file holds values that no week has."),
        (b"x" * 530_000, "The file is larger than 512 kB."),
        ((WEEKS / "work-based-community.json").read_bytes().replace(b'"07:10"', b'"25:10"', 1), "rows[0].end"),
    ],
    ids=["empty", "a list", "UTF-16", "no week", "deep", "large", "an hour that is none"],
)
def test_every_fault_of_a_file_is_told_with_its_place(manager: Browser, raw: bytes, sentence: str) -> None:
    before = there()
    sent = {"file": (io.BytesIO(raw), "week.json")}
    page = manager.post("/week-file/preview", sent, status=422).get_data(as_text=True)
    assert sentence in unescape(page)
    assert there() == before


def test_what_is_no_week_of_ours_is_refused(manager: Browser) -> None:
    before = there()
    manager.post("/week-file/preview", {"week": "../demo"}, status=404)
    manager.post("/week-file", {"week": "heaven"}, status=404)
    assert "Please choose a file first." in manager.post("/week-file/preview", {}, status=422).get_data(as_text=True)
    for line in ("", "x", pack(b"x" * 600_000)):
        page = manager.post("/week-file", {"carried": line}, status=422).get_data(as_text=True)
        assert "The file did not come through. Please choose it again." in page
    assert there() == before


def test_nobody_but_the_manager_looks_at_a_week_or_loads_one(house: Cast, browse: Browse) -> None:
    before = there()
    for name in ("resident", "mother", "facilitator"):
        browser = browse(getattr(house, name))
        browser.get("/week-file", status=403)
        browser.post("/week-file/preview", {"week": "twelve-step-minnesota"}, status=403)
        browser.post("/week-file", {"week": "twelve-step-minnesota"}, status=403)
    assert there() == before
