"""Writing a house's programme as one calendar: series with their rules, exceptions, and the definition of the zone."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Component, Event

from foundation.walltime import resolve
from sessions.calendars.ics import ExactText, one_line
from sessions.exchange.plan import ONCE, PlannedDate, PlannedSeries, Words
from sessions.exchange.zone_definition import zone_definition
from sessions.exchange.zone_writing import UTC_ONSET, Written, zone_component
from sessions.schedule.recurrence import dates_between
from sessions.schedule.span import resolve_span, wall_span

PRODUCT_ID = "-//Daybook//Programme//EN"
STAMP = "%Y%m%dT%H%M%S"
# The zone's rule is compared with its data for this long; where it errs, dates are written out for half a year.
SURE_FOR = timedelta(days=731)
SPELLED_FOR = timedelta(days=187)
OURS = "X-DAYBOOK-"


def in_walls(zone: str, today: date) -> bool:
    """Whether a zone (IANA) is written with its definition; if not, its dates are written one by one in UTC."""
    return zone_definition(zone, today, today + SURE_FOR) is not None


def write_programme(name: str, language: str, zone: str, series: Sequence[PlannedSeries], today: date) -> bytes:
    """Write the calendar as UTF-8 octets; the same series in any order give the same octets.

    Times are of the wall of ``zone`` (IANA), with its definition, as long as a yearly rule tells its clock changes; if
    none does, dates of the next half year are written one by one in UTC.
    """
    onsets = zone_definition(zone, today, today + SURE_FOR)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT_ID)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", ExactText(one_line(name), params={"LANGUAGE": language}), encode=False)
    calendar.add("X-WR-CALNAME", ExactText(one_line(name)), encode=False)
    calendar.add("X-WR-TIMEZONE", ExactText(zone), encode=False)
    calendar.add_component(zone_component(zone if onsets else "UTC", onsets or (UTC_ONSET,)))
    for one in sorted(series, key=lambda one: (one.first, one.start, one.uid)):
        writer = _Writer(one, zone, onsets is not None, today + SPELLED_FOR)
        calendar.add_component(writer.master())
        for exception in one.dates:
            calendar.add_component(writer.override(exception))
    return calendar.to_ical()


class _Writer:
    """Writes one series; ``walled``: its times are of the wall of the zone, else in UTC."""

    def __init__(self, series: PlannedSeries, zone: str, walled: bool, spelled_to: date) -> None:
        self.series, self.zone, self.walled, self.spelled_to = series, zone, walled, spelled_to

    def master(self) -> Event:
        """The series as an event with its rule."""
        one = self.series
        event = self._event(*wall_span(one.first, one.start, one.end), (one.changed_at, one.sequence))
        if self.walled:
            if one.rule != ONCE:
                event.add("RRULE", Written(self._rule()), encode=False)
            if one.left_out:
                self._times(event, "EXDATE", one.left_out)
        else:
            # The first is said once more, for ical.js (Thunderbird) shows only what is in the list.
            dates = dates_between(one.rule, one.first, one.first, self.spelled_to)
            if len(dates) > 1:
                self._times(event, "RDATE", [day for day in dates if day not in one.left_out])
            # No rule in UTC is true after the clocks change: what the dates came from is for Daybook alone.
            _say(event, "RULE", one.rule)
            _say(event, "ZONE", self.zone)
            _say(event, "START", f"{datetime.combine(one.first, one.start):{STAMP}}")
            _say(event, "LEFT-OUT", ",".join(f"{day:%Y%m%d}" for day in one.left_out))
        self._described(event)
        return event

    def override(self, one: PlannedDate) -> Event:
        """A date that is otherwise, as an event in place of what the rule says."""
        version = one.changed_at or self.series.changed_at, max(one.sequence, self.series.sequence)
        event = self._event(one.start, one.end, version, cancelled=one.cancelled)
        self._time(event, "RECURRENCE-ID", datetime.combine(one.day, self.series.start))
        _in_each(event, "REASON", one.reason)
        location = next((text for text in one.room.values() if text), "")
        if self.series.summary_language in one.room:
            location = one.room[self.series.summary_language]
        _location(event, location)
        _in_each(event, "ROOM", one.room)
        _say(event, "ROOM-CAPACITY", one.capacity)
        _say(event, "LEADER-KIND", one.leader_kind)
        _say(event, "LEADER", one.leader)
        return event

    def _event(self, start: datetime, end: datetime, version: tuple[str, int], *, cancelled: bool = False) -> Event:
        one = self.series
        event = Event()
        event.add("UID", ExactText(one.uid), encode=False)
        changed_at = datetime.fromisoformat(version[0]).astimezone(UTC).replace(microsecond=0)
        event.add("DTSTAMP", changed_at)
        event.add("LAST-MODIFIED", changed_at)
        event.add("SEQUENCE", version[1])
        if self.walled:
            self._time(event, "DTSTART", start)
            self._time(event, "DTEND", end)
        else:
            span = resolve_span(start.date(), start.time(), end.time(), self.zone)
            event.add("DTSTART", span.starts_at)
            event.add("DTEND", span.ends_at)
        spoken = {"LANGUAGE": one.summary_language}
        event.add("SUMMARY", ExactText(one_line(one.summary), params=spoken), encode=False)
        for category in one.categories:
            event.add("CATEGORIES", ExactText(one_line(category)), encode=False)
        event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
        event.add("TRANSP", "TRANSPARENT" if cancelled else "OPAQUE")
        return event

    def _described(self, event: Event) -> None:
        """What a calendar has no word for. Nobody who lives here or visits is in it: whose group it is, not who."""
        one = self.series
        _location(event, one.location)
        _say(event, "TYPE", one.type_key)
        _in_each(event, "TITLE", one.titles)
        _in_each(event, "ROOM", one.room)
        _say(event, "ROOM-CAPACITY", one.capacity)
        _say(event, "AUDIENCE", one.audience)
        if one.group is not None:
            _in_each(event, "GROUP", one.group.names)
            _say(event, "GROUP-KIND", one.group.kind)
            _say(event, "GROUP-OPEN", _flag(one.group.open))
            _say(event, "GROUP-CAPACITY", one.group.capacity)
        _say(event, "STAGES", ",".join(map(str, one.stages)))
        _say(event, "REGISTER", _flag(one.wants_register))
        _say(event, "COUNTED", _flag(one.counted))
        _say(event, "BREAK", one.break_minutes or None)
        _say(event, "LEADER-KIND", one.leader_kind)
        # Staff are named as every page of the house names them; without that, a week read again has no leaders.
        _say(event, "LEADER", one.leader)
        _say(event, "KEEPER", one.keeper)
        _say(event, "LANGUAGES", ",".join(one.languages))
        _say(event, "FELLOWSHIP", one.fellowship)
        _say(event, "MEETING-TYPES", ",".join(one.meeting_types))
        _say(event, "REQUIRES", one.requires)
        _say(event, "NOTE", one.note)

    def _rule(self) -> str:
        parts = dict(piece.split("=") for piece in self.series.rule.split(";"))
        if "UNTIL" in parts:
            last = datetime.strptime(parts["UNTIL"], "%Y%m%d").replace(  # noqa: DTZ007  a day of the wall
                hour=self.series.start.hour, minute=self.series.start.minute
            )
            parts["UNTIL"] = f"{resolve(last, self.zone).at:{STAMP}}Z"
        return ";".join(f"{name}={value}" for name, value in parts.items())

    def _times(self, event: Event, name: str, days: Sequence[date]) -> None:
        """Dates of the series, each with its planned time: the same zone and kind of value as its beginning."""
        walls = [datetime.combine(day, self.series.start) for day in days]
        event.add(name, Written(",".join(map(self._stamp, walls)), params=self._in_zone()), encode=False)

    def _time(self, event: Event, name: str, wall: datetime) -> None:
        event.add(name, Written(self._stamp(wall), params=self._in_zone()), encode=False)

    def _stamp(self, wall: datetime) -> str:
        # Of UTC no calendar program needs a definition, and some mistake one.
        if self.walled and self.zone != "UTC":
            return f"{wall:{STAMP}}"
        return f"{resolve(wall, self.zone).at:{STAMP}}Z"

    def _in_zone(self) -> dict[str, str]:
        return {"TZID": self.zone} if self.walled and self.zone != "UTC" else {}


def _flag(value: bool) -> str:
    return "TRUE" if value else "FALSE"


def _say(event: Component, name: str, value: str | int | None) -> None:
    if value not in (None, ""):
        event.add(OURS + name, ExactText(one_line(str(value))), encode=False)


def _in_each(event: Component, name: str, words: Mapping[str, str] | Words) -> None:
    for language, text in sorted(words.items()):
        event.add(OURS + name, ExactText(one_line(text), params={"LANGUAGE": language}), encode=False)


def _location(event: Event, location: str) -> None:
    if location:
        event.add("LOCATION", ExactText(one_line(location)), encode=False)
