"""Reading the staff for their pages: the week of each, who is away now and later, and what each may lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from community.access.actor import Actor
from community.staff.queries import Absence, Colleague, absences_between, colleagues, hours_of
from community.staff.shifts import minutes_of, weekly
from foundation.clock import now, today
from foundation.walltime import wall_of
from sessions.schedule.filling import HORIZON
from sessions.schedule.session_types import DYES, TYPES

FEW = 4


@dataclass(frozen=True, slots=True)
class Away:
    """An absence as the manager reads it: naive wall times of the house; ``now`` while it lasts."""

    id: str
    person_id: str
    shown: str
    kind: str
    begins: datetime
    ends: datetime | None
    now: bool

    @property
    def last_day(self) -> date | None:
        """The last day of it: one that ends at midnight has none of the next."""
        return (self.ends - timedelta(minutes=1)).date() if self.ends else None

    @property
    def to_midnight(self) -> bool:
        """Whether it lasts to the end of a day."""
        return self.ends is not None and self.ends.time() == time()


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Somebody of the staff: their week (Monday first, empty where nothing is known), and what they may lead.

    ``leads`` and ``all_but`` are catalogue texts: what the types have in common, or the few they may not lead.
    """

    person: Colleague
    week: list[list[tuple[time, time]]]
    minutes: int
    leads: tuple[str, ...]
    all_but: tuple[str, ...] | None
    away: Away | None
    leaves_on: date | None


def absence_rows(actor: Actor, absences: Sequence[Absence], names: dict[str, str]) -> list[Away]:
    """Absences of the actor's house in its wall times; those of whoever has no name here are left out."""
    at = now()
    return [
        Away(
            one.id,
            one.person_id,
            names[one.person_id],
            one.kind,
            wall_of(one.from_at, actor.zone),
            wall_of(one.to_at, actor.zone) if one.to_at else None,
            one.from_at <= at,
        )
        for one in absences
        if one.person_id in names
    ]


def staff_rows(actor: Actor) -> tuple[list[StaffRow], list[Away]]:
    """Who works in the actor's house now or soon, by name, and their absences from now on. Three statements."""
    at, day = now(), today(actor.zone)
    people = colleagues(actor.house_id, at, at + HORIZON)
    hours = hours_of(actor.house_id, day, day)
    absences = absence_rows(
        actor, absences_between(actor.house_id, at, None), {one.person_id: one.shown for one in people}
    )
    present = {one.person_id: one for one in absences if one.now}
    return [_row(actor, one, weekly(hours.get(one.person_id, ()), day), present) for one in people], absences


def _row(actor: Actor, one: Colleague, week: list[list[tuple[time, time]]], present: dict[str, Away]) -> StaffRow:
    at = now()
    # Of whoever begins later: what they may lead then.
    at = at if one.roles_at(at) else max(at, min(begins for _, begins, _ in one.spells))
    ends = one.leaves_at(at)
    keys = leads(one, at)
    return StaffRow(
        one,
        week,
        minutes_of(week),
        _dyes(keys),
        _all_but(keys),
        present.get(one.person_id),
        wall_of(ends, actor.zone).date() if ends else None,
    )


def leads(one: Colleague, at: datetime) -> list[str]:
    """The keys of the types somebody may lead at an instant (UTC)."""
    return [key for key in TYPES if one.leads(key, at)]


def _dyes(keys: Sequence[str]) -> tuple[str, ...]:
    """What those types have in common, as catalogue texts, each once."""
    return tuple(dict.fromkeys(DYES[TYPES[key].dye] for key in keys))


def _all_but(keys: Sequence[str]) -> tuple[str, ...] | None:
    """The names of the few types that are missing; None where it takes fewer words to say what is there."""
    missing = tuple(one.name for key, one in TYPES.items() if key not in keys)
    return missing if len(missing) <= FEW else None
