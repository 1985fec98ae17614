"""The pages of the programme's calendar file: taking it along, looking one over, taking one in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext, ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list
from community.audit.reads import notes_reads
from community.houses.queries import house_of
from community.houses.rows import saying
from foundation.carried import pack, unpack
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.messages import N_
from foundation.transactions import commits
from foundation.words import said_in
from sessions.exchange.forms import CalendarForm
from sessions.exchange.ics_lines import LARGEST_FILE
from sessions.exchange.importing import CHANGED, NEW, REFUSED, SAME, ImportReport, take_in
from sessions.exchange.parsing import OVER, Reading
from sessions.exchange.reading_apart import read_apart
from sessions.exchange.rows import programme_of
from sessions.exchange.writing import in_walls, write_programme
from sessions.programme.side_by_side import EVERYONE, LEADER, ROOM
from sessions.schedule.rule_words import rule_sentence
from sessions.schedule.session_types import TYPES
from sessions.schedule.undoing import just_made

blueprint = Blueprint("programme_file", __name__, url_prefix="/programme-file")
Answer = Response | str | tuple[str, int]
SHARED = {ROOM: N_("one room"), LEADER: N_("one leader"), EVERYONE: N_("both for everyone")}
# More of them than anybody reads on one page; the others are of the same kind.
MOST_SHOWN = 40
PARTS = {
    "VTODO": N_("tasks"),
    "VJOURNAL": N_("journal entries"),
    "VFREEBUSY": N_("busy times"),
    "VALARM": N_("reminders"),
}


@blueprint.get("")
@requires(Permission.PROGRAMME_PLAN)
def index(actor: Actor) -> Answer:
    """The programme as a file, and a place to choose one."""
    return _page(actor, CalendarForm(formdata=None))


@blueprint.get("/programme.ics")
@requires(Permission.PROGRAMME_PLAN)
@notes_reads
def programme_ics(actor: Actor) -> Response:
    """The programme from today on as a calendar; that it was taken along is recorded."""
    house = house_of(actor)
    plans = programme_of(house, actor.language).plans.values()
    name = said_in(house.name, actor.language, house.language)[0]
    title = gettext("Programme: %(house)s", house=name)
    body = write_programme(title, actor.language, house.zone, list(plans), today(house.zone))
    record_list(actor, "programme-file")
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=programme.ics"
    return response


@blueprint.post("/preview")
@requires(Permission.PROGRAMME_PLAN)
@commits
def preview(actor: Actor) -> Answer:
    """What a file would do: done, looked at, and undone before the answer goes out."""
    form = CalendarForm()
    if not form.validate():
        return _page(actor, form)
    try:
        raw = _chosen(form)
        reading = _read(actor, raw)
        report = take_in(house_of(actor), reading, other_type=form.other_type.data, by=actor)
    except Refused as error:
        return _refused(actor, form, error)
    return _looked_over(actor, form, raw, reading, report)


@blueprint.post("")
@requires(Permission.PROGRAMME_PLAN)
@commits
def take(actor: Actor) -> Answer:
    """Take in the file that was looked over."""
    form = CalendarForm()
    if not form.validate():
        return _page(actor, form)
    try:
        raw = _chosen(form)
        reading = _read(actor, raw)
        report = take_in(house_of(actor), reading, other_type=form.other_type.data, by=actor)
    except Refused as error:
        return _refused(actor, form, error)
    new, changed = len(report.of(NEW)), len(report.of(CHANGED))
    unasked = report.booked_twice and not form.anyway.data
    if unasked or not (new or changed or report.of(SAME)):
        return _looked_over(actor, form, raw, reading, report, unasked=unasked)
    told = [ngettext("%(num)s new series.", "%(num)s new series.", new)] if new else []
    told += [ngettext("%(num)s changed series.", "%(num)s changed series.", changed)] if changed else []
    flash(" ".join(told) or gettext("Everything in this file was there already."))
    return redirect(f"/programme-file?edit={report.edit_id}" if report.edit_id else "/planner", 303)  # type: ignore[return-value]


def _chosen(form: CalendarForm) -> bytes:
    """The bytes of the file: carried from the page before, or just sent."""
    if form.carried.data:
        return unpack(form.carried.data, most=LARGEST_FILE)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused(N_("Please choose a file first."))
    return sent.stream.read(LARGEST_FILE + 1)


def _read(actor: Actor, raw: bytes) -> Reading:
    # Whoever marks a register must not wait for a file: nothing has been written so far, and the lock is given back.
    db.session.rollback()
    return read_apart(raw, actor.zone, today(actor.zone))


def _page(actor: Actor, form: CalendarForm) -> Answer:
    walled, done = in_walls(actor.zone, today(actor.zone)), just_made(actor.house_id, request.args.get("edit", ""))
    page = render_template("exchange/file.html", form=form, walled=walled, done=done)
    return (page, 422) if form.errors else page


def _refused(actor: Actor, form: CalendarForm, error: Refused) -> Answer:
    db.session.rollback()
    form.refuse(error)
    return _page(actor, form)


def _looked_over(
    actor: Actor, form: CalendarForm, raw: bytes, reading: Reading, report: ImportReport, *, unasked: bool = False
) -> Answer:
    """The page of what a file would do; nothing of it stays."""
    told = _told(actor, reading, report)
    db.session.rollback()
    page = render_template("exchange/preview.html", form=form, carried=pack(raw), asked_again=unasked, **told)
    if not told["usable"]:
        return page, 422
    return (page, 409) if unasked else page


def _told(actor: Actor, reading: Reading, report: ImportReport) -> dict[str, Any]:
    said = saying(actor)
    over = [left for left in reading.left if left.sentence == OVER]
    left = [(one.line, one.summary, _sentence(one)) for one in reading.left if one.sentence != OVER]
    left += [(row.plan.line, row.plan.summary, _sentence(row)) for row in report.of(REFUSED)]
    return {
        "report": report,
        "groups": [
            (state, [(row, rule_sentence(row.plan.rule, row.plan.first), _notes(row)) for row in report.of(state)])
            for state in (NEW, CHANGED)
        ],
        "same": len(report.of(SAME)),
        "over": len(over),
        "left": sorted(left),
        "others": [(gettext(PARTS[name]) if name in PARTS else name[:40], n) for name, n in reading.others.items()],
        "usable": bool(report.of(NEW) or report.of(CHANGED) or report.of(SAME)),
        "foreign": any(not row.plan.known for row in report.of(NEW)),
        "overlaps": [
            (said(overlap.one.titles), overlap.one, said(overlap.other.titles), overlap.other, SHARED[overlap.shared])
            for overlap in report.overlaps[:MOST_SHOWN]
        ],
        "more": max(0, len(report.overlaps) - MOST_SHOWN),
        "said": said,
        "types": TYPES,
    }


def _sentence(one: Any) -> str:
    return _said(one.sentence, one.params)


def _said(sentence: str, params: Mapping[str, Any]) -> str:
    """A sentence with what fills it; a day that came through the other process is one again."""
    day = {"day": date.fromisoformat(params["day"])} if "day" in params else {}
    return sentence_of(Refused(sentence, **(dict(params) | day)))


def _notes(row: Any) -> list[str]:
    return list(dict.fromkeys(_said(sentence, params) for sentence, params in row.notes))
