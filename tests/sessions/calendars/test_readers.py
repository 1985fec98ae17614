"""A year of sessions over both clock changes, read back by three readers: they show what the rows say."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar

from foundation.walltime import wall_of
from sessions.calendars.ics import FeedEvent, FeedHead, event_uid, write_feed
from sessions.schedule.span import Span, resolve_span

ZONES = ["Europe/Warsaw", "Africa/Cairo", "America/New_York"]
FIRST, LAST = date(2026, 9, 1), date(2027, 9, 30)
# Thursday, Friday and Sunday are the days on which Cairo, Warsaw and New York change their clocks.
WEEKDAYS = (3, 4, 6)
TIMES = {
    "Nocny dyżur; piętro": (time(2, 30), time(3, 15)),
    "Morning meeting": (time(10, 0), time(11, 30)),
    "Вечернее собрание, зал": (time(23, 30), time(0, 15)),
    "صلاة الليل": (time(0, 10), time(1, 0)),
}
SECRET = bytes(range(32))
ICAL_JS = Path(__file__).parents[2] / "vendor" / "ical.es5.min.cjs"
READER = Path(__file__).with_name("ical_reader.mjs")

Seen = tuple[str, datetime, datetime, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """An occurrence and the wall time it means."""

    span: Span
    event: FeedEvent


@cache
def rows(zone: str) -> list[Row]:
    """Every weekly series in every week of the year; each ninth occurrence is cancelled."""
    made: list[Row] = []
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=offset)
        if day.weekday() not in WEEKDAYS:
            continue
        for title, (start, end) in TIMES.items():
            span = resolve_span(day, start, end, zone)
            cancelled = len(made) % 9 == 8
            made.append(
                Row(
                    span,
                    FeedEvent(
                        uid=event_uid(SECRET, f"{day}{start}"),
                        starts_at=span.starts_at,
                        ends_at=span.ends_at,
                        summary=f"✗ {title}" if cancelled else title,
                        location="Room 2, ground floor",
                        changed_at=datetime(2026, 8, 1, tzinfo=UTC),
                        sequence=int(cancelled),
                        cancelled=cancelled,
                        private=False,
                    ),
                )
            )
    return made


def expected(year: list[Row]) -> list[Seen]:
    return sorted(
        (e.uid, e.starts_at, e.ends_at, e.summary, "CANCELLED" if e.cancelled else "CONFIRMED")
        for e in (row.event for row in year)
    )


@cache
def feed(zone: str, *, private: bool = False) -> bytes:
    head = FeedHead(name="House", language="en", private=private, zone=zone, colour="teal")
    return write_feed(head, [row.event for row in rows(zone)])


@cache
def parsed(zone: str) -> list[Any]:
    """The events of the feed as icalendar reads them."""
    return list(Calendar.from_ical(feed(zone)).walk("VEVENT"))


def seen(component: Any) -> Seen:
    starts_at, ends_at = component["DTSTART"].dt, component["DTEND"].dt
    return (
        str(component["UID"]),
        starts_at.astimezone(UTC),
        ends_at.astimezone(UTC),
        str(component["SUMMARY"]),
        str(component["STATUS"]),
    )


def expanded(octets: bytes) -> list[Seen]:
    """Everything in the year, expanded; a row that came twice would stand here twice."""
    calendar = Calendar.from_ical(octets)
    found = recurring_ical_events.of(calendar).between(FIRST - timedelta(days=2), LAST + timedelta(days=3))
    return sorted(seen(event) for event in found)


def ical_js(octets: bytes) -> dict[str, object]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed, so ical.js could not read the feed")
    done = subprocess.run(
        [node, READER, ICAL_JS],
        input=octets,
        capture_output=True,
        timeout=300,
        env=os.environ | {"TZ": "Asia/Tokyo"},
    )
    assert done.returncode == 0, done.stderr.decode()
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("zone", ZONES)
def test_icalendar_reads_the_rows(zone: str) -> None:
    year = rows(zone)
    assert sorted(seen(event) for event in parsed(zone)) == expected(year)


@pytest.mark.parametrize("zone", ZONES)
def test_recurring_ical_events_finds_each_row_once(zone: str) -> None:
    year = rows(zone)
    assert expanded(feed(zone, private=True)) == expected(year)


# With X-WR-TIMEZONE this reader turns UTC into a pytz zone, expands the wall time and forgets which of two
# equal hours it was. The octets are right, as the other readers see; this holds the fault to that hour.
DOUBLED = {
    "Europe/Warsaw": ["2026-10-25T02:30"],
    "Africa/Cairo": ["2026-10-29T23:30"],
    "America/New_York": [],
}


@pytest.mark.parametrize("zone", ZONES)
def test_with_a_named_zone_recurring_ical_events_errs_in_the_doubled_hour_only(zone: str) -> None:
    year = rows(zone)
    found = expanded(feed(zone))
    assert len(found) == len(year)
    missed = {uid for uid, *_ in set(expected(year)) - set(found)}
    walls = [row.span.wall_start.isoformat("T", "minutes") for row in year if row.event.uid in missed]
    assert walls == DOUBLED[zone]


@pytest.mark.parametrize("zone", ZONES)
def test_ical_js_reads_the_rows(zone: str) -> None:
    year = rows(zone)
    answer = ical_js(feed(zone))
    events = answer["events"]
    assert isinstance(events, list)
    read = sorted(
        (
            each["uid"],
            datetime.fromisoformat(each["starts_at"]),
            datetime.fromisoformat(each["ends_at"]),
            each["summary"],
            each["status"],
        )
        for each in events
    )
    assert read == expected(year)
    assert {each["location"] for each in events} == {"Room 2, ground floor"}


def test_ical_js_reads_any_words_as_they_were_typed() -> None:
    typed = ["C:\\New\\night", "a;b,c:d\\", '"quoted" ^n', "👨‍👩‍👧‍👦" * 30, "اجتماع العائلة " * 12 + "x"]
    (row, *_) = rows("Europe/Warsaw")
    made = [replace(row.event, uid=f"{n}@daybook", summary=words, location=words) for n, words in enumerate(typed)]
    events = ical_js(write_feed(FeedHead("تقويم", "ar", True, None, "teal"), made))["events"]
    assert isinstance(events, list)
    assert [(each["summary"], each["location"]) for each in events] == [(words, words) for words in typed]


def test_ical_js_reads_the_emptied_calendar_as_empty() -> None:
    assert ical_js(write_feed(FeedHead("Calendar", "en", True, "Europe/Warsaw", "teal"), [])) == {
        "name": "Calendar",
        "refresh": "PT1H",
        "zones": ["UTC"],
        "events": [],
    }


def test_recurring_ical_events_finds_nothing_in_the_emptied_calendar() -> None:
    calendar = Calendar.from_ical(write_feed(FeedHead("Calendar", "en", True, None, "teal"), []))
    assert recurring_ical_events.of(calendar).between(FIRST, LAST) == []


@pytest.mark.parametrize("zone", ZONES)
def test_a_phone_in_the_house_shows_the_hour_on_the_houses_wall(zone: str) -> None:
    year = rows(zone)
    read = {str(event["UID"]): event.decoded("DTSTART") for event in parsed(zone)}
    wrong = [
        row.span.wall_start
        for row in year
        if not row.span.moved_by and wall_of(read[row.event.uid], zone) != row.span.wall_start
    ]
    assert (wrong, len(read)) == ([], len(year))


# The clock changes themselves, worked out by hand: wall time meant → instants that must be in the feed.
CHANGES = [
    (
        "Europe/Warsaw",
        "2026-10-25T02:30",
        "2026-10-25T00:30Z",
        "2026-10-25T02:15Z",
    ),  # doubled hour: the first
    ("Europe/Warsaw", "2027-03-28T02:30", "2027-03-28T01:30Z", "2027-03-28T02:15Z"),  # missing hour: forward
    ("Europe/Warsaw", "2027-03-28T23:30", "2027-03-28T21:30Z", "2027-03-28T22:15Z"),
    ("Africa/Cairo", "2026-10-29T23:30", "2026-10-29T20:30Z", "2026-10-29T22:15Z"),  # doubled: the first
    ("Africa/Cairo", "2027-04-30T00:10", "2027-04-29T22:10Z", "2027-04-29T23:00Z"),  # midnight is missing
    ("Africa/Cairo", "2027-04-30T02:30", "2027-04-29T23:30Z", "2027-04-30T00:15Z"),
    ("America/New_York", "2026-11-01T00:10", "2026-11-01T04:10Z", "2026-11-01T05:00Z"),
    ("America/New_York", "2026-11-01T02:30", "2026-11-01T07:30Z", "2026-11-01T08:15Z"),
    (
        "America/New_York",
        "2027-03-14T02:30",
        "2027-03-14T07:30Z",
        "2027-03-14T08:15Z",
    ),  # missing hour: forward
]


@pytest.mark.parametrize(("zone", "wall", "starts", "ends"), CHANGES)
def test_the_clock_changes_are_in_the_year(zone: str, wall: str, starts: str, ends: str) -> None:
    meant = datetime.fromisoformat(wall)
    spans = [row.span for row in rows(zone) if row.span.wall_start == meant]
    assert [(span.starts_at, span.ends_at) for span in spans] == [
        (datetime.fromisoformat(starts), datetime.fromisoformat(ends))
    ]
