"""The rule of sharing out a week among the staff: nobody in two places, and about the same for everyone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sessions.programme.week_rows import WeekRow
from sessions.schedule.recurrence import DAYS
from sessions.schedule.span import wall_span

# Any Monday will do: only the distance between two rows of one week matters.
_MONDAY = date(2024, 1, 1)
_WEEK = timedelta(days=7)
_NEXT_MONDAY = datetime.combine(_MONDAY + _WEEK, time())

Spans = list[tuple[datetime, datetime]]
# Weekday (Monday is 0), wall start and end.
Hours = tuple[int, time, time]


def _spans(hours: Iterable[Hours]) -> Spans:
    spans = [wall_span(_MONDAY + timedelta(days=day), start, end) for day, start, end in hours]
    # What runs past Sunday's midnight stands before Monday too: every week has one before it.
    return spans + [(start - _WEEK, end - _WEEK) for start, end in spans if end > _NEXT_MONDAY]


def spans_of(row: WeekRow) -> Spans:
    """The wall spans of a row in one model week; one past its end is there a second time, before its beginning."""
    return _spans((DAYS.index(day), row.start, row.end) for day in row.days)


def needs_staff(row: WeekRow) -> bool:
    """Whether somebody of the staff is needed: to lead, or to keep the register."""
    return row.leader == "staff" or row.register


def _anything(person: str, type_key: str) -> bool:
    return True


def share_out(
    rows: Sequence[WeekRow],
    staff: Sequence[str],
    busy: Mapping[str, Iterable[Hours]] | None = None,
    *,
    others: Sequence[str] = (),
    may: Callable[[str, str], bool] = _anything,
) -> dict[str, str]:
    """Who of the staff leads or keeps each row that needs it, by the row's place in the file.

    ``busy`` are the hours somebody has already in a week of the house. Each row goes to whoever ``may`` (person, key
    of a type) lead it, is free then and has the fewest hours so far; when nobody is free, to whoever has the fewest
    hours, and the clash is reported with the others. The ``others`` of the staff lead only what none of ``staff`` may.
    """
    everybody = [*staff, *others]
    taken: dict[str, Spans] = {person: _spans((busy or {}).get(person, ())) for person in everybody}
    given: dict[str, str] = {}
    for row in rows:
        if not needs_staff(row) or not staff:
            continue
        spans = spans_of(row)

        def weight(person: str, spans: Spans = spans) -> tuple[bool, float, int]:
            clash = any(a < d and c < b for a, b in spans for c, d in taken[person])
            hours = sum((end - start).total_seconds() for start, end in taken[person])
            return clash, hours, everybody.index(person)

        person = min(_able(row, staff, others, may), key=weight)
        taken[person] += spans
        given[row.place] = person
    return given


def _able(row: WeekRow, staff: Sequence[str], others: Sequence[str], may: Callable[[str, str], bool]) -> Sequence[str]:
    """Among whom a row is shared: to keep a register needs no more than to be there."""
    if row.leader != "staff":
        return staff
    for people in (staff, others):
        able = [person for person in people if may(person, row.type)]
        if able:
            return able
    return staff
