"""What is done at a card: admission again, stages, leaves and the end of a stay; roles; ties."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.accounts.last_manager import end_work
from community.desk.arrivals import admit_signed, refuse_same_name
from community.desk.card_views import page
from community.desk.forms import AdmissionForm, DischargeForm, LeaveForm, RoleForm, StageForm
from community.desk.queries import card_for, leave_for, open_stay_of, role_for, tie_for
from community.desk.views import offer_stages
from community.family.operations import untie
from community.houses.models import Stage
from community.houses.operations import employ
from community.houses.queries import stages_of
from community.people.models import Person
from community.residency.operations import call_off_leave, discharge, enter_stage, grant_leave
from community.staff.queries import colleagues
from foundation.addresses import roof_address
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.forms import StrictForm
from foundation.transactions import commits
from foundation.walltime import resolve

blueprint = Blueprint("desk_changes", __name__)


def _changed(
    actor: Actor, person_id: str, name: str, form: StrictForm, verb: Callable[[Person], Any], done: str
) -> Any:
    """Do what a form of the card asks; back on the card, with the form standing open when it was refused."""
    person = card_for(actor, person_id)
    if form.validate():
        try:
            verb(person)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(done)
            return redirect(url_for("desk_cards.card", person_id=person_id), 303)
    return page(actor, card_for(actor, person_id), {name: form}), 422


@blueprint.post("/people/<id:person_id>/admission")
@requires(Permission.PEOPLE_MANAGE)
@commits
def admission(actor: Actor, person_id: str) -> Any:
    """Admit somebody who was here before, with a newly signed consent."""
    form = AdmissionForm()
    stages = offer_stages(form, actor)

    def verb(person: Person) -> None:
        refuse_same_name(person.house_id, person.shown, besides=person.id)
        admit_signed(
            person,
            by=actor,
            signed_how="on_paper",
            capacity=form.capacity.data,
            reason=form.reason.data,
            stage=stages.get(form.stage.data or ""),
            left_out_because=form.because.data,
        )

    return _changed(actor, person_id, "admission", form, verb, _("The stay begins now."))


@blueprint.post("/people/<id:person_id>/stages")
@requires(Permission.PEOPLE_MANAGE)
@commits
def stage(actor: Actor, person_id: str) -> Any:
    """Move a stay into another stage."""
    form = StageForm()
    stages: dict[str, Stage] = {one.id: one for one in stages_of(actor.house_id)}
    form.stage.choices = [(key, key) for key in stages]

    def verb(person: Person) -> None:
        stay = open_stay_of(person, now())
        enter_stage(stay, stages[form.stage.data], at=now(), by=actor, left_out_because=form.because.data)

    return _changed(actor, person_id, "stage", form, verb, _("The stage is changed."))


@blueprint.post("/people/<id:person_id>/leaves")
@requires(Permission.PEOPLE_MANAGE)
@commits
def leave(actor: Actor, person_id: str) -> Any:
    """Let a resident be away for a time."""
    form = LeaveForm()

    def verb(person: Person) -> None:
        leaves, back = (resolve(wall, actor.zone).at for wall in form.walls())
        grant_leave(open_stay_of(person, now()), from_at=leaves, to_at=back, by=actor)

    return _changed(actor, person_id, "leave", form, verb, _("The leave is noted. Nobody misses them meanwhile."))


@blueprint.post("/leaves/<id:leave_id>/withdrawal")
@requires(Permission.PEOPLE_MANAGE)
@commits
def leave_withdrawal(actor: Actor, leave_id: str) -> Any:
    """Call off a leave that lies ahead."""
    found, person_id = leave_for(actor, leave_id)
    call_off_leave(found, by=actor)
    flash(_("The leave is called off."))
    return redirect(url_for("desk_cards.card", person_id=person_id), 303)


@blueprint.post("/people/<id:person_id>/discharge")
@requires(Permission.PEOPLE_MANAGE)
@commits
def end_of_stay(actor: Actor, person_id: str) -> Any:
    """End a stay now."""
    form = DischargeForm()

    def verb(person: Person) -> None:
        discharge(open_stay_of(person, now()), at=now(), by=actor)

    done = _("The stay has ended. What was recorded stays; nothing more is shared with the family.")
    return _changed(actor, person_id, "discharge", form, verb, done)


@blueprint.post("/people/<id:person_id>/roles")
@requires(Permission.PEOPLE_MANAGE)
@commits
def role(actor: Actor, person_id: str) -> Any:
    """Give somebody a further role."""
    form = RoleForm()

    def verb(person: Person) -> None:
        refuse_same_name(person.house_id, person.shown, besides=person.id)
        employ(person, form.role.data, by=actor, from_at=now())

    done = _("The role is given. Whoever is signed in signs in anew.")
    return _changed(actor, person_id, "role", form, verb, done)


@blueprint.post("/roles/<id:role_id>/ending")
@requires(Permission.PEOPLE_MANAGE)
@commits
def end_of_role(actor: Actor, role_id: str) -> Any:
    """End a role now; whoever works here no more leaves sessions behind, which the next page shows."""
    membership = role_for(actor, role_id)
    end_work(membership, at=now(), by=actor)
    flash(_("The role has ended."))
    person_id = membership.person_id
    if all(one.person_id != person_id for one in colleagues(actor.house_id, now())):
        return redirect(roof_address("LED_ENDPOINT", person_id=person_id), 303)
    return redirect(url_for("desk_cards.card", person_id=person_id), 303)


@blueprint.post("/ties/<id:tie_id>/ending")
@requires(Permission.PEOPLE_MANAGE)
@commits
def end_of_tie(actor: Actor, tie_id: str) -> Any:
    """Note that two are no longer family here; nothing more is shared."""
    found = tie_for(actor, tie_id)
    untie(found, at=now(), by=actor)
    flash(_("The two are no longer noted as family. Nothing more is shared."))
    return redirect(url_for("desk_cards.card", person_id=found.resident_id), 303)
