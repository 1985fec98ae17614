"""Pages of the consent to a letter about attendance: a resident gives it, or the manager records a signed one."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from community.consent import queries
from community.consent.barring import record_barred
from community.consent.forms import LetterConsentForm, SignedLetterConsentForm
from community.consent.operations import grant
from community.consent.purposes import ATTENDANCE_LETTER
from community.family.barring import Barred
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.transactions import commits
from foundation.walltime import day_bounds

blueprint = Blueprint("letter_consents", __name__)


def _prepared(form: LetterConsentForm, actor: Actor) -> LetterConsentForm:
    form.first = today(actor.zone)
    if not form.is_submitted():
        form.until.data = queries.usual_last_day(actor, now())
    return form


def _granted(form: LetterConsentForm, resident: Person, actor: Actor, *, signed_how: str) -> bool:
    """Whether the form gave the consent; if not, its fault stands in the form."""
    if not form.validate():
        return False
    try:
        grant(
            resident,
            ATTENDANCE_LETTER,
            recipient=None,
            recipient_name=form.recipient_name.data,
            by=actor,
            signed_how=signed_how,
            expires_at=day_bounds(form.until.data, actor.zone)[1],
            witness_id=actor.person_id if signed_how == "on_paper" else None,
        )
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        if isinstance(error, Barred):
            record_barred(resident, error, by=actor)
        return False
    return True


@blueprint.route("/consents/letters/new", methods=["GET", "POST"])
@requires(Permission.CONSENT_GRANT)
@commits
def new(actor: Actor) -> Any:
    """The resident allows letters about their attendance to somebody they name; saying no is as easy."""
    resident = queries.resident_for(actor, actor.person_id, now())
    form = _prepared(LetterConsentForm(), actor)
    if request.method == "POST" and _granted(form, resident, actor, signed_how="on_screen"):
        flash(_("Thank you. A letter may now be written. You see each of them here."))
        return redirect(url_for("consent.my_consents"), 303)
    page = render_template("consent/letter.html", form=form, resident=None)
    return (page, 422) if form.errors else page


@blueprint.route("/residents/<id:person_id>/consents/letters/new", methods=["GET", "POST"])
@requires(Permission.CONSENT_RECORD)
@commits
def signed(actor: Actor, person_id: str) -> Any:
    """The manager records such a consent that the resident signed on paper."""
    resident = queries.resident_for(actor, person_id, now())
    if resident.id == actor.person_id:
        raise NotFound()
    form = _prepared(SignedLetterConsentForm(), actor)
    if request.method == "POST" and _granted(form, resident, actor, signed_how="on_paper"):
        flash(_("The consent is recorded, with you as its witness."))
        return redirect(url_for("consent.resident_consents", person_id=person_id), 303)
    record_read(actor, resident.id, "consents")
    page = render_template("consent/letter.html", form=form, resident=resident, shown=resident.shown)
    return (page, 422) if form.errors else page
