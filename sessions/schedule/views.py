"""The pages of one occurrence, and the changes to it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.queries import rooms_of, staff_now
from community.people.names import shown_name
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.languages import sentence_of
from foundation.transactions import commits
from foundation.words import said_in
from sessions.schedule.changes import cancel, change_leader, change_room, move
from sessions.schedule.forms import CancellationForm, LeaderForm, MoveForm, RoomForm
from sessions.schedule.meantime import meantime
from sessions.schedule.models import Occurrence
from sessions.schedule.policy import may_change
from sessions.schedule.queries import occurrence_for, row_for

blueprint = Blueprint("schedule", __name__, url_prefix="/occurrences")


@blueprint.get("/<id:occurrence_id>")
@requires(Permission.DAY_SEE)
def occurrence(actor: Actor, occurrence_id: str) -> str:
    """One occurrence: when, where, who leads; and for whoever may, the forms to change it."""
    return _page(actor, occurrence_id)


def _choices(actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    rooms = [
        (room.id, said_in(room.name, actor.language, actor.house_language)[0]) for room in rooms_of(actor.house_id)
    ]
    # An option holds no <bdi>: the isolates keep "Ewa M." whole within a line of Arabic.
    staff = {
        person_id: f"\u2068{shown_name(given, surname)}\u2069"
        for person_id, given, surname, _role in db.session.execute(staff_now(actor.house_id))
    }
    return [("", gettext("no room")), *sorted(rooms, key=lambda room: room[1])], list(staff.items())


def _page(
    actor: Actor,
    occurrence_id: str,
    failed: dict[str, Any] | None = None,
    error: str = "",
    *,
    read_at: int | None = None,
) -> str:
    """The page of a date; with the form that failed, and, when it came too late, the version it was read at."""
    failed = failed or {}
    session = occurrence_for(actor, occurrence_id)
    changeable = may_change(actor, session.leader_id, session.keeper_id)
    forms: dict[str, Any] = {}
    told = None
    if changeable:
        row = row_for(actor, occurrence_id)
        rooms, staff = _choices(actor)
        version = row.sequence
        forms = {
            "cancellation": CancellationForm(formdata=None, version=version),
            "move": MoveForm(
                formdata=None,
                version=version,
                day=row.wall_start.date(),
                start=row.wall_start.time(),
                end=row.wall_end.time(),
            ),
            "room": RoomForm(formdata=None, version=version, room=row.room_id or ""),
            "leader": LeaderForm(formdata=None, version=version, leader=row.leader_id or ""),
        }
        for form in (*forms.values(), *failed.values()):
            if "room" in form:
                form.room.choices = rooms
            if "leader" in form:
                form.leader.choices = staff
        for name, typed in failed.items():
            if read_at is not None:
                told = meantime(session, read_at, forms[name], typed, actor.zone)
                # Sent again as it stands, it is a decision made in the knowledge of what is there now.
                typed.version.data = str(version)
        forms |= failed
    inside = actor.staff or actor.resident
    seen = {"session": session, "forms": forms, "error": error, "open": failed, "inside": inside, "meantime": told}
    return render_template("schedule/occurrence.html", **seen)


def _change(actor: Actor, occurrence_id: str, name: str, form: Any, verb: Any) -> Answer | tuple[str, int]:
    row = _changeable(actor, occurrence_id)
    error = ""
    if form.validate_on_submit():
        try:
            verb(row)
        except Stale as late:
            db.session.rollback()
            read_at = form.read_version()
            return _page(actor, occurrence_id, {name: form}, sentence_of(late), read_at=read_at), 409
        except Refused as refused:
            # Back to the form with what was typed; the change itself is rolled back.
            db.session.rollback()
            error = sentence_of(refused)
        else:
            flash(gettext("The change is made. It shows wherever this session does."))
            return redirect(f"/occurrences/{occurrence_id}", 303)
    else:
        # What no visible field can show: an unknown field, or a page sent back without its version.
        error = next((str(fault) for fault in (*form.form_errors, *form.version.errors)), "")
    return _page(actor, occurrence_id, {name: form}, error), 422


def _changeable(actor: Actor, occurrence_id: str) -> Occurrence:
    row = row_for(actor, occurrence_id)
    if not may_change(actor, row.leader_id, row.keeper_id):
        raise NotFound()
    return row


@blueprint.post("/<id:occurrence_id>/cancellation")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def cancellation(actor: Actor, occurrence_id: str) -> Any:
    """Cancel one date."""
    form = CancellationForm()
    return _change(
        actor,
        occurrence_id,
        "cancellation",
        form,
        lambda row: cancel(row, reason=_said(actor, form.reason.data), version=form.read_version(), by=actor),
    )


def _said(actor: Actor, reason: str | None) -> dict[str, str]:
    return {actor.language: reason} if reason else {}


@blueprint.post("/<id:occurrence_id>/move")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def moving(actor: Actor, occurrence_id: str) -> Any:
    """Move one date."""
    form = MoveForm()

    def verb(row: Occurrence) -> None:
        day, start, end = form.times()
        move(
            row,
            day=day,
            start=start,
            end=end,
            reason=_said(actor, form.reason.data),
            version=form.read_version(),
            by=actor,
            anyway=form.anyway.data,
        )

    return _change(actor, occurrence_id, "move", form, verb)


@blueprint.post("/<id:occurrence_id>/room")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def room(actor: Actor, occurrence_id: str) -> Any:
    """Give one date another room."""
    form = RoomForm()
    form.room.choices = _choices(actor)[0]

    def verb(row: Occurrence) -> None:
        change_room(row, form.room.data or None, version=form.read_version(), by=actor, anyway=form.anyway.data)

    return _change(actor, occurrence_id, "room", form, verb)


@blueprint.post("/<id:occurrence_id>/leader")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def leader(actor: Actor, occurrence_id: str) -> Any:
    """Give one date another leader."""
    form = LeaderForm()
    form.leader.choices = _choices(actor)[1]

    def verb(row: Occurrence) -> None:
        change_leader(row, form.leader.data, version=form.read_version(), by=actor, anyway=form.anyway.data)

    return _change(actor, occurrence_id, "leader", form, verb)
