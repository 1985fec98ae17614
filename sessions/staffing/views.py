"""The pages of the staff: everybody's week, and the hours and the scope of one."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.houses.operations import hold_house
from community.people.models import Person
from community.staff.kinds import KINDS
from community.staff.operations import say_scope, set_hours
from community.staff.queries import absences_between, colleagues, hours_of, worker_for
from community.staff.scope import BY_ROLE
from community.staff.shifts import weekly
from foundation.as_read import Compared, Meanwhile
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import short_weekday
from foundation.transactions import commits
from foundation.walltime import wall_of
from sessions.schedule.filling import HORIZON
from sessions.staffing.forms import (
    CHOSEN,
    ROLE,
    HoursForm,
    ScopeForm,
    compared_weeks,
    mark_of_week,
    said_spans,
    type_groups,
)
from sessions.staffing.rows import absence_rows, leads, staff_rows

blueprint = Blueprint("staff_hours", __name__)
# Any Monday: the days of a week have their names from the calendar.
_MONDAY = date(2024, 1, 1)
_STARTS = {"mon": 0, "sat": 5, "sun": 6}
_YESTERDAY = timedelta(days=1)


def days_of_week(actor: Actor) -> list[tuple[int, str]]:
    """The weekdays (Monday is 0) with their names, in the order of the house."""
    first = _STARTS[actor.week_starts]
    return [((first + n) % 7, short_weekday(_MONDAY + timedelta(days=(first + n) % 7))) for n in range(7)]


@blueprint.get("/staff-hours")
@requires(Permission.STAFF_PLAN)
def everybody(actor: Actor) -> str:
    """Everybody's week, who is away now and later, and what each may lead."""
    rows, absences = staff_rows(actor)
    return render_template(
        "staffing/staff.html",
        rows=rows,
        absences=absences,
        days=days_of_week(actor),
        kinds=KINDS,
        spans=said_spans,
        today=today(actor.zone),
    )


@blueprint.get("/staff-hours/<id:person_id>")
@requires(Permission.STAFF_PLAN)
def one(actor: Actor, person_id: str) -> str:
    """The hours of one and what they may lead, with the forms that change them."""
    return _page(actor, worker_for(actor.house_id, person_id), None, None)


@blueprint.post("/staff-hours/<id:person_id>")
@requires(Permission.STAFF_PLAN)
@commits
def hours(actor: Actor, person_id: str) -> Any:
    """Say which hours somebody works."""
    person = worker_for(actor.house_id, person_id)
    form = HoursForm()
    hold_house(actor.house_id)
    if form.validate():
        try:
            typed = form.week()
            if late := _late(actor, person, form, typed):
                return _page(actor, person, form, None), late
            set_hours(person, typed, from_day=form.from_day.data, by=actor)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("The hours are kept."))
            return redirect(f"/staff-hours/{person.id}", 303)
    return _page(actor, worker_for(actor.house_id, person_id), form, None), 422


def _late(actor: Actor, person: Person, form: HoursForm, typed: list[list[tuple[time, time]]]) -> int:
    """409 when the hours were changed since the form was read and something would be lost, else 0."""
    standing = _last_week(actor, person)
    if form.as_read.data == mark_of_week(standing):
        return 0
    names = dict(days_of_week(actor))
    compared = [Compared(names[day], now_, then) for day, now_, then in compared_weeks(standing, typed)]
    form.as_read.data = mark_of_week(standing)
    form.meanwhile = Meanwhile(compared) if compared else None
    return 409 if compared else 0


def _last_week(actor: Actor, person: Person) -> list[list[tuple[time, time]]]:
    """The week that was said last, which may begin later than today."""
    day = today(actor.zone)
    hours = hours_of(actor.house_id, day, date.max - _YESTERDAY).get(person.id, [])
    return weekly(hours, max([day, *(one.from_day for one in hours)]))


@blueprint.post("/staff-hours/<id:person_id>/scope")
@requires(Permission.STAFF_PLAN)
@commits
def scope(actor: Actor, person_id: str) -> Any:
    """Say what somebody may lead."""
    person = worker_for(actor.house_id, person_id)
    form = ScopeForm()
    if form.validate():
        try:
            say_scope(person, None if form.by.data == ROLE else form.types.data, by=actor)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("What %(name)s may lead is kept.", name=f"\u2068{person.shown}\u2069"))
            return redirect(f"/staff-hours/{person.id}", 303)
    return _page(actor, worker_for(actor.house_id, person_id), None, form), 422


def _page(actor: Actor, person: Person, form: HoursForm | None, chosen: ScopeForm | None) -> str:
    day, at = today(actor.zone), now()
    every_hour = hours_of(actor.house_id, day, date.max - _YESTERDAY).get(person.id, [])
    begins = max([day, *(one.from_day for one in every_hour)])
    works = next((one for one in colleagues(actor.house_id, at, at + HORIZON) if one.person_id == person.id), None)
    ticked: list[str] = []
    if works is not None:
        ticked = leads(works, max([at, *(b for _role, b, _end in works.spells if not works.roles_at(at))]))
        by_role = works.scope is None or BY_ROLE in works.scope
        chosen = chosen or ScopeForm(formdata=None, by=ROLE if by_role else CHOSEN, types=ticked)
    return render_template(
        "staffing/staff_hours.html",
        person=person,
        works=works,
        form=form or HoursForm.of(weekly(every_hour, begins), begins),
        scope=chosen,
        chosen=chosen is not None and chosen.by.data == CHOSEN,
        ticked=chosen.types.data or [] if chosen else [],
        groups=type_groups(),
        days=days_of_week(actor),
        known=bool(every_hour),
        begins=begins,
        today=day,
        absences=absence_rows(actor, absences_between(actor.house_id, at, None, person.id), {person.id: person.shown}),
        kinds=KINDS,
        leaves=_leaves(actor, works, at),
    )


def _leaves(actor: Actor, works: Any, at: datetime) -> date | None:
    ends = works.leaves_at(at) if works is not None else None
    return wall_of(ends, actor.zone).date() if ends else None
