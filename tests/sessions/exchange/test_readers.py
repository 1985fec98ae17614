"""Programmes of any zone, rule and exception: three readers show each date at its hour, and Daybook reads it back."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from dateutil.rrule import rruleset, rrulestr
from hypothesis import HealthCheck, given, settings
from icalendar import Calendar

from foundation.walltime import places, resolve
from sessions.exchange.parsing import read_programme
from sessions.exchange.plan import PlannedDate, PlannedSeries
from sessions.exchange.writing import write_programme
from sessions.exchange.zone_definition import zone_definition
from sessions.schedule.recurrence import dates_between
from tests.cast import TODAY
from tests.sessions.exchange.programme_week import LAST, ZONES, expected, programmes, sure

ICAL_JS = Path(__file__).parents[2] / "vendor" / "ical.es5.min.cjs"
READER = Path(__file__).with_name("programme_reader.mjs")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programmes())
def test_what_is_written_is_read_back(programme: tuple[str, list[PlannedSeries]]) -> None:
    zone, series = programme
    read = read_programme(write_programme("Week", "en", zone, series, TODAY), zone, TODAY)
    plain = {"line": 0, "changed_at": ""}
    assert (read.left, read.others) == ((), {})
    found = sorted((replace(one, **plain) for one in read.series), key=lambda one: one.uid)
    assert found == [replace(one, **plain) for one in series]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programmes())
def test_recurring_ical_events_shows_each_date_at_its_hour(programme: tuple[str, list[PlannedSeries]]) -> None:
    zone, series = programme
    calendar = Calendar.from_ical(write_programme("Week", "en", zone, series, TODAY))
    shown = sorted(
        (
            str(event["UID"]),
            event["DTSTART"].dt.astimezone(UTC),
            event["DTEND"].dt.astimezone(UTC),
            str(event["STATUS"]),
            str(event["LOCATION"]),
        )
        for event in recurring_ical_events.of(calendar).between(TODAY - timedelta(days=1), LAST)
    )
    assert sure(zone, shown) == sure(zone, expected(zone, series))


@settings(max_examples=60, deadline=None)
@given(programmes())
def test_dateutil_reads_the_rules(programme: tuple[str, list[PlannedSeries]]) -> None:
    zone, series = programme
    calendar = Calendar.from_ical(write_programme("Week", "en", zone, series, TODAY))
    for one in series:
        event = next(event for event in calendar.walk("VEVENT") if event["UID"] == one.uid)
        if "RRULE" not in event:
            continue
        rules = rruleset()
        begins = datetime.combine(one.first, one.start, ZoneInfo(zone))
        rules.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=begins))
        # Late in the evening of New York the day after has begun in UTC.
        upto = datetime.combine(LAST + timedelta(days=1), time(), UTC)
        found = [at.date() for at in rules.between(begins - timedelta(days=1), upto)]
        assert [day for day in found if day < LAST] == dates_between(one.rule, one.first, one.first, LAST)


def series_in(zone: str) -> list[PlannedSeries]:
    """A series of every hour of the day, and exceptions, in a zone."""
    day = TODAY + timedelta(days=30)
    made = []
    for hour in range(0, 24, 3):
        moved = datetime.combine(day, time(hour)) + timedelta(hours=2)
        dates = (PlannedDate(day, moved, moved + timedelta(hours=1), hour % 2 == 1, {"en": "Attic"}, 7),)
        made.append(
            PlannedSeries(
                f"hour-{hour}",
                "FREQ=DAILY",
                TODAY,
                time(hour),
                time(hour, 45),
                left_out=(TODAY + timedelta(days=9),),
                dates=dates,
                type_key="sport",
                room={"en": "Hall"},
                location="Hall",
                summary="Run",
                summary_language="en",
                changed_at="2026-11-01T10:00:00+00:00",
            )
        )
    return made


@pytest.mark.parametrize("zone", ZONES)
def test_ical_js_shows_each_date_at_its_hour_by_the_files_own_zone(zone: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, so ical.js could not read the programme")
    series = series_in(zone)
    done = subprocess.run(
        [node, READER, ICAL_JS, (LAST + timedelta(days=1)).isoformat()],
        input=write_programme("Week", "en", zone, series, TODAY),
        capture_output=True,
        timeout=300,
        env=os.environ | {"TZ": "Asia/Kathmandu"},
    )
    assert done.returncode == 0, done.stderr.decode()
    shown = sorted(
        (uid, datetime.fromisoformat(start), datetime.fromisoformat(end), status, location)
        for uid, start, end, status, location in json.loads(done.stdout)
    )
    assert sure(zone, shown) == sure(zone, expected(zone, series))


def test_every_place_has_a_definition_but_those_whose_clocks_follow_the_moon() -> None:
    none = [zone for zone in places() if zone_definition(zone, TODAY, TODAY + timedelta(days=731)) is None]
    # Morocco keeps another hour in Ramadan: no yearly rule says that.
    assert none == ["Africa/Casablanca", "Africa/El_Aaiun"]


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Africa/Cairo", "Asia/Gaza", "America/Nuuk", "Australia/Lord_Howe"])
def test_a_definition_says_the_offset_of_every_day(zone: str) -> None:
    onsets = zone_definition(zone, TODAY, TODAY + timedelta(days=731))
    assert onsets is not None
    changes = []
    for onset in onsets:
        assert onset.rule is not None
        days = rrulestr(onset.rule, dtstart=onset.begins).between(onset.begins, datetime(2029, 1, 1), inc=True)
        changes += [((at - onset.offset_from).replace(tzinfo=UTC), onset.offset_to) for at in days]
    for number in range(731):
        at = datetime.combine(TODAY + timedelta(days=number), time(12), UTC)
        offset = max((change for change in changes if change[0] <= at), key=lambda change: change[0])[1]
        assert offset == at.astimezone(ZoneInfo(zone)).utcoffset()


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../../etc/passwd", ""])
def test_an_unknown_zone_has_none(zone: str) -> None:
    with pytest.raises(ValueError, match="not an IANA time zone"):
        zone_definition(zone, TODAY, TODAY)


def test_a_house_whose_clocks_follow_no_rule_is_written_in_utc() -> None:
    text = write_programme("Week", "en", "Africa/Casablanca", series_in("Africa/Casablanca")[3:4], TODAY).decode()
    at = resolve(datetime.combine(TODAY, time(9)), "Africa/Casablanca").at
    assert f"DTSTART:{at:%Y%m%dT%H%M%S}Z" in text
    assert ("RRULE:" in text.split("BEGIN:VEVENT")[1], "TZID=" in text) == (False, False)
