"""A series is changed from its page: for one date, from a date on, or as a whole; ended; and taken back."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.clashes.models import ClashAcceptance
from sessions.schedule.changes import change_room, move
from sessions.schedule.models import Occurrence, Series, SeriesEdit
from sessions.schedule.spoken import speak
from tests.cast import TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
NEXT = TODAY + timedelta(days=7)


@pytest.fixture
def manager(house: Cast, browse: Browse) -> Browser:
    """The manager, reading English."""
    reads_english(house.manager)
    browser = browse(house.manager)
    browser.get(f"/series/{house.series['steps'].id}/ending")
    return browser


def body(house: Cast, name: str = "steps", **changes: Any) -> dict[str, Any]:
    """The form of the AA meeting of Tuesdays as it is opened from its date of next week."""
    series = db.session.get_one(Series, house.series[name].id)
    day = changes.pop("on", NEXT)
    told: dict[str, Any] = {
        "step": "preview",
        "scope": "following",
        "occurrence": occurrence_on(house, name, day),
        "version": str(series.sequence),
        "day": day.isoformat(),
        "type": series.type_key,
        "repeats": "weekly",
        "days": ["tue"],
        "every": "1",
        "nth": "1",
        "weekday": "mon",
        "ends": "never",
        "start": f"{series.wall_start:%H:%M}",
        "end": f"{series.wall_end:%H:%M}",
        "room": series.room_id or "",
        "leader": f"staff:{series.leader_id}",
        "keeper": "",
        "register": "y",
        "who": "everyone",
    }
    db.session.rollback()
    return told | {f"title_{code}": words for code, words in series.titles.items()} | changes


def path(house: Cast, name: str = "steps", part: str = "amendment") -> str:
    return f"/series/{house.series[name].id}/{part}"


def shape() -> list[tuple[Any, ...]]:
    """Every date there is: where it belongs, when, where, whether it takes place."""
    columns = (Occurrence.id, Occurrence.series_id, Occurrence.wall_start, Occurrence.room_id, Occurrence.status)
    rows: list[tuple[Any, ...]] = [tuple(row) for row in db.session.execute(select(*columns).order_by(Occurrence.id))]
    rows.append((db.session.scalar(select(func.count()).select_from(SeriesEdit)),))
    db.session.rollback()
    return rows


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer if isinstance(answer, str) else answer.get_data(as_text=True))
    return re.sub(r"\s+", " ", text)


def at(day: Any, name: str, house: Cast) -> str:
    row = db.session.get_one(Occurrence, occurrence_on(house, name, day))
    found = f"{row.wall_start:%a %d %H:%M}"
    db.session.rollback()
    return found


def test_the_page_says_what_it_is_and_when_it_is_next(house: Cast, manager: Browser) -> None:
    with writing():
        change_room(db.session.get_one(Occurrence, occurrence_on(house, "steps", NEXT)), None, version=0, by=SYSTEM)
    told = words(manager.text(f"/series/{house.series['steps'].id}"))
    assert (
        "AA meeting When Every Tuesday · 20:00–21:00 Where Garden room Led by Marta W. For everyone in the house"
        in told
    )
    assert re.findall(r"(\w+day \d+ \w+) 20:00", told)[:2] == ["Tuesday 24 November", "Tuesday 1 December"]
    assert "Tuesday 1 December 20:00 – 21:00 other room" in told
    assert "What was changed" not in told


@pytest.mark.parametrize(("page", "sent"), [("", 6), ("/amendment", 13), ("/ending", 4)])
def test_the_pages_cost_the_same_however_long_the_series_is(
    house: Cast, manager: Browser, page: str, sent: int
) -> None:
    address = f"/series/{house.series['group'].id}{page}"
    manager.text(address)
    with statements() as asked:
        manager.text(address)
    assert len(asked) == sent


def test_the_form_says_what_stands_and_which_dates_may_change(house: Cast, manager: Browser) -> None:
    told = manager.text(f"{path(house)}?occurrence={occurrence_on(house, 'steps', NEXT)}")
    choices = re.findall(r'name="scope" value="(\w+)"[^>]*><span>(.*?)</span>', told)
    assert choices == [
        ("date", "only Tuesday 1 December"),
        ("following", "this and all following, from Tuesday 1 December on"),
        ("whole", "the whole series: every date that has not begun"),
    ]
    assert re.search(r'name="days" value="tue" checked', told) is not None
    daily = manager.text(path(house, "group"))
    assert "this day of the week alone, from Wednesday 25 November on" in daily


def test_looking_at_a_change_lists_what_it_does_and_keeps_nothing(house: Cast, manager: Browser) -> None:
    with writing():
        row = db.session.get_one(Occurrence, occurrence_on(house, "steps", NEXT + timedelta(days=7)))
        times: dict[str, Any] = {
            "start": row.wall_start.time().replace(hour=18),
            "end": row.wall_end.time().replace(hour=19),
        }
        move(row, day=row.wall_start.date(), **times, reason={}, version=0, by=SYSTEM)
    before = shape()
    answer = words(manager.post(path(house), body(house, start="19:00", end="20:00"), status=200))
    assert re.findall(r"What would change (.*?) Nothing is", answer) == ["25 dates move, 1 keeps its own time"]
    assert "before: Tuesday 1 December 20:00 after: Tuesday 1 December 19:00" in answer
    assert "15 more dates" in answer
    assert shape() == before


def test_saved_the_dates_move_and_one_button_takes_it_back(house: Cast, manager: Browser) -> None:
    before = shape()[:-1]
    answer = manager.post(path(house), body(house, step="save", start="19:00", end="20:00"))
    assert at(TODAY, "steps", house) == "Tue 24 20:00"
    page = manager.text(answer.headers["Location"])
    assert "26 dates move" in page
    assert words(page).count("19:00–20:00") >= 1
    edit = re.search(r"/series-edits/(\w+)/undo", page)
    assert edit is not None
    old = manager.text(f"/series/{house.series['steps'].id}")
    assert edit[0] in old
    back = manager.post(edit[0], {})
    assert back.headers["Location"] == f"/series/{house.series['steps'].id}"
    assert "Taken back: 26 dates are as they were." in manager.text(back.headers["Location"])
    assert shape()[:-1] == before


def test_tuesdays_become_wednesdays_by_the_days_of_the_week(house: Cast, manager: Browser) -> None:
    manager.post(path(house), body(house, step="save", days=["wed"]))
    assert db.session.get_one(Occurrence, occurrence_moved(house)).wall_start.date() == NEXT + timedelta(days=1)


def line(house: Cast) -> Any:
    """The series that the AA meeting goes on as."""
    steps = house.series["steps"].id
    return select(Series.id).where(Series.line_id == steps, Series.id != steps)


def occurrence_moved(house: Cast) -> str:
    """The first date of the series that the AA meeting goes on as."""
    dates = select(Occurrence.id).where(Occurrence.series_id.in_(line(house))).order_by(Occurrence.wall_start)
    return str(db.session.scalar(dates.limit(1)))


def test_another_day_moves_the_weekday_of_all_that_follow(house: Cast, manager: Browser) -> None:
    thursday = (NEXT + timedelta(days=2)).isoformat()
    answer = words(manager.post(path(house), body(house, day=thursday), status=200))
    assert "26 dates move" in answer
    assert "before: Tuesday 1 December 20:00 after: Thursday 3 December 20:00" in answer


def test_one_date_alone_changes_and_the_series_stays(house: Cast, manager: Browser) -> None:
    manager.post(path(house), body(house, step="save", scope="date", title_en="Speaker meeting", start="20:30"))
    assert "Speaker meeting" in manager.text(f"/occurrences/{occurrence_moved(house)}")
    assert "AA meeting" in manager.text(f"/series/{house.series['steps'].id}")


def test_one_day_of_a_daily_series_changes_while_the_others_stay(house: Cast, manager: Browser) -> None:
    sent = body(house, "group", on=NEXT, repeats="daily", scope="weekday", start="11:00", end="12:00", days=[])
    assert "26 dates move" in words(manager.post(path(house, "group"), sent, status=200))


def test_a_taken_room_is_named_and_changed_only_with_a_reason(house: Cast, manager: Browser) -> None:
    sent = body(house, start="16:00", end="17:00", days=["wed"])
    told = words(manager.post(path(house), sent, status=200))
    assert ("26 other bookings are in the way" in told, "Family session" in told) == (True, True)
    before = shape()
    assert "Family session" in words(manager.post(path(house), sent | {"step": "save"}, status=409))
    assert shape() == before
    manager.post(path(house), sent | {"step": "save", "anyway": "y", "why": "Marta goes between both"})
    kept = db.session.scalars(select(ClashAcceptance).order_by(ClashAcceptance.kind)).all()
    assert [(one.kind, one.reason) for one in kept] == [
        ("leader", {"en": "Marta goes between both"}),
        ("room", {"en": "Marta goes between both"}),
    ]


def test_what_was_read_before_somebody_else_changed_it_is_shown_beside_what_stands(
    house: Cast, manager: Browser
) -> None:
    early = body(house, step="save", start="19:00", end="20:00")
    manager.post(path(house), body(house, step="save", scope="whole", room=house.rooms["hall"].id))
    late = manager.post(path(house), early, status=409)
    told = words(late)
    assert "Somebody changed this in the meantime." in told
    assert "Begins 20:00 19:00" in told and "Where Hall Garden room" in told
    with_hall = select(func.count()).where(Occurrence.room_id == house.rooms["hall"].id)
    assert db.session.scalar(with_hall.where(Occurrence.series_id.in_(line(house)))) == 27


def test_a_series_ends_with_a_reason_that_people_read(house: Cast, manager: Browser) -> None:
    sent = {"step": "preview", "version": "0", "from_day": NEXT.isoformat(), "reason": "The chapter meets elsewhere"}
    before = shape()
    told = words(manager.post(path(house, part="ending"), sent, status=200))
    assert ("26 dates fall away" in told, shape() == before) == (True, True)
    manager.post(path(house, part="ending"), sent | {"step": "save"})
    assert "The chapter meets elsewhere" in manager.text(f"/occurrences/{occurrence_on(house, 'steps', NEXT)}")
    page = words(manager.text(f"/series/{house.series['steps'].id}"))
    assert "Every Tuesday, until 30 November 2026" in page
    stale = manager.post(path(house, part="ending"), sent, status=409)
    assert "Somebody changed this series in the meantime." in words(stale)


def test_whoever_leads_a_series_changes_it_and_nobody_elses(house: Cast, browse: Browse) -> None:
    marta, farid = browse(house.facilitator), browse(house.other_facilitator)
    for part in ("", "/amendment", "/ending"):
        marta.get(f"/series/{house.series['steps'].id}{part}")
        farid.get(f"/series/{house.series['steps'].id}{part}", status=404)
    farid.post(path(house), body(house), status=404)
    browse(house.resident).get(path(house), status=403)
    browse(house.other_manager).get(path(house), status=404)


def test_whoever_gives_a_series_away_is_led_home(house: Cast, browse: Browse) -> None:
    sent = body(house, step="save", leader=f"staff:{house.other_facilitator.id}")
    assert browse(house.facilitator).post(path(house), sent).headers["Location"] == "/today"


def test_the_page_of_a_date_leads_to_the_series_for_whoever_may_change_it(house: Cast, browse: Browse) -> None:
    date = occurrence_on(house, "steps", NEXT)
    link = f'href="{path(house)}?occurrence={date}"'
    pages = [
        browse(one).text(f"/occurrences/{date}") for one in (house.facilitator, house.other_facilitator, house.resident)
    ]
    assert [link in page for page in pages] == [True, False, False]


def test_a_date_of_another_series_is_none_of_this(house: Cast, manager: Browser) -> None:
    manager.get(f"{path(house)}?occurrence={occurrence_on(house, 'group', NEXT)}", status=404)


def test_languages_alone_make_a_change_too(house: Cast, manager: Browser) -> None:
    with writing():
        speak(db.session.get_one(Series, house.series["steps"].id), ["ru"], by=SYSTEM)
    told = words(manager.post(path(house), body(house), status=200))
    assert "26 dates change" in told
