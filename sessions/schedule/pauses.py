"""The rule of pauses: which dates a feast day, a holiday or a closed day takes up, and which go on as planned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from foundation.messages import N_
from sessions.schedule.session_types import TYPES
from sessions.schedule.span import Span, columns_of, resolve_span

KINDS = {"feast": N_("Feast day"), "holiday": N_("Holiday of the house"), "closed": N_("Closed day")}
EVERYTHING, ACTIVITIES, COUNTED = "all", "activities", "counted"
COVERS = {
    ACTIVITIES: N_("all sessions; meals, medicine, duties and daily life stay"),
    COUNTED: N_("only what counts as treatment hours"),
    EVERYTHING: N_("everything, the whole day"),
}
# Whoever pauses for longer ends the series instead, and begins them anew.
LONGEST_DAYS = 31
# Meals, medicine and rest belong to living here, on a feast day too; and somebody watches at night.
STAYS = "daily_life"
DUTY = "job_duty"
# What a date says of itself once somebody decided about it alone.
BY_HAND = frozenset({"moved", "reinstated"})


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause that stands: its days (both included, on the house's wall), and where a single one goes instead."""

    id: str
    name: Mapping[str, str]
    kind: str
    first_day: date
    last_day: date
    covers: str
    moves_to: date | None
    made_at: datetime

    def on(self, day: date) -> bool:
        """Whether a day is one of the pause's."""
        return self.first_day <= day <= self.last_day


def covers(what: str, type_key: str, counted: bool) -> bool:
    """Whether a pause that covers ``what`` (of COVERS) covers sessions of a type; ``counted`` is the series' own."""
    if what == COUNTED:
        return counted
    return what == EVERYTHING or (TYPES[type_key].category != STAYS and type_key != DUTY)


def rest_of(rests: Iterable[Rest], type_key: str, counted: bool, planned: date, stands: date) -> Rest | None:
    """The pause that takes up a date planned for a day that stands on a day (of the wall); the one made first.

    Both are days of the pause: what somebody moved to that day by hand is meant to be there, and what was moved
    away from it is no longer there.
    """
    found = [rest for rest in rests if rest.on(planned) and rest.on(stands) and covers(rest.covers, type_key, counted)]
    return min(found, key=lambda rest: (rest.made_at, rest.id), default=None)


def instead(rest: Rest, wall_start: datetime, wall_end: datetime, zone: str, at: datetime) -> Span | None:
    """When a date that a pause takes up is held instead, at the same wall times of a zone (IANA); None if not at all.

    ``at`` is the instant (UTC) it is asked at: no date goes to a time that has begun.
    """
    if rest.moves_to is None:
        return None
    span = resolve_span(rest.moves_to, wall_start.time(), wall_end.time(), zone)
    return span if span.starts_at > at else None


def under(
    rests: Sequence[Rest], row: dict[str, Any], type_key: str, counted: bool, zone: str, at: datetime
) -> dict[str, Any]:
    """A date that is made or planned anew, as it stands under the pauses; ``row`` are the columns of Occurrence.

    One that a pause had taken up and that is planned for another day now is held; one that was moved or held after
    all by hand stays. ``at`` is the instant (UTC) it is asked at.
    """
    planned, carried = row["recurrence_id"], row["pause_id"]
    rest = rest_of(rests, type_key, counted, planned.date(), planned.date())
    if carried is not None:
        if rest is not None and rest.id == carried:
            return row
        row = released(row, zone)
    elif row["status"] != "planned" or BY_HAND & set(row["changes"]):
        return row
    if rest is None or row["starts_at"] <= at:
        return row
    span = instead(rest, row["wall_start"], row["wall_end"], zone, at)
    taken_up = {"pause_id": rest.id, "reason": dict(rest.name)}
    if span is None:
        return row | taken_up | {"status": "cancelled", "changes": [*row["changes"], "cancelled"]}
    return row | taken_up | columns_of(span) | {"changes": [*row["changes"], "moved"]}


def released(row: dict[str, Any], zone: str) -> dict[str, Any]:
    """A date that a pause took up, as it stands without: held when its series planned it, in a zone (IANA)."""
    tags = [tag for tag in row["changes"] if tag not in ("cancelled", "moved")]
    planned, length = row["recurrence_id"], row["wall_end"] - row["wall_start"]
    span = resolve_span(planned.date(), planned.time(), (planned + length).time(), zone)
    return row | columns_of(span) | {"status": "planned", "changes": tags, "reason": {}, "pause_id": None}
