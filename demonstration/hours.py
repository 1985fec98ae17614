"""What weeks of the demonstration's larger house must hold, by published rules; and its week as a template."""

from dataclasses import replace

from community.houses.queries import stages_of
from demonstration.home import Home
from demonstration.plan import PAST_DAYS
from sessions.hours.operations import facts_of_preset, set_rule
from sessions.hours.presets import PRESETS
from sessions.programme.saving_week import save_week_as_template

WINTER = {"en": "Winter week", "pl": "Tydzień zimowy", "ar": "أسبوع الشتاء", "ru": "Зимняя неделя"}
OWN = {"en": "Our week", "pl": "Nasz tydzień", "ar": "أسبوعنا", "ru": "Наша неделя"}
# By the part of the path a stage belongs to: a published rule, and how many minutes in groups of it this house, which
# has its talks one to one beside the programme, has agreed on instead.
RULES = {"rehabilitation": ("long_term", 300), "socialisation": ("halfway", 240), "aftercare": ("asam_1", None)}


def note_hours(home: Home) -> None:
    """Note the rules of the stages as the week begins; and in the larger house its week, kept some days ago."""
    if not home.plan.night_watch:
        return
    home.note(PAST_DAYS, 5, 30, lambda: _set_rules(home))
    home.note(4, 15, 40, lambda: _keep_week(home))


def _set_rules(home: Home) -> None:
    for stage in stages_of(home.house.id):
        if stage.phase not in RULES:
            continue
        key, minutes = RULES[stage.phase]
        facts = facts_of_preset(PRESETS[key])
        if minutes is not None:
            facts = replace(facts, name=OWN, total=minutes, group=minutes, individual=0, occasions=3)
        preset = key if minutes is None else None
        set_rule(
            home.house, stage_id=stage.id, facts=facts, from_day=home.day(PAST_DAYS), by=home.manager, preset=preset
        )


def _keep_week(home: Home) -> None:
    save_week_as_template(home.house, name=WINTER, day=home.day(4), by=home.manager)
