"""The page of the hours a house keeps free, and of the rest between two groups."""

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.amending import set_rest
from community.houses.queries import house_of
from community.houses.rows import in_order, saying
from community.people.meanwhile import came_late
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import commits
from sessions.clashes.kept_forms import NO_GROUP, HourForm, RestForm, days_from
from sessions.clashes.kept_hours import (
    KINDS,
    end_hour,
    every_kept_hour,
    groups_that_keep,
    keep_hour,
    kept_hour_for,
)
from sessions.groups.models import Group

blueprint = Blueprint("kept_hours", __name__, url_prefix="/kept-hours")
Answer = Response | str | tuple[str, int]


def _back(sentence: str) -> Response:
    flash(sentence)
    return redirect("/kept-hours", 303)  # type: ignore[return-value]


def _offer(actor: Actor, form: HourForm, groups: list[Group]) -> HourForm:
    said = saying(actor)
    names = sorted((said(group.name)[0], group.id) for group in groups)
    # An option holds no <bdi>: the isolates keep a name whole within a line of Arabic.
    of_groups = [SelectChoice(key, _("the members of %(name)s", name=f"\u2068{name}\u2069")) for name, key in names]
    form.group.choices = [SelectChoice(NO_GROUP, _("everyone in the house")), *of_groups]
    form.days.choices = days_from(actor.week_starts)
    return form


def _page(actor: Actor, form: HourForm | None = None) -> str:
    house, found, here = house_of(actor), every_kept_hour(actor.house_id), today(actor.zone)
    groups = groups_that_keep(actor.house_id, but_also={hour.group_id for hour in found})
    going_on = [hour for hour in found if hour.to_day is None or hour.to_day > here]
    open_groups = [group for group in groups if group.ended_at is None]
    return render_template(
        "clashes/kept_hours.html",
        form=form or _offer(actor, HourForm(formdata=None), open_groups),
        rest_minutes=house.rest_minutes,
        going_on=going_on,
        past=[hour for hour in found if hour not in going_on],
        kinds=KINDS,
        group_names={group.id: group.name for group in groups},
        day_names={choice.value: choice.label for choice in days_from(actor.week_starts)},
        codes=in_order(house),
        here=here,
        said=saying(actor),
    )


@blueprint.get("")
@requires(Permission.PROGRAMME_PLAN)
def hours(actor: Actor) -> str:
    """The hours that are kept free, a form for more, and how long people rest between two groups."""
    return _page(actor)


@blueprint.post("")
@requires(Permission.PROGRAMME_PLAN)
@commits
def keep(actor: Actor) -> Answer:
    """Keep hours free."""
    form = _offer(actor, HourForm(), groups_that_keep(actor.house_id))
    if not form.validate():
        return _page(actor, form), 422
    try:
        keep_hour(house_of(actor), by=actor, **form.facts())
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _page(actor, form), 422
    return _back(_("These hours are kept free. Clashes with them show from now on."))


@blueprint.post("/<id:hour_id>/ending")
@requires(Permission.PROGRAMME_PLAN)
@commits
def end(actor: Actor, hour_id: str) -> Answer:
    """Keep hours free no more."""
    end_hour(kept_hour_for(actor, hour_id), actor.zone, by=actor)
    return _back(_("These hours are kept free no more."))


@blueprint.route("/rest", methods=["GET", "POST"])
@requires(Permission.PROGRAMME_PLAN)
@commits
def rest_between(actor: Actor) -> Answer:
    """Say how long people rest between two groups."""
    house = house_of(actor)
    form = RestForm() if request.method == "POST" else RestForm.of(house)
    if request.method == "POST" and form.validate() and not came_late(form, house, "house:rest", actor):
        set_rest(house, form.rest_minutes.data, by=actor)
        return _back(_("The rest between two groups is kept as you wrote it."))
    return render_template("clashes/rest_minutes.html", form=form), form.status
