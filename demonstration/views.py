"""The page that says what the demonstration is, and takes it away."""

from flask import (
    Blueprint,
    Response,
    after_this_request,
    current_app,
    flash,
    redirect,
    render_template,
    session,
    url_for,
)
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from demonstration.forms import RemovalForm
from demonstration.loading import marked_houses
from demonstration.removal import forget_facts, remove
from foundation.errors import NotFound
from foundation.languages import language
from foundation.transactions import commits

blueprint = Blueprint("demonstration", __name__, url_prefix="/demonstration")
Answer = Response | str | tuple[str, int]


def _must_be_one(actor: Actor) -> None:
    if actor.house_id not in marked_houses():
        raise NotFound()


@blueprint.get("")
@requires(Permission.HOUSE_MANAGE)
def about(actor: Actor) -> str:
    """What is invented here, and how to begin with a house of one's own."""
    _must_be_one(actor)
    return render_template("demonstration/about.html", form=RemovalForm(formdata=None))


@blueprint.post("/removal")
@requires(Permission.HOUSE_MANAGE)
@commits
def removal(actor: Actor) -> Answer:
    """Take the demonstration away, and lead to the first day."""
    _must_be_one(actor)
    form = RemovalForm()
    if not form.validate():
        return render_template("demonstration/about.html", form=form), 422
    remove()
    settings = current_app.extensions["settings"]

    @after_this_request
    def after_the_commit(response: Response) -> Response:
        if response.status_code == 303:
            forget_facts(settings)
        return response

    spoken = language()
    # Whoever is signed in was invented too.
    session.clear()
    session["language"] = spoken
    flash(_("The demonstration is gone. Now it is your house's turn."))
    return redirect(url_for("accounts.home"), 303)  # type: ignore[return-value]
