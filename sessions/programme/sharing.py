"""The rule of sharing out a week among the staff: nobody in two places, and about the same for everyone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sessions.programme.week_rows import WeekRow
from sessions.schedule.span import wall_span

# Any Monday will do: only the distance between two rows of one week matters.
_MONDAY = date(2024, 1, 1)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Spans = list[tuple[datetime, datetime]]


def spans_of(row: WeekRow) -> Spans:
    """The wall spans of a row in one model week."""
    return [wall_span(_MONDAY + timedelta(days=_DAYS.index(day)), row.start, row.end) for day in row.days]


def needs_staff(row: WeekRow) -> bool:
    """Whether somebody of the staff is needed: to lead, or to keep the register."""
    return row.leader == "staff" or row.register


def share_out(rows: Sequence[WeekRow], staff: Sequence[str]) -> dict[str, str]:
    """Who of the staff leads or keeps each row that needs it, by the row's place in the file.

    Each row goes to whoever is free then and has the fewest hours so far; when nobody is free, to whoever
    has the fewest hours, and the clash is reported with the others.
    """
    taken: dict[str, Spans] = {person: [] for person in staff}
    given: dict[str, str] = {}
    for row in rows:
        if not needs_staff(row) or not staff:
            continue
        spans = spans_of(row)

        def weight(person: str, spans: Spans = spans) -> tuple[bool, float, int]:
            busy = any(a < d and c < b for a, b in spans for c, d in taken[person])
            hours = sum((end - start).total_seconds() for start, end in taken[person])
            return busy, hours, staff.index(person)

        person = min(staff, key=weight)
        taken[person] += spans
        given[row.place] = person
    return given
