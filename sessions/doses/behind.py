"""What stands behind a figure: the marks of a week, each with what it counts for and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from community.access.actor import Actor
from foundation.database import bare_rows
from foundation.errors import NotFound
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.attendance.marks import STATUSES, Value
from sessions.attendance.wording import said
from sessions.doses.ledger import ledger
from sessions.doses.people_weeks import PersonWeek
from sessions.doses.weeks import Week
from sessions.doses.wording import CATEGORIES, WHY, counts_here, part_said
from sessions.hours.dose import whole
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.session_types import TYPES

# Beside the categories: everything, and what counts for the rule.
ALL, COUNTED = "all", "counted"


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A session behind a figure: its time on the wall (naive), the mark, what it counts for and why."""

    occurrence_id: str
    title: str
    lang: str
    kind: str
    wall_start: datetime
    said: str
    minutes: int
    missed: int
    counts: bool
    why: str


def marks_behind(actor: Actor, person_id: str, week: Week, category: str) -> tuple[PersonWeek, list[MarkRow]]:
    """The sessions behind a figure of somebody's week: of a category, of all, or of what counts for the rule.

    NotFound for a category that is none, and for whoever did not live in the house then. Eight statements.
    """
    if category not in (ALL, COUNTED, *CATEGORIES):
        raise NotFound()
    found = ledger(actor.house_id, [week], person_id)
    if not found:
        raise NotFound()
    one = found[0]
    parts = [
        entry
        for entry in one.parts
        if category == ALL
        or (counts_here(one, entry[0]) if category == COUNTED else TYPES[entry[0].type].category == category)
    ]
    about = _about([held.key for held, _, _ in parts])
    rows = []
    for held, part, marked in parts:
        titles, starts_at = about[held.key]
        title, lang = said_in(titles, actor.language, actor.house_language)
        known = marked.status in STATUSES
        rows.append(
            MarkRow(
                occurrence_id=held.key,
                title=title,
                lang=lang,
                kind=TYPES[held.type].name,
                wall_start=wall_of(starts_at, actor.zone),
                said=said(Value(marked.status, marked.minutes, marked.absence_reason)) if known else _why(part.why),
                minutes=whole(part.received),
                missed=whole(part.missed),
                counts=counts_here(one, held),
                why=part_said(one, held, part, marked),
            )
        )
    return one, sorted(rows, key=lambda row: (row.wall_start, row.occurrence_id))


def _why(why: str) -> str:
    return gettext(WHY[why])


def _about(keys: Sequence[str]) -> dict[str, tuple[Any, datetime]]:
    statement: Any = (
        select(Occurrence.id, Series.titles, Occurrence.starts_at)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.id.in_(keys))
    )
    rows: Any = bare_rows(statement)
    return {row.id: (row.titles, row.starts_at) for row in rows}
