"""What a loaded week has at the same time is said: in the file, with what the house has, over Sunday's midnight."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from foundation.database import db
from foundation.transactions import writing
from sessions.programme import week_file
from sessions.programme.operations import LoadReport, load_week
from sessions.programme.side_by_side import Dated, side_by_side
from sessions.programme.week_file import WeekFileError, parse_week
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence, Series
from tests.cast import Cast

WEEKS = Path(week_file.__file__).parent / "weeks"
NAMES = ("job-function-community", "twelve-step-minnesota", "work-based-community")
Pairs = set[tuple[str, str, str]]
ROW = {"days": ["mon"], "type": "meal", "leader": "none", "who": "relatives"}


def row(title: str, start: str, end: str, **more: Any) -> dict[str, Any]:
    """A row of a week's file that is in nobody's way."""
    return ROW | {"titles": {"en": title}, "start": start, "end": end} | more


def week(*rows: dict[str, Any], name: str = "A week") -> bytes:
    """A week's file with these rows."""
    facts = {"name": name, "locale": "en_US", "timezone": "Africa/Cairo", "week_starts": "sat"}
    rooms = [{"name": "Attic", "capacity": 12}, {"name": "Cellar", "capacity": 12}]
    return json.dumps(facts | {"rooms": rooms, "rows": list(rows)}).encode()


def loaded(cast: Cast, raw: bytes) -> LoadReport:
    """The report of loading a file into the house in Cairo, where only the manager works."""
    with writing():
        return load_week(db.session.merge(cast.other_house), parse_week(raw), by=SYSTEM)


def said(report: LoadReport) -> Pairs:
    """Which sessions the report puts side by side, and what they share."""
    return {(one.titles["en"], other.titles["en"], shared) for one, other, shared in report.overlaps}


def test_a_week_is_compared_with_what_the_house_has_already(house: Cast) -> None:
    assert said(loaded(house, week(row("Choir", "10:00", "11:00", room="Attic")))) == set()
    second = week(
        row("Chess", "10:30", "11:30", room="Attic"), row("Yoga", "10:30", "11:30", room="Cellar"), name="Other"
    )
    report = loaded(house, second)
    assert said(report) == {("Chess", "Choir", "room")}
    [(one, other, _)] = report.overlaps
    assert (one.place, other.place) == ("rows[0]", None)


def test_three_weeks_one_after_another_are_compared_with_each_other(house: Cast) -> None:
    with_the_house = []
    for name in NAMES:
        report = loaded(house, (WEEKS / f"{name}.json").read_bytes())
        assert report.series_made == report.rows
        with_the_house.append(sum(other.place is None for _, other, _ in report.overlaps))
    assert with_the_house[0] == 0
    assert min(with_the_house[1:]) > 20
    again = loaded(house, (WEEKS / f"{NAMES[0]}.json").read_bytes())
    assert (again.series_made, again.series_known, again.rooms_made, again.occurrences) == (0, again.rows, 0, 0)


def test_a_week_loaded_again_is_not_beside_itself(house: Cast) -> None:
    file = week(row("Choir", "10:00", "11:00", room="Attic"), row("Chess", "10:30", "11:30", room="Attic"))
    first = said(loaded(house, file))
    assert said(loaded(house, file)) == first == {("Choir", "Chess", "room")}


def test_what_is_cancelled_for_good_is_in_nobodys_way(house: Cast) -> None:
    loaded(house, week(row("Choir", "10:00", "11:00", room="Attic")))
    choir = db.session.query(Series).filter_by(house_id=house.other_house.id, type_key="meal").one()
    with writing():
        for date in db.session.query(Occurrence).filter_by(series_id=choir.id):
            cancel(date, reason={"en": "Nobody sings"}, version=0, by=SYSTEM)
    assert said(loaded(house, week(row("Chess", "10:30", "11:30", room="Attic"), name="Other"))) == set()


@pytest.mark.parametrize("days", [(["sun"], ["mon"]), (["sat"], ["sun"])])
def test_a_row_over_midnight_meets_the_next_morning(house: Cast, days: tuple[list[str], list[str]]) -> None:
    night = row("Night prayer", "23:00", "02:00", days=days[0], room="Attic")
    morning = row("Bakery", "01:00", "03:00", days=days[1], room="Attic")
    assert said(loaded(house, week(morning, night))) == {("Night prayer", "Bakery", "room")}


def test_two_rows_led_by_the_only_leader_at_once_are_said(house: Cast) -> None:
    led = {"leader": "staff", "type": "lecture"}
    file = week(
        row("Biology", "10:00", "11:00", room="Attic", **led),
        row("Physics", "10:30", "11:30", room="Cellar", **led),
        row("History", "11:30", "12:30", **led),
    )
    assert said(loaded(house, file)) == {("Biology", "Physics", "leader")}


def test_a_register_is_kept_by_somebody_who_is_free(house: Cast) -> None:
    loaded(house, week(row("Choir", "10:00", "11:00", leader="staff", type="lecture")))
    kept = row("Guests", "10:30", "11:30", leader="guest", type="lecture", register=True)
    assert said(loaded(house, week(kept, name="Other"))) == {("Guests", "Choir", "leader")}


def test_who_leads_in_the_house_already_is_asked_last(app: Flask, house: Cast) -> None:
    led = {"leader": "staff", "type": "lecture"}
    with writing():
        garden = db.session.merge(house.house)
        load_week(garden, parse_week(week(row("Biology", "04:00", "05:00", **led))), by=SYSTEM)
        report = load_week(garden, parse_week(week(row("Physics", "04:30", "05:30", **led), name="Other")), by=SYSTEM)
    assert report.overlaps == []


def test_two_sessions_for_everyone_at_once_are_said(house: Cast) -> None:
    rows = (row("Lunch", "12:00", "13:00", who="everyone"), row("Chess", "12:30", "13:30", who="everyone"))
    assert said(loaded(house, week(*rows))) == {("Lunch", "Chess", "everyone")}


OTHERWISE = [
    {"leader": "guest"},
    {"register": True},
    {"counted": True},
    {"fellowship": "NA"},
    {"meeting_types": ["O"]},
    {"requires": "meal"},
    {"note": "In the garden when it is dry"},
]


@pytest.mark.parametrize("otherwise", OTHERWISE, ids=str)
def test_rows_that_differ_in_one_thing_both_arrive_and_once(house: Cast, otherwise: dict[str, Any]) -> None:
    meeting = row("Meeting", "18:00", "19:00", type="twelve_step")
    file = week(row("Supper", "17:00", "18:00"), meeting, meeting | otherwise)
    assert (loaded(house, file).series_made, loaded(house, file).series_known) == (3, 3)


def test_a_row_that_stands_twice_is_named_with_its_place() -> None:
    lunch, supper = row("Lunch", "12:00", "13:00"), row("Supper", "17:00", "18:00")
    with pytest.raises(WeekFileError) as refused:
        parse_week(week(lunch, supper, lunch))
    [fault] = refused.value.faults
    assert (fault.place, fault.params) == ("rows[2]", {"other": "rows[0]"})


def test_the_command_says_it_in_one_line_for_each_row(app: Flask, house: Cast, tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    hours = [(f"Guest {n}", f"0{n}:00", f"0{n}:10") for n in range(1, 10)]
    loaded(house, week(*(row(*hour, room="Attic") for hour in hours)))
    file.write_bytes(
        week(row("Night", "00:30", "09:30", room="Attic"), row("Dawn", "09:00", "10:00", room="Attic"), name="Other")
    )
    result = app.test_cli_runner().invoke(args=["house", "load-week", house.other_house.slug, str(file)])
    assert result.exit_code == 0, result.output
    guests = ", ".join(f"Guest {n} (0{n}:00-0{n}:10)" for n in range(1, 8))
    assert result.output.splitlines()[1:] == [
        "Side by side, kept: rows[0] Night (00:30-09:30) and rows[1] Dawn (09:00-10:00), "
        f"the house's {guests}, 2 more; one room",
        "Side by side, kept: rows[1] Dawn (09:00-10:00) and the house's Guest 9 (09:00-09:10); one room",
    ]


def test_one_leader_twice_is_told_before_that_both_are_for_everyone() -> None:
    def date(series: str, hour: int, leader: str | None) -> Dated:
        start = datetime(2026, 11, 24, hour)
        return Dated(series, start, start + timedelta(hours=2), None, leader, None, "everyone")

    # The meal comes first, so that everyone is asked about before any leader.
    dates = [date("meal", 8, None), date("group", 10, "m" * 32), date("mine", 11, "m" * 32)]
    titles = {one.series_id: {"en": one.series_id} for one in dates}
    assert [one.shared for one in side_by_side(dates, titles, {"mine": "rows[0]"})] == ["leader"]
