"""The verbs of hours rules: a rule is set from a day on, put right, and ended; what was asked of past weeks stays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from community.houses.operations import clean_words
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text
from sessions.hours.models import HoursRule
from sessions.hours.presets import PRESETS, Preset
from sessions.schedule.session_types import TYPES

# A week has 168 hours; nobody is in groups for more than 80 of them.
MOST_MINUTES = 80 * 60
MOST_OCCASIONS, MOST_PEOPLE = 60, 200
LONGEST_SOURCE = 300
FARTHEST = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What a rule says: its name by language (none: the preset's), source, what counts, minutes a week (0: none)."""

    name: Mapping[str, str]
    source: str
    types: Collection[str]
    total: int = 0
    group: int = 0
    individual: int = 0
    occasions: int = 0
    people_per_leader: int | None = None
    group_least: int | None = None
    group_most: int | None = None


def facts_of_preset(preset: Preset) -> RuleFacts:
    """A published rule as it stands; without words of its own it is called what the catalogue calls it."""
    return RuleFacts(
        name={},
        source=preset.source,
        types=preset.types,
        total=preset.total,
        group=preset.group,
        individual=preset.individual,
        occasions=preset.occasions,
        people_per_leader=preset.people_per_leader,
        group_least=preset.group_least,
        group_most=preset.group_most,
    )


def set_rule(
    house: House, *, stage_id: str | None, facts: RuleFacts, from_day: date, by: By, preset: str | None = None
) -> HoursRule:
    """Set the rule of a stage, or of the whole house, from a day of the house's calendar on.

    The one that held there until then ends on that day; one that would begin on it or later gives way. Refused for
    a day more than two years away either way, and for numbers that no week has.
    """
    _check_day(from_day, house.zone)
    values = _checked(facts, preset)
    here = HoursRule.stage_id.is_(None) if stage_id is None else HoursRule.stage_id == stage_id
    goes_on = or_(HoursRule.to_day.is_(None), HoursRule.to_day > from_day)
    before = select(HoursRule).where(HoursRule.house_id == house.id, here, goes_on)
    for rule in db.session.scalars(before.with_for_update()).all():
        if rule.from_day >= from_day:
            db.session.delete(rule)
        else:
            rule.to_day = from_day
    db.session.flush()
    made = HoursRule(
        id=new_id(),
        house_id=house.id,
        stage_id=stage_id,
        preset=preset,
        from_day=from_day,
        to_day=None,
        made_at=now(),
        made_by=by.person_id,
        **values,
    )
    db.session.add(made)
    db.session.flush()
    record(house.id, "hours_rule:set", by=by, subject=f"hours_rule:{made.id}")
    return made


def amend_rule(rule: HoursRule, *, facts: RuleFacts, by: By) -> None:
    """Put right what a rule says, for every week it holds; Refused for numbers that no week has."""
    for name, value in _checked(facts, rule.preset).items():
        setattr(rule, name, value)
    db.session.flush()
    record(rule.house_id, "hours_rule:amend", by=by, subject=f"hours_rule:{rule.id}")


def end_rule(rule: HoursRule, *, day: date, zone: str, by: By) -> None:
    """Let a rule hold no more from a day of the house's calendar on; Refused when it began no earlier or has ended."""
    _check_day(day, zone)
    if rule.to_day is not None and rule.to_day <= day:
        raise Refused(N_("This rule has ended by then already."))
    if day <= rule.from_day:
        raise Refused(N_("A rule ends after the day it began on."))
    rule.to_day = day
    db.session.flush()
    record(rule.house_id, "hours_rule:end", by=by, subject=f"hours_rule:{rule.id}")


def _check_day(day: date, zone: str) -> None:
    if not today(zone) - FARTHEST <= day <= today(zone) + FARTHEST:
        raise Refused(N_("Please choose a day within two years of today."))


def _checked(facts: RuleFacts, preset: str | None) -> dict[str, object]:
    if preset is not None and preset not in PRESETS:
        raise Refused(N_("Please choose from what is offered."))
    types = [key for key in TYPES if key in set(facts.types)]
    if not types or len(types) != len(set(facts.types)):
        raise Refused(N_("Please choose at least one kind of session that counts."))
    for minutes in (facts.total, facts.group, facts.individual):
        if not 0 <= minutes <= MOST_MINUTES:
            raise Refused(N_("Between 0 and %(most)s hours a week, please."), most=MOST_MINUTES // 60)
    if not 0 <= facts.occasions <= MOST_OCCASIONS:
        raise Refused(N_("Between 0 and %(most)s occasions a week, please."), most=MOST_OCCASIONS)
    for people in (facts.people_per_leader, facts.group_least, facts.group_most):
        if people is not None and not 1 <= people <= MOST_PEOPLE:
            raise Refused(N_("Between 1 and %(most)s people, please."), most=MOST_PEOPLE)
    if facts.group_least and facts.group_most and facts.group_least > facts.group_most:
        raise Refused(N_("The smallest group is larger than the largest one."))
    return {
        "name": {} if preset and not facts.name else clean_words(facts.name, longest=120),
        "source": clean_text(facts.source, longest=LONGEST_SOURCE),
        "types": types,
        "total_minutes": max(facts.total, facts.group + facts.individual),
        "group_minutes": facts.group,
        "individual_minutes": facts.individual,
        "occasions": facts.occasions,
        "people_per_leader": facts.people_per_leader,
        "group_least": facts.group_least,
        "group_most": facts.group_most,
    }
