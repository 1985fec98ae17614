"""The page of hobbies: what a resident joins, waits for and leaves by themselves."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.forms import UNKNOWN_FIELD, StrictForm
from foundation.languages import sentence_of
from foundation.messages import N_
from foundation.transactions import commits
from sessions.groups.kinds import KIND_WORDS
from sessions.groups.models import Group
from sessions.groups.operations import end_membership, join_or_wait
from sessions.groups.queries import standing_membership, wait_of
from sessions.groups.waiting import stop_waiting, wait_for
from sessions.membership.hobbies import hobbies_of, hobby_for
from sessions.membership.members import refuse_who_left

blueprint = Blueprint("hobbies", __name__)
CLOSED = N_("This group is closed at the moment. Please speak to the staff if you would like to join.")


class _TapForm(StrictForm):
    """A button, and nothing else."""


def _page(actor: Actor, error: str = "") -> str:
    hobbies, others = hobbies_of(actor)
    return render_template(
        "membership/hobbies.html",
        hobbies=hobbies,
        others=others,
        error=error,
        today=today(actor.zone),
        kind_words=KIND_WORDS,
    )


@blueprint.get("/hobbies")
@requires(Permission.GROUP_JOIN)
def hobbies(actor: Actor) -> str:
    """The hobby groups of the house, and the groups one belongs to oneself."""
    return _page(actor)


def _tapped(actor: Actor, group_id: str, verb: Any) -> Any:
    """Do what a button says; back on the page with the sentence when it was refused."""
    found = hobby_for(actor, group_id)
    if not _TapForm().validate():
        return _page(actor, str(UNKNOWN_FIELD)), 422
    try:
        done = verb(found)
    except Refused as fault:
        db.session.rollback()
        return _page(actor, sentence_of(fault)), 422
    flash(done)
    return redirect(url_for("hobbies.hobbies"), 303)


def _open(found: Group, actor: Actor) -> None:
    if not found.open:
        raise Refused(CLOSED)
    refuse_who_left(actor.house_id, actor.person_id)


@blueprint.post("/hobbies/<id:group_id>/membership")
@requires(Permission.GROUP_JOIN)
@commits
def joining(actor: Actor, group_id: str) -> Any:
    """Join from now on; whoever finds the last place taken waits for the next."""

    def verb(found: Group) -> str:
        _open(found, actor)
        if join_or_wait(found, actor.person_id, by=actor):
            return _("You belong to it now. Whatever is planned for it stands in your day.")
        return _("The last place was taken a moment ago. You wait now, and move up when one becomes free.")

    return _tapped(actor, group_id, verb)


@blueprint.post("/hobbies/<id:group_id>/membership/ending")
@requires(Permission.GROUP_JOIN)
@commits
def leaving(actor: Actor, group_id: str) -> Any:
    """Leave from now on."""

    def verb(found: Group) -> str:
        mine = standing_membership(found.id, actor.person_id)
        if mine is None:
            raise Refused(N_("You do not belong to it."))
        end_membership(mine, found, by=actor)
        return _("You have left it. You can join again while there is a place.")

    return _tapped(actor, group_id, verb)


@blueprint.post("/hobbies/<id:group_id>/waiting")
@requires(Permission.GROUP_JOIN)
@commits
def waiting(actor: Actor, group_id: str) -> Any:
    """Wait for a place."""

    def verb(found: Group) -> str:
        _open(found, actor)
        wait_for(found, actor.person_id, by=actor)
        return _("You wait now, and move up when a place becomes free.")

    return _tapped(actor, group_id, verb)


@blueprint.post("/hobbies/<id:group_id>/waiting/ending")
@requires(Permission.GROUP_JOIN)
@commits
def end_of_waiting(actor: Actor, group_id: str) -> Any:
    """Wait no more."""

    def verb(found: Group) -> str:
        wait = wait_of(found.id, actor.person_id)
        if wait is None:
            raise Refused(N_("You do not wait for a place in it."))
        stop_waiting(wait, by=actor)
        return _("You wait no more.")

    return _tapped(actor, group_id, verb)
