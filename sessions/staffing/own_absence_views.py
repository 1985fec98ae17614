"""The page on which somebody of the staff says that they are ill themself, and that they are back."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.staff.absences import call_off_absence, end_absence, note_absence
from community.staff.kinds import KINDS
from community.staff.models import StaffAbsence
from community.staff.queries import absence_for, absences_between, hours_of, worker_for
from community.staff.shifts import weekly
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.transactions import commits
from sessions.staffing.forms import OwnAbsenceForm, ReturnForm, quick_span
from sessions.staffing.rows import absence_rows
from sessions.staffing.views import days_of_week

blueprint = Blueprint("own_absence", __name__)


def _page(actor: Actor, form: OwnAbsenceForm) -> str:
    at, day = now(), today(actor.zone)
    names = {actor.person_id: actor.shown_name}
    absences = absence_rows(actor, absences_between(actor.house_id, at, None, actor.person_id), names)
    return render_template(
        "staffing/my_absence.html",
        form=form,
        absences=absences,
        away=any(one.now for one in absences),
        week=weekly(hours_of(actor.house_id, day, day).get(actor.person_id, ()), day),
        days=days_of_week(actor),
        kinds=KINDS,
        today=day,
    )


@blueprint.get("/my-absence")
@requires(Permission.PROGRAMME_SEE)
def mine(actor: Actor) -> str:
    """One's own absences and hours, and one tap for an illness."""
    return _page(actor, OwnAbsenceForm(formdata=None))


@blueprint.post("/my-absence")
@requires(Permission.PROGRAMME_SEE)
@commits
def noting(actor: Actor) -> Any:
    """Note that one is ill from now on."""
    form = OwnAbsenceForm()
    if form.validate():
        try:
            from_at, to_at = quick_span(form.until.data, actor.zone)
            person = worker_for(actor.house_id, actor.person_id)
            note_absence(person, kind="ill", from_at=from_at, to_at=to_at, by=actor)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("It is noted, and your managers see what you would have led. Get well soon."))
            return redirect("/my-absence", 303)
    return _page(actor, form), 422


@blueprint.post("/my-absences/<id:absence_id>/ending")
@requires(Permission.PROGRAMME_SEE)
@commits
def ending(actor: Actor, absence_id: str) -> Any:
    """Say that one is back now, or, before it began, that one will be there after all."""
    absence = _own(actor, absence_id)
    if not ReturnForm().validate():
        raise NotFound()
    if absence.from_at >= now():
        call_off_absence(absence, by=actor)
    else:
        end_absence(absence, at=now(), by=actor)
    flash(_("Welcome back. What others took over meanwhile stays with them."))
    return redirect("/my-absence", 303)


def _own(actor: Actor, absence_id: str) -> StaffAbsence:
    """An illness of one's own; holidays and trainings the managers change. NotFound for any other."""
    absence = absence_for(actor.house_id, absence_id)
    if absence.person_id != actor.person_id or absence.kind != "ill":
        raise NotFound()
    return absence
