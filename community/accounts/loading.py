"""Who is asking, loaded once a request: Flask-Login on revocable sign-in rows."""

from datetime import UTC, datetime

from flask import Flask, g, make_response, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response

from community.access.actor import Actor
from community.access.guards import SignInNeeded
from community.accounts.operations import IDLE_STAFF, note_seen
from community.accounts.queries import actor_of
from foundation.addresses import plain_endpoint
from foundation.clock import now
from foundation.database import db
from foundation.languages import sentence_of
from foundation.security import token_hash

manager = LoginManager()
# The row decides how long a sign-in lasts; Flask-Login's own cookie would outlive it.
manager.session_protection = None
SEEN_EVERY_SECONDS = 60


class SignedIn(UserMixin):
    """What Flask-Login carries: the key of a sign-in row, and whom it stands for."""

    def __init__(self, key: str, actor: Actor | None = None) -> None:
        self.key = key
        self.actor = actor

    def get_id(self) -> str:
        """The random key that the signed cookie holds."""
        return self.key


def _idle(actor: Actor) -> bool:
    """Whether a member of staff has left the device alone for too long.

    The time of the last request lives in the signed cookie, for reading a page must not write.
    """
    if not actor.staff:
        return False
    seen = session.get("seen")
    return seen is None or now() - datetime.fromtimestamp(seen, UTC) > IDLE_STAFF


@manager.user_loader
def load(key: str) -> SignedIn | None:
    """The person behind a sign-in key, or nobody."""
    found = actor_of(token_hash(key))
    if found is None or _idle(found[0]):
        return None
    actor, last_seen_at = found
    g.last_seen_at = last_seen_at
    return SignedIn(key, actor)


def lead_to_sign_in(error: SignInNeeded) -> Response:
    """Lead a browser to the sign-in, keeping where it wanted to go as an endpoint's name, never a URL."""
    db.session.rollback()
    if request.headers.get("HX-Request") or request.is_json or request.accept_mimetypes.best == "application/json":
        response = make_response(sentence_of(error), 401)
        response.mimetype = "text/plain"
        return response
    if request.method == "GET" and plain_endpoint(request.endpoint):
        session["next"] = request.endpoint
    return redirect(url_for("accounts.sign_in"), 303)


def start_accounts(app: Flask) -> None:
    """Load the actor before every request that may need one."""
    manager.init_app(app)
    app.register_error_handler(SignInNeeded, lead_to_sign_in)
    # Without "remember me" this hook does nothing but touch the session, which puts Vary: Cookie on every feed.
    app.after_request_funcs[None].remove(manager._update_remember_cookie)

    @app.before_request
    def who() -> None:
        view = app.view_functions.get(request.endpoint or "")
        guard = getattr(view, "guard", "")
        # A feed is asked by a program; on a screen of the house nobody is signed in, whoever was before.
        apart = request.endpoint == "static" or guard.startswith(("secret:feed", "secret:device"))
        if apart or "_user_id" not in session:
            return
        user = current_user
        if not user.is_authenticated:
            return
        g.actor = user.actor
        at = int(now().timestamp())
        # A page left open asks for news by itself; a tablet left alone must not stay signed in by that.
        if at - session.get("seen", 0) > SEEN_EVERY_SECONDS and not getattr(view, "by_itself", False):
            session["seen"] = at
        if getattr(view, "commits", False) and (now() - g.last_seen_at).total_seconds() > SEEN_EVERY_SECONDS:
            note_seen(user.actor)
