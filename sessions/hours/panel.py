"""What pages show of hours rules: a stage's week against its rule, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import format_decimal, gettext

from community.access.actor import Actor
from foundation.words import said_in
from sessions.hours.dose import KEPT, OCCASIONS
from sessions.hours.models import HoursRule
from sessions.hours.presets import PRESETS
from sessions.hours.queries import asked_by
from sessions.hours.week import StageHours, week_hours
from sessions.hours.wording import asked_said, hours_said, missing_said, sizes_said


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing a rule asks: what it is, how much the week holds of how much, and the part in per cent, at most 100."""

    label: str
    held: str
    asked: str
    part: int


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A stage in the panel; ``state`` is "none" (no rule), "right" or "lacking"."""

    stage: str
    stage_lang: str
    rule_id: str | None
    rule: str
    rule_lang: str
    source: str
    asks: list[str]
    state: str
    people: int
    fulfilled: int
    measures: list[Measure]
    lacking: list[str]
    hints: list[str]


def rule_name(rule: HoursRule, said_words: Mapping[str, str], actor: Actor) -> tuple[str, str]:
    """What a rule is called for its reader, and in which language: as the house calls it, else as it is published."""
    if said_words:
        return said_in(said_words, actor.language, actor.house_language)
    preset = PRESETS.get(rule.preset or "")
    return gettext(preset.name if preset else "Rule"), actor.language


def hours_panel(actor: Actor, first_day: date) -> dict[str, object]:
    """What ``hours/_panel.html`` shows of the week from ``first_day`` in the actor's house: ``hours_rows``.

    Six statements, however many people and sessions.
    """
    rows = [panel_row(one, actor) for one in week_hours(actor.house_id, actor.zone, first_day)]
    return {"hours_rows": rows, "hours_first_day": first_day}


def panel_row(one: StageHours, actor: Actor) -> PanelRow:
    """A stage's week in the reader's words."""
    stage, stage_lang = _stage_name(one, actor)
    rule = one.rule
    if rule is None:
        return PanelRow(stage, stage_lang, None, "", "", "", [], "none", one.people, 0, [], [], [])
    name, lang = rule_name(rule, rule.name, actor)
    wrong = sizes_said(one.sizes) + _leaders(one, rule) + _above(one, rule)
    lacking = missing_said(one.lacking)
    return PanelRow(
        stage=stage,
        stage_lang=stage_lang,
        rule_id=rule.id,
        rule=name,
        rule_lang=lang,
        source=rule.source,
        asks=asked_said(asked_by(rule)),
        state="lacking" if lacking else "right",
        people=one.people,
        fulfilled=one.fulfilled,
        measures=_measures(one, rule),
        lacking=lacking,
        hints=wrong,
    )


def _stage_name(one: StageHours, actor: Actor) -> tuple[str, str]:
    if one.stage is None:
        return gettext("The whole house"), actor.language
    return said_in(one.stage.name, actor.language, actor.house_language)


def _measures(one: StageHours, rule: HoursRule) -> list[Measure]:
    asked = asked_by(rule)
    labels = {
        "total": gettext("In all"),
        "group": gettext("In groups"),
        "individual": gettext("One to one"),
        "occasions": gettext("Occasions"),
    }
    found = []
    for what in KEPT:
        wanted, held = getattr(asked, what), getattr(one.least, what)
        if not wanted and what != "total":
            continue
        said = format_decimal if what == OCCASIONS else hours_said
        part = min(100, held * 100 // wanted) if wanted else 100
        found.append(Measure(labels[what], said(held), said(wanted) if wanted else "", part))
    return found


def _leaders(one: StageHours, rule: HoursRule) -> list[str]:
    asked, there = rule.people_per_leader, one.to_a_leader
    if asked is None or there is None or there <= asked:
        return []
    many = format_decimal(round(there, 1))
    return [gettext("%(many)s people for one leader; the rule says %(asked)s", many=many, asked=format_decimal(asked))]


def _above(one: StageHours, rule: HoursRule) -> list[str]:
    preset = PRESETS.get(rule.preset or "")
    most = preset.under_minutes if preset else None
    if most is None or one.least.total < most:
        return []
    return [gettext("%(time)s a week or more: that is the next level of care", time=hours_said(most))]
