"""The week on a poster: for the wall of the house, for a group, for one person; printed or as a PDF."""

from datetime import date
from typing import Any

from flask import Blueprint, Response

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.reads import notes_reads
from foundation.pdf import pdf_answer
from sessions.printouts.asked import asked_sheet
from sessions.printouts.queries import whose_sheet
from sessions.printouts.sheet_pages import drawn_page, drawn_pdf, noted
from sessions.printouts.week_facts import week_facts
from sessions.schedule.asked_day import asked_day, week_of
from sessions.today.queries import now_on_wall

blueprint = Blueprint("posters", __name__)
TEMPLATE = "printouts/_week.html"


def _facts(actor: Actor) -> tuple[date, dict[str, Any]]:
    asked = asked_sheet(actor)
    whose = whose_sheet(actor, asked)
    days = week_of(asked_day(now_on_wall(actor).date()), actor.week_starts)
    noted(actor, asked)
    return days[0], week_facts(actor, asked, whose, days)


@blueprint.get("/week-poster")
@requires(Permission.DAY_SEE)
@notes_reads
def week_poster(actor: Actor) -> str:
    """The week across a sheet, in seven columns; reading that of somebody else is recorded."""
    first, facts = _facts(actor)
    return drawn_page(TEMPLATE, facts, first, week=True)


@blueprint.get("/week-poster.pdf")
@requires(Permission.DAY_SEE)
@notes_reads
def week_poster_pdf(actor: Actor) -> Response:
    """The same as a PDF."""
    first, facts = _facts(actor)
    return pdf_answer(drawn_pdf(TEMPLATE, facts, week=True), f"week-{first.isoformat()}")
