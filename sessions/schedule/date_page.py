"""The page of one date with the forms to change it, and what stood in the one that failed."""

from typing import Any

from flask import render_template
from flask_babel import gettext

from community.access.actor import Actor
from community.houses.queries import rooms_of, staff_now
from community.people.names import shown_name
from foundation.database import db
from foundation.words import said_in
from sessions.schedule.forms import CancellationForm, LeaderForm, MoveForm, ReinstatementForm, RoomForm
from sessions.schedule.meantime import meantime
from sessions.schedule.policy import may_change
from sessions.schedule.queries import occurrence_for, row_for


def choices(actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The rooms of the house, none first, and its staff, as the two forms offer them."""
    rooms = [
        (room.id, said_in(room.name, actor.language, actor.house_language)[0]) for room in rooms_of(actor.house_id)
    ]
    # An option holds no <bdi>: the isolates keep "Ewa M." whole within a line of Arabic.
    staff = {
        person_id: f"\u2068{shown_name(given, surname)}\u2069"
        for person_id, given, surname, _role in db.session.execute(staff_now(actor.house_id))
    }
    return [("", gettext("no room")), *sorted(rooms, key=lambda room: room[1])], list(staff.items())


def page(
    actor: Actor,
    occurrence_id: str,
    failed: dict[str, Any] | None = None,
    error: str = "",
    *,
    read_at: int | None = None,
    taken: bool = False,
) -> str:
    """The page of a date; with the form that failed, and, when it came too late, the version it was read at.

    ``taken``: it failed because the room or the leader is taken, which may be meant.
    """
    failed = failed or {}
    session = occurrence_for(actor, occurrence_id)
    changeable = may_change(actor, session.leader_id, session.keeper_id)
    forms: dict[str, Any] = {}
    told = None
    if changeable:
        row = row_for(actor, occurrence_id)
        rooms, staff = choices(actor)
        version = row.sequence
        forms = {
            "cancellation": CancellationForm(formdata=None, version=version),
            "reinstatement": ReinstatementForm(formdata=None, version=version),
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
    return render_template(
        "schedule/occurrence.html",
        session=session,
        forms=forms,
        error=error,
        open=failed,
        inside=inside,
        meantime=told,
        taken=taken,
    )
