"""Changing a date or its series in the planner: looked at, saved, taken back, and what stands in the way."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.clashes.models import ClashAcceptance
from sessions.schedule.changes import change_room
from sessions.schedule.models import Occurrence, OccurrenceChange, SeriesEdit
from tests.cast import TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
TOMORROW = TODAY + timedelta(days=1)
HX = {"HX-Request": "true"}


@pytest.fixture
def planner(house: Cast, browse: Browse) -> Browser:
    """The manager at the planner, in English."""
    reads_english(house.manager)
    return browse(house.manager)


def wanted(house: Cast, name: str, on: date = TOMORROW, **changes: Any) -> dict[str, Any]:
    """The fields of a date as they stand, with what is to change."""
    row = _row(house, name, on)
    fields = {
        "step": "preview",
        "chosen": row.id,
        "version": str(row.sequence),
        "series_version": "0",
        "view": "week=2026-11-23",
        "day": row.wall_start.date().isoformat(),
        "start": f"{row.wall_start:%H:%M}",
        "end": f"{row.wall_end:%H:%M}",
        "room": row.room_id or "none",
        "leader": row.leader_id or "",
        "scope": "date",
        "reason": "",
    }
    return fields | changes


def _row(house: Cast, name: str, day: date = TOMORROW) -> Occurrence:
    return _of(occurrence_on(house, name, day))


def _of(occurrence_id: str) -> Occurrence:
    row = db.session.get(Occurrence, occurrence_id, populate_existing=True)
    assert row is not None
    return row


def _starts(house: Cast, name: str, days: int) -> list[datetime]:
    return [_row(house, name, TOMORROW + timedelta(days=number)).wall_start for number in range(days)]


def test_looking_says_what_would_change_and_changes_nothing(house: Cast, planner: Browser) -> None:
    before = _starts(house, "group", 3)
    text = planner.post("/planner/changes", wanted(house, "group", start="14:00", end="15:00"), status=200).text
    assert "1 date moves" in text
    assert "Nothing is saved yet." in text
    assert _starts(house, "group", 3) == before
    assert db.session.query(OccurrenceChange).count() == 0


def test_one_date_moves_and_the_series_stays(house: Cast, planner: Browser) -> None:
    sent = wanted(house, "group", step="save", start="14:00", end="15:30", reason="The doctor comes")
    answer = planner.post("/planner/changes", sent)
    row = _row(house, "group")
    assert row.wall_start == datetime.combine(TOMORROW, time(14))
    assert row.wall_end == datetime.combine(TOMORROW, time(15, 30))
    assert row.reason == {"en": "The doctor comes"}
    assert _row(house, "group", TOMORROW + timedelta(days=1)).wall_start.time() == time(10)
    assert answer.headers["Location"].endswith(f"&chosen={row.id}&since=0")


def test_a_change_is_taken_back_by_one_button(house: Cast, planner: Browser) -> None:
    hall = house.rooms["hall"].id
    farid = house.other_facilitator.id
    sent = wanted(house, "group", step="save", start="14:00", end="15:00", room=hall, leader=farid)
    there = planner.post("/planner/changes", sent).headers["Location"]
    text = planner.text(there)
    assert "Take it back" in text
    form = text.split("The change is saved.")[1].split("</form>")[0]
    back = {part.split('"')[0]: part.split('value="')[1].split('"')[0] for part in form.split('name="')[1:]}
    planner.post("/planner/changes", {name: value for name, value in back.items() if name != "csrf_token"})
    row = _row(house, "group")
    assert (row.wall_start.time(), row.room_id, row.leader_id) == (
        time(10),
        house.rooms["garden"].id,
        house.facilitator.id,
    )


def test_this_and_all_following_move_and_what_was_stays(house: Cast, planner: Browser) -> None:
    ids = [occurrence_on(house, "group", TOMORROW + timedelta(days=number)) for number in range(3)]
    sent = wanted(house, "group", scope="following", start="14:00", end="15:00")
    assert "dates move" in planner.post("/planner/changes", sent, status=200).text
    assert _row(house, "group").wall_start.time() == time(10)
    answer = planner.post("/planner/changes", sent | {"step": "save"})
    assert [_of(one).wall_start.time() for one in ids] == [time(14)] * 3
    assert _row(house, "group", TODAY - timedelta(days=1)).wall_start.time() == time(10)
    edit = db.session.query(SeriesEdit).one()
    assert f"edit={edit.id}" in answer.headers["Location"]
    assert f"/series-edits/{edit.id}/undo" in planner.text(answer.headers["Location"])


def test_a_weekly_series_goes_to_another_day_of_the_week(house: Cast, planner: Browser) -> None:
    ids = [occurrence_on(house, "family", TOMORROW + timedelta(weeks=number)) for number in range(2)]
    sent = wanted(house, "family", scope="whole", day=(TOMORROW + timedelta(days=1)).isoformat())
    planner.post("/planner/changes", sent | {"step": "save"})
    assert [_of(one).wall_start for one in ids] == [datetime(2026, 11, 26, 16), datetime(2026, 12, 3, 16)]


def test_a_taken_room_is_named_and_is_meant_only_with_a_reason(house: Cast, planner: Browser) -> None:
    sent = wanted(house, "family", step="save", start="10:00", end="11:00")
    text = planner.post("/planner/changes", sent, status=409).text
    assert "Process group" in text
    assert "the same room" in text
    assert _row(house, "family").wall_start.time() == time(16)
    planner.post("/planner/changes", sent | {"anyway": "y"}, status=422)
    assert _row(house, "family").wall_start.time() == time(16)
    planner.post("/planner/changes", sent | {"anyway": "y", "why": "One family in the corner"})
    assert _row(house, "family").wall_start.time() == time(10)
    kept = db.session.query(ClashAcceptance).filter_by(kind="room").one()
    assert kept.reason == {"en": "One family in the corner"}


def test_looking_names_who_is_in_the_way_and_does_not_refuse(house: Cast, planner: Browser) -> None:
    sent = wanted(house, "family", start="10:00", end="11:00")
    text = planner.post("/planner/changes", sent, status=200).text
    assert "the same room" in text
    assert "1 date moves" in text
    assert 'name="anyway"' in text


def test_who_comes_too_late_reads_what_stands_now(house: Cast, planner: Browser) -> None:
    sent = wanted(house, "group", step="save", start="14:00", end="15:00")
    with writing():
        change_room(_row(house, "group"), house.rooms["hall"].id, version=0, by=SYSTEM)
    text = planner.post("/planner/changes", sent, status=409).text
    assert "Somebody changed this session in the meantime" in text
    assert 'name="version" value="1"' in text
    assert _row(house, "group").wall_start.time() == time(10)


def test_a_script_gets_the_panel_alone(house: Cast, planner: Browser) -> None:
    planner.get("/planner")
    data = wanted(house, "group", start="14:00", end="15:00") | {"csrf_token": planner.token}
    answer = planner.client.post("/planner/changes", data=data, headers=HX, base_url="http://127.0.0.1:8000")
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "1 date moves" in answer.text


def test_nothing_to_change_is_said(house: Cast, planner: Browser) -> None:
    text = planner.post("/planner/changes", wanted(house, "group"), status=422).text
    assert "Nothing would change" in text


def test_only_whoever_may_change_a_date_can(house: Cast, browse: Browse) -> None:
    sent = wanted(house, "group", step="save", start="14:00", end="15:00")
    browse(house.other_facilitator).post("/planner/changes", sent, status=404)
    browse(house.other_manager).post("/planner/changes", sent, status=404)
    browse(house.resident).post("/planner/changes", sent, status=403)
    assert _row(house, "group").wall_start.time() == time(10)
    browse(house.facilitator).post("/planner/changes", sent)
    assert _row(house, "group").wall_start.time() == time(14)
