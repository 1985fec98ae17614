"""Who is asking, loaded once a request: Flask-Login on revocable sign-in rows."""

from datetime import UTC, datetime

from flask import Flask, g, request, session
from flask_login import LoginManager, UserMixin, current_user

from community.access.actor import Actor
from community.accounts.operations import IDLE_STAFF, note_seen
from community.accounts.queries import actor_of
from foundation.clock import now
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


def start_accounts(app: Flask) -> None:
    """Load the actor before every request that may need one."""
    manager.init_app(app)
    # Without "remember me" this hook does nothing but touch the session, which puts Vary: Cookie on every feed.
    app.after_request_funcs[None].remove(manager._update_remember_cookie)

    @app.before_request
    def who() -> None:
        view = app.view_functions.get(request.endpoint or "")
        guard = getattr(view, "guard", "")
        if request.endpoint == "static" or guard.startswith("secret:feed") or "_user_id" not in session:
            return
        user = current_user
        if not user.is_authenticated:
            return
        g.actor = user.actor
        at = int(now().timestamp())
        if at - session.get("seen", 0) > SEEN_EVERY_SECONDS:
            session["seen"] = at
        if getattr(view, "commits", False) and (now() - g.last_seen_at).total_seconds() > SEEN_EVERY_SECONDS:
            note_seen(user.actor)
