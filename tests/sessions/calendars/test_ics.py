"""The feed as octets: what it says, what it never says, and that words cannot break out of their line."""

import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from sessions.calendars.ics import FeedEvent, FeedHead, event_uid, one_line, write_feed

HOUSE = FeedHead(name="Dzień w domu", language="pl", private=False, zone="Europe/Warsaw", colour="teal")
RELATIVE = FeedHead(name="Kalendarz", language="pl", private=True, zone="Europe/Warsaw", colour="slategray")

MEETING = FeedEvent(
    uid="3f2a@daybook",
    starts_at=datetime(2026, 9, 7, 8, 0, tzinfo=UTC),
    ends_at=datetime(2026, 9, 7, 9, 30, tzinfo=UTC),
    summary="Spotkanie poranne, sala A; parter",
    location="Sala na parterze",
    changed_at=datetime(2026, 8, 30, 11, 12, 13, 456789, tzinfo=UTC),
    sequence=2,
    cancelled=False,
    private=False,
)
CANCELLED = replace(
    MEETING,
    uid="11bc@daybook",
    starts_at=datetime(2026, 9, 6, 15, 0, tzinfo=UTC),
    ends_at=datetime(2026, 9, 6, 16, 0, tzinfo=UTC),
    summary="Odwołane: Spotkanie rodzinne",
    location=None,
    sequence=3,
    cancelled=True,
    private=True,
)

# What the feed of a resident or a facilitator looks like, to the octet.
EXPECTED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Calendar//Feed//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME;LANGUAGE=pl:Dzień w domu
X-WR-CALNAME:Dzień w domu
COLOR:teal
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
X-WR-TIMEZONE:Europe/Warsaw
BEGIN:VEVENT
SUMMARY;LANGUAGE=pl:Odwołane: Spotkanie rodzinne
DTSTART:20260906T150000Z
DTEND:20260906T160000Z
DTSTAMP:20260830T111213Z
UID:11bc@daybook
SEQUENCE:3
CLASS:PRIVATE
LAST-MODIFIED:20260830T111213Z
STATUS:CANCELLED
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
SUMMARY;LANGUAGE=pl:Spotkanie poranne\\, sala A\\; parter
DTSTART:20260907T080000Z
DTEND:20260907T093000Z
DTSTAMP:20260830T111213Z
UID:3f2a@daybook
SEQUENCE:2
CLASS:PUBLIC
LAST-MODIFIED:20260830T111213Z
LOCATION;LANGUAGE=pl:Sala na parterze
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""

EMPTY = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Calendar//Feed//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME;LANGUAGE=pl:Kalendarz
X-WR-CALNAME:Kalendarz
COLOR:slategray
REFRESH-INTERVAL;VALUE=DURATION:PT1H
X-PUBLISHED-TTL:PT1H
BEGIN:VTIMEZONE
TZID:UTC
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:UTC
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
"""


def octets(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def read(feed: bytes) -> list[Component]:
    return Calendar.from_ical(feed).walk("VEVENT")


def said(summary: str) -> str:
    (event,) = read(write_feed(HOUSE, [replace(MEETING, summary=summary)]))
    return str(event["SUMMARY"])


def unfolded(feed: bytes) -> list[str]:
    return feed.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_feed_is_these_octets() -> None:
    assert write_feed(HOUSE, [MEETING, CANCELLED]) == octets(EXPECTED)


def test_a_feed_without_events_holds_one_utc_zone_and_nothing_else() -> None:
    assert write_feed(RELATIVE, []) == octets(EMPTY)


def test_a_house_without_a_zone_names_none() -> None:
    assert b"X-WR-TIMEZONE" not in write_feed(replace(HOUSE, zone=None), [MEETING])


def test_a_relatives_calendar_says_these_things_and_no_other() -> None:
    feed = write_feed(RELATIVE, [replace(MEETING, location=None, private=True)])
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(feed)]
    assert sorted(set(names)) == [
        "BEGIN", "CALSCALE", "CLASS", "COLOR", "DTEND", "DTSTAMP", "DTSTART", "END", "LAST-MODIFIED",
        "METHOD", "NAME", "PRODID", "REFRESH-INTERVAL", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID",
        "VERSION", "X-PUBLISHED-TTL", "X-WR-CALNAME",
    ]  # fmt: skip
    assert b"Warsaw" not in feed
    assert b"CLASS:PRIVATE\r\n" in feed


def test_the_product_id_is_the_same_for_everybody_and_names_no_product() -> None:
    ids = [next(x for x in unfolded(write_feed(head, [])) if x.startswith("PRODID")) for head in (HOUSE, RELATIVE)]
    assert ids == ["PRODID:-//Calendar//Feed//EN"] * 2


def test_the_same_events_in_any_order_give_the_same_octets() -> None:
    events = [
        replace(MEETING, uid=f"{n % 7}-{n}@daybook", starts_at=MEETING.starts_at - timedelta(hours=n % 5))
        for n in range(40)
    ]
    first = write_feed(HOUSE, events)
    for seed in range(5):
        random.Random(seed).shuffle(events)
        assert write_feed(HOUSE, events) == first
    keys = [(event.decoded("DTSTART"), str(event["UID"])) for event in read(first)]
    assert keys == sorted(keys) and len(keys) == 40


def test_an_instant_is_the_same_in_whatever_zone_it_comes() -> None:
    plus_two = timezone(timedelta(hours=2))
    moved = replace(
        MEETING,
        starts_at=MEETING.starts_at.astimezone(plus_two),
        ends_at=MEETING.ends_at.astimezone(plus_two),
        changed_at=MEETING.changed_at.astimezone(plus_two),
    )
    assert write_feed(HOUSE, [moved]) == write_feed(HOUSE, [MEETING])


@pytest.mark.parametrize(
    "words",
    [
        "اجتماع العائلة في قاعة الاجتماعات الكبيرة في الطابق الأرضي بجانب المطبخ والحديقة",
        "Собрание общины, подведение итогов дня и планирование следующей недели в большом зале",
        "👨‍👩‍👧‍👦" * 20,
        "a" * 200,
        "\\" * 120,
        "x" + "é" * 90,
    ],
)
def test_long_lines_are_folded_between_characters(words: str) -> None:
    feed = write_feed(HOUSE, [replace(MEETING, summary=words, location=words)])
    lines = feed.split(b"\r\n")
    assert feed.endswith(b"\r\n") and lines.pop() == b""
    assert max(len(line) for line in lines) <= 75
    assert sum(line.startswith(b" ") for line in lines) >= 4
    for line in lines:
        line.decode("utf-8")  # a character cut in two cannot be read
        assert b"\n" not in line and b"\r" not in line
    (event,) = read(feed)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (words, words)


@pytest.mark.parametrize(
    "evil",
    [
        "Obiad\r\nATTENDEE:mailto:a@example.org",
        "Obiad\nATTENDEE:mailto:a@example.org",
        "Obiad\rATTENDEE:mailto:a@example.org",
        "Obiad\u2028ATTENDEE:mailto:a@example.org",
        "Obiad\u2029ATTENDEE:mailto:a@example.org",
        "Obiad\x85ATTENDEE:mailto:a@example.org",
        "Obiad\x0bATTENDEE:mailto:a@example.org",
        "Obiad\x0cATTENDEE:mailto:a@example.org",
        "Obiad \r\n\r\n \t ATTENDEE:mailto:a@example.org",
        "\r\nObiad\r\n ATTENDEE:mailto:a@example.org\r\n",
    ],
)
def test_a_line_break_in_a_word_is_a_space(evil: str) -> None:
    head = replace(HOUSE, name=evil)
    feed = write_feed(head, [replace(MEETING, summary=evil, location=evil)])
    plain = "Obiad ATTENDEE:mailto:a@example.org"
    assert [line for line in unfolded(feed) if "ATTENDEE" in line] == [
        f"NAME;LANGUAGE=pl:{plain}",
        f"X-WR-CALNAME:{plain}",
        f"SUMMARY;LANGUAGE=pl:{plain}",
        f"LOCATION;LANGUAGE=pl:{plain}",
    ]
    # Readers split lines in many ways; none may find a line of its own.
    assert not any(line.startswith("ATTENDEE") for line in feed.decode().splitlines())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("END:VEVENT\r\nEND:VCALENDAR", "END:VEVENT END:VCALENDAR"),
        ("a\x00b\x07c\x1b[31m\x7f", "abc[31m"),
        ("a\u202eb\u2066c\u2069d\u200be\ufefff", "abcdef"),
        ("one\ud800two", "onetwo"),
        ("می\u200cخواهم 👩\u200d🍳", "می\u200cخواهم 👩\u200d🍳"),
        (r"C:\New \n \; \, \\", r"C:\New \n \; \, \\"),
        ('";X=1:"^n^^', '";X=1:"^n^^'),
        ("  ", ""),
    ],
)
def test_what_is_typed_is_shown_without_what_no_one_can_see(typed: str, shown: str) -> None:
    assert said(typed) == shown


@given(st.text(), st.text(), st.text())
def test_any_words_come_back_as_they_went_in(name: str, summary: str, location: str) -> None:
    head = replace(HOUSE, name=name)
    feed = write_feed(head, [replace(MEETING, summary=summary, location=location)])
    calendar = Calendar.from_ical(feed)
    (event,) = calendar.walk("VEVENT")
    assert calendar.errors == [] and event.errors == []
    # The library leaves both names of a calendar escaped when it reads them.
    named = [re.sub(r"\\(.)", r"\1", str(calendar[key])) for key in ("NAME", "X-WR-CALNAME")]
    assert named == [one_line(name)] * 2
    assert str(event["SUMMARY"]) == one_line(summary)
    assert str(event.get("LOCATION", "")) == one_line(location)
    assert sorted(event) == sorted(
        {
            "SUMMARY",
            "DTSTART",
            "DTEND",
            "DTSTAMP",
            "UID",
            "SEQUENCE",
            "CLASS",
            "LAST-MODIFIED",
            "STATUS",
            "TRANSP",
        }
        | ({"LOCATION"} if one_line(location) else set())
    )


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_words_without_controls_are_only_trimmed(text: str) -> None:
    assert one_line(text) == text.strip()


@given(st.text())
def test_one_line_of_one_line_is_itself(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


NAIVE = datetime(2026, 9, 7, 8, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(MEETING, starts_at=NAIVE),
        replace(MEETING, ends_at=NAIVE),
        replace(MEETING, changed_at=NAIVE),
        replace(MEETING, ends_at=MEETING.starts_at),
        replace(MEETING, ends_at=MEETING.starts_at - timedelta(minutes=1)),
        replace(MEETING, ends_at=MEETING.starts_at + timedelta(microseconds=5)),
        replace(MEETING, sequence=-1),
        replace(MEETING, uid=""),
        replace(MEETING, uid="a\r\nATTENDEE:b"),
        replace(MEETING, uid="a b"),
    ],
)
def test_an_event_out_of_shape_is_not_written(wrong: FeedEvent) -> None:
    with pytest.raises(ValueError):
        write_feed(HOUSE, [wrong])


@pytest.mark.parametrize(
    "wrong",
    [
        replace(HOUSE, language="pl\r\nX:1"),
        replace(HOUSE, language='pl";X="1'),
        replace(HOUSE, language=""),
        replace(HOUSE, zone="Europe/Warsaw\r\nX:1"),
        replace(HOUSE, colour="#0a0"),
        replace(HOUSE, colour="teal\n"),
    ],
)
def test_a_head_out_of_shape_is_not_written(wrong: FeedHead) -> None:
    with pytest.raises(ValueError):
        write_feed(wrong, [])


def test_two_events_with_one_uid_are_not_written() -> None:
    with pytest.raises(ValueError):
        write_feed(HOUSE, [MEETING, replace(CANCELLED, uid=MEETING.uid)])


def test_a_uid_is_the_hmac_of_the_occurrence() -> None:
    # RFC 4231, test case 6: a key of 131 octets of 0xaa.
    uid = event_uid(b"\xaa" * 131, "Test Using Larger Than Block-Size Key - Hash Key First")
    assert uid == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"


def test_two_relatives_cannot_join_their_feeds_by_uid() -> None:
    mother, brother = b"m" * 32, b"b" * 32
    occurrences = [f"{n:032x}" for n in range(50)]
    hers = {event_uid(mother, each) for each in occurrences}
    his = {event_uid(brother, each) for each in occurrences}
    assert (len(hers), len(his), hers & his) == (50, 50, set())
    assert hers == {event_uid(mother, each) for each in occurrences}


def test_a_short_secret_is_no_secret() -> None:
    with pytest.raises(ValueError):
        event_uid(b"m" * 15, "0" * 32)
