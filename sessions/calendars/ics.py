"""Writing a calendar that every phone reads alike (RFC 5545, RFC 7986): one event per occurrence, in UTC."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from icalendar import Calendar, Event, Timezone, TimezoneStandard
from icalendar.prop import vDuration, vText

# The same for everybody: it must not tell whose phone this is, nor what kind of house wrote it.
PRODUCT_ID = "-//Calendar//Feed//EN"
REFRESH_EVERY = timedelta(hours=1)
SHORTEST_SECRET = 16

LINE_BREAK = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")
# Controls, lone surrogates, zero width space and mark, bidi embeddings, overrides and isolates.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
COLOUR = re.compile(r"[a-z]{3,20}")
UID = re.compile(r"[A-Za-z0-9@._-]{1,255}")


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a calendar says of itself: ``private`` for a relative, ``colour`` in CSS3, ``zone`` IANA."""

    name: str
    language: str
    private: bool
    zone: str | None
    colour: str


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One occurrence as its reader may see it: instants in aware UTC, words in the reader's language."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str | None
    changed_at: datetime
    sequence: int
    cancelled: bool
    private: bool


class ExactText(vText):
    """Text that is escaped as RFC 5545 section 3.3.11 says."""

    # The library's own escaping turns a typed backslash before a capital N into a line break.
    def to_ical(self) -> bytes:
        """Give the escaped octets."""
        return re.sub(r"([\\;,])", r"\\\1", str(self)).replace("\n", r"\n").encode("utf-8")


def event_uid(secret: bytes, occurrence_id: str) -> str:
    """Name an occurrence for one subscription, so that two feeds cannot be joined (HMAC-SHA256, RFC 2104; hexadecimal,
    as RFC 7986 advises, with nothing in it that says who wrote it).

    ``secret`` is the subscription's own, of at least 16 octets. Raises ValueError when it is shorter.
    """
    if len(secret) < SHORTEST_SECRET:
        raise ValueError(f"a subscription's secret has at least {SHORTEST_SECRET} octets")
    return hmac.new(secret, occurrence_id.encode(), hashlib.sha256).hexdigest()


def one_line(text: str) -> str:
    """Give the text as a feed shows it: one line, without controls and direction overrides."""
    return UNSEEN.sub("", LINE_BREAK.sub(" ", text)).strip()


def write_feed(head: FeedHead, events: Sequence[FeedEvent]) -> bytes:
    """Write the calendar as UTF-8 octets; the same head and events in any order give the same octets.

    Times are aware; they are written in UTC to the second. Without events the calendar holds one UTC time
    zone, for it must hold something, and a phone that reads it drops what it showed before. Raises ValueError
    for a naive time, an end not after its start, a repeated UID, a negative sequence, or a UID, zone, colour
    or language out of shape.
    """
    calendar = _calendar(head)
    ordered = sorted(events, key=attrgetter("starts_at", "uid"))
    if len({event.uid for event in ordered}) != len(ordered):
        raise ValueError("two events of one feed share a UID")
    opening, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    # Each is written out before the next is made: a year of a house's sessions takes 30 MB as a tree of components.
    written = [_component(event, head.language).to_ical() for event in ordered] or [_utc_zone().to_ical()]
    return b"".join((opening, *written, end, rest))


def _calendar(head: FeedHead) -> Calendar:
    _must_match(LANGUAGE, head.language, "language")
    _must_match(COLOUR, head.colour, "colour")
    name = one_line(head.name)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT_ID)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", ExactText(name, params={"LANGUAGE": head.language}), encode=False)
    calendar.add("X-WR-CALNAME", ExactText(name), encode=False)
    if head.zone is not None and not head.private:
        _must_match(ZONE, head.zone, "zone")
        calendar.add("X-WR-TIMEZONE", ExactText(head.zone), encode=False)
    calendar.add("COLOR", head.colour)
    # The library leaves out VALUE=DURATION, which RFC 7986 section 5.7 demands.
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH_EVERY, params={"VALUE": "DURATION"}), encode=False)
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH_EVERY), encode=False)
    return calendar


def _component(event: FeedEvent, language: str) -> Event:
    _must_match(UID, event.uid, "UID")
    starts_at, ends_at = _to_second(event.starts_at), _to_second(event.ends_at)
    changed_at = _to_second(event.changed_at)
    if ends_at <= starts_at:
        raise ValueError(f"an event ends after it starts: {starts_at} to {ends_at}")
    if event.sequence < 0:
        raise ValueError("a sequence counts from 0")
    spoken = {"LANGUAGE": language}
    # Not Event.new: it stamps the current time and a random UID.
    component = Event()
    component.add("UID", ExactText(event.uid), encode=False)
    component.add("DTSTAMP", changed_at)
    component.add("LAST-MODIFIED", changed_at)
    component.add("DTSTART", starts_at)
    component.add("DTEND", ends_at)
    component.add("SUMMARY", ExactText(one_line(event.summary), params=spoken), encode=False)
    place = one_line(event.location or "")
    if place:
        component.add("LOCATION", ExactText(place, params=spoken), encode=False)
    component.add("SEQUENCE", event.sequence)
    component.add("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")
    component.add("TRANSP", "TRANSPARENT" if event.cancelled else "OPAQUE")
    component.add("CLASS", "PRIVATE" if event.private else "PUBLIC")
    return component


def _utc_zone() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("TZID", "UTC")
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001  local by RFC 5545, 3.6.5
    standard.add("TZOFFSETFROM", timedelta(0))
    standard.add("TZOFFSETTO", timedelta(0))
    standard.add("TZNAME", "UTC")
    zone.add_component(standard)
    return zone


def _to_second(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"a feed takes aware times only: {moment}")
    return moment.astimezone(UTC).replace(microsecond=0)


def _must_match(shape: re.Pattern[str], value: str, what: str) -> None:
    if not shape.fullmatch(value):
        raise ValueError(f"not a {what} for a feed: {value!r}")
