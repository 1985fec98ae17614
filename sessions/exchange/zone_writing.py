"""Writing the definition of a time zone into a calendar (RFC 5545, 3.6.5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vText

from sessions.exchange.zone_definition import Onset

UTC_ONSET = Onset(datetime(1970, 1, 1), None, timedelta(0), timedelta(0), "UTC", False)  # noqa: DTZ001  RFC 5545


class Written(vText):
    """A value that stands as it is, where commas and semicolons have a meaning."""

    def to_ical(self) -> bytes:
        """Give its octets."""
        return str(self).encode("utf-8")


def zone_component(name: str, onsets: Sequence[Onset]) -> Timezone:
    """The definition of a zone: one part for each onset, in the order in which they began."""
    zone = Timezone()
    zone.add("TZID", name)
    for onset in sorted(onsets, key=lambda onset: onset.begins):
        part = TimezoneDaylight() if onset.daylight else TimezoneStandard()
        part.add("DTSTART", onset.begins)
        part.add("TZOFFSETFROM", onset.offset_from)
        part.add("TZOFFSETTO", onset.offset_to)
        part.add("TZNAME", onset.name)
        if onset.rule:
            part.add("RRULE", Written(onset.rule), encode=False)
        zone.add_component(part)
    return zone
