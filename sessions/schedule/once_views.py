"""A single session in two steps; nothing is kept before the second is sent."""

from typing import Any

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import commits
from sessions.schedule.once_forms import NO_ROOM, WhatForm, WhereForm
from sessions.schedule.once_page import offer, rooms_and_leaders, usual_times, what_page, where_page
from sessions.schedule.one_off import hold_once, span_of
from sessions.schedule.span import Span
from sessions.schedule.taken import Taken

blueprint = Blueprint("once", __name__, url_prefix="/sessions")
WHAT = ("step", "type", "title", "day", "start", "end", "who", "people")
ONLY_WHERE = ("room", "leader", "languages", "anyway")


@blueprint.get("/new")
@requires(Permission.OCCURRENCE_ADD)
def new_session(actor: Actor) -> Any:
    """The first page: what, when, and who is expected."""
    return what_page(offer(actor, WhatForm(formdata=None, data=usual_times(actor))))


@blueprint.post("/new")
@requires(Permission.OCCURRENCE_ADD)
@commits
def hold_session(actor: Actor) -> Any:
    """On to the second page, back to the first, or hold the session: what the button that was pressed says."""
    step = request.form.get("step")
    if step != "hold":
        return _on_or_back(actor, step)
    form: Any = offer(actor, WhereForm())
    try:
        span = _span(actor, form) if all(form.times()) else None
    except Refused as fault:
        return _first_again(actor, fault)
    if span is None:
        return _first_again(actor)
    rooms, leaders = rooms_and_leaders(actor, form, span)
    if not form.validate_on_submit():
        if any(name in WHAT for name in form.errors):
            return _first_again(actor)
        return where_page(actor, form, span, rooms, leaders), 422
    try:
        held = _hold(actor, form)
    except Refused as fault:
        db.session.rollback()
        form.refuse(fault)
        return where_page(actor, form, span, rooms, leaders, taken=isinstance(fault, Taken)), fault.status
    flash(gettext("The session is planned. It stands in the day of everyone it is for."))
    return redirect(f"/occurrences/{held.id}", 303)


def _hold(actor: Actor, form: WhereForm) -> Any:
    day, start, end = form.times()
    return hold_once(
        actor.house_id,
        type_key=form.type.data,
        titles={actor.language: form.title.data} if form.title.data else {},
        day=day,
        start=start,
        end=end,
        zone=actor.zone,
        who=form.expected(),
        room_id=None if form.room.data == NO_ROOM else form.room.data,
        leader_id=form.leader.data,
        languages=form.languages.data or (),
        by=actor,
        anyway=form.anyway.data,
    )


def _on_or_back(actor: Actor, step: str | None) -> Any:
    if step == "back":
        return what_page(_kept(actor))
    form = offer(actor, WhatForm())
    if not form.validate_on_submit():
        return what_page(form, 422)
    try:
        span = _span(actor, form)
    except Refused as fault:
        form.refuse(fault)
        return what_page(form, 422)
    second: Any = WhereForm(formdata=None, data={name: form[name].data for name in WHAT})
    for name in ("type", "who", "people"):
        second[name].choices = form[name].choices
    return where_page(actor, second, span, *rooms_and_leaders(actor, second, span))


def _kept(actor: Actor) -> WhatForm:
    """The first page as it was sent, from the fields of the second."""
    sent = WhereForm()
    return offer(actor, WhatForm(formdata=None, data={name: sent[name].data for name in WHAT}))


def _first_again(actor: Actor, fault: Refused | None = None) -> Any:
    """The first page with what is wrong there, though it was sent from the second."""
    form: Any = offer(actor, WhereForm())
    # What stands on the second page is not looked at again; it is only known to belong to the form.
    form.room.choices = form.leader.choices = []
    form.validate_on_submit()
    for name in ONLY_WHERE:
        del form[name]
    if fault is not None:
        form.refuse(fault)
    return what_page(form, 422)


def _span(actor: Actor, form: WhatForm) -> Span:
    day, start, end = form.times()
    return span_of(day, start, end, actor.zone)
