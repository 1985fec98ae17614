"""The pages of the programme's calendar file, as people meet them."""

import io
from datetime import timedelta

import pytest
from icalendar import Calendar

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from foundation.database import db
from foundation.transactions import writing
from sessions.exchange import reading_apart
from sessions.exchange import views as programme_views
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from tests.cast import TODAY, Cast, reads_english
from tests.pages import Browser
from tests.sessions.exchange.programme_reading import calendar
from tests.statements import statements

PATH = "/programme-file"
CHOIR = """UID:choir@elsewhere
SUMMARY:Choir
LOCATION:Attic
CATEGORIES:Sport
DTSTART;TZID=Europe/Warsaw:20261126T180000
DTEND;TZID=Europe/Warsaw:20261126T193000
RRULE:FREQ=WEEKLY;BYDAY=TH"""
# At the time of the process group, in its room.
TAKEN = CHOIR.replace("T180000", "T100000").replace("T193000", "T110000").replace("Attic", "Garden room")


@pytest.fixture
def manager(house: Cast, browse) -> Browser:  # type: ignore[no-untyped-def]
    reads_english(house.manager)
    browser: Browser = browse(house.manager)
    browser.get(PATH)
    return browser


def sent(raw: bytes, **more: str) -> dict[str, object]:
    return {"file": (io.BytesIO(raw), "week.ics"), "other_type": "leisure"} | more


def carried(page: str) -> str:
    return page.split('name="carried" value="')[1].split('"')[0]


def test_a_manager_takes_the_programme_along_and_that_is_recorded(manager: Browser) -> None:
    response = manager.get(f"{PATH}/programme.ics")
    assert response.content_type == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == "attachment; filename=programme.ics"
    assert response.headers["Cache-Control"] == "no-store"
    events = Calendar.from_ical(response.get_data()).walk("VEVENT")
    assert sorted(str(event["SUMMARY"]) for event in events) == [
        *("AA meeting", "Family session", "Meal", "Morning meeting", "Process group"),
    ]
    [entry] = db.session.query(AuditEntry).filter_by(verb="read:programme-file").all()
    assert entry.about_id is None


def test_nobody_else_may(house: Cast, browse) -> None:  # type: ignore[no-untyped-def]
    for person in (house.facilitator, house.resident, house.mother):
        browse(person).get(PATH, status=403)
        browse(person).get(f"{PATH}/programme.ics", status=403)


def test_a_file_is_looked_over_before_anything_is_saved(manager: Browser, house: Cast) -> None:
    before = db.session.query(Series).count()
    late = CHOIR.replace("choir@", "gym@").replace("SUMMARY:Choir", "SUMMARY:Gym").replace("T193000", "T083000")
    page = manager.post(f"{PATH}/preview", sent(calendar(CHOIR, late)), status=200).get_data(as_text=True)
    for words in ("Nothing is saved yet.", "Choir", "Every Thursday", "18:00–19:30", "Attic", "Gym", "It ends before"):
        assert words in page
    db.session.rollback()
    assert db.session.query(Series).count() == before
    manager.post(PATH, {"carried": carried(page), "other_type": "leisure"})
    db.session.rollback()
    made = db.session.query(Series).filter_by(source_key="ics:choir@elsewhere").one()
    # Its category says what it is.
    assert (made.titles, made.type_key, made.rule) == ({"en": "Choir"}, "sport", "FREQ=WEEKLY;BYDAY=TH")
    days = [row.wall_start for row in db.session.query(Occurrence).filter_by(series_id=made.id)]
    assert (min(days).isoformat(), len(days)) == ("2026-11-26T18:00:00", 27)
    again = manager.post(f"{PATH}/preview", sent(calendar(CHOIR)), status=200).get_data(as_text=True)
    assert "Take this into the programme" not in again


def test_a_whole_file_is_taken_back_by_one_button_and_may_come_again(manager: Browser) -> None:
    gym = CHOIR.replace("choir@", "gym@").replace("SUMMARY:Choir", "SUMMARY:Gym").replace("T18", "T20")
    raw = calendar(
        CHOIR,
        gym.replace("T1930", "T2130"),
        "UID:choir@elsewhere\nRECURRENCE-ID;TZID=Europe/Warsaw:20261203T180000\n"
        "SUMMARY:Choir\nDTSTART;TZID=Europe/Warsaw:20261203T190000\nDTEND;TZID=Europe/Warsaw:20261203T200000",
    )
    planned = db.session.query(Occurrence).filter_by(status="planned")
    before = planned.count()
    for _ in range(2):
        page = manager.post(f"{PATH}/preview", sent(raw), status=200).get_data(as_text=True)
        answer = manager.post(PATH, {"carried": carried(page), "other_type": "leisure"})
        db.session.rollback()
        assert planned.count() == before + 54
        undo = manager.text(answer.location).split('action="/series-edits/')[1].split('"')[0]
        manager.post(f"/series-edits/{undo}", {})
        db.session.rollback()
        assert planned.count() == before


def test_what_names_no_kind_is_what_was_chosen(manager: Browser) -> None:
    raw = calendar(CHOIR.replace("CATEGORIES:Sport\n", ""))
    page = manager.post(f"{PATH}/preview", sent(raw), status=200).get_data(as_text=True)
    manager.post(PATH, {"carried": carried(page), "other_type": "creative"})
    assert db.session.query(Series).filter_by(source_key="ics:choir@elsewhere").one().type_key == "creative"


def test_a_room_taken_twice_is_asked_about(manager: Browser) -> None:
    page = manager.post(f"{PATH}/preview", sent(calendar(TAKEN)), status=200).get_data(as_text=True)
    form = {"carried": carried(page), "other_type": "leisure"}
    asked = manager.post(PATH, form, status=409).get_data(as_text=True)
    assert "A room or a leader would be taken twice." in asked
    assert "Process group" in asked
    db.session.rollback()
    assert db.session.query(Series).filter_by(source_key="ics:choir@elsewhere").count() == 0
    manager.post(PATH, form | {"anyway": "y"})
    assert db.session.query(Series).filter_by(source_key="ics:choir@elsewhere").count() == 1


def test_nobody_waits_for_a_file_that_is_being_read(manager: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    free: list[bool] = []

    def reading(*args: object) -> object:
        free.append(not db.session().in_transaction())
        return reading_apart.read_apart(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(programme_views, "read_apart", reading)
    manager.post(f"{PATH}/preview", sent(calendar(CHOIR)), status=200)
    assert free == [True]


def test_a_reader_that_ends_badly_is_said_so(manager: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def reading(*args: object) -> object:
        return reading_apart.read_apart(*args, module="no_such_module")  # type: ignore[arg-type]

    monkeypatch.setattr(programme_views, "read_apart", reading)
    page = manager.post(f"{PATH}/preview", sent(calendar(CHOIR)), status=422).get_data(as_text=True)
    assert "This file asks for more time or memory than any calendar needs; it was not read." in page


@pytest.mark.parametrize("language", ["pl", "ar", "ru"])
def test_the_pages_in_other_languages(house: Cast, browse, language: str) -> None:  # type: ignore[no-untyped-def]
    browser = browse(house.manager)
    browser.get("/account")
    browser.post("/language", {"language": language})
    browser.get(PATH)
    browser.post(f"{PATH}/preview", sent(calendar(CHOIR)), status=200)


def test_the_file_asks_a_constant_number_of_statements(manager: Browser, house: Cast) -> None:
    manager.get(f"{PATH}/programme.ics")
    with statements() as first:
        manager.get(f"{PATH}/programme.ics")
    with writing():
        for number in range(9):
            start_series(
                house.house.id,
                type_key="sport",
                titles={"en": f"Run {number}"},
                rule="FREQ=DAILY",
                first_day=TODAY - timedelta(days=1),
                wall_start=house.series["lunch"].wall_start,
                wall_end=house.series["lunch"].wall_end,
                zone=house.house.zone,
                by=SYSTEM,
            )
    with statements() as more:
        manager.get(f"{PATH}/programme.ics")
    assert len(first) == len(more) == 10


def test_a_file_that_is_there_already_says_so(manager: Browser) -> None:
    raw = manager.get(f"{PATH}/programme.ics").get_data()
    text = manager.post(f"{PATH}/preview", sent(raw), status=200).text
    assert "All of it is in the programme already. Nothing would change." in text
    assert "Nothing is saved yet." not in text


def test_the_page_itself_asks_nothing_about_the_programme(manager: Browser) -> None:
    with statements() as sent_:
        manager.get(PATH)
    assert len(sent_) == 1
