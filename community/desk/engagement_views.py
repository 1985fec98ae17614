"""What is done at a card about what takes a resident elsewhere: noting it, and ending it."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.desk.card_views import page
from community.desk.engagement_forms import EngagementEndForm, EngagementForm
from community.desk.queries import card_for, engagement_for, open_stay_of
from community.residency.engagements import end_engagement, note_engagement
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.forms import StrictForm
from foundation.transactions import commits

blueprint = Blueprint("desk_engagements", __name__)


def _again(actor: Actor, person_id: str, name: str, form: StrictForm) -> tuple[str, int]:
    return page(actor, card_for(actor, person_id), {name: form}), 422


@blueprint.post("/residents/<id:person_id>/engagements")
@requires(Permission.PEOPLE_MANAGE)
@commits
def engagement(actor: Actor, person_id: str) -> Any:
    """Note what takes a resident elsewhere."""
    person, form = card_for(actor, person_id), EngagementForm()
    if not form.validate():
        return _again(actor, person_id, "engagement", form)
    stay = open_stay_of(person, now())
    try:
        note_engagement(
            stay,
            reason=form.why.data,
            days=form.days.data or (),
            first_day=form.first_day.data,
            to_day=form.to_day(),
            start=form.start.data,
            end=form.end.data,
            zone=actor.zone,
            by=actor,
        )
    except Refused as fault:
        db.session.rollback()
        form.refuse(fault)
        return _again(actor, person_id, "engagement", form)
    flash(_("It is noted. They are not expected meanwhile, and nobody marks them absent."))
    return redirect(url_for("desk_cards.card", person_id=person_id), 303)


@blueprint.post("/engagements/<id:engagement_id>/ending")
@requires(Permission.PEOPLE_MANAGE)
@commits
def ending(actor: Actor, engagement_id: str) -> Any:
    """End it from a day on; past dates stay."""
    found, person_id = engagement_for(actor, engagement_id)
    form = EngagementEndForm()
    if not form.validate():
        return _again(actor, person_id, "engagement_end", form)
    try:
        end_engagement(found, from_day=form.from_day.data, zone=actor.zone, by=actor)
    except Refused as fault:
        db.session.rollback()
        form.refuse(fault)
        return _again(actor, person_id, "engagement_end", form)
    flash(_("It ends there. Past dates stay as they were."))
    return redirect(url_for("desk_cards.card", person_id=person_id), 303)
