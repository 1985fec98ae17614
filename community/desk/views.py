"""Pages of the desk: everybody of the house, and those who come new."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list
from community.audit.reads import notes_reads
from community.desk.arrivals import AliasNeeded, admit_newcomer, bring_in_staff
from community.desk.forms import AdmissionForm, NewResidentForm, NewStaffForm
from community.desk.queries import people_rows
from community.desk.wording import CAPACITY_WORDS, KIND_WORDS, ROLE_WORDS
from community.houses.models import Stage
from community.houses.queries import house_of, stages_of
from foundation.addresses import plain_endpoint
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.forms import is_email
from foundation.languages import OWN_NAMES
from foundation.listing import asked, by_name, listed, table
from foundation.transactions import commits
from foundation.words import said_in

blueprint = Blueprint("desk", __name__)
SORTS = ("name", "since", "stage")


def _role_words(roles: str | None) -> list[str]:
    return [ROLE_WORDS[role] for role in sorted((roles or "").split(",")) if role]


@blueprint.get("/people")
@requires(Permission.PEOPLE_MANAGE)
@notes_reads
def people(actor: Actor) -> Any:
    """Everybody who has a card here; that the list was read, printed or taken along is recorded."""
    wanted = asked(sorts=SORTS, choices={"kind": tuple(KIND_WORDS)})
    record_list(actor, "people-table" if wanted.table else "people")
    zone = ZoneInfo(actor.zone)
    rows = [row for row in people_rows(actor, now()) if row.is_a(wanted.chosen["kind"])]
    keys = {
        "name": lambda row: (row.folded, row.id),
        "since": lambda row: (row.since is None, row.since, row.folded),
        "stage": lambda row: (row.place is None, row.place, row.folded),
    }
    page = listed(by_name(rows, wanted.search), wanted, keys[wanted.sort])
    shown = [
        {
            "row": row,
            "called": row.alias is not None,
            "since": row.since.astimezone(zone).date() if row.since else None,
            "stage": said_in(row.stage or {}, actor.language, actor.house_language),
            "roles": _role_words(row.roles),
        }
        for row in page.rows
    ]
    if wanted.table:
        head = [
            _("First name"),
            _("Surname"),
            _("Shown as"),
            _("Language"),
            _("In the house as"),
            _("Stage"),
            _("Here since"),
        ]
        return table("people", head, [_cells(one) for one in shown])
    return render_template("desk/people.html", listed=page, shown=shown, kinds=KIND_WORDS, capacities=CAPACITY_WORDS)


def _cells(one: dict[str, Any]) -> list[object]:
    row = one["row"]
    what = [_(CAPACITY_WORDS[row.capacity])] if row.capacity else []
    what += [_(word) for word in one["roles"]]
    what += [_("relative")] if row.family_of else []
    day = one["since"].isoformat() if one["since"] else ""
    return [row.given_name, row.surname, row.shown, OWN_NAMES[row.language], ", ".join(what), one["stage"][0], day]


def offer_stages(form: AdmissionForm, actor: Actor) -> dict[str, Stage]:
    """Give a form the stages of the house; the stages by id."""
    stages = {stage.id: stage for stage in stages_of(actor.house_id)}
    form.stage.choices = [
        SelectChoice(key, said_in(stage.name, actor.language, actor.house_language)[0]) for key, stage in stages.items()
    ]
    return stages


@blueprint.route("/residents/new", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@commits
def new_resident(actor: Actor) -> Any:
    """Admit somebody, with their consent to treatment signed on paper."""
    form = NewResidentForm()
    stages = offer_stages(form, actor)
    if not form.is_submitted():
        form.language.data = actor.house_language
    if request.method == "POST" and form.validate():
        try:
            person, _stay = admit_newcomer(
                house_of(actor),
                given_name=form.given_name.data,
                surname=form.surname.data,
                alias=form.alias.data,
                language=form.language.data,
                birth_date=form.birth_date.data,
                capacity=form.capacity.data,
                reason=form.reason.data,
                stage=stages.get(form.stage.data or ""),
                left_out_because=form.because.data,
                signed_how="on_paper",
                by=actor,
            )
        except Refused as error:
            db.session.rollback()
            form.refuse(error, field="alias" if isinstance(error, AliasNeeded) else None)
        else:
            flash(_("%(name)s is admitted, and stands on the day from now on.", name=f"\u2068{person.shown}\u2069"))
            return redirect(url_for("desk_cards.card", person_id=person.id), 303)
    page = render_template("desk/new_resident.html", form=form)
    return (page, 422) if form.errors else page


@blueprint.route("/staff/new", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@commits
def new_staff(actor: Actor) -> Any:
    """Bring somebody in who works here; the invitation follows from their card, mailed or printed.

    Who came from elsewhere (``back``) goes on there; the card waits in the list of people.
    """
    form = NewStaffForm()
    back = plain_endpoint(request.args.get("back"))
    if not form.is_submitted():
        form.language.data = actor.house_language
    if request.method == "POST" and form.validate():
        login = form.login.data
        try:
            person, _account = bring_in_staff(
                house_of(actor),
                given_name=form.given_name.data,
                surname=form.surname.data,
                alias=form.alias.data,
                language=form.language.data,
                role=form.role.data,
                login=login,
                email=login.lower() if is_email(login.lower()) else None,
                by=actor,
            )
        except Refused as error:
            db.session.rollback()
            form.refuse(error, field="alias" if isinstance(error, AliasNeeded) else None)
        else:
            flash(
                _(
                    "%(name)s works here from now on. Please hand over the invitation.",
                    name=f"\u2068{person.shown}\u2069",
                )
            )
            there = url_for(back) if back else url_for("desk_cards.card", person_id=person.id)
            return redirect(there, 303)
    page = render_template("desk/new_staff.html", form=form, back=back)
    return (page, 422) if form.errors else page
