"""The page of two people, and the forms on it: alike for the two themselves and for staff."""

from flask import render_template

from community.access.actor import Actor
from community.mentoring.forms import ContactForm, HourForm
from community.mentoring.history import contacts_of, hours_of
from community.mentoring.meetings import LONGEST_AHEAD, note_contact, plan_hour
from community.mentoring.models import Mentorship
from community.mentoring.pairs import Pair, pairs
from community.mentoring.standing import told
from community.mentoring.wording import ANSWERS, CONTACT_KINDS, ENDINGS, KIND_ICONS, LANGUAGE_NAMES, said
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.walltime import resolve, wall_of


def pair_for(actor: Actor, mentorship_id: str, *, own: bool) -> Pair:
    """A pair that stands, one's own or any of the house; NotFound for any other; one statement."""
    at = now()
    may_know = (told(actor.person_id, at),) if own else ()
    found = pairs(actor.house_id, at, Mentorship.id == mentorship_id, *may_know)
    if not found or (own and actor.person_id not in (found[0].newcomer_id, found[0].elder_id)):
        raise NotFound()
    return found[0]


def page(
    actor: Actor,
    pair: Pair,
    *,
    own: bool,
    contact: ContactForm | None = None,
    hour: HourForm | None = None,
) -> str | tuple[str, int]:
    """The page of a pair with its forms, 422 where one of them holds a fault; two statements."""
    at, day = now(), today(actor.zone)
    contact, hour = contact or ContactForm(formdata=None), hour or HourForm(formdata=None)
    shown = render_template(
        "mentoring/pair.html",
        pair=pair,
        own=own,
        base="/mentoring/mine" if own else "/mentorships",
        contacts=contacts_of(pair.mentorship_id, actor.zone),
        hours=hours_of(pair.mentorship_id, day),
        contact=contact,
        hour=hour,
        today=day,
        last_day=day + LONGEST_AHEAD,
        wall=wall_of(at, actor.zone),
        since=wall_of(pair.since, actor.zone).date() if pair.since else None,
        agreed_on=wall_of(pair.agreed_at, actor.zone).date() if pair.agreed_at else None,
        reasons=said(pair.reasons),
        kinds=CONTACT_KINDS,
        kind_icons=KIND_ICONS,
        languages=LANGUAGE_NAMES,
        endings=ENDINGS,
        answers=ANSWERS,
    )
    return (shown, 422) if contact.errors or hour.errors else shown


def noted(form: ContactForm, mentorship: Mentorship, actor: Actor) -> bool:
    """Whether the contact in a form was noted; the fault is in the form when not."""
    if not form.validate():
        return False
    try:
        at = resolve(form.at.data, actor.zone).at if form.at.data else None
        note_contact(mentorship, kind=form.kind.data, at=at, next_on=form.next_on.data, by=actor)
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return False
    return True


def planned(form: HourForm, mentorship: Mentorship, actor: Actor) -> bool:
    """Whether the hour in a form was planned; the fault is in the form when not."""
    if not form.validate():
        return False
    try:
        plan_hour(
            mentorship,
            day=form.day.data,
            start=form.start.data,
            end=form.end.data,
            weekly=form.weekly.data,
            by=actor,
        )
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return False
    return True
