"""The hours residents received: the house's week, a stage's, one resident's twelve weeks, and the marks behind."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list, record_read
from community.audit.reads import notes_reads
from community.houses.models import Stage
from community.houses.queries import stage_for, stages_of
from foundation.clock import now, today
from foundation.errors import NotFound
from foundation.languages import full_day
from foundation.listing import table
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.doses.behind import ALL, COUNTED, marks_behind
from sessions.doses.forecasts import free_talks, shortfalls, this_week
from sessions.doses.ledger import ledger
from sessions.doses.pages import history, house_week, row_of, table_rows
from sessions.doses.quarter import quarter
from sessions.doses.weeks import MANY, WEEK, Week, week_at, weeks_until
from sessions.doses.wording import CATEGORIES, filling_said, left_said
from sessions.hours.dose import missing
from sessions.hours.wording import hours_said
from sessions.schedule.asked_day import asked_day
from sessions.schedule.session_types import SIDES

blueprint = Blueprint("doses", __name__)
# On the manager's first page; the others stand on the page of the week.
FEW = 3


def week_asked(actor: Actor) -> Week:
    """The week of ``?week=``, this one without it; NotFound for no day, and for weeks that have not begun."""
    here = today(actor.zone)
    day = asked_day(here, "week")
    week = week_at(day, actor.week_starts, actor.zone)
    if week.begins > now():
        raise NotFound()
    return week


def steps(actor: Actor, week: Week) -> dict[str, Any]:
    """What every page of a week shows: the week, the one before, and the one after while it has begun."""
    after: date | None = week.first + WEEK
    if week_at(week.first + WEEK, actor.week_starts, actor.zone).begins > now():
        after = None
    return {"week": week, "before": week.first - timedelta(days=7), "after": after, "going_on": week.ends > now()}


def words(actor: Actor) -> dict[str, Any]:
    """What the templates of the ledger say with."""
    return {
        "hours_said": hours_said,
        "filling_said": filling_said,
        "left_said": left_said,
        "categories": CATEGORIES,
        "sides": SIDES,
        "on_wall": lambda at: wall_of(at, actor.zone),
        "said": lambda some: said_in(some, actor.language, actor.house_language),
        "may_add": actor.may(Permission.GROUP_KEEP),
    }


def _house(actor: Actor, stage: Stage | None) -> Any:
    week, stages = week_asked(actor), stages_of(actor.house_id)
    rows = house_week(actor, week, stages, stage.id if stage else None)
    if request.args.get("as") == "table":
        head = (
            gettext("Resident"),
            gettext("Stage"),
            gettext("Asked for (minutes)"),
            gettext("Planned (minutes)"),
            gettext("Received (minutes)"),
            gettext("Missed (minutes)"),
            gettext("Still to come (minutes)"),
            gettext("Short by (minutes)"),
            gettext("In words"),
        )
        return table(f"hours-received-{week.first.isoformat()}", head, table_rows(rows))
    return render_template(
        "doses/house.html",
        rows=rows,
        stages=stages,
        stage=stage,
        short=[row for row in rows if row.lack],
        asked=[row for row in rows if row.week.rule],
        since=full_day(week.first),
        **steps(actor, week),
        **words(actor),
    )


@blueprint.get("/hours-received")
@requires(Permission.DOSE_SEE)
@notes_reads
def house(actor: Actor) -> Any:
    """A week of everybody: planned, received, missed, still to come; who falls short stands first."""
    record_list(actor, "doses")
    return _house(actor, None)


@blueprint.get("/hours-received/stages/<id:stage_id>")
@requires(Permission.DOSE_SEE)
@notes_reads
def of_stage(actor: Actor, stage_id: str) -> Any:
    """The same of those of one stage."""
    stage = stage_for(actor, stage_id)
    record_list(actor, "doses")
    return _house(actor, stage)


@blueprint.get("/hours-received/weeks")
@requires(Permission.DOSE_SEE)
@notes_reads
def of_weeks(actor: Actor) -> str:
    """Twelve weeks of everybody who lives or lived in the house then, each by the rule they were under."""
    week = week_asked(actor)
    record_list(actor, "doses")
    weeks = weeks_until(week.first, actor.week_starts, actor.zone, MANY)
    people: dict[str, tuple[Any, dict[date, Any]]] = {}
    for one, dose in quarter(actor.house_id, weeks):
        over = one.week.ends <= now()
        short = over and bool(missing(one.asked, dose))
        cell = {"first": one.week.first.isoformat(), "said": hours_said(dose.total), "short": short}
        people.setdefault(one.resident.id, (one.resident, {}))[1][one.week.first] = cell
    return render_template(
        "doses/weeks.html",
        people=list(people.values()),
        firsts=[one.first for one in reversed(weeks)],
        **steps(actor, week),
        **words(actor),
    )


@blueprint.get("/hours-received/short")
@requires(Permission.DOSE_SEE)
def short(actor: Actor) -> str:
    """A part of the manager's first page, fetched once that stands: who falls short this week, and what fills it."""
    found = shortfalls(actor, ledger(actor.house_id, [this_week(actor)]))
    rows = [row_of(one.week, shortfall=one) for one in found]
    return render_template("doses/_short.html", rows=rows, few=FEW, **words(actor))


@blueprint.get("/hours-received/residents/<id:person_id>")
@requires(Permission.DOSE_SEE)
@notes_reads
def of_resident(actor: Actor, person_id: str) -> str:
    """One resident's twelve weeks by category, what this week still lacks, and the strip of the sides of recovery."""
    week = week_asked(actor)
    weeks = weeks_until(week.first, actor.week_starts, actor.zone, MANY)
    found = history(actor, person_id, weeks)
    record_read(actor, person_id, "doses")
    latest = found.rows[0]
    going_on = latest.week.week.ends > now()
    fill = shortfalls(actor, [latest.week]) if going_on else []
    return render_template(
        "doses/resident.html",
        person=latest.week.resident,
        found=found,
        latest=row_of(latest.week, shortfall=fill[0] if fill else None),
        talks=free_talks(actor, fill[0]) if fill else [],
        path=f"/hours-received/residents/{person_id}",
        **steps(actor, week) | {"going_on": going_on},
        **words(actor),
    )


@blueprint.get("/hours-received/residents/<id:person_id>/marks")
@requires(Permission.DOSE_SEE)
@notes_reads
def marks(actor: Actor, person_id: str) -> str:
    """The marks behind a figure, each with what it counts for and why."""
    week = week_asked(actor)
    category = request.args.get("category", ALL)
    one, rows = marks_behind(actor, person_id, week, category)
    record_read(actor, person_id, "doses")
    return render_template(
        "doses/marks.html",
        person=one.resident,
        rows=rows,
        total=sum(row.minutes for row in rows),
        one=one,
        category=category,
        counted=COUNTED,
        path=f"/hours-received/residents/{person_id}",
        **steps(actor, week),
        **words(actor),
    )
