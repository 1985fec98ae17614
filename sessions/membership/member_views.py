"""What is done at a group's page: who joins, leaves, waits, and waits no more."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.addresses import plain_endpoint
from foundation.errors import Refused
from foundation.transactions import commits
from sessions.groups.models import Group
from sessions.groups.operations import end_membership
from sessions.groups.queries import group_of, membership_of, waiting_by_id
from sessions.groups.waiting import stop_waiting, wait_for
from sessions.membership.forms import MemberForm
from sessions.membership.members import admit_member, refuse_who_left
from sessions.membership.rows import residents_now
from sessions.membership.views import group_page, refused

blueprint = Blueprint("group_members", __name__)


def _joined(actor: Actor, group_id: str, verb: Callable[[Group, MemberForm], Any], done: str) -> Any:
    found = group_of(actor.house_id, group_id)
    form = MemberForm()
    form.person.choices = [SelectChoice(key, shown) for key, shown in residents_now(actor.house_id)]
    if not form.validate():
        return group_page(actor, group_id, form), 422
    try:
        verb(found, form)
    except Refused as fault:
        return refused(actor, group_id, fault, form)
    flash(done)
    # Whoever fills the hours of several people goes on where they were.
    back = plain_endpoint(form.back.data)
    return redirect(url_for(back) if back else url_for("groups.group", group_id=group_id), 303)


@blueprint.post("/groups/<id:group_id>/members")
@requires(Permission.GROUP_KEEP)
@commits
def joining(actor: Actor, group_id: str) -> Any:
    """Let a resident belong to the group, from now or from a day on."""

    def verb(found: Group, form: MemberForm) -> None:
        admit_member(
            found,
            form.person.data,
            from_day=form.from_day.data,
            zone=actor.zone,
            by=actor,
            anyway=form.anyway.data,
        )

    return _joined(actor, group_id, verb, _("Noted. Whatever is planned for the group stands in their day."))


@blueprint.post("/groups/<id:group_id>/waiting")
@requires(Permission.GROUP_KEEP)
@commits
def waiting(actor: Actor, group_id: str) -> Any:
    """Put a resident at the end of the queue."""

    def verb(found: Group, form: MemberForm) -> None:
        refuse_who_left(actor.house_id, form.person.data)
        wait_for(found, form.person.data, by=actor)

    return _joined(actor, group_id, verb, _("They wait for a place now."))


@blueprint.post("/groups/<id:group_id>/members/<id:membership_id>/ending")
@requires(Permission.GROUP_KEEP)
@commits
def leaving(actor: Actor, group_id: str, membership_id: str) -> Any:
    """End a membership now; what was stays."""
    found = group_of(actor.house_id, group_id)
    try:
        end_membership(membership_of(found, membership_id), found, by=actor)
    except Refused as fault:
        return refused(actor, group_id, fault)
    flash(_("They belong to the group no more. Past registers stay as they are."))
    return redirect(url_for("groups.group", group_id=group_id), 303)


@blueprint.post("/groups/<id:group_id>/waiting/<id:wait_id>/ending")
@requires(Permission.GROUP_KEEP)
@commits
def end_of_waiting(actor: Actor, group_id: str, wait_id: str) -> Any:
    """Take somebody out of the queue."""
    found = group_of(actor.house_id, group_id)
    try:
        stop_waiting(waiting_by_id(found, wait_id), by=actor)
    except Refused as fault:
        return refused(actor, group_id, fault)
    flash(_("They wait no more."))
    return redirect(url_for("groups.group", group_id=group_id), 303)
