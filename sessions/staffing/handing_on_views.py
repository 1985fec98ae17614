"""The pages of what somebody leads from a day on, and of everything that nobody leads."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.people.models import Person
from community.staff.queries import colleagues, worker_for
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Stale
from foundation.languages import sentence_of
from foundation.transactions import commits
from foundation.walltime import day_bounds, wall_of
from sessions.schedule.asked_day import asked_day
from sessions.schedule.filling import HORIZON
from sessions.schedule.led import led_from, lots
from sessions.schedule.models import Occurrence
from sessions.schedule.unled import unled
from sessions.staffing.absence_page import rows_of
from sessions.staffing.handing_on import hand_on
from sessions.staffing.substitution import LEFT_OPEN, Decision
from sessions.staffing.substitution_forms import posted_ids, rows_form

blueprint = Blueprint("handing_on", __name__)


def _from(actor: Actor, day: date) -> datetime:
    """The beginning of a day (UTC), not before now: what has begun stays as it was."""
    return max(day_bounds(day, actor.zone)[0], now())


def _leaving(actor: Actor, person: Person) -> date | None:
    """The day from which somebody works here no more: today where they left before; None where no end is set."""
    works = [one for one in colleagues(actor.house_id, now()) if one.person_id == person.id]
    if not works:
        return today(actor.zone)
    ends = works[0].leaves_at(now())
    return wall_of(ends, actor.zone).date() if ends else None


def _page(
    actor: Actor,
    person: Person,
    day: date,
    *,
    proposed: bool = False,
    chosen: dict[str, str] | None = None,
    faults: dict[str, str] | None = None,
    error: str = "",
) -> str:
    found = led_from(actor, person.id, _from(actor, day))
    # Who could lead a series is asked of its first date; that the others are free too shows when it is kept.
    firsts = {lot.first.id: lot for lot in found}
    by_first = {key: (chosen or {}).get(lot.series_id, LEFT_OPEN) for key, lot in firsts.items()}
    # Of whoever stays, nothing is given away by a save that was not meant so.
    picked = None if proposed and chosen is None else by_first
    rows = rows_of(actor, [lot.first for lot in found], picked, cancels=False)
    return render_template(
        "staffing/handing_on.html",
        person=person,
        day=day,
        pairs=[(firsts[row.session.id], row) for row in rows],
        faults=faults or {},
        error=error,
        today=today(actor.zone),
    )


@blueprint.get("/staff-hours/<id:person_id>/sessions")
@requires(Permission.STAFF_PLAN)
def led(actor: Actor, person_id: str) -> str:
    """What somebody leads from a day on: from the end of their work, where it is known."""
    person = worker_for(actor.house_id, person_id)
    leaves = _leaving(actor, person)
    day = asked_day(leaves or today(actor.zone), name="from")
    return _page(actor, person, day, proposed=leaves is not None and day >= leaves)


@blueprint.post("/staff-hours/<id:person_id>/sessions")
@requires(Permission.STAFF_PLAN)
@commits
def handing_on(actor: Actor, person_id: str) -> Any:
    """Give each series from that day on to somebody else, or leave it open; all at once, or nothing."""
    person = worker_for(actor.house_id, person_id)
    day = asked_day(today(actor.zone), name="from")
    people = [one.person_id for one in colleagues(actor.house_id, now(), now() + HORIZON)]
    form = rows_form(posted_ids(), people, cancels=False)()
    chosen = {one.occurrence_id: one.who for one in form.decisions()}
    if not form.validate():
        faults = [*form.form_errors, *(fault for field in form for fault in field.errors)]
        return _page(actor, person, day, chosen=chosen, error=str(faults[0])), 422
    decisions: list[Decision] = form.decisions()
    try:
        refused = hand_on(actor, person.id, led_from(actor, person.id, _from(actor, day)), decisions)
    except Stale as late:
        db.session.rollback()
        return _page(actor, worker_for(actor.house_id, person_id), day, chosen=chosen, error=sentence_of(late)), 409
    if refused:
        told = {key: sentence_of(fault) for key, fault in refused.items()}
        status = max(fault.status for fault in refused.values())
        db.session.rollback()
        error = _("Nothing was changed yet. Look at the marked sessions.")
        person = worker_for(actor.house_id, person_id)
        return _page(actor, person, day, chosen=chosen, faults=told, error=error), status
    number = sum(one.who != LEFT_OPEN for one in decisions)
    flash(ngettext("%(num)s session goes on with somebody else.", "%(num)s sessions go on with somebody else.", number))
    return redirect(f"/staff-hours/{person_id}/sessions?from={day.isoformat()}", 303)


@blueprint.get("/unled")
@requires(Permission.STAFF_PLAN)
def without_leader(actor: Actor) -> str:
    """Every session still to come that nobody leads who is there then, series by series."""
    found = unled(actor, now())
    by_series = lots(actor, found, (Occurrence.id.in_([one.id for one in found]),)) if found else []
    return render_template("staffing/unled.html", lots=by_series, number=len(found), today=today(actor.zone))
