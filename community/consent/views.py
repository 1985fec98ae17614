"""Pages of consent: a resident's own, and what the manager records on paper or on a resident's word."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from community.audit.reads import notes_reads
from community.consent import queries
from community.consent.forms import ConsentForm, SignedConsentForm
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.shown import may_renew, shown_consents
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.transactions import commits
from foundation.walltime import day_bounds

blueprint = Blueprint("consent", __name__)


def _page(template: str, actor: Actor, resident_id: str, **more: object) -> str:
    live, ended = shown_consents(actor, resident_id)
    return render_template(template, live=live, ended=ended, **more)


def _prepared(form: ConsentForm, actor: Actor, resident_id: str) -> ConsentForm:
    """Give a form its choices and its days."""
    at = now()
    form.first = today(actor.zone)
    form.people = may_renew(actor, resident_id)
    form.recipient_id.choices = [SelectChoice(row["id"]) for row in form.people]
    if not form.is_submitted():
        form.until.data = queries.usual_last_day(actor, at)
    return form


def _granted(form: ConsentForm, resident: Person, actor: Actor, *, signed_how: str) -> Consent | None:
    """The consent a form gives, or None with the fault in the form."""
    if not form.validate():
        return None
    recipient = db.session.get(Person, form.recipient_id.data)
    last: date = form.until.data
    try:
        return grant(
            resident,
            FAMILY_SESSIONS,
            recipient=recipient,
            by=actor,
            signed_how=signed_how,
            expires_at=day_bounds(last, actor.zone)[1],
            witness_id=actor.person_id if signed_how == "on_paper" else None,
        )
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return None


@blueprint.get("/consents")
@requires(Permission.CONSENT_GRANT)
def my_consents(actor: Actor) -> str:
    """What the signed-in resident has allowed, and to whom."""
    return _page("consent/mine.html", actor, actor.person_id)


@blueprint.post("/consents/<id:consent_id>/withdrawal")
@requires(Permission.CONSENT_GRANT)
@commits
def withdrawal(actor: Actor, consent_id: str) -> Response:
    """One tap: the resident takes a consent back."""
    withdraw(queries.own_consent(actor, consent_id), by=actor, told_how="on_screen")
    flash(_("Done. Nothing is shared with this person any more, from this moment on."))
    return redirect(url_for("consent.my_consents"), 303)


@blueprint.route("/consents/new", methods=["GET", "POST"])
@requires(Permission.CONSENT_GRANT)
@commits
def new(actor: Actor) -> Response | tuple[str, int] | str:
    """The resident gives a consent, again or for longer, to somebody noted as family."""
    resident = queries.resident_for(actor, actor.person_id, now())
    form = _prepared(ConsentForm(), actor, resident.id)
    if request.method == "POST" and _granted(form, resident, actor, signed_how="on_screen"):
        flash(_("Thank you. This person may now know the times of your family sessions."))
        return redirect(url_for("consent.my_consents"), 303)
    page = render_template("consent/new.html", form=form, resident=None)
    return (page, 422) if form.errors else page


@blueprint.get("/residents/<id:person_id>/consents")
@requires(Permission.CONSENT_RECORD)
@notes_reads
def resident_consents(actor: Actor, person_id: str) -> str:
    """A resident's consents, for the manager; the reading is recorded."""
    resident = queries.once_resident_for(actor, person_id)
    record_read(actor, resident.id, "consents")
    return _page("consent/of_resident.html", actor, resident.id, resident=resident)


@blueprint.post("/residents/<id:person_id>/consents/<id:consent_id>/withdrawal")
@requires(Permission.CONSENT_RECORD)
@commits
def told_withdrawal(actor: Actor, person_id: str, consent_id: str) -> Response:
    """The manager takes a consent back on the resident's word."""
    consent = queries.consent_of(actor, person_id, consent_id)
    withdraw(consent, by=actor, told_how="to_staff")
    flash(_("The consent has ended. Nothing is shared any more, from this moment on."))
    return redirect(url_for("consent.resident_consents", person_id=person_id), 303)


@blueprint.route("/residents/<id:person_id>/consents/new", methods=["GET", "POST"])
@requires(Permission.CONSENT_RECORD)
@commits
def signed_consent(actor: Actor, person_id: str) -> Response | tuple[str, int] | str:
    """The manager records a consent that the resident signed on paper."""
    resident = queries.resident_for(actor, person_id, now())
    if resident.id == actor.person_id:
        raise NotFound()
    form = _prepared(SignedConsentForm(), actor, resident.id)
    if request.method == "POST" and _granted(form, resident, actor, signed_how="on_paper"):
        flash(_("The consent is recorded, with you as its witness."))
        return redirect(url_for("consent.resident_consents", person_id=person_id), 303)
    record_read(actor, resident.id, "family")
    shown = resident.shown
    page = render_template("consent/new.html", form=form, resident=resident, shown=shown)
    return (page, 422) if form.errors else page
