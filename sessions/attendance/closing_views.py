"""The page on which a day is closed."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.transactions import commits
from sessions.attendance.day_closing import close_day
from sessions.attendance.day_registers import closed_of, days_of_month, month_of, registers_of_day
from sessions.attendance.forms import fields
from sessions.attendance.wording import when
from sessions.schedule.asked_day import asked_day, day_in

blueprint = Blueprint("daily_close", __name__)


@blueprint.get("/daily-close")
@requires(Permission.DAY_CLOSE)
def daily_close(actor: Actor) -> str:
    """The registers of a day, what of them is open, and the other days of its month with something left."""
    return _page(actor, asked_day(today(actor.zone)))


@blueprint.post("/daily-close")
@requires(Permission.DAY_CLOSE)
@commits
def closing(actor: Actor) -> Any:
    """Close a day."""
    given = fields(request.form, "day", "known")
    day = day_in(given["day"])
    try:
        close_day(actor, day, known=given["known"] == "y")
    except Refused as fault:
        db.session.rollback()
        return _page(actor, day, sentence_of(fault)), 422
    flash(gettext("The day is closed. Thank you."))
    return redirect(f"/daily-close?day={day.isoformat()}", 303)


def _page(actor: Actor, day: date, fault: str = "") -> str:
    first, until = month_of(day)
    rows = registers_of_day(actor, day)
    here = today(actor.zone)
    standing = days_of_month(actor, first, min(until, max(first, here + timedelta(days=1))))
    return render_template(
        "attendance/daily_close.html",
        day=day,
        today=here,
        before=day - timedelta(days=1),
        after=day + timedelta(days=1),
        rows=rows,
        open_rows=[row for row in rows if not row.in_order],
        over=all(row.session.ends_at <= now() for row in rows),
        closed=closed_of(actor, day),
        month=[one for one in standing if one.day != day and (one.unfinished or one.unrecorded)],
        first=first,
        last_month=first - timedelta(days=1),
        next_month=until,
        when=lambda at: when(at, actor.zone),
        fault=fault,
    )
