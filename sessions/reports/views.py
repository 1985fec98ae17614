"""The pages of attendance in numbers."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_reads
from foundation.languages import direction
from foundation.listing import table
from foundation.transactions import writing
from sessions.reports.asked import asked_span
from sessions.reports.chart import chart_of
from sessions.reports.counts import total_of
from sessions.reports.cube import never_opened
from sessions.reports.people import who_may_need_a_word
from sessions.reports.rows import LOOKS, heads, report_rows

blueprint = Blueprint("reports", __name__)


@blueprint.get("/attendance")
@requires(Permission.REPORT_SEE)
def attendance(actor: Actor) -> str:
    """Attendance of a span of days by week, type, stage or leader: a chart and the table beside it."""
    asked = asked_span(actor)
    rows = report_rows(actor, asked)
    chart = chart_of([(row.label, row.counts) for row in rows], rtl=direction(actor.language) == "rtl")
    total = total_of(row.counts for row in rows)
    missing = never_opened(actor, asked.first, asked.last + timedelta(days=1))
    return render_template(
        "reports/attendance.html",
        asked=asked,
        rows=rows,
        chart=chart,
        looks=LOOKS,
        heads=heads(),
        total=total,
        missing=missing,
        may_close=actor.may(Permission.DAY_CLOSE),
    )


@blueprint.get("/attendance.csv")
@requires(Permission.REPORT_SEE)
def attendance_table(actor: Actor) -> Any:
    """The same as a table to take along."""
    asked = asked_span(actor)
    rows = report_rows(actor, asked)
    return table("attendance", heads(), [row.cells() for row in rows])


@blueprint.get("/attendance/word")
@requires(Permission.REPORT_SEE)
def words(actor: Actor) -> str:
    """The quiet list of who may need a word: away several times in a row, or always there."""
    found = who_may_need_a_word(actor)
    away, there = ([one for one in found if one.run.away is which] for which in (True, False))
    page = render_template("reports/word.html", away=away, there=there)
    if found:
        with writing():
            record_reads(actor, [one.person_id for one in found], "marks", subject=f"house:{actor.house_id}")
    return page
