"""Pages behind mailed links; a page shows a button, and only the button acts."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.access.guards import by_secret, public
from community.accounts.device_people import clear_session
from community.accounts.forms import AcceptForm, NewPasswordForm, ResetForm
from community.accounts.links import INVITATION, RESET, needs_password, request_reset, use_link
from community.accounts.queries import open_link
from community.accounts.views import Answer
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.languages import sentence_of
from foundation.transactions import commits

blueprint = Blueprint("links", __name__)


def _gone(error: NotFound) -> Answer:
    """The same page for a link that is unknown, used or too old."""
    db.session.rollback()
    return render_template("accounts/link_gone.html", sentence=sentence_of(error)), 404


def _link_page(token: str, kind: str) -> Answer:
    """Show what a link is for, in its reader's language, and act on it when the button is pressed."""
    try:
        account = open_link(token, kind)[1]
    except NotFound as error:
        return _gone(error)
    with force_locale(session.get("language") or account.language):
        asks = needs_password(account, kind)
        form = NewPasswordForm() if asks else AcceptForm()
        if request.method == "POST" and form.validate():
            answer = _used(token, kind, form)
            if answer is not None:
                return answer
            account = open_link(token, kind)[1]
        facts = {"kind": kind, "asks": asks, "form": form, "login": account.login, "token": token}
        page = render_template("accounts/link.html", **facts)
    return (page, 422) if form.errors else page


def _used(token: str, kind: str, form: NewPasswordForm | AcceptForm) -> Response | None:
    """Use the link; None when the form has to be shown again with its fault."""
    password = form.password.data if isinstance(form, NewPasswordForm) else None
    try:
        account = use_link(token, kind, password)
    except Refused as error:
        db.session.rollback()
        form.refuse(error, field="password" if password is not None else None)
        return None
    clear_session()
    session["language"] = account.language
    if password is not None:
        flash(_("Your password is kept. Please sign in with it."))
    else:
        flash(_("Thank you. Please sign in as you always do."))
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/invitations/<token>")
@by_secret("link")
def invitation(token: str) -> Answer:
    """What an invitation is for."""
    return _link_page(token, INVITATION)


@blueprint.post("/invitations/<token>")
@by_secret("link")
@commits
def accept_invitation(token: str) -> Answer:
    """Take an invitation."""
    return _link_page(token, INVITATION)


@blueprint.get("/password-resets/<token>")
@by_secret("link")
def password_reset(token: str) -> Answer:
    """Where a new password is chosen."""
    return _link_page(token, RESET)


@blueprint.post("/password-resets/<token>")
@by_secret("link")
@commits
def set_new_password(token: str) -> Answer:
    """Choose a new password."""
    return _link_page(token, RESET)


@blueprint.get("/password-resets")
@public
def ask_reset() -> Answer:
    """For those who cannot sign in."""
    return render_template("accounts/reset.html", form=ResetForm(), asked=False)


@blueprint.post("/password-resets")
@public
@commits
def requested_reset() -> Answer:
    """Ask for a mail with a link; the answer is the same whether the login is known or not."""
    form = ResetForm()
    if not form.validate():
        return render_template("accounts/reset.html", form=form, asked=False), 422
    request_reset(form.login.data or "", address=request.remote_addr or "")
    return render_template("accounts/reset.html", form=form, asked=True)
