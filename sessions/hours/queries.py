"""Reading the hours rules of a house."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select

from community.access.actor import Actor
from foundation.database import db
from foundation.errors import NotFound
from sessions.hours.dose import Asked
from sessions.hours.models import HoursRule


def asked_by(rule: HoursRule) -> Asked:
    """What a rule asks, for the arithmetic."""
    return Asked(
        types=frozenset(rule.types),
        total=rule.total_minutes,
        group=rule.group_minutes,
        individual=rule.individual_minutes,
        occasions=rule.occasions,
        people_per_leader=rule.people_per_leader,
        group_least=rule.group_least,
        group_most=rule.group_most,
    )


def rules_of(house_id: str, from_day: date, to_day: date) -> dict[str | None, HoursRule]:
    """The rule of each stage (None: of the whole house) in the days up to ``to_day`` (not included); the later one."""
    return rules_in(rules_between(house_id, from_day, to_day), from_day, to_day)


def rules_between(house_id: str, from_day: date, to_day: date) -> list[HoursRule]:
    """Every rule of a house that held on one of those days, the earlier ones first; for many weeks at once."""
    statement = (
        select(HoursRule)
        .where(
            HoursRule.house_id == house_id,
            HoursRule.from_day < to_day,
            or_(HoursRule.to_day.is_(None), HoursRule.to_day > from_day),
        )
        .order_by(HoursRule.from_day, HoursRule.made_at, HoursRule.id)
    )
    return list(db.session.scalars(statement))


def rules_in(rules: Iterable[HoursRule], from_day: date, to_day: date) -> dict[str | None, HoursRule]:
    """Of rules in their order those of the days up to ``to_day`` (not included), by stage; the later one counts."""
    return {
        rule.stage_id: rule
        for rule in rules
        if rule.from_day < to_day and (rule.to_day is None or rule.to_day > from_day)
    }


def rules_to_come(house_id: str, day: date) -> list[HoursRule]:
    """The rules of a house that begin after a day, the soonest first."""
    statement = select(HoursRule).where(HoursRule.house_id == house_id, HoursRule.from_day > day)
    return list(db.session.scalars(statement.order_by(HoursRule.from_day, HoursRule.id)))


def rule_for(actor: Actor, rule_id: str) -> HoursRule:
    """A rule of one's own house; NotFound for any other."""
    rule = db.session.scalar(select(HoursRule).where(HoursRule.id == rule_id, HoursRule.house_id == actor.house_id))
    if rule is None:
        raise NotFound()
    return rule
