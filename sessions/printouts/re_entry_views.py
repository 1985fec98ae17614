"""The pages of typing a sheet back: the field for its code, and the rows in the sequence of the paper."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext, ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.languages import language, sentence_of
from foundation.limits import count_attempt
from foundation.transactions import commits
from foundation.walltime import wall_of
from sessions.attendance.answers import conflict_rows
from sessions.attendance.marks import REASONS, STATUSES
from sessions.attendance.policy import opens_at
from sessions.attendance.wording import said, when
from sessions.printouts.re_entry import Found, found_sheet, page_of, save
from sessions.printouts.re_entry_form import Typed, fill_in
from sessions.printouts.roll_sheets import note_reading, sheets_of
from sessions.printouts.sheet_codes import code_in, written
from sessions.printouts.short_words import MARKS, REASON_WORDS, letters

MOST_CODES, WITHIN = 40, timedelta(minutes=10)

blueprint = Blueprint("re_entry", __name__)


@blueprint.get("/roll-sheets")
@requires(Permission.ATTENDANCE_MARK)
def by_code(actor: Actor) -> Any:
    """Ask for the code of a sheet and lead to it; one answer for every code that leads nowhere."""
    typed = request.args.get("code", "")
    if not typed.strip():
        return render_template("printouts/re_entry_code.html", typed="", wrong=False)
    count_attempt("roll-sheet", actor.person_id, most=MOST_CODES, within=WITHIN)
    code = code_in(typed)
    try:
        if code is None:
            raise NotFound()
        [found] = sheets_of(actor, code=code)
    except NotFound:
        return render_template("printouts/re_entry_code.html", typed=typed[:40], wrong=True), 404
    return redirect(f"/roll-sheets/{found.sheet.id}/marks")


@blueprint.get("/roll-sheets/<id:sheet_id>/marks")
@requires(Permission.ATTENDANCE_MARK)
def rows(actor: Actor, sheet_id: str) -> Any:
    """The rows of a sheet to type. Whoever does not lead the session has this read recorded."""
    found = found_sheet(actor, sheet_id)
    typed = page_of(found, language())
    page = _page(actor, found, typed)
    note_reading(actor, sheet_id, {found.session.id: [row.person_id for row in typed.rows]})
    return page


@blueprint.post("/roll-sheets/<id:sheet_id>/marks")
@requires(Permission.ATTENDANCE_MARK)
@commits
def typed_rows(actor: Actor, sheet_id: str) -> Any:
    """Save what was typed."""
    found = found_sheet(actor, sheet_id)
    page = page_of(found, language())
    fill_in(page, request.form)
    try:
        marked = save(found, page, by=actor)
    except Refused as fault:
        db.session.rollback()
        return _page(actor, found_sheet(actor, sheet_id), page, fault=fault), 422
    if marked is None:
        db.session.rollback()
        return _page(actor, found_sheet(actor, sheet_id), page), 422
    if marked.conflicts:
        told = conflict_rows(marked, actor.zone)
        count = len(marked.saved)
        book = found_sheet(actor, sheet_id).book
        return render_template("attendance/conflicts.html", told=told, saved=count, book=book), 409
    count = len(marked.saved)
    flash(
        ngettext("%(num)s mark is saved.", "%(num)s marks are saved.", count)
        if count
        else gettext("Nothing was changed: the sheet says what stands already.")
    )
    return redirect(f"/roll-sheets/{sheet_id}/marks", 303)


def _page(actor: Actor, found: Found, typed: Typed, *, fault: Refused | None = None) -> str:
    code = language()
    session, book = found.session, found.book
    wrong = [row for row in typed.rows if row.fault] + [line for line in typed.walk_ins if line.fault]
    return render_template(
        "printouts/re_entry.html",
        found=found,
        session=session,
        book=book,
        typed=typed,
        fault=sentence_of(fault) if fault else "",
        wrong=bool(wrong),
        sentence_of=sentence_of,
        code=written(found.printed.sheet.code),
        opens=wall_of(opens_at(session.starts_at), actor.zone),
        printed_at=when(found.printed.sheet.printed_at, actor.zone),
        marks=[(MARKS[code][key], MARKS["en"][key], label) for key, label in STATUSES.items() if key in MARKS[code]],
        reasons=[(REASON_WORDS[code][key], REASON_WORDS["en"][key], label) for key, label in REASONS.items()],
        letters=letters(),
        words={
            "marks": {key: gettext(label) for key, label in STATUSES.items()},
            "reasons": {key: gettext(label) for key, label in REASONS.items()},
        },
        said=said,
        finished=when(book.closed_at, actor.zone) if book and book.closed_at else "",
    )
