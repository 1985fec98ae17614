"""The page of one date with the forms to change it, and what stood in the one that failed."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from community.access.actor import Actor
from community.houses.queries import rooms_of, staff_now
from foundation import clock
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.languages import day_and_time, sentence_of
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.schedule.co_leaders import co_leaders_of
from sessions.schedule.excused import taken_out_for
from sessions.schedule.forms import (
    CancellationForm,
    LanguagesForm,
    LeaderForm,
    MoveForm,
    ReinstatementForm,
    RoomForm,
    TakeoverForm,
)
from sessions.schedule.handover import handover_of
from sessions.schedule.leader_choices import free_first
from sessions.schedule.meantime import meantime
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.policy import may_change, may_take_over
from sessions.schedule.queries import occurrence_for, row_for
from sessions.schedule.session import Session
from sessions.schedule.taken import Taken


def choices(actor: Actor) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The rooms of the house, none first, and its staff, as the two forms offer them."""
    rooms = [
        (room.id, said_in(room.name, actor.language, actor.house_language)[0]) for room in rooms_of(actor.house_id)
    ]
    # An option holds no <bdi>: the isolates keep "Ewa M." whole within a line of Arabic.
    staff = {
        person_id: f"\u2068{shown}\u2069" for person_id, shown, _role in db.session.execute(staff_now(actor.house_id))
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
    forms: dict[str, Any] = {}
    spoken = None
    if may_change(actor, session.leader_id, session.keeper_id):
        row = row_for(actor, occurrence_id)
        forms = _change_forms(actor, row, session, failed)
        spoken = _spoken_form(actor, row)
    takeover = None
    # What nobody leads and nobody keeps, such as a meal, is not taken over either.
    led = session.leader_kind == "staff" or session.wants_register
    around = (session.starts_at, session.ends_at, clock.now())
    if led and not session.cancelled and may_take_over(actor, session.leader_id, *around):
        takeover = TakeoverForm(formdata=None, version=session.sequence)
    told = None
    for name, typed in failed.items():
        if read_at is not None:
            standing = takeover if name == "takeover" else forms.get(name)
            told = meantime(session, read_at, standing or typed, typed, actor.zone)
            # Sent again as it stands, it is a decision made in the knowledge of what is there now.
            typed.version.data = str(session.sequence)
    beside = co_leaders_of(occurrence_id) if actor.staff else []
    return render_template(
        "schedule/occurrence.html",
        session=session,
        forms=forms | failed if forms else {},
        takeover=failed.get("takeover", takeover) if takeover else None,
        handover=handover_of(occurrence_id) if actor.staff and "leader" in session.changes else None,
        spoken_form=spoken,
        beside=beside,
        keeps=bool(forms) or any(person_id == actor.person_id for person_id, _name in beside),
        taken_out=taken_out_for(actor, session),
        error=error,
        open=failed,
        inside=actor.staff or actor.resident,
        meantime=told,
        taken=taken,
        when=lambda at: day_and_time(wall_of(at, actor.zone)),
    )


def _change_forms(actor: Actor, row: Occurrence, session: Session, failed: dict[str, Any]) -> dict[str, Any]:
    """The forms of the changes as the date stands now; those that failed learn what can be chosen."""
    rooms, staff = choices(actor)
    staff = free_first(actor, session, staff)
    version = row.sequence
    forms: dict[str, Any] = {
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
    return forms


def _spoken_form(actor: Actor, row: Occurrence) -> tuple[str, LanguagesForm] | None:
    """The series and the form of its languages, for whoever may say them."""
    series = db.session.get_one(Series, row.series_id)
    if not may_change(actor, series.leader_id, series.keeper_id):
        return None
    return series.id, LanguagesForm(formdata=None, languages=series.languages, occurrence=row.id)


def changing(
    actor: Actor, name: str, form: Any, row: Occurrence, verb: Callable[[Occurrence], None]
) -> Answer | tuple[str, int]:
    """Send one form of a date's page to its verb, and answer: 409 when it came too late or clashes, else 422."""
    error, taken, status = "", False, 422
    occurrence_id = row.id
    if form.validate_on_submit():
        try:
            verb(row)
        except Stale as late:
            db.session.rollback()
            return page(actor, occurrence_id, {name: form}, sentence_of(late), read_at=form.read_version()), 409
        except Refused as refused:
            # Back to the form with what was typed; the change itself is rolled back.
            db.session.rollback()
            error, taken, status = sentence_of(refused), isinstance(refused, Taken), refused.status
        else:
            flash(gettext("The change is made. It shows wherever this session does."))
            return redirect(f"/occurrences/{occurrence_id}", 303)
    else:
        # What no visible field can show: an unknown field, or a page sent back without its version.
        error = next((str(fault) for fault in (*form.form_errors, *form.version.errors)), "")
    return page(actor, occurrence_id, {name: form}, error, taken=taken), status
