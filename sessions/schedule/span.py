"""From a day and two times on the wall to the span of a session."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from foundation.errors import Refused
from foundation.messages import N_
from foundation.walltime import TOO_FAR, resolve

LONGEST = timedelta(hours=12)
# A night of twelve hours on the wall lasts thirteen when the clocks go back meanwhile.
LONGEST_LASTS = LONGEST + timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """A session's time: instants in UTC, the wall times they mean, and how far the clock change moved its start."""

    starts_at: datetime
    ends_at: datetime
    wall_start: datetime
    wall_end: datetime
    ends_next_day: bool
    moved_by: timedelta


def wall_span(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """Give naive wall start and end; an end at or before the start is on the next day.

    Refused over 12 hours, and in the year 9999, whose last night has no morning.
    """
    if start.tzinfo is not None or end.tzinfo is not None:
        raise ValueError("a wall time is naive")
    if day.year == date.max.year:
        raise Refused(TOO_FAR)
    wall_start = datetime.combine(day, start)
    wall_end = datetime.combine(day, end)
    if wall_end <= wall_start:
        wall_end += DAY
    if wall_end - wall_start > LONGEST:
        length = (wall_end - wall_start) / timedelta(hours=1)
        hours = f"{length:.1f}".removesuffix(".0")
        if end <= start:
            raise Refused(
                N_(
                    "The end is not after the beginning. On the next day it is %(hours)s hours later,"
                    " and a session lasts at most 12 hours."
                ),
                hours=hours,
            )
        raise Refused(
            N_("An end %(hours)s hours after the start is too long: a session lasts at most 12 hours."), hours=hours
        )
    return wall_start, wall_end


def resolve_span(day: date, start: time, end: time, zone: str) -> Span:
    """Give the span of a session that starts on ``day`` on the wall of ``zone`` (IANA). Refused over 12 hours.

    The end is always after the start: if a clock change would put it before, the length on the wall is kept.
    """
    wall_start, wall_end = wall_span(day, start, end)
    first, last = resolve(wall_start, zone), resolve(wall_end, zone)
    ends_at = last.at
    if ends_at <= first.at:
        # Only the start lies in the gap and was moved past the end (02:30 to 03:15 when 02:00 becomes 03:00).
        ends_at = first.at + (wall_end - wall_start)
    return Span(
        starts_at=first.at,
        ends_at=ends_at,
        wall_start=wall_start,
        wall_end=wall_end,
        ends_next_day=wall_end.date() > wall_start.date(),
        # The start alone: an end the wall never shows makes nobody come later.
        moved_by=first.moved_by,
    )


def columns_of(span: Span) -> dict[str, Any]:
    """A span as the columns of a date."""
    return {
        "wall_start": span.wall_start,
        "wall_end": span.wall_end,
        "starts_at": span.starts_at,
        "ends_at": span.ends_at,
        "shifted_minutes": int(span.moved_by.total_seconds() // 60),
    }
