"""The pages of one card: what it says, and the forms that change it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.accounts.operations import open_account
from community.audit.operations import record_read
from community.audit.reads import notes_reads
from community.desk import card as reading
from community.desk.arrivals import AliasNeeded, refuse_same_name
from community.desk.elsewhere import engagements_of
from community.desk.engagement_forms import EngagementForm
from community.desk.forms import (
    AdmissionForm,
    CardForm,
    DescriptionForm,
    DischargeForm,
    LeaveForm,
    LoginForm,
    RoleForm,
    StageForm,
)
from community.desk.queries import card_for
from community.desk.wording import CAPACITY_WORDS, REASON_WORDS, ROLE_WORDS
from community.houses.operations import hold_house
from community.houses.queries import stages_of
from community.people.interests import INTERESTS, SEXES
from community.people.meanwhile import came_late
from community.people.models import Person
from community.people.names import shown_name
from community.people.operations import amend_person, describe_person
from foundation.addresses import roof_address
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.forms import StrictForm, is_email
from foundation.messages import N_
from foundation.transactions import commits
from foundation.words import said_in

blueprint = Blueprint("desk_cards", __name__)
FORMS: dict[str, type[StrictForm]] = {
    "stage": StageForm,
    "leave": LeaveForm,
    "engagement": EngagementForm,
    "discharge": DischargeForm,
    "admission": AdmissionForm,
    "role": RoleForm,
    "login": LoginForm,
}


def page(actor: Actor, person: Person, failed: dict[str, StrictForm] | None = None) -> str:
    """The card with its forms, and the one that failed standing open."""
    failed = failed or {}
    forms: dict[str, Any] = {name: kind(formdata=None) for name, kind in FORMS.items()} | failed
    stages = [
        SelectChoice(stage.id, said_in(stage.name, actor.language, actor.house_language)[0])
        for stage in stages_of(actor.house_id)
    ]
    forms["stage"].stage.choices = forms["admission"].stage.choices = stages
    if "leave" not in failed:
        forms["leave"].from_day.data = forms["leave"].to_day.data = today(actor.zone)
    if "engagement" not in failed:
        forms["engagement"].first_day.data = today(actor.zone)
    stay = reading.stay_shown(actor, person)
    return render_template(
        "desk/card.html",
        person=person,
        stay=stay,
        elsewhere=engagements_of(actor, stay.id) if stay else [],
        today=today(actor.zone),
        living=stay is not None and (stay.until is None),
        roles=reading.roles_of(actor, person),
        family=reading.family_of(person),
        account=reading.account_of(person),
        companions=reading.companions_of(person),
        forms=forms,
        led=roof_address("LED_ENDPOINT", person_id=person.id),
        absences=roof_address("ABSENCE_ENDPOINT"),
        open=failed,
        role_words=ROLE_WORDS,
        capacities=CAPACITY_WORDS,
        reasons=REASON_WORDS,
        interests=[INTERESTS[key] for key in person.interests],
        sexes=SEXES,
    )


@blueprint.get("/people/<id:person_id>")
@requires(Permission.PEOPLE_MANAGE)
@notes_reads
def card(actor: Actor, person_id: str) -> str:
    """One card; the reading is recorded."""
    person = card_for(actor, person_id)
    record_read(actor, person.id, "card")
    return page(actor, person)


@blueprint.route("/people/<id:person_id>/card", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@commits
def amendment(actor: Actor, person_id: str) -> Any:
    """How somebody is called, and what their card says."""
    person = card_for(actor, person_id)
    form = CardForm() if request.method == "POST" else CardForm.of(person)
    if request.method == "POST":
        # The house before the card, in the order in which every path holds them.
        hold_house(actor.house_id)
    if request.method == "POST" and form.validate() and not came_late(form, person, "person:amend", actor):
        given, surname, alias = form.given_name.data, form.surname.data, form.alias.data
        try:
            if (shown := alias or shown_name(given, surname)) != person.shown:
                refuse_same_name(person.house_id, shown, besides=person.id)
            amend_person(
                person,
                given_name=given,
                surname=surname,
                alias=alias,
                language=form.language.data,
                birth_date=form.birth_date.data,
                by=actor,
            )
        except Refused as error:
            db.session.rollback()
            form.refuse(error, field="alias" if isinstance(error, AliasNeeded) else None)
        else:
            flash(_("The card is changed."))
            return redirect(url_for("desk_cards.card", person_id=person_id), 303)
    record_read(actor, person_id, "card")
    return render_template("desk/amend.html", form=form, person=card_for(actor, person_id)), form.status


@blueprint.route("/people/<id:person_id>/description", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@commits
def description(actor: Actor, person_id: str) -> Any:
    """What helps to find an elder, or company, for somebody."""
    person = card_for(actor, person_id)
    form = DescriptionForm() if request.method == "POST" else DescriptionForm.of(person)
    if request.method == "POST" and form.validate() and not came_late(form, person, "person:describe", actor):
        describe_person(
            person, sex=form.sex.data or None, speaks=form.speaks.data, interests=form.interests.data, by=actor
        )
        flash(_("The card is changed."))
        return redirect(url_for("desk_cards.card", person_id=person_id), 303)
    record_read(actor, person_id, "card")
    return render_template("desk/describe.html", form=form, person=person), form.status


@blueprint.post("/people/<id:person_id>/account")
@requires(Permission.PEOPLE_MANAGE)
@commits
def account(actor: Actor, person_id: str) -> Response | tuple[str, int]:
    """Open an account for somebody who has none; the invitation follows, mailed or printed."""
    person = card_for(actor, person_id)
    if person.account_id is not None:
        raise Refused(N_("There is an account already."))
    form = LoginForm()
    if form.validate():
        login = form.login.data
        email = login.lower() if is_email(login.lower()) else person.email
        try:
            open_account(person, login=login, language=person.language, email=email, by=actor)
        except Refused as error:
            db.session.rollback()
            form.refuse(error, field="login")
        else:
            flash(_("The account is open. Please hand over the invitation."))
            return redirect(url_for("desk_cards.card", person_id=person_id), 303)
    return page(actor, card_for(actor, person_id), {"login": form}), 422
