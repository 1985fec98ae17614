"""A sheet drawn in its own language, on a page that speaks the reader's, or alone for a PDF."""

from datetime import date
from typing import Any

from flask import render_template
from markupsafe import Markup

from community.access.actor import Actor
from community.audit.operations import record_read
from foundation.languages import OWN_NAMES, force_locale
from sessions.printouts.asked import PAPERS, RESIDENT, Asked


def noted(actor: Actor, asked: Asked) -> None:
    """Record that somebody read the day or week of a resident."""
    if asked.whose == RESIDENT and asked.id:
        record_read(actor, asked.id, "sheet")


def drawn_page(template: str, facts: dict[str, Any], day: date, *, week: bool) -> str:
    """The sheet on a page with what one may do with it: print it, take it as a PDF, read it in another language."""
    with force_locale(facts["sheet_language"]):
        sheet = Markup(render_template(template, **facts))
    return render_template(
        "printouts/sheet.html",
        sheet=sheet,
        asked=facts["asked"],
        day=day,
        week=week,
        papers=PAPERS,
        sheet_language=facts["sheet_language"],
        tongues=OWN_NAMES,
    )


def drawn_pdf(template: str, facts: dict[str, Any], *, week: bool) -> str:
    """The sheet alone, as foundation.pdf takes it."""
    with force_locale(facts["sheet_language"]):
        sheet = Markup(render_template(template, **facts))
        return render_template("printouts/sheet_pdf.html", sheet=sheet, week=week)
