"""What the two do themselves: agree, note a contact, plan a time, ask for a change, share how it goes.

The page that holds all of it lies higher, where marks can be read.
"""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.mentoring.changing import ask_change
from community.mentoring.forms import ContactForm, HourForm
from community.mentoring.history import hour_for
from community.mentoring.meetings import cancel_hour
from community.mentoring.models import Mentorship
from community.mentoring.operations import agree, end
from community.mentoring.pair_page import noted, page, pair_for, planned
from community.mentoring.queries import own_mentorship
from community.mentoring.sharing import share_progress, stop_sharing
from foundation.transactions import commits

blueprint = Blueprint("own_pairs", __name__, url_prefix="/mentoring/mine")
HOME = "/mentoring/mine"


def _back(mentorship_id: str) -> Any:
    return redirect(url_for("own_pairs.pair", mentorship_id=mentorship_id), 303)


@blueprint.get("/<id:mentorship_id>")
@requires(Permission.MENTORING_OWN)
def pair(actor: Actor, mentorship_id: str) -> Any:
    """The two of us: contacts, hours, and asking for a change."""
    return page(actor, pair_for(actor, mentorship_id, own=True), own=True)


@blueprint.post("/<id:mentorship_id>/agreement")
@requires(Permission.MENTORING_OWN)
@commits
def agreement(actor: Actor, mentorship_id: str) -> Any:
    """Say yes."""
    agree(own_mentorship(actor, mentorship_id), actor.person_id, by=actor)
    flash(_("Thank you. The other one is asked as well."))
    return redirect(HOME, 303)


@blueprint.post("/<id:mentorship_id>/refusal")
@requires(Permission.MENTORING_OWN)
@commits
def refusal(actor: Actor, mentorship_id: str) -> Any:
    """Say no, before having agreed; nobody asks why. Later it is a change that one asks for."""
    mentorship = own_mentorship(actor, mentorship_id)
    if _has_agreed(mentorship, actor):
        ask_change(mentorship, actor.person_id, by=actor)
        flash(_("The staff know that you would like a change."))
        return redirect(HOME, 303)
    end(mentorship, because="declined", by=actor)
    flash(_("That is fine. The staff will look for somebody else."))
    return redirect(HOME, 303)


def _has_agreed(mentorship: Mentorship, actor: Actor) -> bool:
    own = actor.person_id == mentorship.newcomer_id
    return (mentorship.newcomer_agreed_at if own else mentorship.elder_agreed_at) is not None


@blueprint.post("/<id:mentorship_id>/contacts")
@requires(Permission.MENTORING_OWN)
@commits
def contacts(actor: Actor, mentorship_id: str) -> Any:
    """Note that we had contact."""
    found, form = pair_for(actor, mentorship_id, own=True), ContactForm()
    if noted(form, own_mentorship(actor, mentorship_id), actor):
        flash(_("Noted. Thank you."))
        return redirect(HOME, 303)
    return page(actor, found, own=True, contact=form)


@blueprint.post("/<id:mentorship_id>/hours")
@requires(Permission.MENTORING_OWN)
@commits
def hours(actor: Actor, mentorship_id: str) -> Any:
    """Plan a time for the two of us."""
    found, form = pair_for(actor, mentorship_id, own=True), HourForm()
    if planned(form, own_mentorship(actor, mentorship_id), actor):
        flash(_("Planned. It stands in the day of both of you."))
        return _back(mentorship_id)
    return page(actor, found, own=True, hour=form)


@blueprint.post("/<id:mentorship_id>/hours/<id:hour_id>/ending")
@requires(Permission.MENTORING_OWN)
@commits
def end_hour(actor: Actor, mentorship_id: str, hour_id: str) -> Any:
    """Give up a planned time, from now on."""
    cancel_hour(hour_for(own_mentorship(actor, mentorship_id).id, hour_id), by=actor)
    flash(_("The time is free again."))
    return _back(mentorship_id)


@blueprint.post("/<id:mentorship_id>/change-requests")
@requires(Permission.MENTORING_OWN)
@commits
def change(actor: Actor, mentorship_id: str) -> Any:
    """Ask the staff for another pairing; nobody needs a reason."""
    ask_change(own_mentorship(actor, mentorship_id), actor.person_id, by=actor)
    flash(_("The staff know that you would like a change."))
    return redirect(HOME, 303)


@blueprint.post("/<id:mentorship_id>/sharing")
@requires(Permission.MENTORING_OWN)
@commits
def sharing(actor: Actor, mentorship_id: str) -> Any:
    """The newcomer lets this elder know how often they were at their sessions."""
    share_progress(own_mentorship(actor, mentorship_id), by=actor)
    flash(_("Shared. You can stop it any day, at once."))
    return redirect(HOME, 303)


@blueprint.post("/<id:mentorship_id>/sharing/ending")
@requires(Permission.MENTORING_OWN)
@commits
def end_sharing(actor: Actor, mentorship_id: str) -> Any:
    """The newcomer takes it back."""
    stop_sharing(own_mentorship(actor, mentorship_id), by=actor)
    flash(_("Done. Nothing is shared with this person any more, from this moment on."))
    return redirect(HOME, 303)
