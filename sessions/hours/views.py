"""The pages of hours rules: what each stage's week must hold, by which rule, since when."""

from datetime import date, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.models import Stage
from community.houses.queries import house_of, stage_for, stages_of
from community.houses.rows import in_order, saying
from community.people.meanwhile import came_late
from foundation.addresses import is_id
from foundation.clock import today
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.languages import WEEKDAYS
from foundation.transactions import commits
from sessions.hours.forms import OWN, AmendForm, EndForm, SetForm
from sessions.hours.operations import amend_rule, end_rule, facts_of_preset, set_rule
from sessions.hours.panel import hours_panel, rule_name
from sessions.hours.presets import PRESETS
from sessions.hours.queries import asked_by, rule_for, rules_to_come
from sessions.hours.wording import asked_of_preset, asked_said

blueprint = Blueprint("hours", __name__)
Answer = Response | str | tuple[str, int]


def _week_of(day: date, week_starts: str) -> date:
    """The first day of the week a day is in, as the house counts weeks."""
    return day - timedelta(days=(day.weekday() - WEEKDAYS.index(week_starts)) % 7)


def _offered(form: SetForm, actor: Actor, stages: list[Stage]) -> None:
    said = saying(actor)
    form.stage.choices = [("", gettext("The whole house")), *((stage.id, said(stage.name)[0]) for stage in stages)]


def _page(actor: Actor, form: SetForm | None = None) -> Answer:
    here = house_of(actor)
    stages = stages_of(here.id)
    day = today(actor.zone)
    form = form or SetForm(formdata=None)
    _offered(form, actor, stages)
    if not form.is_submitted():
        form.from_day.data, form.preset.data = day, "long_term"
    said = saying(actor)
    names = {stage.id: said(stage.name) for stage in stages}
    page = render_template(
        "hours/rules.html",
        form=form,
        codes=in_order(here),
        presets=[(one, asked_of_preset(one)) for one in PRESETS.values()],
        own=OWN,
        to_come=[
            (rule, rule_name(rule, rule.name, actor), names.get(rule.stage_id or ""), asked_said(asked_by(rule)))
            for rule in rules_to_come(here.id, day)
        ],
        **hours_panel(actor, _week_of(day, here.week_starts)),
    )
    return (page, 422) if form.errors else page


@blueprint.get("/hours-rules")
@requires(Permission.PROGRAMME_PLAN)
def rules(actor: Actor) -> Answer:
    """Per stage the rule, where its numbers stand, and how this week keeps it; and a form for another."""
    return _page(actor)


@blueprint.post("/hours-rules")
@requires(Permission.PROGRAMME_PLAN)
@commits
def set_one(actor: Actor) -> Answer:
    """Set the rule of a stage, or of the whole house, from a day on."""
    form = SetForm()
    _offered(form, actor, stages_of(actor.house_id))
    own = form.preset.data == OWN
    if not form.validate() or (own and not form.needed("name", [actor.house_language])):
        return _page(actor, form)
    stage_id = stage_for(actor, form.stage.data).id if is_id(form.stage.data) else None
    facts = form.facts(gettext("House rule")) if own else facts_of_preset(PRESETS[form.preset.data])
    preset = None if own else form.preset.data
    try:
        set_rule(house_of(actor), stage_id=stage_id, facts=facts, from_day=form.from_day.data, by=actor, preset=preset)
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _page(actor, form)
    return _back(gettext("The rule is set. The planner says how each week keeps it."))


@blueprint.route("/hours-rules/<id:rule_id>", methods=["GET", "POST"])
@requires(Permission.PROGRAMME_PLAN)
@commits
def rule(actor: Actor, rule_id: str) -> Answer:
    """A rule's numbers, put right; for other numbers from a day on one sets another rule."""
    found = rule_for(actor, rule_id)
    form = AmendForm() if request.method == "POST" else AmendForm.of(found)
    right = request.method == "POST" and form.validate()
    if right and not came_late(form, found, "hours_rule:amend", actor):
        try:
            amend_rule(found, facts=form.facts(found.source), by=actor)
            return _back(gettext("The rule is kept as you wrote it."))
        except Refused as error:
            db.session.rollback()
            found = rule_for(actor, rule_id)
            form.refuse(error)
    ending = EndForm(formdata=None, day=max(today(actor.zone), found.from_day + timedelta(days=1)))
    return _rule_page(actor, rule_id, form, ending), form.status


@blueprint.post("/hours-rules/<id:rule_id>/ending")
@requires(Permission.PROGRAMME_PLAN)
@commits
def end(actor: Actor, rule_id: str) -> Answer:
    """Let a rule hold no more from a day on."""
    found = rule_for(actor, rule_id)
    form = EndForm()
    if form.validate():
        try:
            end_rule(found, day=form.day.data, zone=actor.zone, by=actor)
            return _back(gettext("The rule holds no more from that day on. What it asked of weeks before stays."))
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
    return _rule_page(actor, rule_id, AmendForm.of(rule_for(actor, rule_id)), form), 422


def _rule_page(actor: Actor, rule_id: str, form: AmendForm, ending: EndForm) -> str:
    found = rule_for(actor, rule_id)
    here = house_of(actor)
    stage = next((one for one in stages_of(here.id) if one.id == found.stage_id), None)
    if found.stage_id and stage is None:
        raise NotFound()
    return render_template(
        "hours/rule.html",
        rule=found,
        name=rule_name(found, found.name, actor),
        stage=saying(actor)(stage.name) if stage else None,
        form=form,
        ending=ending,
        codes=in_order(here, found.name),
        preset=PRESETS.get(found.preset or ""),
    )


def _back(sentence: str) -> Response:
    flash(sentence)
    return redirect(url_for("hours.rules"), 303)  # type: ignore[return-value]
