"""Reading a calendar file as series of a house: what can be used, and what is refused with its reason.

Nothing is fetched from anywhere, no rule of a time zone is followed, and nobody who is invited is read.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from foundation.errors import Refused
from foundation.messages import N_
from sessions.exchange.event_times import Timed, timed
from sessions.exchange.event_words import LONGEST_PLACE, LONGEST_TITLE, language_of, place_of, summary_of, uid_of
from sessions.exchange.ics_lines import BROKEN, Part, parts_in
from sessions.exchange.ics_values import When, Zones, text_of, when, zones_of
from sessions.exchange.own_lines import OwnLines, described
from sessions.exchange.plan import PlannedDate, PlannedSeries

MOST_EVENTS = 500
OVER = N_("All of its dates are over.")


@dataclass(frozen=True, slots=True)
class Left:
    """An event that is left out: where it stands in the file, what it is called, and why."""

    line: int
    uid: str
    summary: str
    sentence: str
    params: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: series, what is left out with its reason, and how many parts are no events, by their name."""

    series: tuple[PlannedSeries, ...]
    left: tuple[Left, ...]
    others: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """All of it as what JSON can hold."""
        return {
            "series": [one.to_json() for one in self.series],
            "left": [asdict(one) for one in self.left],
            "others": dict(self.others),
        }

    @classmethod
    def from_json(cls, read: dict[str, Any]) -> "Reading":
        """The same again."""
        series = tuple(map(PlannedSeries.from_json, read["series"]))
        return cls(series, tuple(Left(**one) for one in read["left"]), read["others"])


def read_programme(raw: bytes, zone: str, today: date) -> Reading:
    """Read a file for a house in ``zone`` (IANA): what has dates from ``today`` on, at most 500 events.

    Refused when nothing of it can be read; whatever is wrong with one event alone leaves out that event.
    """
    parts = parts_in(raw)
    events = [part for part in parts if part.name == "VEVENT"]
    if not events:
        raise Refused(N_("There is no event in this file."))
    masters = [part for part in events if part.first("RECURRENCE-ID") is None]
    if len(masters) > MOST_EVENTS:
        said = N_("This file holds %(count)s events; at most %(most)s are read at once.")
        raise Refused(said, count=len(masters), most=MOST_EVENTS)
    others = Counter(part.name for part in parts if part.name not in ("VEVENT", "VTIMEZONE"))
    return _Reader(zones_of(parts, zone), today).read(events, dict(sorted(others.items())))


class _Reader:
    """Reads the events of one file."""

    def __init__(self, zones: Zones, today: date) -> None:
        self.zones, self.today = zones, today
        self.series: dict[str, PlannedSeries] = {}
        self.times: dict[str, Timed] = {}
        self.left: list[Left] = []
        self.gone: dict[str, Left] = {}

    def read(self, events: list[Part], others: dict[str, int]) -> Reading:
        """Series first, then the dates that are otherwise."""
        for part in events:
            if part.first("RECURRENCE-ID") is None:
                self._kept(part, self._master)
        for part in events:
            if part.first("RECURRENCE-ID") is not None:
                self._kept(part, self._override)
        # Each begins with its first date from today on already.
        found = (
            replace(one, dates=tuple(sorted(one.dates, key=lambda date: date.day))) for one in self.series.values()
        )
        return Reading(tuple(found), tuple(sorted(self.left, key=lambda one: one.line)), others)

    def _kept(self, part: Part, read: Any) -> None:
        uid = uid_of(part)
        try:
            if part.broken is not None:
                raise Refused(BROKEN, line=part.broken)
            read(part, uid)
        except Refused as refused:
            left = Left(part.number, uid, summary_of(part), refused.sentence, refused.params)
            self.gone.setdefault(uid, left)
            self.left.append(left)

    def _master(self, part: Part, uid: str) -> None:
        if uid in self.series or uid in self.gone:
            raise Refused(N_("Another event of this file has the same name (UID); the first one counts."))
        status = part.first("STATUS")
        if status is not None and status.value.strip().upper() == "CANCELLED":
            raise Refused(N_("This event is cancelled in the file."))
        self.zones.unknown.clear()
        times = timed(part, self.zones, self.today)
        if times is None:
            raise Refused(OVER)
        notes = list(times.notes)
        for name in sorted(self.zones.unknown):
            sentence = N_("The time zone “%(zone)s” is not known here; its times were read by the house's own clock.")
            notes.append((sentence, {"zone": name[:60]}))
        summary = part.first("SUMMARY")
        plain = PlannedSeries(
            uid=uid,
            rule=times.rule,
            first=times.first,
            start=times.start,
            end=times.end,
            left_out=times.left_out,
            summary=text_of(summary, LONGEST_TITLE),
            summary_language=language_of(part),
            location=place_of(part, notes),
            categories=tuple(text for line in part.every("CATEGORIES")[:5] if (text := text_of(line, LONGEST_PLACE))),
            line=part.number,
            notes=tuple(notes),
        )
        self.series[uid], self.times[uid] = described(plain, part), times

    def _override(self, part: Part, uid: str) -> None:
        master, times = self.series.get(uid), self.times.get(uid)
        if master is None or times is None:
            if uid in self.gone:
                raise Refused(N_("It belongs to an event that is left out."))
            raise Refused(N_("It changes a date of an event that is not in this file."))
        line = part.first("RECURRENCE-ID")
        assert line is not None
        if "RANGE" in line.parameters:
            raise Refused(N_("A change of this and all following dates cannot be read; make it in the planner."))
        named = when(line, line.value, self.zones)
        day = times.day_of(named if not isinstance(named, When) else named.on_wall(times.begins.zone).date())
        if day < self.today:
            return
        if day in master.left_out or not times.happens(day):
            raise Refused(N_("It changes %(day)s, on which its event does not take place."), day=day.isoformat())
        if any(one.day == day for one in master.dates):
            raise Refused(N_("It changes %(day)s a second time; the first change counts."), day=day.isoformat())
        self.series[uid] = replace(master, dates=(*master.dates, self._date(part, master, times, day)))

    def _date(self, part: Part, master: PlannedSeries, times: Timed, day: date) -> PlannedDate:
        own = OwnLines(part)
        status = part.first("STATUS")
        cancelled = status is not None and status.value.strip().upper() == "CANCELLED"
        start, end = times.span_of(part, self.zones, day, cancelled=cancelled)
        place = place_of(part, [])
        room = own.words("ROOM", LONGEST_PLACE) or ({language_of(part) or "": place} if place else {})
        if part.first("LOCATION") is None and part.first("X-DAYBOOK-LEADER-KIND") is None:
            # Another calendar program leaves out what is as it was.
            room = master.room or ({master.summary_language: master.location} if master.location else {})
        kind = own.one_of("LEADER-KIND", ("staff", "resident", "guest", "none"), master.leader_kind)
        leader = own.text("LEADER", LONGEST_PLACE) or (None if part.first("X-DAYBOOK-LEADER-KIND") else master.leader)
        capacity = own.number("ROOM-CAPACITY", 1000)
        return PlannedDate(day, start, end, cancelled, room, capacity, kind, leader, own.words("REASON", 300))
