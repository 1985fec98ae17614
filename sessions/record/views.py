"""A person's own pages: what is recorded about me, and who has seen it."""

from flask import Blueprint, render_template

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from sessions.record.pages import readers_facts, record_facts

blueprint = Blueprint("record", __name__)


@blueprint.get("/record")
@requires(Permission.RECORD_OWN)
def mine(actor: Actor) -> str:
    """What is recorded about the signed-in person; nothing in the address can make it anybody else's."""
    return render_template("record/mine.html", **record_facts(actor))


@blueprint.get("/record/readers")
@requires(Permission.RECORD_OWN)
def readers(actor: Actor) -> str:
    """Who has seen the signed-in person's record, and what was changed in it."""
    return render_template("record/readers.html", **readers_facts(actor))
