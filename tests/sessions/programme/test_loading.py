"""Loading a house's week: every row, once, or nothing at all."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.houses.models import Room
from community.houses.operations import add_room
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from foundation.walltime import wall_of
from sessions.programme import week_file
from sessions.programme.bundled import PUBLISHED, TEMPLATES
from sessions.programme.operations import LoadReport, load_week
from sessions.programme.sharing import share_out, spans_of
from sessions.programme.week_file import WeekFile, parse_week
from sessions.schedule.models import Occurrence, Series
from tests.cast import Cast

WEEKS = Path(week_file.__file__).parent / "weeks"
NAMES = sorted(PUBLISHED)


def week(name: str) -> WeekFile:
    """One of the three bundled weeks."""
    return parse_week((WEEKS / f"{name}.json").read_bytes())


def loaded(cast: Cast, name: str) -> LoadReport:
    """The report of loading a bundled week into the house in Warsaw."""
    with writing():
        return load_week(db.session.merge(cast.house), week(name), by=SYSTEM)


def series_of(cast: Cast) -> list[Series]:
    """The series that came from a file."""
    statement = select(Series).where(Series.house_id == cast.house.id, Series.source_key.is_not(None))
    return list(db.session.scalars(statement))


def test_there_are_three_real_weeks() -> None:
    assert NAMES == ["job-function-community", "twelve-step-minnesota", "work-based-community"]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_arrives_with_its_days_and_times(house: Cast, name: str) -> None:
    report = loaded(house, name)
    rows = week(name).rows
    assert (report.rows, report.series_made) == (len(rows), len(rows))
    wanted = sorted((row.type, row.start, row.end, tuple(sorted(row.titles.items()))) for row in rows)
    found = sorted(
        (one.type_key, one.wall_start, one.wall_end, tuple(sorted(one.titles.items()))) for one in series_of(house)
    )
    assert found == wanted


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_arrives_but_for_stages_the_house_does_not_have(house: Cast, name: str) -> None:
    report = loaded(house, name)
    rows = week(name).rows
    left_out = sum("aftercare" in row.stages for row in rows)
    assert (report.rows, report.series_made, report.left_out) == (len(rows), len(rows) - left_out, left_out)
    again = loaded(house, name)
    assert (again.series_made, again.rooms_made, again.occurrences) == (0, 0, 0)


def test_loading_twice_changes_nothing(house: Cast) -> None:
    loaded(house, "work-based-community")
    counts = [db.session.scalar(select(func.count()).select_from(table)) for table in (Series, Occurrence, Room)]
    report = loaded(house, "work-based-community")
    again = [db.session.scalar(select(func.count()).select_from(table)) for table in (Series, Occurrence, Room)]
    assert again == counts
    assert (report.series_made, report.series_known, report.rooms_made, report.occurrences) == (0, 30, 0, 0)


def test_the_houses_own_zone_wins_and_the_difference_is_said(house: Cast) -> None:
    report = loaded(house, "twelve-step-minnesota")
    assert (report.zone_in_file, report.week_starts_in_file) == ("America/New_York", "sun")
    breakfast = next(one for one in series_of(house) if one.titles["en"] == "Wake-up and breakfast")
    first = db.session.scalars(select(Occurrence).where(Occurrence.series_id == breakfast.id).limit(1)).one()
    assert wall_of(first.starts_at, house.house.zone).strftime("%H:%M") == "07:00"


def test_overlaps_are_said_and_kept(house: Cast) -> None:
    report = loaded(house, "work-based-community")
    pairs = {(one.titles["en"], other.titles["en"]) for one, other, _ in report.overlaps if other.place}
    assert pairs == {("Art group", "Open residents' meeting"), ("Open residents' meeting", "Zone duties")}
    assert len(series_of(house)) == 30


def test_a_row_over_midnight_ends_the_next_day(house: Cast) -> None:
    loaded(house, "job-function-community")
    watch = next(one for one in series_of(house) if one.type_key == "job_duty")
    row = db.session.scalars(select(Occurrence).where(Occurrence.series_id == watch.id).limit(1)).one()
    assert (row.wall_end.date() - row.wall_start.date()).days == 1


def test_every_register_has_a_keeper_of_the_staff(house: Cast) -> None:
    loaded(house, "job-function-community")
    staff = {house.facilitator.id, house.other_facilitator.id}
    kept = [one for one in series_of(house) if one.wants_register]
    assert kept
    assert {one.keeper_id for one in kept} <= staff
    assert all(one.leader_id is None for one in kept if one.leader_kind != "staff")


def test_a_week_with_registers_needs_somebody_who_keeps_them(house: Cast) -> None:
    with pytest.raises(Refused), writing():
        empty = db.session.merge(house.other_house)
        db.session.execute(db.text("DELETE FROM staff_memberships WHERE house_id = :id"), {"id": empty.id})
        load_week(empty, week("work-based-community"), by=SYSTEM)


def test_nobody_is_shared_out_to_two_places_at_once_while_somebody_is_free() -> None:
    rows = week("work-based-community").rows
    given = share_out(rows, ["a", "b", "c"])
    by_place = {row.place: row for row in rows}
    for place, person in given.items():
        for other, same in given.items():
            if other > place and same == person:
                clash = any(a < d and c < b for a, b in spans_of(by_place[place]) for c, d in spans_of(by_place[other]))
                assert not clash, (place, other)
    assert set(given.values()) == {"a", "b", "c"}


def test_nobody_is_given_what_they_may_not_lead_while_somebody_may(house: Cast) -> None:
    with writing():
        db.session.execute(
            db.text("UPDATE staff_memberships SET role = 'facilitator' WHERE role = 'counsellor' AND house_id = :id"),
            {"id": house.house.id},
        )
    loaded(house, "job-function-community")
    talks = [one for one in series_of(house) if one.type_key == "individual_counselling"]
    assert {one.leader_id for one in talks} == {house.manager.id}
    groups = [one for one in series_of(house) if one.type_key == "encounter_group"]
    assert {one.leader_id for one in groups} <= {house.facilitator.id, house.other_facilitator.id}


def test_where_nobody_may_lead_a_kind_it_is_shared_all_the_same() -> None:
    rows = week("job-function-community").rows
    given = share_out(rows, ["a"], others=["b"], may=lambda person, type_key: False)
    assert set(given.values()) == {"a"}


def run(app: Flask, *words: str) -> tuple[int, str]:
    """What a command answers: its status and everything it says."""
    result = app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output


def test_the_command_loads_a_week(app: Flask, house: Cast) -> None:
    status, said = run(app, "house", "load-week", "garden", str(WEEKS / "work-based-community.json"))
    assert status == 0, said
    assert "30 rows: 30 new series, 0 already there, 7 new rooms" in said
    assert "Side by side, kept: rows[13] Art group (15:45-16:30) and rows[29]" in said


def test_a_bad_row_is_named_with_its_place_and_nothing_is_half_loaded(app: Flask, house: Cast, tmp_path: Path) -> None:
    content = json.loads((WEEKS / "work-based-community.json").read_text())
    content["rows"][7]["end"] = "23:59"
    content["rows"][20]["type"] = "seance"
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(content))
    status, said = run(app, "house", "load-week", "garden", str(bad))
    assert status == 1
    assert "rows[7].end: " in said
    assert "rows[20].type: " in said
    assert "Nothing was loaded." in said
    assert series_of(house) == []


def test_a_house_that_is_not_there_is_said(app: Flask) -> None:
    status, said = run(app, "house", "load-week", "nowhere", str(WEEKS / "work-based-community.json"))
    assert (status, "There is no such house" in said) == (1, True)


def test_a_room_that_the_house_calls_as_the_week_does_is_not_made_again(house: Cast) -> None:
    minnesota = week("twelve-step-minnesota")
    dining = next(room for room in minnesota.rooms if dict(room.titles).get("pl") == "Jadalnia")
    with writing():
        own = add_room(house.house.id, name={"pl": "jadalnia"}, capacity=30, by=SYSTEM).id
        report = load_week(db.session.merge(house.house), minnesota, by=SYSTEM)
    assert report.rooms_made == len(minnesota.rooms) - 1
    held = select(func.count()).where(Series.house_id == house.house.id, Series.room_id == own)
    assert db.session.scalar(held) == sum(row.room == dining.name for row in minnesota.rows)
