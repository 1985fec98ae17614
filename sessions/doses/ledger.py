"""The dose ledger: what each resident received, missed and still expects in each week, against the rule of then.

Seven statements, however many people, weeks and marks.
"""

from collections.abc import Sequence
from datetime import date, datetime

from foundation.clock import now
from sessions.attendance.marks import UNRECORDED
from sessions.doses.counting import NO_ROLL_CALL, Held, Marked, Part, part_of
from sessions.doses.people_weeks import PersonWeek, people_weeks
from sessions.doses.reading import RELATIVE, expected_rows, planned_dates, register_rows, registered_dates
from sessions.doses.weeks import WEEK, Week
from sessions.hours.dose import Sitting, net_minutes


def ledger(house_id: str, weeks: Sequence[Week], person_id: str | None = None) -> list[PersonWeek]:
    """Every week of everybody who lived in a house in some weeks that follow each other, by name and week.

    With ``person_id`` those of one person alone.
    """
    at = now()
    values = {"house_id": house_id, "from_at": weeks[0].begins, "to_at": weeks[-1].ends, "person_id": person_id}
    found = {(one.resident.id, one.week.first): one for one in people_weeks(house_id, weeks, values)}
    place = _Places(weeks)
    _registered(found, place, values, at)
    _unregistered(found, place, values, at)
    return list(found.values())


class _Places:
    """Which week an instant lies in: they follow each other."""

    def __init__(self, weeks: Sequence[Week]) -> None:
        self._weeks = weeks

    def of(self, at: datetime) -> Week:
        """The week of an instant (UTC) within them."""
        # A week of 167 or 169 hours is off by one at most at its ends.
        weeks = self._weeks
        number = min(max(0, (at - weeks[0].begins) // WEEK), len(weeks) - 1)
        if at < weeks[number].begins:
            return weeks[number - 1]
        return weeks[number + 1] if at >= weeks[number].ends else weeks[number]


def _registered(
    found: dict[tuple[str, date], PersonWeek], place: _Places, values: dict[str, object], at: datetime
) -> None:
    dates = {}
    for register, key, kind, counted, audience, starts, ends, breaks, status, size in registered_dates(values):
        held = Held(key, kind, net_minutes(starts, ends, breaks), counted, audience == "each", size)
        running = ends > at and status == "planned"
        dates[register] = held, place.of(starts).first, running
    sittings: dict[str, Sitting] = {}
    for register, person_id, added, status, minutes, reason in register_rows(values):
        held, first, running = dates[register]
        one = found.get((person_id, first))
        if one is None:
            continue
        expected = added == "expected"
        if expected:
            sitting = sittings.get(register)
            if sitting is None:
                sitting = sittings[register] = Sitting(
                    held.key, held.type, held.minutes, held.counted, held.each, held.size
                )
            one.planned.append(sitting)
            if running and (status is None or status == UNRECORDED):
                one.ahead.append(sitting)
                continue
        marked = Marked(status or UNRECORDED, minutes, reason, not expected)
        one.parts.append((held, part_of(held, marked), marked))


def _unregistered(
    found: dict[tuple[str, date], PersonWeek], place: _Places, values: dict[str, object], at: datetime
) -> None:
    """What nobody has called a roll for: it lies ahead, or it is over and nobody knows who was there."""
    dates = {row[0]: row for row in planned_dates(values)}
    if not dates:
        return
    people: dict[str, list[str]] = {}
    nobody = Marked(NO_ROLL_CALL)
    for occurrence_id, person_id, capacity in expected_rows(values):
        if capacity != RELATIVE:
            people.setdefault(occurrence_id, []).append(person_id)
    for key, kind, audience, starts, ends, breaks in dates.values():
        here = people.get(key, ())
        each = audience == "each"
        held = Held(key, kind, net_minutes(starts, ends, breaks), True, each, len(here) or 1)
        sitting = Sitting(key, kind, held.minutes, True, each, held.size)
        part = Part(0, held.minutes / held.size if each else held.minutes, NO_ROLL_CALL)
        first = place.of(starts).first
        for person_id in here:
            one = found.get((person_id, first))
            if one is None:
                continue
            one.planned.append(sitting)
            if ends > at:
                one.ahead.append(sitting)
            else:
                one.parts.append((held, part, nobody))
