"""A device the house shares: marked by staff, and passed from one to the next with one tap and a password."""

from flask import Blueprint, flash, redirect, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.access.actor import Actor
from community.access.guards import public, requires
from community.access.permissions import Permission
from community.accounts import device_people, operations
from community.accounts.forms import EmptyForm, PlaceForm
from community.audit.operations import record
from foundation.errors import Forbidden, NotFound, Refused
from foundation.messages import N_
from foundation.transactions import commits

blueprint = Blueprint("devices", __name__)
STAFF_ONLY = N_("Only staff can mark a device as one that the house shares.")


@blueprint.post("/shared-device")
@requires(Permission.ACCOUNT_OWN)
@commits
def shared_device(actor: Actor) -> Response:
    """This browser is the house's: from now on it knows which staff sign in here."""
    _of_staff(actor)
    device_people.share(actor)
    record(actor.house_id, "account:share_device", by=actor, about=actor.person_id)
    flash(_("This device now belongs to the house. Staff change with one tap at the top of the page."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/shared-device/ending")
@requires(Permission.ACCOUNT_OWN)
@commits
def ending(actor: Actor) -> Response:
    """This browser is the house's no more, and forgets who signed in on it."""
    _of_staff(actor)
    device_people.stop_sharing()
    record(actor.house_id, "account:unshare_device", by=actor, about=actor.person_id)
    flash(_("This device has forgotten who signed in on it."))
    return redirect(url_for("accounts.account"), 303)


@blueprint.post("/user-change")
@requires(Permission.ACCOUNT_OWN)
@commits
def user_change(actor: Actor) -> Response:
    """End this sign-in at once, and let the next one pick their name."""
    if not EmptyForm().validate():
        raise Refused()
    operations.sign_out(actor)
    device_people.clear_session()
    session["language"] = actor.language
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.post("/shared-device/name-removal")
@public
@commits
def name_removal() -> Response:
    """Take a name off this browser's own list at the door."""
    form = PlaceForm()
    if not device_people.is_shared() or not form.validate():
        raise NotFound()
    device_people.forget(form.place.data)
    return redirect(url_for("accounts.sign_in"), 303)


def _of_staff(actor: Actor) -> None:
    if not actor.staff:
        raise Forbidden(STAFF_ONLY)
    if not EmptyForm().validate():
        raise Refused()
