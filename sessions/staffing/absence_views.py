"""The pages of absences: noting one, who stands in, its end, and calling it off."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.staff.absences import call_off_absence, end_absence, note_absence
from community.staff.queries import absence_for, colleagues, worker_for
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.forms import StrictForm
from foundation.languages import sentence_of
from foundation.transactions import commits
from sessions.schedule.filling import HORIZON
from sessions.staffing.absence_page import absence_page
from sessions.staffing.forms import AbsenceForm, EndForm, ReturnForm, end_of, offer_people
from sessions.staffing.substitution import LEFT_OPEN, decide, said_in_all
from sessions.staffing.substitution_forms import posted_ids, proposed_reason, rows_form

blueprint = Blueprint("staff_absences", __name__, url_prefix="/staff-absences")


def _new_page(actor: Actor, form: AbsenceForm | None, people: list[tuple[str, str]], chosen: str = "") -> str:
    if form is None:
        day = today(actor.zone)
        form = offer_people(AbsenceForm(formdata=None, from_day=day, to_day=day), people, chosen)
    picked = [one for one in people if one[0] == chosen]
    return render_template("staffing/new_absence.html", form=form, people=picked or people)


def _people(actor: Actor) -> list[tuple[str, str]]:
    return [(one.person_id, one.shown) for one in colleagues(actor.house_id, now(), now() + HORIZON)]


@blueprint.get("/new")
@requires(Permission.STAFF_PLAN)
def new(actor: Actor) -> str:
    """Who is away: one tap for an illness of today, and a form for everything else."""
    chosen = request.args.get("person", "")
    return _new_page(actor, None, _people(actor), chosen)


@blueprint.post("")
@requires(Permission.STAFF_PLAN)
@commits
def noting(actor: Actor) -> Any:
    """Note an absence; then the page of who stands in."""
    people = _people(actor)
    form = offer_people(AbsenceForm(), people)
    if form.validate():
        try:
            from_at, to_at = form.span(actor.zone)
            person = worker_for(actor.house_id, form.person.data)
            absence = note_absence(person, kind=form.kind.data, from_at=from_at, to_at=to_at, by=actor)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("The absence is noted."))
            return redirect(f"/staff-absences/{absence.id}", 303)
    return _new_page(actor, form, people), 422


@blueprint.get("/<id:absence_id>")
@requires(Permission.STAFF_PLAN)
def one(actor: Actor, absence_id: str) -> str:
    """An absence, and each session that wants somebody else then."""
    return absence_page(actor, absence_for(actor.house_id, absence_id))


@blueprint.post("/<id:absence_id>/substitutions")
@requires(Permission.STAFF_PLAN)
@commits
def substitutions(actor: Actor, absence_id: str) -> Any:
    """Who stands in for each session, what is cancelled, what stays open: all at once, or nothing."""
    absence = absence_for(actor.house_id, absence_id)
    form = rows_form(posted_ids(), [key for key, _shown in _people(actor)])()
    if not form.validate():
        return _again(actor, absence_id, form, {}, _first_fault(form)), 422
    decisions = form.decisions()
    try:
        reason = said_in_all(actor, form.reason.data or proposed_reason())
        refused = decide(actor, decisions, reason, instead_of=absence.person_id)
    except Stale as late:
        db.session.rollback()
        # What stands now is shown, with its own versions; what was chosen stays chosen.
        return _again(actor, absence_id, form, {}, sentence_of(late)), 409
    if refused:
        faults = {key: sentence_of(fault) for key, fault in refused.items()}
        status = max(fault.status for fault in refused.values())
        db.session.rollback()
        return _again(
            actor, absence_id, form, faults, _("Nothing was changed yet. Look at the marked sessions.")
        ), status
    number = sum(one.who != LEFT_OPEN for one in decisions)
    flash(ngettext("%(num)s session is arranged.", "%(num)s sessions are arranged.", number))
    return redirect(f"/staff-absences/{absence_id}", 303)


def _first_fault(form: StrictForm) -> str:
    faults = [*form.form_errors, *(fault for field in form for fault in field.errors)]
    return str(faults[0]) if faults else ""


def _again(actor: Actor, absence_id: str, form: Any, faults: dict[str, str], error: str) -> str:
    chosen = {one.occurrence_id: one.who for one in form.decisions()}
    absence = absence_for(actor.house_id, absence_id)
    return absence_page(actor, absence, chosen=chosen, faults=faults, error=error, reason=form.reason.data or "")


@blueprint.post("/<id:absence_id>/ending")
@requires(Permission.STAFF_PLAN)
@commits
def ending(actor: Actor, absence_id: str) -> Any:
    """Say until when somebody is away, or that they are back."""
    absence = absence_for(actor.house_id, absence_id)
    form = EndForm()
    if form.validate():
        try:
            end_absence(absence, at=end_of(form.to_day.data, form.to_time.data, actor.zone), by=actor)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("The end of the absence is kept."))
            return redirect(f"/staff-absences/{absence_id}", 303)
    return absence_page(actor, absence_for(actor.house_id, absence_id), end=form), 422


@blueprint.post("/<id:absence_id>/withdrawal")
@requires(Permission.STAFF_PLAN)
@commits
def withdrawal(actor: Actor, absence_id: str) -> Any:
    """Call an absence off: noted by mistake, or the plan changed."""
    absence = absence_for(actor.house_id, absence_id)
    if not ReturnForm().validate():
        raise NotFound()
    call_off_absence(absence, by=actor)
    flash(_("The absence is called off. Who stands in stays as it was arranged."))
    return redirect("/staff-hours", 303)
