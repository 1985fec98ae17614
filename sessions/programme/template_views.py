"""The pages of templates: what there is to choose, one day by day, keeping the week, using one from a day on."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.queries import house_of
from community.houses.rows import in_order, saying
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import WEEKDAYS
from foundation.transactions import commits
from sessions.programme.applying import apply_week
from sessions.programme.placing import missing_rooms
from sessions.programme.saving_week import retire_template, save_week_as_template
from sessions.programme.template_choices import Choice, bundled_choices, choice_for, own_choices, template_for
from sessions.programme.template_forms import MAKE, SAVE, KeepForm, UseForm
from sessions.programme.template_pages import dates_said, days_shown, hours_facts, told_of
from sessions.programme.views import MOST_SHOWN, SHARED
from sessions.schedule.undoing import just_made

blueprint = Blueprint("week_templates", __name__)
Answer = Response | str | tuple[str, int]


def _page(actor: Actor, form: KeepForm) -> Answer:
    here = house_of(actor)
    if not form.is_submitted():
        form.day.data = today(actor.zone)
    templates, published = bundled_choices(actor)
    page = render_template(
        "programme/week_templates.html",
        form=form,
        codes=in_order(here),
        templates=[(one, hours_facts(one.hours)) for one in templates],
        published=published,
        own=own_choices(actor),
        done=just_made(actor.house_id, request.args.get("edit", "")),
    )
    return (page, 422) if form.errors else page


@blueprint.get("/week-templates")
@requires(Permission.PROGRAMME_PLAN)
def templates(actor: Actor) -> Answer:
    """The templates there are, those of the organisation among them, and a form to keep this house's week as one."""
    return _page(actor, KeepForm(formdata=None))


@blueprint.post("/week-templates")
@requires(Permission.PROGRAMME_PLAN)
@commits
def keep(actor: Actor) -> Answer:
    """Keep the house's week as a template."""
    form = KeepForm()
    if not form.validate() or not form.needed("name", [actor.house_language]):
        return _page(actor, form)
    try:
        save_week_as_template(house_of(actor), name=form.words("name"), day=form.day.data, by=actor)
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _page(actor, form)
    flash(gettext("The week is kept as a template; every house of your organisation can use it."))
    return redirect(url_for("week_templates.templates"), 303)  # type: ignore[return-value]


@blueprint.get("/week-templates/<key>")
@requires(Permission.PROGRAMME_PLAN)
def one(actor: Actor, key: str) -> Answer:
    """A template day by day; nothing is changed by looking."""
    choice = choice_for(actor, key)
    return render_template(
        "programme/week_template.html",
        choice=choice,
        hours=hours_facts(choice.hours),
        days=days_shown(choice.week, actor, house_of(actor).week_starts),
    )


@blueprint.route("/week-templates/<key>/application", methods=["GET", "POST"])
@requires(Permission.PROGRAMME_PLAN)
@commits
def application(actor: Actor, key: str) -> Answer:
    """Use a template from a day on: looked at first, then saved."""
    choice = choice_for(actor, key)
    form = UseForm() if request.method == "POST" else UseForm(formdata=None)
    if request.method == "GET":
        form.from_day.data, form.rooms.data = _next_week(actor), MAKE
        return _use_page(actor, choice, form)
    if not form.validate():
        return _use_page(actor, choice, form), 422
    try:
        done = apply_week(
            house_of(actor),
            choice.week,
            from_day=form.from_day.data,
            by=actor,
            replace_others=form.replace_others.data,
            make_rooms=form.make_rooms,
        )
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _use_page(actor, choice, form), error.status
    unasked = form.step.data == SAVE and done.booked_twice and not form.anyway.data
    if form.step.data == SAVE and not unasked:
        flash(gettext("The week goes by the template now: %(dates)s.", dates=dates_said(done)))
        return redirect(url_for("week_templates.templates", edit=done.edit_id), 303)  # type: ignore[return-value]
    said = saying(actor)
    told: dict[str, Any] = {"booked_twice": done.booked_twice, "unasked": unasked} | told_of(
        done, choice.week, actor, form.from_day.data
    )
    overlaps = [
        (said(overlap.one.titles), overlap.one, said(overlap.other.titles), overlap.other, SHARED[overlap.shared])
        for overlap in done.overlaps[:MOST_SHOWN]
    ]
    db.session.rollback()
    page = _use_page(actor, choice, form, told=told | {"overlaps": overlaps, "pairs": len(done.overlaps)})
    return (page, 409) if unasked else page


def _next_week(actor: Actor) -> date:
    """The first day of the next week, as the house counts weeks: a week that runs is left as it is."""
    day, starts = today(actor.zone), WEEKDAYS.index(house_of(actor).week_starts)
    return day + timedelta(days=(starts - day.weekday()) % 7 or 7)


def _use_page(actor: Actor, choice: Choice, form: UseForm, told: dict[str, Any] | None = None) -> str:
    lacking = set(missing_rooms(actor.house_id, choice.week))
    rooms = [
        dict(room.titles) or {choice.week.locale[:2]: room.name} for room in choice.week.rooms if room.name in lacking
    ]
    return render_template(
        "programme/week_application.html",
        choice=choice,
        form=form,
        missing=[saying(actor)(words) for words in rooms],
        told=told,
    )


@blueprint.post("/week-templates/<id:template_id>/retirement")
@requires(Permission.PROGRAMME_PLAN)
@commits
def retire(actor: Actor, template_id: str) -> Answer:
    """Offer a template of one's own house no more."""
    retire_template(template_for(actor, template_id), by=actor)
    flash(gettext("The template is no longer offered. Weeks that go by it stay."))
    return redirect(url_for("week_templates.templates"), 303)  # type: ignore[return-value]
