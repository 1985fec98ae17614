"""Pages where a relative is invited: by the resident themself, or by the manager from a signed paper."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.accounts.forms import InvitationForm, SignedInvitationForm
from community.accounts.invitations import count_invitation, invite_relative
from community.accounts.mails import invitation_told
from community.accounts.views import Answer
from community.audit.operations import record_read
from community.consent.barring import record_barred
from community.consent.queries import resident_for, usual_last_day
from community.family.barring import Barred
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.transactions import commits
from foundation.walltime import day_bounds

blueprint = Blueprint("family", __name__)


def _prepared(form: InvitationForm, actor: Actor) -> InvitationForm:
    """Give a form its days, and the house's language to begin with."""
    form.first = today(actor.zone)
    if not form.is_submitted():
        form.until.data = usual_last_day(actor, now())
        form.language.data = actor.house_language
    return form


def _invited(form: InvitationForm, resident: Person, actor: Actor, *, signed_how: str) -> bool:
    """Whether the relative is invited; the fault is in the form when not."""
    if not form.validate():
        return False
    try:
        invite_relative(
            resident,
            given_name=form.given_name.data,
            surname=form.surname.data,
            email=form.email.data,
            language=form.language.data,
            kind=form.kind.data,
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
    flash(invitation_told(to_staff=actor.staff))
    return True


def _page(form: InvitationForm, back: str, **more: object) -> Answer:
    page = render_template("accounts/invite.html", form=form, back=back, **more)
    return (page, 422) if form.errors else page


@blueprint.route("/family/invitation", methods=["GET", "POST"])
@requires(Permission.CONSENT_GRANT)
@commits
def invite_mine(actor: Actor) -> Answer:
    """A resident invites somebody of their family."""
    form = _prepared(InvitationForm(), actor)
    if request.method == "POST":
        count_invitation(actor)
    resident = resident_for(actor, actor.person_id, now())
    back = url_for("consent.my_consents")
    if request.method == "POST" and _invited(form, resident, actor, signed_how="on_screen"):
        return redirect(back, 303)
    return _page(form, back, shown=None)


@blueprint.route("/residents/<id:person_id>/family/invitation", methods=["GET", "POST"])
@requires(Permission.RELATIVE_INVITE)
@commits
def invite_for(actor: Actor, person_id: str) -> Answer:
    """The manager invites a resident's relative, whose consent was signed on paper."""
    form = _prepared(SignedInvitationForm(), actor)
    if request.method == "POST":
        count_invitation(actor)
    resident = resident_for(actor, person_id, now())
    if resident.id == actor.person_id:
        raise NotFound()
    back = url_for("consent.resident_consents", person_id=person_id)
    record_read(actor, resident.id, "family")
    if request.method == "POST" and _invited(form, resident, actor, signed_how="on_paper"):
        return redirect(back, 303)
    return _page(form, back, shown=resident.shown)
