"""What a manager does with the account of somebody of their house: close and open it, sign out, invite."""

import segno
from flask import Blueprint, flash, redirect, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.accounts.card_accounts import account_of_card
from community.accounts.disabling import disable, enable, sign_out_everywhere
from community.accounts.forms import EmptyForm, WayForm
from community.accounts.links import INVITATION, LASTS, mail_invitation, print_invitation
from community.accounts.mails import address_of, invitation_told
from community.accounts.models import Account
from community.people.models import Person
from foundation.addresses import roof_address
from foundation.clock import now
from foundation.errors import Refused
from foundation.transactions import commits
from foundation.walltime import wall_of

blueprint = Blueprint("card_accounts", __name__)


def _back(person: Person) -> Response:
    return redirect(roof_address("CARD_ENDPOINT", person_id=person.id), 303)


def _known(actor: Actor, person_id: str) -> tuple[Person, Account]:
    found = account_of_card(actor, person_id)
    if not EmptyForm().validate():
        raise Refused()
    return found


@blueprint.post("/people/<id:person_id>/account/disabling")
@requires(Permission.PEOPLE_MANAGE)
@commits
def disabling(actor: Actor, person_id: str) -> Response:
    """Close somebody's account: they are signed out everywhere, and sign in nowhere."""
    person, account = _known(actor, person_id)
    disable(account, by=actor)
    flash(_("The account is closed, and signed out everywhere."))
    return _back(person)


@blueprint.post("/people/<id:person_id>/account/enabling")
@requires(Permission.PEOPLE_MANAGE)
@commits
def enabling(actor: Actor, person_id: str) -> Response:
    """Open a closed account again, under its old password."""
    person, account = _known(actor, person_id)
    enable(account, by=actor)
    flash(_("The account is open again, with the password it had."))
    return _back(person)


@blueprint.post("/people/<id:person_id>/sign-outs")
@requires(Permission.PEOPLE_MANAGE)
@commits
def sign_outs(actor: Actor, person_id: str) -> Response:
    """Sign somebody out on every device; they can sign in again."""
    person, account = _known(actor, person_id)
    sign_out_everywhere(account, by=actor)
    flash(_("Signed out on every device."))
    return _back(person)


@blueprint.post("/people/<id:person_id>/account/invitation")
@requires(Permission.PEOPLE_MANAGE)
@commits
def invitation(actor: Actor, person_id: str) -> Response | str:
    """Invite somebody: by mail, or by a letter that is shown in the answer itself, this once."""
    person, account = account_of_card(actor, person_id)
    form = WayForm()
    if not form.validate():
        raise Refused()
    if form.way.data == "mail":
        mail_invitation(account, by=actor)
        flash(invitation_told(to_staff=True))
        return _back(person)
    return _letter(actor, person, account, print_invitation(account, by=actor))


def _letter(actor: Actor, person: Person, account: Account, token: str) -> str:
    """The page around the letter speaks to the manager, the letter itself to whoever it is for."""
    address = address_of(INVITATION, token)
    until = wall_of(now() + LASTS[INVITATION], actor.zone)
    with force_locale(account.language):
        letter = render_template(
            "accounts/_letter.html",
            person=person,
            login=account.login,
            address=address,
            qr=Markup(segno.make(address, error="m").svg_inline(border=2, omitsize=True)),
            until=until,
            first=account.password_hash is None,
        )
    back = roof_address("CARD_ENDPOINT", person_id=person.id)
    return render_template("accounts/letter.html", letter=Markup(letter), person=person, back=back)
