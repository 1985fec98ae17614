"""The pages of a week's file: choosing one, looking at what it would do, loading it; and of a room's end."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.forms import RoomForm
from community.houses.queries import house_of, room_for
from community.houses.rows import in_order, saying
from foundation.addresses import plain_endpoint
from foundation.carried import pack, unpack
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.transactions import commits
from sessions.programme.bundled import BUNDLED, PUBLISHED, TEMPLATES, bundled_week, counts, raw_week
from sessions.programme.forms import LoadForm, WeekForm
from sessions.programme.operations import LoadReport, load_week
from sessions.programme.rooms import take_out_of_use
from sessions.programme.side_by_side import EVERYONE, LEADER, ROOM
from sessions.programme.week_faults import WeekFileError
from sessions.programme.week_file import LARGEST_FILE, WeekFile, parse_week

blueprint = Blueprint("programme", __name__)
Answer = Response | str | tuple[str, int]
SHARED = {ROOM: N_("one room"), LEADER: N_("one leader"), EVERYONE: N_("both for everyone")}
# More of them than anybody reads on one page; the others are of the same kind.
MOST_SHOWN = 40


def choices() -> list[tuple[str, list[dict[str, Any]]]]:
    """The bundled weeks as a page offers them: the templates first, then the published ones, each with its heading."""
    return [
        (heading, [{"one": one, "counts": counts(bundled_week(key))} for key, one in weeks.items()])
        for heading, weeks in (
            (N_("One for each way to work"), TEMPLATES),
            (N_("Published weeks of real houses"), PUBLISHED),
        )
    ]


def _chosen(form: WeekForm | LoadForm) -> bytes:
    """The bytes of the week that was chosen."""
    if form.week.data:
        return raw_week(form.week.data)
    if isinstance(form, LoadForm):
        return unpack(form.carried.data or "", most=LARGEST_FILE)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused(N_("Please choose a file first."))
    return sent.stream.read(LARGEST_FILE + 1)


def _page(form: WeekForm | LoadForm, faults: list[tuple[str, str]] | None = None) -> Answer:
    page = render_template(
        "programme/week_file.html",
        form=form,
        choices=choices(),
        faults_found=faults or [],
        back=plain_endpoint(form.back.data),
        again=plain_endpoint(form.again.data),
    )
    return (page, 422) if form.errors or faults else page


def _refused(form: WeekForm | LoadForm, error: Refused) -> Answer:
    db.session.rollback()
    form.refuse(error)
    found = error.faults if isinstance(error, WeekFileError) else ()
    return _page(form, [(fault.place, gettext(fault.sentence) % dict(fault.params)) for fault in found])


@blueprint.get("/week-file")
@requires(Permission.HOUSE_MANAGE)
def week_file(_actor: Actor) -> Answer:
    """Weeks to begin with, or a file."""
    return _page(WeekForm(formdata=None))


@blueprint.post("/week-file/preview")
@requires(Permission.HOUSE_MANAGE)
@commits
def preview(actor: Actor) -> Answer:
    """What a week would do: done, looked at, and undone before the answer goes out."""
    form = WeekForm()
    if not form.validate():
        return _page(form)
    try:
        raw = _chosen(form)
        week = parse_week(raw)
        report = load_week(house_of(actor), week, by=actor)
    except Refused as error:
        return _refused(form, error)
    db.session.rollback()
    return render_template(
        "programme/preview.html",
        week=week,
        known=BUNDLED.get(form.week.data),
        carried="" if form.week.data else pack(raw),
        chosen=form.week.data or "",
        back=plain_endpoint(form.back.data),
        again=plain_endpoint(form.again.data),
        **_told(actor, week, report),
    )


def _told(actor: Actor, week: WeekFile, report: LoadReport) -> dict[str, Any]:
    said = saying(actor)
    return {
        "report": report,
        "counts": counts(week),
        "zone": actor.zone,
        "overlaps": [
            (said(overlap.one.titles), overlap.one, said(overlap.other.titles), overlap.other, SHARED[overlap.shared])
            for overlap in report.overlaps[:MOST_SHOWN]
        ],
        "more": max(0, len(report.overlaps) - MOST_SHOWN),
    }


@blueprint.post("/week-file")
@requires(Permission.HOUSE_MANAGE)
@commits
def load(actor: Actor) -> Answer:
    """Load the week that was looked over: all of it or nothing."""
    form = LoadForm()
    if not form.validate():
        return _page(form)
    try:
        report = load_week(house_of(actor), parse_week(_chosen(form)), by=actor)
    except Refused as error:
        return _refused(form, error)
    said = ngettext("%(num)s new entry in the week.", "%(num)s new entries in the week.", report.series_made)
    flash(said if report.series_made else gettext("Everything in this week was there already."))
    return redirect(url_for(plain_endpoint(form.back.data) or "today.week"), 303)  # type: ignore[return-value]


@blueprint.post("/rooms/<id:room_id>/retirement")
@requires(Permission.HOUSE_MANAGE)
@commits
def retire(actor: Actor, room_id: str) -> Answer:
    """Use a room no more."""
    room = room_for(actor, room_id)
    try:
        take_out_of_use(room, by=actor)
    except Refused as error:
        db.session.rollback()
        room = room_for(actor, room_id)
        form = RoomForm(formdata=None, obj=room)
        form.fill("name", room.name)
        form.refuse(error)
        codes = in_order(house_of(actor), room.name)
        return render_template("houses/room.html", form=form, room=room, codes=codes, said=saying(actor)), 422
    flash(gettext("The room is retired. What happened there keeps its place."))
    return redirect(url_for("houses.rooms"), 303)  # type: ignore[return-value]
