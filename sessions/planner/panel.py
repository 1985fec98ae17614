"""The panel of a date that is chosen in the planner: its form, what a change would do, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from flask_babel import gettext
from sqlalchemy import select

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.database import db
from foundation.errors import NotFound
from foundation.words import said_in
from sessions.planner.asked import Asked, asked
from sessions.planner.forms import AS_IT_IS, DATE, NO_ROOM, ChangeForm
from sessions.planner.grid import Planned
from sessions.planner.page import changeable
from sessions.planner.week import changes_since, rooms_by_name, staff_by_name
from sessions.schedule.audiences import LEADER_KINDS
from sessions.schedule.effect import Effect
from sessions.schedule.models import Series
from sessions.schedule.policy import may_change
from sessions.schedule.queries import row_for
from sessions.schedule.rule_fields import DAILY, fields_of
from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES
from sessions.schedule.taken import Booked
from sessions.series.pages import effect_dates, effect_said, scopes_said


@dataclass(frozen=True, slots=True)
class Other:
    """Another booking that is in the way, as its reader calls it."""

    id: str
    name: str
    lang: str
    wall_start: datetime
    wall_end: datetime
    shares: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking before saving found: what would become of which dates, or who is in the way."""

    effect: Effect | None = None
    others: Sequence[Other] = ()
    late: str = ""
    clash_panel: Any = None


def offer(actor: Actor, form: ChangeForm, session: Session) -> ChangeForm:
    """The form with what can be chosen by this person for this date."""
    # An option holds no <bdi>: the isolates keep "Ewa M." whole within a line of Arabic.
    staff: list[tuple[str, str]] = [(key, f"\u2068{name}\u2069") for key, name in staff_by_name(actor)]
    if session.leader_id is None:
        staff.insert(0, (AS_IT_IS, gettext(LEADER_KINDS[session.leader_kind])))
    elif session.leader_id not in dict(staff):
        staff.insert(0, (session.leader_id, f"\u2068{session.leader}\u2069"))
    rooms = [(key, name) for key, name, _lang in rooms_by_name(actor)]
    if session.room_id and session.room_id not in dict(rooms):
        rooms.append((session.room_id, session.room or ""))
    form.leader.choices = staff
    form.room.choices = [(NO_ROOM, gettext("no room")), *rooms]
    row = row_for(actor, session.id)
    series = db.session.scalars(select(Series).where(Series.id == row.series_id)).one()
    scopes = scopes_said(row, several_days(series))
    whole = may_change(actor, series.leader_id, series.keeper_id)
    form.scope.choices = scopes if whole else scopes[:1]
    return form


def several_days(series: Series) -> bool:
    """Whether a series is held on more than one day of the week."""
    fields = fields_of(series.rule, series.first_day)
    return fields is not None and (fields.repeats == DAILY or len(fields.days) > 1)


def form_of(actor: Actor, planned: Planned, view: str, **wanted: Any) -> ChangeForm:
    """The form of a date as it stands, or as it is ``wanted``."""
    session = planned.session
    form = ChangeForm(
        formdata=None,
        **{
            "step": "preview",
            "chosen": session.id,
            "version": str(session.sequence),
            "series_version": str(planned.series_version),
            "view": view,
            "day": session.wall_start.date(),
            "start": session.wall_start.time(),
            "end": session.wall_end.time(),
            "room": session.room_id or NO_ROOM,
            "leader": session.leader_id or AS_IT_IS,
            "scope": DATE,
        }
        | wanted,
    )
    return offer(actor, form, session)


def _undo_form(actor: Actor, planned: Planned, view: Asked) -> ChangeForm | None:
    """The form that puts a date back to what it was at the version the address tells; None when nothing was changed."""
    if not view.since or int(view.since) >= planned.session.sequence:
        return None
    before = changes_since(planned.session.id, int(view.since))
    if not before:
        return None
    wanted: dict[str, Any] = {"step": "save"}
    if "start" in before:
        start, end = (datetime.fromisoformat(before[name]) for name in ("start", "end"))
        wanted |= {"day": start.date(), "start": start.time(), "end": end.time()}
    if "room" in before:
        wanted["room"] = before["room"] or NO_ROOM
    if before.get("leader"):
        wanted["leader"] = before["leader"]
    return form_of(actor, planned, view.query, **wanted)


def others_of(actor: Actor, found: Sequence[Booked]) -> list[Other]:
    """Who is in the way, in the reader's language."""
    return [_other(actor, booked) for booked in found]


def _other(actor: Actor, booked: Booked) -> Other:
    name, lang = said_in(booked.titles, actor.language, actor.house_language)
    if not name:
        name, lang = gettext(TYPES[booked.type_key].name), actor.language
    return Other(booked.occurrence_id, name, lang, booked.wall_start, booked.wall_end, booked.shares)


def panel_of(
    actor: Actor, planned: Planned, view: Asked, form: ChangeForm | None = None, looked: Looked | None = None
) -> Mapping[str, Any]:
    """What the panel's template is given: the date, its form or the one that was sent, and what was found."""
    session = planned.session
    may = changeable(actor, session)
    return {
        "chosen": planned,
        "form": (form or form_of(actor, planned, view.query)) if may else None,
        "looked": looked,
        "refused": [] if may or form is None else form.form_errors,
        "effect_words": effect_said(looked.effect) if looked and looked.effect else "",
        "effect_dates": effect_dates(looked.effect) if looked and looked.effect else [],
        "undo": _undo_form(actor, planned, view) if may and looked is None else None,
        "edit": view.edit if actor.may(Permission.PROGRAMME_PLAN) else "",
        "close": view.path(),
        "plans": actor.may(Permission.PROGRAMME_PLAN),
    }


def view_in(form: ChangeForm, actor: Actor, today: Any) -> Asked:
    """The view of the planner that a form was sent from; the week of today when it tells none."""
    words = dict(parse_qsl(form.view.data or ""))
    try:
        return asked({name: words[name] for name in words if name != "chosen"}, today, actor.week_starts)
    except NotFound:
        return asked({}, today, actor.week_starts)
