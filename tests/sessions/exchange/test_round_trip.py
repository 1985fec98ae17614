"""The programme as a file: out of one house, into another, and back; twice is once."""

import re
from datetime import time, timedelta

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from foundation.database import db
from foundation.transactions import writing
from sessions.exchange.importing import ImportReport
from sessions.schedule.changes import cancel, change_leader, change_room, move
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from tests.cast import TODAY, Cast, actor_for, occurrence_on
from tests.sessions.exchange.programme_reading import calendar, file_of, planned, second_house, taken

CHOIR = """UID:choir@elsewhere
SUMMARY:Choir
LOCATION:Hall
DTSTART;TZID=Europe/Warsaw:20261126T180000
DTEND;TZID=Europe/Warsaw:20261126T193000
RRULE:FREQ=WEEKLY;BYDAY=TH"""


def states(report: ImportReport) -> dict[str, int]:
    counts = {state: len(report.of(state)) for state in ("new", "changed", "same", "refused")}
    return {state: count for state, count in counts.items() if count}


@pytest.fixture
def changed_week(app: Flask, house: Cast) -> Cast:
    """A cancelled, a moved and a differently housed date; a series by count, one that ends, one that is held once."""

    def row(series: str, days: int) -> Occurrence:
        return db.session.get_one(Occurrence, occurrence_on(house, series, TODAY + timedelta(days=days)))

    with writing():
        gone, later, elsewhere = row("group", 2), row("group", 3), row("morning", 4)
        cancel(gone, reason={"en": "The heating is off", "pl": "Nie ma ogrzewania"}, version=gone.sequence, by=SYSTEM)
        day = later.wall_start.date()
        move(later, day=day, start=time(15), end=time(16, 15), reason={}, version=later.sequence, by=SYSTEM)
        change_room(elsewhere, house.rooms["hall"].id, version=elsewhere.sequence, by=SYSTEM, anyway=True)
        for rule, hour in (("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=20", 17), ("FREQ=MONTHLY;BYDAY=-1SA", 6)):
            made = start_series(
                house.house.id,
                type_key="creative",
                titles={"en": f"Workshop; with, a \\ {hour}", "ar": "ورشة"},
                rule=rule,
                first_day=TODAY - timedelta(days=20),
                wall_start=time(hour),
                wall_end=time(hour, 45),
                zone=house.house.zone,
                by=SYSTEM,
                audience="stage",
                stages=[stage.id for stage in house.stages],
                wants_register=False,
                languages=["pl"],
                note="Bring an apron",
            )
            made.left_out = [(TODAY + timedelta(days=6)).isoformat()] if hour == 17 else []
            fill(made, TODAY + timedelta(days=187))
    return house


def without_names(raw: bytes) -> str:
    """A file without what differs in another house: names of events, versions, and who keeps a register."""
    text = raw.decode().replace("\r\n ", "")
    lines = [
        line
        for line in text.split("\r\n")
        if not re.match(r"UID|DTSTAMP|LAST-MOD|SEQUENCE|X-DAYBOOK-(LEADER:|KEEPER)", line)
    ]
    return "\n".join(lines)


def test_another_house_takes_it_in_and_writes_the_same(changed_week: Cast) -> None:
    from community.houses.operations import add_stage  # the second house has the same stages

    first = changed_week.house
    second, by = second_house(changed_week, first.zone)
    with writing():
        for stage in changed_week.stages:
            add_stage(second.id, phase=stage.phase, name=stage.name, by=SYSTEM)
    raw = file_of(first)
    report = taken(second, raw, by)
    assert states(report) == {"new": 7}
    assert without_names(file_of(second)) == without_names(raw)
    assert planned(second) == planned(first)


def test_into_its_own_house_it_changes_nothing(changed_week: Cast) -> None:
    first = changed_week.house
    before = planned(first)
    report = taken(first, file_of(first), actor_for(changed_week.manager))
    assert states(report) == {"same": 7}
    assert planned(first) == before


def test_a_file_in_any_language_is_the_same_programme(changed_week: Cast) -> None:
    first = changed_week.house
    for language in ("pl", "ar", "ru"):
        assert states(taken(first, file_of(first, language), actor_for(changed_week.manager))) == {"same": 7}


def test_the_same_file_twice_is_once(changed_week: Cast) -> None:
    second, by = second_house(changed_week, "Europe/Warsaw")
    raw = calendar(CHOIR, CHOIR.replace("choir", "band").replace("Choir", "Band").replace(";BYDAY=TH", ";COUNT=9"))
    assert states(taken(second, raw, by)) == {"new": 2}
    before = planned(second)
    assert states(taken(second, raw, by)) == {"same": 2}
    assert planned(second) == before


def test_a_leader_of_one_date_whom_the_other_house_does_not_have_is_no_change_for_ever(changed_week: Cast) -> None:
    with writing():
        instead, later = (
            db.session.get_one(Occurrence, occurrence_on(changed_week, "group", TODAY + timedelta(days=days)))
            for days in (8, 9)
        )
        leader = changed_week.other_facilitator.id
        change_leader(instead, leader, version=instead.sequence, by=SYSTEM, anyway=True)
        change_leader(later, leader, version=later.sequence, by=SYSTEM, anyway=True)
        day = later.wall_start.date()
        move(later, day=day, start=time(20), end=time(21), reason={}, version=later.sequence, by=SYSTEM, anyway=True)
    second, by = second_house(changed_week, "Europe/Warsaw")
    raw = file_of(changed_week.house)
    taken(second, raw, by)
    before = planned(second)
    assert "changed" not in states(taken(second, raw, by))
    assert planned(second) == before


def test_a_changed_event_changes_its_series_and_then_is_the_same(changed_week: Cast) -> None:
    second, by = second_house(changed_week, "Europe/Warsaw")
    taken(second, calendar(CHOIR), by)
    later = (
        CHOIR.replace("T180000", "T183000").replace("BYDAY=TH", "BYDAY=FR").replace("LOCATION:Hall", "LOCATION:Loft")
    )
    report = taken(second, calendar(later), by)
    assert states(report) == {"changed": 1}
    assert {row[0].strftime("%a %H:%M") for row in planned(second, 4) if row[4] == "planned"} == {"Fri 18:30"}
    assert states(taken(second, calendar(later), by)) == {"same": 1}


def test_what_the_house_changed_about_one_date_stays(changed_week: Cast) -> None:
    second, by = second_house(changed_week, "Europe/Warsaw")
    taken(second, calendar(CHOIR), by)
    with writing():
        row = db.session.query(Occurrence).filter_by(house_id=second.id).order_by(Occurrence.starts_at).all()[1]
        cancel(row, reason={"en": "No piano"}, version=row.sequence, by=by)
    assert states(taken(second, calendar(CHOIR), by)) == {"same": 1}
    assert [row[4] for row in planned(second, 3)] == ["planned", "cancelled", "planned"]


def test_dates_that_are_left_out_or_otherwise_come_along(changed_week: Cast) -> None:
    second, by = second_house(changed_week, "Europe/Warsaw")
    once = """UID:choir@elsewhere
RECURRENCE-ID;TZID=Europe/Warsaw:20261210T180000
SUMMARY:Choir
LOCATION:Church
DTSTART;TZID=Europe/Warsaw:20261211T170000
DURATION:PT2H"""
    raw = calendar(CHOIR + "\nEXDATE;TZID=Europe/Warsaw:20261203T180000", once)
    assert states(taken(second, raw, by)) == {"new": 1}
    found = [(row[0].strftime("%d.%m. %H:%M"), row[1].strftime("%H:%M"), row[5]) for row in planned(second, 4)]
    assert found == [
        ("26.11. 18:00", "19:30", "[('en', 'Hall')]"),
        ("11.12. 17:00", "19:00", "[('en', 'Church')]"),
        ("17.12. 18:00", "19:30", "[('en', 'Hall')]"),
    ]
    assert states(taken(second, raw, by)) == {"same": 1}


def test_a_date_left_out_later_is_cancelled(changed_week: Cast) -> None:
    second, by = second_house(changed_week, "Europe/Warsaw")
    taken(second, calendar(CHOIR), by)
    raw = calendar(CHOIR + "\nEXDATE;TZID=Europe/Warsaw:20261203T180000")
    assert states(taken(second, raw, by)) == {"changed": 1}
    assert [row[4] for row in planned(second, 3)] == ["planned", "cancelled", "planned"]
    assert states(taken(second, raw, by)) == {"same": 1}


def test_a_refused_event_leaves_nothing_and_the_others_come(changed_week: Cast) -> None:
    second, by = second_house(changed_week, "Europe/Warsaw")
    raw = file_of(changed_week.house)
    # The second house has no stages: what is for a stage cannot come.
    report = taken(second, raw, by)
    assert states(report) == {"new": 5, "refused": 2}
    assert db.session.query(Series).filter_by(house_id=second.id).count() == 5


def test_a_series_that_was_ended_here_stays_ended(changed_week: Cast) -> None:
    second, by = second_house(changed_week, "Europe/Warsaw")
    taken(second, calendar(CHOIR), by)
    from sessions.schedule.amending import end_series  # its only use here

    with writing():
        series = db.session.query(Series).filter_by(house_id=second.id).one()
        end_series(series, from_day=TODAY, version=series.sequence, by=by)
    [row] = taken(second, calendar(CHOIR), by).rows
    assert (row.state, row.sentence) == ("refused", "This has ended here, and it stays as it is.")


def test_no_resident_is_in_the_file(changed_week: Cast) -> None:
    raw = file_of(changed_week.house).decode()
    for name in ("resident", "other_resident", "newcomer", "mother", "brother", "aunt"):
        assert changed_week.people[name].given_name not in raw
        assert changed_week.people[name].surname not in raw


def test_the_same_programme_is_the_same_bytes(changed_week: Cast) -> None:
    assert file_of(changed_week.house) == file_of(changed_week.house)
