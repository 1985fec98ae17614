"""The pages where a manager looks after the house: what it says of itself, its rooms and its stages."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses import amending, operations
from community.houses.crisis_numbers import MOST_NUMBERS, set_crisis_numbers
from community.houses.forms import (
    CRISIS_LIMITS,
    CrisisForm,
    HouseForm,
    MentoringForm,
    RoomForm,
)
from community.houses.queries import house_of, organisation_of, room_for, rooms_of, stages_of
from community.houses.rows import in_order, room_row, saying
from community.people.meanwhile import came_late
from foundation.database import db
from foundation.errors import Refused
from foundation.listing import asked, by_name, listed, table
from foundation.transactions import commits

blueprint = Blueprint("houses", __name__)
Answer = Response | str | tuple[str, int]
ROOM_SORTS = ("name", "capacity")


def _back(endpoint: str, sentence: str) -> Response:
    flash(sentence)
    return redirect(url_for(endpoint), 303)  # type: ignore[return-value]


@blueprint.get("/house")
@requires(Permission.HOUSE_MANAGE)
def house(actor: Actor) -> str:
    """What a house is made of, each part one tap away."""
    here = house_of(actor)
    rooms, stages = rooms_of(here.id), stages_of(here.id)
    return render_template(
        "houses/house.html",
        house=here,
        organisation=organisation_of(here),
        rooms=rooms,
        stages=stages,
        said=saying(actor),
    )


@blueprint.route("/house/settings", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def settings(actor: Actor) -> Answer:
    """Name, languages, week, neutral title, and how long a family consent lasts."""
    here = house_of(actor)
    # Words that stand in a language which is no longer spoken here are shown too, or they would be lost.
    codes = in_order(here, here.name | here.feed_title)
    form = HouseForm() if request.method == "POST" else HouseForm.of(here)
    right = request.method == "POST" and form.validate()
    right = right and form.needed("name", codes) and form.needed("feed_title", codes)
    if right and not came_late(form, here, "house:amend", actor):
        try:
            amending.amend_house(
                here,
                name=form.words("name"),
                language=form.language.data,
                languages=form.tongues(),
                week_starts=form.week_starts.data,
                weekend=form.weekend.data,
                feed_title=form.words("feed_title"),
                consent_days=form.consent_days.data,
                register_due_minutes=form.register_due_minutes.data,
                by=actor,
            )
            return _back("houses.house", _("The settings of the house are kept."))
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
    return render_template("houses/settings.html", form=form, house=here, codes=codes), form.status


@blueprint.route("/house/crisis-numbers", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def crisis_numbers(actor: Actor) -> Answer:
    """Whom residents can call at any hour."""
    here = house_of(actor)
    form = CrisisForm() if request.method == "POST" else CrisisForm.of(here)
    if request.method == "POST" and form.validate() and not came_late(form, here, "house:crisis_numbers", actor):
        try:
            set_crisis_numbers(here, form.rows(), by=actor)
            return _back("houses.house", _("The numbers stand on the pages of everybody who lives here."))
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
    rows = [*form.rows(), *[{"name": "", "number": ""}] * MOST_NUMBERS][:MOST_NUMBERS]
    return render_template("houses/crisis_numbers.html", form=form, rows=rows, limits=CRISIS_LIMITS), form.status


@blueprint.route("/house/mentoring", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def mentoring(actor: Actor) -> Answer:
    """How many elders stand by a newcomer, for how long, and how often they meet."""
    here = house_of(actor)
    form = MentoringForm() if request.method == "POST" else MentoringForm.of(here)
    if request.method == "POST" and form.validate() and not came_late(form, here, "house:mentoring", actor):
        numbers = {name: form[name].data for name in amending.MENTORING_BOUNDS}
        amending.arrange_mentoring(here, numbers=numbers, same_sex=form.elders_of_same_sex.data, by=actor)
        return _back("houses.house", _("Kept. It counts from now on, for everybody who lives here."))
    return render_template("houses/mentoring.html", form=form, bounds=amending.MENTORING_BOUNDS), form.status


def _rooms_page(actor: Actor, form: RoomForm) -> Answer:
    here = house_of(actor)
    wish = asked(sorts=ROOM_SORTS)
    rows = by_name([room_row(room, actor) for room in rooms_of(here.id)], wish.search)
    found = listed(rows, wish, key=lambda row: (row.capacity if wish.sort == "capacity" else 0, row.folded, row.id))
    if wish.table:
        return table("rooms", [_("Room"), _("People it holds")], [(row.name, row.capacity) for row in found.rows])
    return render_template("houses/rooms.html", listed=found, form=form, codes=in_order(here))


@blueprint.get("/rooms")
@requires(Permission.HOUSE_MANAGE)
def rooms(actor: Actor) -> Answer:
    """The rooms of the house, and a form for one more."""
    return _rooms_page(actor, RoomForm(formdata=None))


@blueprint.post("/rooms")
@requires(Permission.HOUSE_MANAGE)
@commits
def add_room(actor: Actor) -> Answer:
    """Add a room."""
    form = RoomForm()
    if form.validate() & form.needed("name", [actor.house_language]):
        operations.add_room(actor.house_id, name=form.words("name"), capacity=form.capacity.data, by=actor)
        return _back("houses.rooms", _("The room is added."))
    return _rooms_page(actor, form), 422  # type: ignore[return-value]


@blueprint.route("/rooms/<id:room_id>", methods=["GET", "POST"])
@requires(Permission.HOUSE_MANAGE)
@commits
def room(actor: Actor, room_id: str) -> Answer:
    """A room's name and how many it holds."""
    found = room_for(actor, room_id)
    codes = in_order(house_of(actor), found.name)
    form = RoomForm() if request.method == "POST" else RoomForm.of(found)
    right = request.method == "POST" and form.validate() & form.needed("name", codes)
    if right and not came_late(form, found, "room:amend", actor):
        amending.amend_room(found, name=form.words("name"), capacity=form.capacity.data, by=actor)
        return _back("houses.rooms", _("The room is kept as you wrote it."))
    return render_template("houses/room.html", form=form, room=found, codes=codes, said=saying(actor)), form.status
