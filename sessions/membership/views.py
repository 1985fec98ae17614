"""The pages of groups: the list, one group, how it is formed, amended and ended."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list
from community.audit.reads import notes_reads
from community.houses.queries import house_of
from community.houses.rows import in_order, saying
from community.people.meanwhile import came_late
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.transactions import commits
from sessions.groups.amending import amend_group
from sessions.groups.kinds import HEADINGS, KIND_WORDS, SENTENCES
from sessions.groups.operations import form_group
from sessions.groups.queries import group_of
from sessions.membership.forms import GroupForm, MemberForm, NewGroupForm
from sessions.membership.members import wind_up
from sessions.membership.rows import groups_listed, members_of, queue_of, residents_now, series_of_group

blueprint = Blueprint("groups", __name__)


@blueprint.get("/groups")
@requires(Permission.GROUP_KEEP)
def groups(actor: Actor) -> str:
    """The groups of the house by kind, with how many belong to each and how many wait; nobody's name."""
    rows = groups_listed(actor)
    kinds = [(kind, [row for row in rows if row.kind == kind and not row.ended]) for kind in HEADINGS]
    return render_template(
        "membership/groups.html",
        kinds=kinds,
        ended=[row for row in rows if row.ended],
        headings=HEADINGS,
        sentences=SENTENCES,
        kind_words=KIND_WORDS,
    )


@blueprint.route("/groups/new", methods=["GET", "POST"])
@requires(Permission.GROUP_KEEP)
@commits
def new_group(actor: Actor) -> Any:
    """Form a group."""
    posted = request.method == "POST"
    codes = in_order(house_of(actor))
    form = NewGroupForm() if posted else NewGroupForm(formdata=None, data={"open": True})
    if posted and form.validate() & form.needed("name", codes):
        made = form_group(
            actor.house_id,
            name=form.words("name"),
            kind=form.kind.data,
            open_to_join=form.open.data,
            capacity=form.capacity.data,
            by=actor,
        )
        flash(_("The group is formed. Now add those who belong to it."))
        return redirect(url_for("groups.group", group_id=made.id), 303)
    page = render_template("membership/group_new.html", form=form, codes=codes, sentences=SENTENCES)
    return page, 422 if posted else 200


def group_page(actor: Actor, group_id: str, form: MemberForm | None = None, error: str = "") -> str:
    """One group with its members, its queue and its sessions; with the form that failed, or what was refused."""
    group = group_of(actor.house_id, group_id)
    members, former = members_of(actor, group_id)
    member_form: Any = form or MemberForm(formdata=None)
    inside = {member.person_id for member in members}
    people = [SelectChoice(key, shown) for key, shown in residents_now(actor.house_id) if key not in inside]
    member_form.person.choices = [SelectChoice("", _("please choose")), *people]
    record_list(actor, "group")
    return render_template(
        "membership/group.html",
        group=group,
        members=members,
        former=former,
        queue=queue_of(actor, group_id),
        series=series_of_group(actor, group_id),
        form=member_form,
        failed=form is not None,
        error=error,
        kind_words=KIND_WORDS,
        sentences=SENTENCES,
        said=saying(actor),
        plans=actor.may(Permission.PROGRAMME_PLAN),
    )


@blueprint.get("/groups/<id:group_id>")
@requires(Permission.GROUP_KEEP)
@notes_reads
def group(actor: Actor, group_id: str) -> str:
    """One group; that somebody read who belongs to it is recorded."""
    return group_page(actor, group_id)


@blueprint.route("/groups/<id:group_id>/settings", methods=["GET", "POST"])
@requires(Permission.GROUP_KEEP)
@commits
def amendment(actor: Actor, group_id: str) -> Any:
    """What a group is called, whether it is open, and how many it holds."""
    found = group_of(actor.house_id, group_id)
    codes = in_order(house_of(actor), found.name)
    form = GroupForm() if request.method == "POST" else GroupForm.of(found)
    right = request.method == "POST" and form.validate() & form.needed("name", codes)
    if right and not came_late(form, found, "group:amend", actor):
        try:
            amend_group(
                found,
                name=form.words("name"),
                open_to_join=form.open.data,
                capacity=form.capacity.data,
                by=actor,
            )
        except Refused as fault:
            db.session.rollback()
            found = group_of(actor.house_id, group_id)
            form.refuse(fault)
        else:
            flash(_("The group is kept as you wrote it."))
            return redirect(url_for("groups.group", group_id=group_id), 303)
    page = render_template("membership/group_settings.html", form=form, group=found, codes=codes, said=saying(actor))
    return page, form.status


@blueprint.post("/groups/<id:group_id>/ending")
@requires(Permission.GROUP_KEEP)
@commits
def ending(actor: Actor, group_id: str) -> Any:
    """End a group that nothing is planned for; its history stays."""
    found = group_of(actor.house_id, group_id)
    try:
        wind_up(found, by=actor)
    except Refused as fault:
        return refused(actor, group_id, fault)
    flash(_("The group has ended. Who belonged to it stays recorded."))
    return redirect(url_for("groups.groups"), 303)


def refused(actor: Actor, group_id: str, fault: Refused, form: MemberForm | None = None) -> tuple[str, int]:
    """The page of a group with what was refused, and nothing done."""
    db.session.rollback()
    if form is not None:
        form.refuse(fault)
        return group_page(actor, group_id, form), 422
    return group_page(actor, group_id, error=sentence_of(fault)), 422
