"""Who leads beside the leader: named for a date or from a date on, and ended."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.forms import UNKNOWN_FIELD, StrictForm
from foundation.transactions import commits
from sessions.schedule.co_leaders import co_leaders_of
from sessions.schedule.co_leading import end_co_leading, name_co_leader
from sessions.schedule.date_page import choices
from sessions.schedule.models import Occurrence
from sessions.schedule.policy import may_change
from sessions.schedule.queries import occurrence_for, row_for

blueprint = Blueprint("co_leaders", __name__, url_prefix="/occurrences")


class CoLeaderForm(StrictForm):
    """Who leads beside the leader, and for how long."""

    person_id = SelectField(lazy_gettext("Who"), [InputRequired(lazy_gettext("Please choose who."))])
    span = RadioField(
        lazy_gettext("For which dates"),
        choices=[
            SelectChoice("date", lazy_gettext("This date only")),
            SelectChoice("onwards", lazy_gettext("From this date on")),
        ],
        default="date",
    )


def _changeable(actor: Actor, occurrence_id: str) -> Occurrence:
    row = row_for(actor, occurrence_id)
    if not may_change(actor, row.leader_id, row.keeper_id):
        raise NotFound()
    return row


def _form(actor: Actor, row: Occurrence) -> CoLeaderForm:
    form = CoLeaderForm()
    beside = {one for one, _name in co_leaders_of(row.id)}
    staff = [(key, shown) for key, shown in choices(actor)[1] if key != row.leader_id and key not in beside]
    form.person_id.choices = [("", gettext("please choose")), *staff]
    return form


def _page(actor: Actor, row: Occurrence, form: CoLeaderForm) -> str:
    return render_template(
        "schedule/co_leaders.html",
        session=occurrence_for(actor, row.id),
        beside=co_leaders_of(row.id),
        form=form,
    )


@blueprint.get("/<id:occurrence_id>/co-leaders")
@requires(Permission.OCCURRENCE_CHANGE)
def co_leaders(actor: Actor, occurrence_id: str) -> str:
    """Who leads beside the leader, with the form to name somebody."""
    row = _changeable(actor, occurrence_id)
    return _page(actor, row, _form(actor, row))


@blueprint.post("/<id:occurrence_id>/co-leaders")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def naming(actor: Actor, occurrence_id: str) -> Any:
    """Let somebody of the staff lead beside the leader: this date, or from this date on."""
    row = _changeable(actor, occurrence_id)
    form = _form(actor, row)
    if form.validate_on_submit():
        try:
            name_co_leader(row, form.person_id.data, onwards=form.span.data == "onwards", by=actor)
        except Refused as refused:
            db.session.rollback()
            form.refuse(refused)
        else:
            flash(gettext("The change is made. It shows wherever this session does."))
            return redirect(f"/occurrences/{occurrence_id}/co-leaders", 303)
    return _page(actor, row_for(actor, occurrence_id), form), 422


@blueprint.post("/<id:occurrence_id>/co-leaders/<id:person_id>/ending")
@requires(Permission.OCCURRENCE_CHANGE)
@commits
def ending(actor: Actor, occurrence_id: str, person_id: str) -> Any:
    """Let somebody lead beside the leader no more, from this date on."""
    row = _changeable(actor, occurrence_id)
    if not StrictForm().validate_on_submit():
        raise Refused(UNKNOWN_FIELD)
    if not end_co_leading(row, person_id, by=actor):
        raise NotFound()
    flash(gettext("The change is made. It shows wherever this session does."))
    return redirect(f"/occurrences/{occurrence_id}/co-leaders", 303)
