"""The page on which a resident decides whether the wall names them."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.devices.wall_forms import NOT_AT_ALL, WallNameForm
from community.devices.wall_names import choose_wall_name, wall_name_of
from community.people.models import Person
from community.people.names import shown_name
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import commits

blueprint = Blueprint("wall_name", __name__)
Answer = Response | str | tuple[str, int]


@blueprint.route("/wall-name", methods=["GET", "POST"])
@requires(Permission.RECORD_OWN)
@commits
def choice(actor: Actor) -> Answer:
    """Whether and how the wall names whoever asks; nobody chooses for somebody else."""
    person = db.session.get_one(Person, actor.person_id)
    initial, alias = shown_name(person.given_name, person.surname), person.alias
    form = WallNameForm(formdata=request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            chosen = None if form.shown_as.data == NOT_AT_ALL else form.shown_as.data
            choose_wall_name(person, chosen, by=actor)
            flash(_("Your name is on no wall.") if chosen is None else _("Kept. The wall names you as you chose."))
            return redirect(url_for("wall_name.choice"), 303)  # type: ignore[return-value]
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
    standing = wall_name_of(actor.person_id, now())
    page = render_template("devices/wall_name.html", form=form, standing=standing, initial=initial, alias=alias)
    return (page, 422) if form.errors else page
