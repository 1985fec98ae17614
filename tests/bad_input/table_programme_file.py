"""Bad input of the programme's calendar file: bombs, broken files, and events that no session can be."""

import base64
import zlib

from foundation.carried import pack
from tests.bad_input.shapes import Bad

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
END = "END:VCALENDAR\r\n"
START = "DTSTART;TZID=Europe/Warsaw:20261126T060000"
LASTS = "DURATION:PT1H"
LOOK, TAKE = "/programme-file/preview", "/programme-file"
BROKEN = "cannot be read; the file is damaged there."
FREQ = "A session repeats daily, weekly, monthly or yearly"
HIDDEN = "This text contains hidden characters"
NO_CALENDAR = "This is no calendar file (.ics)"
UNKNOWN = "says something that Daybook does not know."
GONE = "The file did not come through. Please choose it again."


def event(*lines: str, uid: str = "one", title: str = "Choir") -> str:
    """An event of another calendar."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""))


def body(*blocks: str, raw: bytes | None = None, other_type: str = "leisure") -> dict[str, str]:
    """A form that carries a calendar of these parts, or these very bytes."""
    whole = (HEAD + "".join(blocks) + END).encode() if raw is None else raw
    return {"carried": pack(whole), "other_type": other_type}


def refused(wrong: str, piece: str, *lines: str, title: str = "Choir") -> Bad:
    """A file of one event that is left out, with its reason."""
    return Bad(wrong, "manager", LOOK, body(event(*lines, title=title)), 422, piece)


def unreadable(wrong: str, piece: str, raw: bytes) -> Bad:
    """A file of which nothing can be read."""
    return Bad(wrong, "manager", TAKE, body(raw=raw), 422, piece)


def ours(name: str, value: str) -> Bad:
    """An event of ours with a word nobody knows."""
    lines = (START, LASTS, "X-DAYBOOK-TYPE:leisure", f"X-DAYBOOK-{name}:{value}")
    return refused(f"an unknown {name}", UNKNOWN, *lines)


ZONE_IN_ITSELF = "BEGIN:VTIMEZONE\r\nTZID:Moon\r\n" * 6 + "END:VTIMEZONE\r\n" * 6
MANY = "".join(event(START, LASTS, uid=str(n)) for n in range(501))
DATES = ",".join(["20261203T060000"] * 30_000)

ROWS = [
    Bad("no file", "manager", LOOK, {"other_type": "leisure"}, 422, "Please choose a file first."),
    Bad("a kind nobody knows", "manager", LOOK, {"other_type": "heaven"}, 422, "Not a valid choice."),
    Bad("an empty kind", "manager", TAKE, body(event(START, LASTS), other_type=""), 422, "Not a valid choice."),
    Bad("another field", "manager", LOOK, body(event(START, LASTS)) | {"house": "1"}, 422, "This form held something"),
    Bad("a changed file", "manager", TAKE, {"carried": "%%%", "other_type": "leisure"}, 422, GONE),
    Bad(
        "a packed bomb",
        "manager",
        TAKE,
        {"carried": base64.b64encode(zlib.compress(b"0" * 50_000_000, 9)).decode(), "other_type": "leisure"},
        422,
        GONE,
    ),
    unreadable("nothing at all", "This file is empty.", b"\r\n"),
    unreadable("a text", NO_CALENDAR, b"Dear manager, here is our week."),
    unreadable("a picture", "The file is not written in UTF-8.", b"\x89PNG\r\n\x1a\n\xff\xfe"),
    unreadable("a zip", "This is a packed file", b"PK\x03\x04" + b"0" * 40),
    unreadable("a gzip", "This is a packed file", b"\x1f\x8b\x08" + b"0" * 40),
    unreadable("two bytes a letter", "The file is not written in UTF-8.", (HEAD + END).encode("utf-16")),
    unreadable("half a letter", "The file is not written in UTF-8.", HEAD.encode() + b"\xc5" + END.encode()),
    unreadable("a zero byte", "characters that no calendar has", (HEAD + event("X:\x00") + END).encode()),
    unreadable("a web page", NO_CALENDAR, b"<!doctype html><title>BEGIN:VCALENDAR</title>"),
    unreadable("no event", "There is no event in this file.", (HEAD + END).encode()),
    unreadable("only tasks", "There is no event", (HEAD + "BEGIN:VTODO\r\nEND:VTODO\r\n" + END).encode()),
    unreadable("no end", "This file breaks off before its end", (HEAD + event(START, LASTS)).encode()),
    unreadable("cut in an event", "This file breaks off", (HEAD + event(START, LASTS)[:40]).encode()),
    unreadable("ends crossed", BROKEN, (HEAD + "BEGIN:VEVENT\r\n" + END).encode()),
    unreadable("an end too many", BROKEN, (HEAD + event(START, LASTS) + END + END).encode()),
    unreadable("an event alone", NO_CALENDAR, event(START, LASTS).encode()),
    unreadable("a calendar in one", BROKEN, (HEAD + HEAD + END + END).encode()),
    unreadable("deeply nested", "no calendar is nested as deep", (HEAD + "BEGIN:VEVENT\r\n" * 10_000).encode()),
    unreadable("a zone in itself", "no calendar is nested as deep", (HEAD + ZONE_IN_ITSELF + END).encode()),
    unreadable("501 events", "This file holds 501 events; at most 500", (HEAD + MANY + END).encode()),
    unreadable("one line of 500 kB", BROKEN, (HEAD + "X" * 500_000 + "\r\n" + END).encode()),
    refused("a line of 400 kB in an event", BROKEN, START, LASTS, "DESCRIPTION:" + "y" * 400_000),
    refused("a line without a colon", BROKEN, START, LASTS, "SUMMARY"),
    refused("every second", FREQ, START, LASTS, "RRULE:FREQ=SECONDLY"),
    refused("every minute", FREQ, START, LASTS, "RRULE:FREQ=MINUTELY;COUNT=5"),
    refused("every hour", FREQ, START, LASTS, "RRULE:FREQ=HOURLY;INTERVAL=6"),
    refused("by the second", "cannot use BYSECOND here", START, LASTS, "RRULE:FREQ=DAILY;BYSECOND=1,2,3"),
    refused("counted for ever", "1 to 730 times", START, LASTS, "RRULE:FREQ=DAILY;COUNT=99999999"),
    refused("counted to nothing", "1 to 730 times", START, LASTS, "RRULE:FREQ=DAILY;COUNT=0"),
    refused("until the year 9999", "says no day and time", START, LASTS, "RRULE:FREQ=DAILY;UNTIL=99991231T000000Z"),
    refused("until in ten years", "at most two years", START, LASTS, "RRULE:FREQ=DAILY;UNTIL=20361231T000000Z"),
    refused("until before it starts", "ends before its first day", START, LASTS, "RRULE:FREQ=DAILY;UNTIL=20261101"),
    refused(
        "the 30th of February",
        "This repetition never happens",
        START,
        LASTS,
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    ),
    refused("a rule of nothing", "This repetition cannot be read", START, LASTS, "RRULE:"),
    refused("two rules", "more than one rule", START, LASTS, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"),
    refused("30,000 more dates", "more than one rule", START, LASTS, f"RDATE:{DATES}"),
    refused("30,000 dates left out", "dates are left out", START, LASTS, "RRULE:FREQ=DAILY", f"EXDATE:{DATES}"),
    refused("a whole day", "This is for whole days", "DTSTART;VALUE=DATE:20261126"),
    refused("no beginning", "does not say when it begins", LASTS),
    refused("no end of it", "does not say when it ends", START),
    refused("the 32nd of November", "says no day and time", "DTSTART:20261132T100000", LASTS),
    refused("the year 1", "says no day and time", "DTSTART:00010101T100000", LASTS),
    refused("an end before", "It ends before it begins.", START, "DTEND;TZID=Europe/Warsaw:20261126T050000"),
    refused("no time at all", "It ends before it begins.", START, "DURATION:PT0S"),
    refused("14 hours", "14 hours after the start is too long", START, "DURATION:PT14H"),
    refused("a week long", "168 hours after the start", START, "DURATION:P1W"),
    refused("a length in words", "does not say how long it lasts", START, "DURATION:an hour"),
    refused("a length backwards", "does not say how long it lasts", START, "DURATION:-PT1H"),
    refused("over long ago", "1 event of the past is left out.", "DTSTART:20200101T100000", LASTS),
    refused("cancelled there", "cancelled in the file", START, LASTS, "STATUS:CANCELLED"),
    refused("a change of nothing", "an event that is not in this file", START, LASTS, "RECURRENCE-ID:20261126T060000"),
    refused("a turned title", HIDDEN, START, LASTS, title="\u202eriohC"),
    refused("an endless title", "longer than 200 characters", START, LASTS, title="x" * 5_000),
    ours("AUDIENCE", "the dead"),
    ours("REGISTER", "PERHAPS"),
    ours("STAGES", "1,0"),
    ours("REQUIRES", "a smile"),
    ours("MEETING-TYPES", "a b"),
    ours("ROOM-CAPACITY", "99999999999"),
    ours("RULE", "FREQ=DAILY"),
    refused(
        "a stage we lack",
        "It is for stage 99",
        START,
        LASTS,
        *("X-DAYBOOK-TYPE:leisure", "X-DAYBOOK-AUDIENCE:stage", "X-DAYBOOK-STAGES:99"),
    ),
]
