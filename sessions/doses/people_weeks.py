"""The weeks of the people of a house: who lived there, in which stage, under which rule; for the ledger to fill."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from sessions.doses.counting import Held, Marked, Part, Sums, sitting_of
from sessions.doses.reading import stays_in
from sessions.doses.weeks import WEEK, Week
from sessions.hours.dose import Asked, Dose, Missing, Sitting, counts, dose_of, missing, whole
from sessions.hours.models import HoursRule
from sessions.hours.presets import TREATMENT
from sessions.hours.queries import asked_by, rules_between, rules_in

# By which the minutes of somebody are counted whom no rule asks for any.
ASKS_NOTHING = Asked(types=frozenset(TREATMENT))


class Resident(NamedTuple):
    """Somebody who lived in the house in a span, by what everybody reads."""

    id: str
    shown: str
    folded: str


@dataclass
class PersonWeek:
    """Somebody's week: what each session gave, what is still ahead, and the rule they were under at its beginning.

    ``whole`` is whether they lived in the house all of it: of a part of a week no rule asks anything. What the week
    comes to is counted once, when it is first asked for: the ledger has told all of it by then.
    """

    resident: Resident
    week: Week
    stage_id: str | None
    whole: bool
    rule: HoursRule | None = None
    asked: Asked = ASKS_NOTHING
    parts: list[tuple[Held, Part, Marked]] = field(default_factory=list)
    planned: list[Sitting] = field(default_factory=list)
    ahead: list[Sitting] = field(default_factory=list)

    def sums(self) -> Sums:
        """Its minutes by category, side and reason."""
        sums = Sums()
        for held, part, _ in self.parts:
            sums.add(held, part)
        return sums

    def dose(self, sittings: Sequence[Sitting]) -> Dose:
        """What some sessions come to by the rule; where none asks, by what a house counts as treatment."""
        return dose_of(self.asked, sittings)

    @cached_property
    def missed(self) -> int:
        """The minutes missed of what counts, for whatever reason, those that nobody wrote down included."""
        return whole(sum(part.missed for held, part, _ in self.parts if counts(self.asked, held)))

    @cached_property
    def received(self) -> list[Sitting]:
        """The sessions of which something was received."""
        return [sitting_of(held, part.received) for held, part, _ in self.parts if part.received]

    @cached_property
    def comes(self) -> list[Sitting]:
        """What the week will have come to: what was received, and what is still ahead."""
        return [*self.received, *self.ahead]

    @cached_property
    def short(self) -> tuple[Missing, ...]:
        """What the week will lack, as far as it can be seen now; nothing of a week nobody can ask for."""
        return tuple(missing(self.asked, self.dose(self.comes)))


class _Stay(NamedTuple):
    resident: Resident
    admitted_at: datetime
    discharged_at: datetime | None
    spells: list[tuple[str, datetime, datetime | None]]


def people_weeks(house_id: str, weeks: Sequence[Week], values: dict[str, object]) -> list[PersonWeek]:
    """The weeks of everybody who lived there (of ``person_id``, where the values name one), with nothing in them.

    By name and week. Two statements.
    """
    found = {(one.resident.id, one.week.first): one for one in _weeks(house_id, weeks, values)}
    return sorted(found.values(), key=lambda one: (one.resident.folded, one.resident.id, one.week.first))


def _weeks(house_id: str, weeks: Sequence[Week], values: dict[str, object]) -> Iterable[PersonWeek]:
    rules = rules_between(house_id, weeks[0].first, weeks[-1].first + WEEK)
    of_week = {week.first: rules_in(rules, week.first, week.first + WEEK) for week in weeks}
    asked = {rule.id: asked_by(rule) for rule in rules}
    for stay in _stays(values):
        for week in weeks:
            if stay.admitted_at >= week.ends or (stay.discharged_at and stay.discharged_at <= week.begins):
                continue
            whole = stay.admitted_at <= week.begins and not (stay.discharged_at and stay.discharged_at < week.ends)
            at = max(week.begins, stay.admitted_at)
            stage_id = next((s for s, since, until in stay.spells if since <= at and not (until and until <= at)), None)
            here = of_week[week.first]
            rule = (here.get(stage_id) or here.get(None)) if whole else None
            yield PersonWeek(stay.resident, week, stage_id, whole, rule, asked[rule.id] if rule else ASKS_NOTHING)


def _stays(values: dict[str, object]) -> Iterable[_Stay]:
    stays: dict[tuple[str, datetime], _Stay] = {}
    for person_id, shown, folded, admitted_at, discharged_at, stage_id, since, until in stays_in(values):
        key = person_id, admitted_at
        stay = stays.get(key)
        if stay is None:
            stay = stays[key] = _Stay(Resident(person_id, shown, folded), admitted_at, discharged_at, [])
        if stage_id is not None:
            stay.spells.append((stage_id, since, until))
    return stays.values()
