"""The page of a pair for staff: what was agreed, contacts and hours, handing over and ending."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from community.audit.reads import notes_reads
from community.mentoring.changing import answer_change, request_for
from community.mentoring.forms import AgreementForm, AnswerForm, ContactForm, ElderForm, EndingForm, HourForm
from community.mentoring.history import hour_for
from community.mentoring.meetings import cancel_hour
from community.mentoring.operations import agree, end, hand_over
from community.mentoring.pair_page import noted, page, pair_for, planned
from community.mentoring.queries import mentorship_for
from foundation.errors import Refused
from foundation.forms import StrictForm
from foundation.messages import N_
from foundation.transactions import commits

blueprint = Blueprint("pairs", __name__)


@blueprint.get("/mentorships/<id:mentorship_id>")
@requires(Permission.MENTORING_ARRANGE)
@notes_reads
def pair(actor: Actor, mentorship_id: str) -> Any:
    """Two people: what was agreed, when they had contact, when they meet."""
    found = pair_for(actor, mentorship_id, own=False)
    record_read(actor, found.newcomer_id, "mentoring")
    return page(actor, found, own=False)


def _back(mentorship_id: str) -> Any:
    return redirect(url_for("pairs.pair", mentorship_id=mentorship_id), 303)


def checked(form: StrictForm) -> None:
    """Raise Refused when a form of buttons holds what no button of it sends."""
    if not form.validate():
        raise Refused(N_("Please choose from what is offered."))


@blueprint.post("/mentorships/<id:mentorship_id>/agreement")
@requires(Permission.MENTORING_ARRANGE)
@commits
def agreement(actor: Actor, mentorship_id: str) -> Any:
    """Note the word of one of the two that they agree."""
    form, mentorship = AgreementForm(), mentorship_for(actor, mentorship_id)
    checked(form)
    agree(mentorship, mentorship.newcomer_id if form.who.data == "newcomer" else mentorship.elder_id, by=actor)
    flash(_("Noted."))
    return _back(mentorship_id)


@blueprint.post("/mentorships/<id:mentorship_id>/ending")
@requires(Permission.MENTORING_ARRANGE)
@commits
def ending(actor: Actor, mentorship_id: str) -> Any:
    """End the pairing, with its reason in one word."""
    form, mentorship = EndingForm(), mentorship_for(actor, mentorship_id)
    checked(form)
    end(mentorship, because=form.because.data, by=actor)
    flash(_("The pairing has ended."))
    return redirect(url_for("mentoring.index"), 303)


@blueprint.post("/mentorships/<id:mentorship_id>/handover")
@requires(Permission.MENTORING_ARRANGE)
@commits
def handover(actor: Actor, mentorship_id: str) -> Any:
    """The elder leaves: end this pairing and ask the next one in the same step."""
    form, mentorship = ElderForm(), mentorship_for(actor, mentorship_id)
    checked(form)
    following = hand_over(mentorship, form.person_id.data, by=actor, known=form.known.data)
    flash(_("Handed over. Both find the question on their own page, or you note their word."))
    return _back(following.id)


@blueprint.post("/mentorships/<id:mentorship_id>/contacts")
@requires(Permission.MENTORING_ARRANGE)
@commits
def contacts(actor: Actor, mentorship_id: str) -> Any:
    """Note a contact that one of the two told of."""
    found, form = pair_for(actor, mentorship_id, own=False), ContactForm()
    if noted(form, mentorship_for(actor, mentorship_id), actor):
        flash(_("Noted."))
        return _back(mentorship_id)
    return page(actor, found, own=False, contact=form)


@blueprint.post("/mentorships/<id:mentorship_id>/hours")
@requires(Permission.MENTORING_ARRANGE)
@commits
def hours(actor: Actor, mentorship_id: str) -> Any:
    """Plan a time for the two."""
    found, form = pair_for(actor, mentorship_id, own=False), HourForm()
    if planned(form, mentorship_for(actor, mentorship_id), actor):
        flash(_("Planned. It stands in the day of both."))
        return _back(mentorship_id)
    return page(actor, found, own=False, hour=form)


@blueprint.post("/mentorships/<id:mentorship_id>/hours/<id:hour_id>/ending")
@requires(Permission.MENTORING_ARRANGE)
@commits
def end_hour(actor: Actor, mentorship_id: str, hour_id: str) -> Any:
    """Give up a planned time, from now on."""
    cancel_hour(hour_for(mentorship_for(actor, mentorship_id).id, hour_id), by=actor)
    flash(_("The time is free again."))
    return _back(mentorship_id)


@blueprint.post("/mentorships/<id:mentorship_id>/change-requests/<id:request_id>/answer")
@requires(Permission.MENTORING_ARRANGE)
@commits
def answer(actor: Actor, mentorship_id: str, request_id: str) -> Any:
    """Answer one who asked for another pairing."""
    form, mentorship = AnswerForm(), mentorship_for(actor, mentorship_id)
    asked = request_for(actor, mentorship, request_id)
    checked(form)
    answer_change(asked, answer=form.answer.data, by=actor)
    flash(_("Answered."))
    return redirect(url_for("mentoring.index"), 303)
