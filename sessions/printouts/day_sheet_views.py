"""The day on a sheet of paper: for the wall of the house, for a group, for one person; printed or as a PDF."""

from datetime import date
from typing import Any

from flask import Blueprint, Response

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.reads import notes_reads
from foundation.pdf import pdf_answer
from sessions.printouts.asked import asked_sheet
from sessions.printouts.day_sheets import day_facts
from sessions.printouts.queries import whose_sheet
from sessions.printouts.sheet_pages import drawn_page, drawn_pdf, noted
from sessions.schedule.asked_day import asked_day
from sessions.today.queries import now_on_wall

blueprint = Blueprint("day_sheets", __name__)
TEMPLATE = "printouts/_day.html"


def _facts(actor: Actor) -> tuple[date, dict[str, Any]]:
    asked = asked_sheet(actor)
    whose = whose_sheet(actor, asked)
    day = asked_day(now_on_wall(actor).date())
    noted(actor, asked)
    return day, day_facts(actor, asked, whose, day)


@blueprint.get("/day-sheet")
@requires(Permission.DAY_SEE)
@notes_reads
def day_sheet(actor: Actor) -> str:
    """The day on a sheet of A4, black on white, with its legend; reading that of somebody else is recorded."""
    day, facts = _facts(actor)
    return drawn_page(TEMPLATE, facts, day, week=False)


@blueprint.get("/day-sheet.pdf")
@requires(Permission.DAY_SEE)
@notes_reads
def day_sheet_pdf(actor: Actor) -> Response:
    """The same as a PDF."""
    day, facts = _facts(actor)
    return pdf_answer(drawn_pdf(TEMPLATE, facts, week=False), f"day-{day.isoformat()}")
