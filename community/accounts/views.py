"""Signing in and out, and one's own account."""

from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import login_user
from werkzeug.wrappers import Response

from community.access.actor import Actor
from community.access.guards import current_actor, public, requires
from community.access.permissions import Permission
from community.accounts import operations, queries
from community.accounts.device import DEVICES, device_of
from community.accounts.device_people import clear_session, is_shared, people_here, remember_key
from community.accounts.forms import CardForm, ChangePasswordForm, LanguageForm, SignInForm
from community.accounts.landing import home_address
from community.accounts.loading import SignedIn
from community.accounts.models import Account
from foundation.addresses import plain_endpoint
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import LANGUAGES, sentence_of
from foundation.transactions import commits
from foundation.words import said_in

blueprint = Blueprint("accounts", __name__)
Answer = Response | str | tuple[str, int]


@blueprint.get("/")
@public
def home() -> Response:
    """Lead to the first page, or to the sign-in."""
    actor = current_actor()
    if actor is None:
        return redirect(url_for("accounts.sign_in"), 303)
    return redirect(home_address(actor), 303)


@blueprint.get("/sign-in")
@public
def sign_in() -> Answer:
    """The door, in any of the four languages; the one picked is kept in this browser's cookie."""
    picked = request.args.get("lang")
    if picked in LANGUAGES:
        session["language"] = picked
    people, wished = people_here(), request.args.get("as")
    known = next((one for one in people if str(one.place) == wished), None)
    form = SignInForm()
    form.login.data = known.login if known else None
    # On a device of the house it is first asked who it is.
    asks = known is not None or wished == "other" or not people
    return render_template("accounts/sign_in.html", form=form, people=people, asks=asks)


@blueprint.post("/sign-in")
@public
@commits
def open_sign_in() -> Answer:
    """Sign in: the same words and status for everything that does not fit."""
    form = SignInForm()
    before = current_actor()
    try:
        if not form.validate():
            raise Refused(operations.WRONG)
        key, account = operations.sign_in(
            form.login.data or "",
            form.password.data or "",
            address=request.remote_addr or "",
            device=device_of(request.headers.get("User-Agent")),
        )
    except Refused as error:
        db.session.rollback()
        form.form_errors = [sentence_of(error)]
        return render_template("accounts/sign_in.html", form=form, people=people_here(), asks=True), 422
    if before is not None:
        operations.sign_out(before)
    wanted = plain_endpoint(session.get("next"))
    # Everything the browser brought is left at the door, its CSRF token too, so that nothing planted stays.
    clear_session()
    remember_key(key)
    login_user(SignedIn(key))
    session["seen"] = int(now().timestamp())
    session["language"] = account.language
    return redirect(url_for(wanted) if wanted else url_for("accounts.home"), 303)


@blueprint.post("/sign-out")
@requires(Permission.ACCOUNT_OWN)
@commits
def sign_out(actor: Actor) -> Response:
    """End this sign-in, on the server and in the browser."""
    operations.sign_out(actor)
    clear_session()
    session["language"] = actor.language
    flash(_("You are signed out."))
    return redirect(url_for("accounts.sign_in"), 303)


def _account_page(actor: Actor, password_form: ChangePasswordForm | None = None) -> str:
    zone = ZoneInfo(actor.zone)
    sign_ins = [
        {
            "id": row.id,
            "device": DEVICES.get(row.device, DEVICES["other"]),
            "since": row.started_at.astimezone(zone),
        }
        for row in queries.sign_ins_of(actor)
    ]
    return render_template(
        "accounts/account.html",
        me=actor,
        login=db.session.get_one(Account, actor.account_id).login,
        cards=[
            card | {"said": said_in(card["name"], actor.language, card["language"])}
            for card in queries.card_rows(actor)
        ],
        sign_ins=sign_ins,
        shared=is_shared(),
        password_form=password_form or ChangePasswordForm(formdata=None),
    )


@blueprint.get("/account")
@requires(Permission.ACCOUNT_OWN)
def account(actor: Actor) -> Answer:
    """Who am I here, in which language, and where am I signed in."""
    return _account_page(actor)


@blueprint.post("/language")
@requires(Permission.ACCOUNT_OWN)
@commits
def language(actor: Actor) -> Response:
    """Speak another language to me."""
    form = LanguageForm()
    # A language nobody speaks is told by the verb, in words of its own.
    if not form.validate() and not form.language.errors:
        raise Refused()
    operations.speak(actor, form.language.data or "")
    session["language"] = form.language.data
    return redirect(url_for(plain_endpoint(form.back.data) or "accounts.account"), 303)


@blueprint.post("/card")
@requires(Permission.ACCOUNT_OWN)
@commits
def card(actor: Actor) -> Response:
    """Turn to another of one's own cards."""
    form = CardForm()
    if not form.validate():
        raise Refused()
    operations.change_card(actor, form.person_id.data or "")
    return redirect(url_for("accounts.home"), 303)


@blueprint.post("/account/password")
@requires(Permission.ACCOUNT_OWN)
@commits
def password(actor: Actor) -> Answer:
    """Choose a new password; every sign-in ends, this one too."""
    form = ChangePasswordForm()
    if not form.validate():
        return _account_page(actor, password_form=form), 422
    try:
        operations.change_password(actor, form.old_password.data, form.password.data)
    except Refused as error:
        db.session.rollback()
        form.refuse(error, field="old_password" if error.sentence == operations.NOT_OLD else "password")
        return _account_page(actor, password_form=form), 422
    clear_session()
    session["language"] = actor.language
    flash(_("Your new password is kept. Please sign in with it."))
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.post("/sign-ins/<id:sign_in_id>/revocation")
@requires(Permission.ACCOUNT_OWN)
@commits
def revocation(actor: Actor, sign_in_id: str) -> Response:
    """End one of one's own sign-ins."""
    operations.revoke(actor, queries.sign_in_for(actor, sign_in_id))
    flash(_("That device is signed out."))
    return redirect(url_for("accounts.account"), 303)
