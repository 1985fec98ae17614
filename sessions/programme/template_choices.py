"""The templates a house may choose from: those that come with Daybook, and those of its organisation."""

import json
from dataclasses import dataclass
from datetime import datetime, time

from flask_babel import gettext
from sqlalchemy import select

from community.access.actor import Actor
from community.houses.models import House
from community.houses.queries import house_of
from foundation.addresses import is_id
from foundation.database import db
from foundation.errors import NotFound
from foundation.languages import comma
from foundation.words import said_in
from sessions.programme.bundled import BUNDLED, PUBLISHED, TEMPLATES, Bundled, bundled_week, counts
from sessions.programme.models import ProgrammeTemplate
from sessions.programme.template_dose import TemplateHours, template_hours
from sessions.programme.week_file import WeekFile, parse_week
from sessions.schedule.session_types import TYPES

# The day that is told in words: in the middle of a week every tradition shows what it is like.
_TOLD = "wed"
_NOT_TOLD = ("daily_life", "meal", "medical", "house_work")


@dataclass(frozen=True, slots=True)
class Choice:
    """A template as its reader chooses it; ``mine`` is one that the reader's house kept, ``house`` whose it is."""

    key: str
    name: str
    lang: str
    words: str
    week: WeekFile
    counts: dict[str, int]
    day: str
    hours: TemplateHours | None
    mine: bool = False
    house: tuple[str, str] | None = None
    made_at: datetime | None = None


def bundled_choices(actor: Actor) -> tuple[list[Choice], list[Choice]]:
    """The six templates, and the published weeks of real houses."""
    return [_bundled(one, actor) for one in TEMPLATES.values()], [_bundled(one, actor) for one in PUBLISHED.values()]


def own_choices(actor: Actor) -> list[Choice]:
    """The templates that houses of the actor's organisation kept, the newest first. Two statements."""
    statement = (
        select(ProgrammeTemplate, House.name)
        .join(House, House.id == ProgrammeTemplate.house_id)
        .where(
            ProgrammeTemplate.org_id == house_of(actor).organisation_id,
            ProgrammeTemplate.retired_at.is_(None),
        )
        .order_by(ProgrammeTemplate.made_at.desc(), ProgrammeTemplate.id)
    )
    return [_own(template, name, actor) for template, name in db.session.execute(statement)]


def choice_for(actor: Actor, key: str) -> Choice:
    """A template somebody may use, by the word or the id in its address; NotFound for any other."""
    if key in BUNDLED:
        return _bundled(BUNDLED[key], actor)
    if is_id(key):
        found = next((one for one in own_choices(actor) if one.key == key), None)
        if found is not None:
            return found
    raise NotFound()


def template_for(actor: Actor, template_id: str) -> ProgrammeTemplate:
    """A template that the actor's own house kept; NotFound for any other."""
    mine = (ProgrammeTemplate.id == template_id, ProgrammeTemplate.house_id == actor.house_id)
    template = db.session.scalar(select(ProgrammeTemplate).where(*mine))
    if template is None:
        raise NotFound()
    return template


def _bundled(one: Bundled, actor: Actor) -> Choice:
    week = bundled_week(one.key)
    said = (gettext(one.name), actor.language, gettext(one.words))
    return Choice(one.key, *said, week, counts(week), _day_of(week, actor), template_hours(week))


def _own(template: ProgrammeTemplate, house: dict[str, str], actor: Actor) -> Choice:
    week = parse_week(json.dumps(template.week).encode())
    name, lang = said_in(template.name, actor.language, actor.house_language)
    return Choice(
        *(template.id, name, lang, "", week, counts(week), _day_of(week, actor), None),
        mine=template.house_id == actor.house_id,
        house=said_in(house, actor.language, actor.house_language),
        made_at=template.made_at,
    )


def _day_of(week: WeekFile, actor: Actor) -> str:
    """A Wednesday in words: what happens between the meals, in order, each once."""
    at_once: dict[tuple[time, str], list[str]] = {}
    for row in sorted(week.rows, key=lambda row: (row.start, row.end)):
        if _TOLD in row.days and row.type not in _NOT_TOLD:
            name = said_in(row.titles, actor.language, actor.house_language)[0]
            at_once.setdefault((row.start, row.type), []).append(name)
    # What several groups do at once is told once, by its kind.
    told = [names[0] if len(names) == 1 else gettext(TYPES[kind].name) for (_, kind), names in at_once.items()]
    return comma().join(told)
