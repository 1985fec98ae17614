"""What the pages of the ledger show: a house's week, somebody's twelve weeks, and the marks behind a figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from community.access.actor import Actor
from community.houses.models import Stage
from foundation.clock import now
from foundation.errors import NotFound
from foundation.languages import direction
from foundation.words import said_in
from sessions.doses.forecasts import Shortfall, lack_of, shortfalls
from sessions.doses.ledger import ledger
from sessions.doses.people_weeks import PersonWeek
from sessions.doses.strip import Strip, strip_of
from sessions.doses.weeks import Week
from sessions.doses.wording import CATEGORIES, reasons_said, short_said
from sessions.hours.dose import counts, whole
from sessions.schedule.session_types import SIDES


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Somebody's week in a list: minutes of what counts for their rule, and what it lacks in words."""

    week: PersonWeek
    planned: int
    received: int
    missed: int
    ahead: int
    asked: int
    lack: int
    short: str
    reasons: list[str]
    stage: str
    stage_lang: str
    shortfall: Shortfall | None = None


def row_of(one: PersonWeek, stage: tuple[str, str] = ("", ""), shortfall: Shortfall | None = None) -> WeekRow:
    """One week by its rule."""
    received = one.dose(one.received).total
    reasons: dict[str, float] = {}
    for held, part, _ in one.parts:
        if part.missed and counts(one.asked, held):
            reasons[part.why] = reasons.get(part.why, 0) + part.missed
    return WeekRow(
        week=one,
        planned=one.dose(one.planned).total,
        received=received,
        missed=one.missed,
        ahead=one.dose(one.comes).total - received,
        asked=one.asked.total,
        lack=lack_of(one),
        short=short_said(one, one.week.ends <= now()),
        reasons=reasons_said(reasons),
        stage=stage[0],
        stage_lang=stage[1],
        shortfall=shortfall,
    )


def house_week(actor: Actor, week: Week, stages: Sequence[Stage], stage_id: str | None = None) -> list[WeekRow]:
    """A week of everybody in the house, or of those of a stage: who lacks most first, then by name.

    Of a week that is not over those who fall short have what would fill it. Seven statements, and eleven more then.
    """
    names = {stage.id: said_in(stage.name, actor.language, actor.house_language) for stage in stages}
    found = [one for one in ledger(actor.house_id, [week]) if stage_id is None or one.stage_id == stage_id]
    going_on = week.begins <= now() < week.ends
    filled = {one.week.resident.id: one for one in (shortfalls(actor, found) if going_on else [])}
    rows = [row_of(one, names.get(one.stage_id or "", ("", "")), filled.get(one.resident.id)) for one in found]
    return sorted(rows, key=lambda row: -row.lack)


@dataclass(frozen=True, slots=True)
class History:
    """Somebody's weeks, the latest first, by the categories there were any minutes of; and the strip of sides."""

    rows: list[WeekRow]
    categories: list[str]
    received: list[dict[str, int]]
    totals: list[int]
    strip: Strip
    sides: list[dict[str, int]]
    firsts: list[Any]


def history(actor: Actor, person_id: str, weeks: Sequence[Week]) -> History:
    """The weeks of one person of the house; NotFound for whoever did not live there then."""
    found = ledger(actor.house_id, weeks, person_id)
    if not found:
        raise NotFound()
    sums = [one.sums() for one in found]
    held = [{name: whole(minutes) for name, minutes in one.received.items()} for one in sums]
    return History(
        rows=[row_of(one) for one in reversed(found)],
        categories=[name for name in CATEGORIES if any(one.get(name) for one in held)],
        received=held[::-1],
        totals=[one.total for one in sums][::-1],
        strip=strip_of([one.sides for one in sums], mirrored=direction(actor.language) == "rtl"),
        sides=[{name: whole(one.sides.get(name, 0)) for name in SIDES} for one in sums][::-1],
        firsts=[one.week.first for one in found],
    )


def table_rows(rows: Sequence[WeekRow]) -> list[list[object]]:
    """The rows of a week for a spreadsheet, in whole minutes."""
    return [
        [
            row.week.resident.shown,
            row.stage,
            row.asked or "",
            row.planned,
            row.received,
            row.missed,
            row.ahead,
            row.lack or "",
            row.short,
        ]
        for row in rows
    ]
