"""The list of a house's series, and the page that plans a new one."""

from datetime import time
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.queries import house_of
from foundation.clock import today
from foundation.database import db
from foundation.errors import Refused
from foundation.listing import asked, by_name, listed, table
from foundation.transactions import commits
from sessions.schedule.recurrence import DAYS
from sessions.schedule.rule_fields import WEEKLY, RuleFields
from sessions.schedule.rule_words import rule_sentence
from sessions.schedule.taken import Booked, Taken
from sessions.schedule.usual import FIRST, usual_minutes
from sessions.series.choices import audience_key, offer, words_of
from sessions.series.facts import facts, fill_rule
from sessions.series.forms import CHOSEN, SAVE, SeriesForm
from sessions.series.listed import live_series
from sessions.series.planning import Planned, check_first_day, plan_series

blueprint = Blueprint("planning", __name__)
# An hour at which most houses have a group; whoever plans another writes it.
BEGINS = time(10)
SORTS = ("name", "time", "room", "leader")


@blueprint.get("/series")
@requires(Permission.PROGRAMME_PLAN)
def series(actor: Actor) -> Any:
    """What takes place in the house again and again: searched, sorted, printed, taken along."""
    query = asked(sorts=SORTS)
    keys: dict[str, Any] = {
        "name": lambda row: (row.folded, row.start, row.id),
        "time": lambda row: (row.start, row.end, row.folded, row.id),
        "room": lambda row: (row.room == "", row.room, row.folded, row.id),
        "leader": lambda row: (not row.led_by_name, row.leader, row.folded, row.id),
    }
    found = listed(by_name(live_series(actor), query.search), query, keys[query.sort])
    if query.table:
        head = [gettext("Series"), gettext("When"), gettext("Time"), gettext("Room"), gettext("Led by"), gettext("For")]
        rows = [(row.title, row.when, row.times, row.room, row.leader, row.expected) for row in found.rows]
        return table("series", head, rows)
    return render_template("series/list.html", listed=found)


@blueprint.route("/series/new", methods=["GET", "POST"])
@requires(Permission.PROGRAMME_PLAN)
@commits
def new(actor: Actor) -> Any:
    """Plan a series: looked at first, then saved."""
    if request.method == "GET":
        return page(actor, _usual(actor))
    form = offer(actor, SeriesForm())
    if not form.validate():
        return page(actor, form, 422)
    saves = form.step.data == SAVE
    try:
        planned = _plan(actor, form, anyway=bool(form.anyway.data) or not saves)
    except Taken as taken:
        db.session.rollback()
        form.refuse(taken)
        return page(actor, form, taken.status, others=taken.others)
    except Refused as fault:
        db.session.rollback()
        form.refuse(fault)
        return page(actor, form, 422)
    if saves:
        flash(gettext("The series is planned. It stands in the day of everyone it is for."))
        return redirect(f"/series/{planned.series.id}", 303)
    said = rule_sentence(planned.series.rule, planned.series.first_day)
    db.session.rollback()
    return page(actor, form, planned=planned, said=said, others=planned.others)


def _plan(actor: Actor, form: SeriesForm, *, anyway: bool) -> Planned:
    # No calendar counts a rule out at its end; whoever means such a day is told so first.
    check_first_day(form.day(), actor.zone)
    told = facts(form) | {"first_day": form.day(), "rule": form.rule(form.day())}
    people = form.people.data or () if form.who.data == CHOSEN else ()
    if people:
        told |= {"group_id": None}
    why = {actor.language: form.why.data} if form.anyway.data else None
    return plan_series(house_of(actor), told, people=people, anyway=anyway, why=why, by=actor)


def page(
    actor: Actor,
    form: SeriesForm,
    status: int = 200,
    *,
    planned: Planned | None = None,
    said: str = "",
    others: tuple[Booked, ...] = (),
) -> tuple[str, int]:
    """The page of a new series, with what it would do once it was looked at, and with what is in its way."""
    shown = words_of(actor, form) | {"planned": planned, "said_rule": said, "others": others}
    return render_template("series/new.html", form=form, **shown), status


def _usual(actor: Actor) -> SeriesForm:
    """What the page is filled in with: a group on this weekday, for as long as groups usually last."""
    form = offer(actor, SeriesForm(formdata=None))
    day = today(actor.zone)
    minutes = BEGINS.hour * 60 + usual_minutes(FIRST)
    form.type.data, form.who.data = FIRST, audience_key("everyone", None)
    fill_rule(form, RuleFields(WEEKLY, (DAYS[day.weekday()],)))
    form.weekday.data = DAYS[day.weekday()]
    form.first_day.data = day
    form.start.data, form.end.data = BEGINS, time(minutes // 60, minutes % 60)
    form.leader.data, form.register.data, form.counted.data = f"staff:{actor.person_id}", True, True
    form.room.data = form.keeper.data = ""
    form.stages.data = form.people.data = form.languages.data = []
    return form
