"""What a manager changes about the house, page by page; nobody else, and no other house's."""

import json
import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from community.houses.models import House, Room, Stage
from community.houses.queries import rooms_of
from community.people.models import Person
from foundation.carried import pack
from foundation.database import db
from tests.cast import Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
HABITS = {
    "name_en": "Lake House",
    "name_pl": "Dom nad jeziorem",
    "language": "pl",
    "languages": ["en", "ru"],
    "week_starts": "sun",
    "weekend": ["sun"],
    "feed_title_en": "A visit",
    "consent_days": "30",
    "register_due_minutes": "45",
}
NUMBERS = {
    "newcomer_days": "21",
    "elders_at_first": "3",
    "elders_later": "0",
    "newcomers_per_elder": "2",
    "contact_every_days": "7",
    "elders_of_same_sex": "required",
}


@pytest.fixture
def manager(house: Cast, browse: Browse) -> Browser:
    """The manager, reading English."""
    reads_english(house.manager)
    browser = browse(house.manager)
    browser.get("/house")
    return browser


def here(cast: Cast) -> House:
    return db.session.scalars(select(House).where(House.id == cast.house.id)).one()


def verbs(cast: Cast) -> list[str]:
    entries = select(AuditEntry.verb).where(AuditEntry.house_id == cast.house.id).order_by(AuditEntry.seq)
    return list(db.session.scalars(entries))


def test_the_settings_of_a_house_are_kept_and_recorded(manager: Browser, house: Cast) -> None:
    manager.get("/house/settings")
    assert manager.post("/house/settings", HABITS).location == "/house"
    kept = here(house)
    assert kept.name == {"en": "Lake House", "pl": "Dom nad jeziorem"}
    assert (kept.language, kept.languages, kept.week_starts, kept.weekend) == ("pl", ["en", "pl", "ru"], "sun", ["sun"])
    assert (kept.feed_title, kept.consent_days, kept.zone) == ({"en": "A visit"}, 30, "Europe/Warsaw")
    assert kept.register_due_minutes == 45
    assert verbs(house)[-1] == "house:amend" and broken_chains() == {}
    assert db.session.scalars(select(House.name).where(House.id == house.other_house.id)).one()["en"] == "Nile House"


def test_keeping_the_settings_as_they_are_loses_no_word(manager: Browser, house: Cast) -> None:
    before = here(house)
    words = dict(before.name), dict(before.feed_title)
    assert (before.languages, sorted(words[1])) == (["en"], ["ar", "en", "pl", "ru"])
    page = manager.text("/house/settings")
    fields = dict(re.findall(r'<input id="[^"]+" name="((?:name|feed_title)_\w+)"[^>]* value="([^"]*)"', page))
    shown = {"language": "en", "week_starts": "mon", "weekend": ["sat", "sun"], "consent_days": "90"}
    shown["register_due_minutes"] = "60"
    manager.post("/house/settings", fields | shown)
    db.session.expire_all()
    assert (here(house).name, here(house).feed_title) == words


def test_crisis_numbers_are_kept_in_their_order_and_in_latin_digits(manager: Browser, house: Cast) -> None:
    typed = {"called": ["Night phone", "", "Helpline", ""], "number": ["٥٥٥ ٠١٠٠", "", "+1 (555) 0101", ""]}
    manager.get("/house/crisis-numbers")
    assert manager.post("/house/crisis-numbers", typed).location == "/house"
    assert here(house).crisis_numbers == [
        {"name": "Night phone", "number": "555 0100"},
        {"name": "Helpline", "number": "+1 (555) 0101"},
    ]
    manager.get("/house/crisis-numbers")
    manager.post("/house/crisis-numbers", {"called": "", "number": ""})
    assert here(house).crisis_numbers == []


def test_the_numbers_of_mentoring_are_kept(manager: Browser, house: Cast) -> None:
    manager.get("/house/mentoring")
    manager.post("/house/mentoring", NUMBERS)
    kept = here(house)
    assert (kept.newcomer_days, kept.elders_at_first, kept.elders_later, kept.elders_of_same_sex) == (
        21,
        3,
        0,
        "required",
    )
    assert "Ley Community" in manager.text("/house/mentoring")


def test_a_room_is_added_renamed_found_and_taken_along_as_a_table(manager: Browser, house: Cast) -> None:
    manager.post("/rooms", {"name_en": "Łódź room", "capacity": "9"})
    room = db.session.scalars(select(Room).where(Room.capacity == 9)).one()
    assert "Łódź room" in manager.text("/rooms?q=lodz") and "Hall" not in manager.text("/rooms?q=lodz")
    assert "No room is called so." in manager.text("/rooms?q=nothing")
    manager.get(f"/rooms/{room.id}")
    manager.post(f"/rooms/{room.id}", {"name_en": "=Loft", "name_ar": "العلية", "capacity": "11"})
    table = manager.get("/rooms?as=table&sort=-capacity").get_data(as_text=True).splitlines()
    assert [line.split(",")[1] for line in table[1:]] == ["40", "14", "11"]
    assert table[3] == "'=Loft,11"
    assert verbs(house)[-2:] == ["room:add", "room:amend"]


def test_a_stage_keeps_its_place_when_its_words_change(manager: Browser, house: Cast) -> None:
    first = house.stages[0]
    manager.get(f"/stages/{first.id}")
    manager.post(f"/stages/{first.id}", {"name_en": "Welcome", "phase": "detoxification"})
    manager.post("/stages", {"name_en": "Afterwards", "phase": "aftercare"})
    statement = select(Stage).where(Stage.house_id == house.house.id).order_by(Stage.position)
    kept = [(stage.name["en"], stage.phase, stage.position) for stage in db.session.scalars(statement)]
    assert kept == [
        ("Welcome", "detoxification", 1),
        ("Re-entry", "socialisation", 2),
        ("Afterwards", "aftercare", 3),
    ]


def test_a_room_that_nothing_is_planned_in_is_offered_no_more(manager: Browser, house: Cast) -> None:
    manager.post("/rooms", {"name_en": "Attic", "capacity": "4"})
    attic = db.session.scalars(select(Room).where(Room.capacity == 4)).one()
    assert manager.post(f"/rooms/{attic.id}/retirement").location == "/rooms"
    assert attic.id not in {room.id for room in rooms_of(house.house.id)}
    manager.get(f"/rooms/{attic.id}", status=404)
    manager.post(f"/rooms/{attic.id}/retirement", status=404)
    # One that is needed stays, and the page says what for.
    page = manager.post(f"/rooms/{house.rooms['hall'].id}/retirement", status=422).get_data(as_text=True)
    assert re.search(r"Sessions still planned in this room: 1\d\d, the next on Tuesday 24 November", page)
    assert house.rooms["hall"].id in {room.id for room in rooms_of(house.house.id)}


def test_nobody_else_opens_the_house_or_changes_it(house: Cast, browse: Browse) -> None:
    for name in ("resident", "mother", "facilitator"):
        browser = browse(getattr(house, name))
        for path in ("/house", "/house/settings", "/house/crisis-numbers", "/house/mentoring", "/rooms", "/stages"):
            browser.get(path, status=403)
        browser.post("/house/settings", HABITS, status=403)
    stranger = browse(house.other_manager)
    stranger.get(f"/rooms/{house.rooms['hall'].id}", status=404)
    stranger.post(f"/stages/{house.stages[0].id}", {"name_en": "Mine", "phase": "aftercare"}, status=404)
    assert here(house).name == {"en": "Garden House"}


@pytest.mark.parametrize(
    ("path", "count"),
    [("/house", 5), ("/house/settings", 2), ("/house/crisis-numbers", 2), ("/house/mentoring", 2), ("/rooms", 3)],
)
def test_a_page_costs_a_constant_number_of_statements(
    app: Flask, house: Cast, browse: Browse, path: str, count: int
) -> None:
    browser = browse(house.manager)
    browser.get(path)
    with statements() as sent:
        browser.get(path)
    assert len(sent) == count, "\n".join(sent)


def test_a_house_without_rooms_and_stages_opens_every_page_and_takes_a_week(house: Cast, browse: Browse) -> None:
    reads_english(house.other_manager)
    manager = browse(house.other_manager)
    assert "No rooms yet." in manager.text("/rooms") and "No stages yet." in manager.text("/stages")
    for path in ("/house", "/first-day/rooms", "/first-day/stages", "/first-day/done", "/today", "/week", "/day-sheet"):
        manager.get(path)
    # A file whose sessions have no room either.
    bare = {
        "name": "Bare",
        "locale": "ar_EG",
        "timezone": "Africa/Cairo",
        "week_starts": "sat",
        "rooms": [],
        "rows": [
            {
                "days": ["sun", "tue"],
                "start": "10:00",
                "end": "11:00",
                "type": "process_group",
                "room": None,
                "leader": "staff",
                "who": "everyone",
                "register": True,
                "titles": {"en": "Bare group"},
            }
        ],
    }
    manager.post("/week-file", {"carried": pack(json.dumps(bare).encode())})
    assert rooms_of(house.other_house.id) == []
    assert "Bare group" in manager.text("/week")
    manager.get("/today")
    manager.get("/day-sheet?day=2026-11-24")
