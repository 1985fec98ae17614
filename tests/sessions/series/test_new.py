"""Series are listed, and new ones are looked at before they are planned."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from community.people.models import Person
from foundation.database import db
from sessions.clashes.models import ClashAcceptance
from sessions.groups.models import Group, GroupMembership
from sessions.schedule.models import Occurrence, Series, SeriesStage
from tests.cast import TODAY, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
WEEKLY: dict[str, Any] = {
    "type": "seminar",
    "title_en": "Reading together",
    "repeats": "weekly",
    "days": ["tue", "thu"],
    "every": "1",
    "nth": "1",
    "weekday": "mon",
    "ends": "never",
    "first_day": "2026-11-25",
    "start": "14:00",
    "end": "15:00",
    "room": "",
    "who": "everyone",
}


@pytest.fixture
def manager(house: Cast, browse: Browse) -> Browser:
    """The manager, reading English."""
    reads_english(house.manager)
    browser = browse(house.manager)
    browser.get("/series")
    return browser


def body(house: Cast, **changes: Any) -> dict[str, Any]:
    return WEEKLY | {"step": "preview", "leader": f"staff:{house.other_facilitator.id}"} | changes


def there() -> list[int]:
    tables = (Series, Occurrence, Group, ClashAcceptance)
    found = [db.session.scalar(select(func.count()).select_from(one)) or 0 for one in tables]
    db.session.rollback()
    return found


def planned(title: str = "Reading together") -> Series:
    return next(one for one in db.session.scalars(select(Series)) if one.titles.get("en") == title)


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def test_the_list_says_when_where_by_whom_and_for_whom(house: Cast, manager: Browser) -> None:
    told = manager.text("/series")
    rows = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in re.findall(r"<tr data.*?</tr>", told, re.S)
    ]
    assert rows[:2] == [
        "AA meeting Every Tuesday 20:00–21:00 Garden room Marta W. everyone in the house",
        "Family session Every Wednesday 16:00–17:00 Garden room Marta W. Family session",
    ] or rows[1].endswith("those invited, with their relatives")


def test_the_list_is_searched_sorted_and_taken_along(house: Cast, manager: Browser) -> None:
    assert re.findall(r'<bdi lang="en">(.*?)</bdi></a>', manager.text("/series?q=hall")) == ["Meal"]
    by_time = re.findall(r'<bdi lang="en">(.*?)</bdi></a>', manager.text("/series?sort=time"))
    assert by_time == ["Morning meeting", "Process group", "Meal", "Family session", "AA meeting"]
    table = manager.get("/series?as=table").get_data(as_text=True).splitlines()
    assert (len(table), table[0].lstrip("\ufeff")) == (6, "Series,When,Time,Room,Led by,For")


def test_the_list_costs_the_same_however_long_it_is(house: Cast, manager: Browser) -> None:
    with statements() as sent:
        manager.text("/series")
    assert len(sent) == 3


def test_a_series_is_looked_at_and_nothing_is_kept(house: Cast, manager: Browser) -> None:
    before = there()
    answer = manager.post("/series/new", body(house), status=200)
    told = words(answer)
    assert "Every Tuesday and Thursday" in told
    assert "53 dates in the next half year" in told
    assert re.findall(r"\w+day \d+ \w+ 14:00", told) == [
        "Thursday 26 November 14:00",
        "Tuesday 1 December 14:00",
        "Thursday 3 December 14:00",
        "Tuesday 8 December 14:00",
        "Thursday 10 December 14:00",
    ]
    assert there() == before


def test_saved_it_is_planned_with_its_dates_and_can_be_taken_back(house: Cast, manager: Browser) -> None:
    answer = manager.post("/series/new", body(house, step="save", register="y", languages=["ru"]))
    series = planned()
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/series/{series.id}")
    assert (series.rule, series.leader_id, series.keeper_id, series.wants_register, series.languages) == (
        "FREQ=WEEKLY;BYDAY=TU,TH",
        house.other_facilitator.id,
        house.other_facilitator.id,
        True,
        ["ru"],
    )
    page = manager.text(f"/series/{series.id}")
    edit = re.search(r"/series-edits/(\w+)/undo", page)
    assert edit is not None
    manager.post(f"/series-edits/{edit[1]}/undo", {})
    left = select(func.count()).where(Occurrence.series_id == series.id)
    assert db.session.scalar(left) == 0


def test_for_people_who_are_chosen_a_list_is_made(house: Cast, manager: Browser) -> None:
    chosen = [house.resident.id, house.newcomer.id]
    manager.post("/series/new", body(house, step="save", who="chosen", people=chosen))
    series = planned()
    group = db.session.get_one(Group, series.group_id)
    members = db.session.scalars(select(GroupMembership.person_id).where(GroupMembership.group_id == group.id))
    assert (series.audience, group.kind, sorted(members)) == ("group", "list", sorted(chosen))
    assert "people who were chosen" in manager.text(f"/series/{series.id}")


def test_for_stages_who_is_expected_are_those_in_them(house: Cast, manager: Browser) -> None:
    stages = [stage.id for stage in house.stages]
    manager.post("/series/new", body(house, step="save", who="stage", stages=stages))
    series = planned()
    kept = db.session.scalars(select(SeriesStage.stage_id).where(SeriesStage.series_id == series.id))
    assert (series.audience, sorted(kept)) == ("stage", sorted(stages))
    assert "Orientation, Re-entry" in manager.text(f"/series/{series.id}")


def test_relatives_of_a_group_may_be_expected(house: Cast, manager: Browser) -> None:
    family = house.groups["family"]
    with_group = f"relatives:{family.id}"
    # A list of one session is nobody else's group.
    manager.post("/series/new", body(house, who=with_group), status=422)
    db.session.get_one(Group, family.id).kind = "group"
    db.session.commit()
    manager.post("/series/new", body(house, step="save", who=with_group))
    assert (planned().audience, planned().group_id) == ("relatives", family.id)


def test_a_resident_a_guest_or_nobody_may_lead(house: Cast, manager: Browser) -> None:
    led = {
        f"resident:{house.resident.id}": ("resident", house.resident.id),
        "guest": ("guest", None),
        "none": ("none", None),
    }
    for number, (key, kept) in enumerate(led.items()):
        manager.post("/series/new", body(house, step="save", title_en=f"Number {number}", leader=key))
        series = planned(f"Number {number}")
        assert (series.leader_kind, series.leader_id) == kept


def test_a_taken_room_is_named_and_planned_only_with_a_reason(house: Cast, manager: Browser) -> None:
    taken = body(house, step="save", room=house.rooms["garden"].id, start="10:30", end="11:30", leader="guest")
    before = there()
    refused = manager.post("/series/new", taken, status=409)
    assert there() == before
    assert "Process group" in words(refused) and "same room" in words(refused)
    manager.post("/series/new", taken | {"anyway": "y"}, status=422)
    manager.post("/series/new", taken | {"anyway": "y", "why": "The group shares the room then"})
    kept = db.session.scalars(select(ClashAcceptance)).all()
    lines = sorted([planned().line_id, house.series["group"].line_id])
    assert [(one.kind, [one.one_line, one.other_line], one.subject, one.reason) for one in kept] == [
        ("room", lines, house.rooms["garden"].id, {"en": "The group shares the room then"})
    ]


def test_looking_at_it_names_what_is_in_the_way_and_goes_on(house: Cast, manager: Browser) -> None:
    clash = body(house, leader=f"staff:{house.facilitator.id}", start="10:30", end="11:30")
    answer = manager.post("/series/new", clash, status=200)
    told = words(answer)
    assert ("53 other bookings are in the way" in told, "same leader" in told, "and 48 more" in told) == (
        True,
        True,
        True,
    )


def test_what_began_today_begins_with_its_next_date(house: Cast, manager: Browser) -> None:
    early = body(house, step="save", first_day=TODAY.isoformat(), start="06:00", end="07:00")
    manager.post("/series/new", early)
    first = select(func.min(Occurrence.wall_start)).where(Occurrence.series_id == planned().id)
    found: Any = db.session.scalar(first)
    assert found.date() == TODAY + timedelta(days=2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"days": []}, "Choose at least one day of the week."),
        ({"first_day": "2026-11-23"}, "A series begins today or later."),
        (
            {"first_day": TODAY.isoformat(), "start": "06:00", "end": "07:00", "repeats": "once"},
            "This begins in the past.",
        ),
        ({"register": "y", "leader": "guest"}, "needs a member of staff who keeps the register"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(
    house: Cast, manager: Browser, changes: dict[str, Any], sentence: str
) -> None:
    before = there()
    answer = manager.post("/series/new", body(house, **changes), status=422)
    assert there() == before
    assert sentence in words(answer)


def test_a_series_far_ahead_has_no_dates_yet(house: Cast, manager: Browser) -> None:
    far = body(house, first_day="2027-09-01", repeats="weekly", days=["mon"])
    assert "Its first date lies further ahead than half a year" in words(manager.post("/series/new", far, status=200))


@pytest.mark.parametrize("name", ["facilitator", "resident", "mother"])
def test_only_who_plans_the_programme_opens_the_list_and_plans(house: Cast, browse: Browse, name: str) -> None:
    browser = browse(house.people[name])
    for path in ("/series", "/series/new"):
        browser.get(path, status=403)
