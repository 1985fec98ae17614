"""Printing sheets for the roll call: for one session, or for all of a day on one document."""

from typing import Any

import segno
from flask import Blueprint, redirect, render_template, request
from markupsafe import Markup

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.clock import now
from foundation.errors import Refused
from foundation.languages import language
from foundation.messages import N_
from foundation.pdf import pdf_answer
from foundation.transactions import commits
from foundation.walltime import wall_of
from sessions.attendance.marks import REASONS
from sessions.attendance.queries import session_for
from sessions.printouts.roll_pages import pages_of
from sessions.printouts.roll_sheets import Printed, note_reading, print_day, print_sheet, sheets_of
from sessions.printouts.sheet_codes import written
from sessions.printouts.short_words import MARKS, REASON_WORDS
from sessions.schedule.asked_day import day_in

blueprint = Blueprint("roll_sheets", __name__)


@blueprint.post("/occurrences/<id:occurrence_id>/roll-sheets")
@requires(Permission.ATTENDANCE_MARK)
@commits
def of_session(actor: Actor, occurrence_id: str) -> Any:
    """Keep a sheet for one session and lead to it."""
    _only("csrf_token")
    session, _book = session_for(actor, occurrence_id)
    sheet_id = print_sheet(session, house_id=actor.house_id, language=actor.language, by=actor)
    return redirect(f"/roll-sheets/{sheet_id}", 303)


@blueprint.post("/roll-sheets")
@requires(Permission.ATTENDANCE_MARK)
@commits
def of_day(actor: Actor) -> Any:
    """Keep a sheet for every session of a day that has a roll call, and lead to them."""
    _only("csrf_token", "day")
    return redirect(f"/roll-sheets/{print_day(day_in(request.form.get('day', '')), by=actor)}", 303)


@blueprint.get("/roll-sheets/<id:sheet_id>")
@requires(Permission.ATTENDANCE_MARK)
def sheet(actor: Actor, sheet_id: str) -> str:
    """The sheets as they are printed. Whoever does not lead a session has this read recorded."""
    printed = sheets_of(actor, key=sheet_id)
    page = _drawn(actor, sheet_id, printed, on_paper=False)
    _note(actor, sheet_id, printed)
    return page


@blueprint.get("/roll-sheets/<id:sheet_id>.pdf")
@requires(Permission.ATTENDANCE_MARK)
def sheet_pdf(actor: Actor, sheet_id: str) -> Any:
    """The same as a PDF."""
    printed = sheets_of(actor, key=sheet_id)
    answer = pdf_answer(_drawn(actor, sheet_id, printed, on_paper=True), "roll-call")
    _note(actor, sheet_id, printed)
    return answer


def _only(*known: str) -> None:
    for name, values in request.form.lists():
        if name not in known:
            raise Refused(N_("This form has a field that is not known here: %(field)s"), field=name[:40])
        if len(values) > 1:
            raise Refused(N_("This form has a field twice: %(field)s"), field=name[:40])


def _note(actor: Actor, key: str, printed: list[Printed]) -> None:
    note_reading(actor, key, {one.session.id: [row.person_id for row in one.people] for one in printed})


def _drawn(actor: Actor, sheet_id: str, printed: list[Printed], *, on_paper: bool) -> str:
    code = language()
    pages = [
        page
        for one in printed
        for page in pages_of(one.sheet, one.session, [(row.name, row.relative) for row in one.people])
    ]
    return render_template(
        "printouts/roll_sheet.html",
        on_paper=on_paper,
        sheet_id=sheet_id,
        pages=pages,
        first=printed[0],
        written=written,
        squares={one.sheet.code: _square(one.sheet.code) for one in printed},
        letters=MARKS[code],
        reasons=[(REASON_WORDS[code][key], label) for key, label in REASONS.items()],
        printed_at=lambda at: wall_of(at, actor.zone),
        today=wall_of(now(), actor.zone).date(),
    )


def _square(code: str) -> Markup:
    """The address that finds the sheet again, for a camera; it holds the code and nothing besides."""
    address = f"{request.url_root}roll-sheets?code={code}"
    return Markup(segno.make(address, error="m").svg_inline(border=0, omitsize=True))
