"""What a mark says, in the reader's words."""

from datetime import datetime
from functools import lru_cache

from flask_babel import gettext, ngettext

from foundation.clock import now
from foundation.languages import clock_time, day_and_time, language
from foundation.walltime import wall_of
from sessions.attendance.marks import EXCUSED, REASONS, STATUSES, Value


def said(value: Value) -> str:
    """A mark in words: "Present", "12 minutes late", "Excused: court"."""
    return _said(value, language())


# Somebody's weeks say hundreds, and nearly always the same few.
@lru_cache(maxsize=4096)
def _said(value: Value, _language: str) -> str:
    if value.status == "late":
        return str(ngettext("%(num)s minute late", "%(num)s minutes late", value.minutes or 0))
    if value.status == "left_early":
        return str(ngettext("Left %(num)s minute early", "Left %(num)s minutes early", value.minutes or 0))
    if value.status == EXCUSED:
        return str(gettext("Excused: %(reason)s", reason=gettext(REASONS[value.absence_reason or "other"])))
    return str(gettext(STATUSES[value.status]))


def when(at: datetime, zone: str) -> str:
    """An instant (UTC) on the wall of ``zone``: "10:21" if it was today, else with its day."""
    wall = wall_of(at, zone)
    # The time stays together and from left to right within a line of Arabic.
    clock = f"\u2066{clock_time(wall)}\u2069"
    return clock if wall.date() == wall_of(now(), zone).date() else day_and_time(wall)
