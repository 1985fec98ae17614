"""The private minutes at a kiosk: the own record, consents and requests, while staff have opened them."""

from typing import Any

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from community.access.actor import Actor
from community.consent.operations import withdraw
from community.consent.queries import own_consent
from community.consent.shown import shown_consents
from community.mentoring.changing import ask_change
from community.mentoring.models import Mentorship
from community.mentoring.operations import agree, end
from community.mentoring.queries import own_mentorship
from foundation.errors import Refused
from foundation.transactions import commits
from sessions.kiosk.forms import NothingForm
from sessions.kiosk.requests import asked_of
from sessions.kiosk.visiting import Visiting, draw, in_visit
from sessions.record.pages import readers_facts, record_facts

blueprint = Blueprint("kiosk_private", __name__)


@blueprint.get("/kiosk/record")
@in_visit(privately=True)
def record(at_kiosk: Visiting) -> Any:
    """What is recorded about oneself."""
    return draw("kiosk/record.html", at_kiosk, **record_facts(at_kiosk.actor))


@blueprint.get("/kiosk/readers")
@in_visit(privately=True)
def readers(at_kiosk: Visiting) -> Any:
    """Who has seen it, and what was changed."""
    return draw("kiosk/readers.html", at_kiosk, **readers_facts(at_kiosk.actor))


@blueprint.get("/kiosk/consents")
@in_visit(privately=True)
def consents(at_kiosk: Visiting) -> Any:
    """What one has allowed, and to whom."""
    live, ended = shown_consents(at_kiosk.actor, at_kiosk.actor.person_id)
    return draw("kiosk/consents.html", at_kiosk, live=live, ended=ended)


@blueprint.post("/kiosk/consents/<id:consent_id>/withdrawal")
@in_visit(privately=True)
@commits
def withdrawal(at_kiosk: Visiting, consent_id: str) -> Response:
    """One tap: take a consent back."""
    consent = own_consent(at_kiosk.actor, consent_id)
    _button()
    withdraw(consent, by=at_kiosk.actor, told_how="on_screen")
    return redirect(url_for("kiosk_private.consents"), 303)


@blueprint.get("/kiosk/requests")
@in_visit(privately=True)
def requests(at_kiosk: Visiting) -> Any:
    """Who waits for one's answer: would they stand by each other?"""
    return draw("kiosk/requests.html", at_kiosk, asked=asked_of(at_kiosk.actor))


@blueprint.post("/kiosk/requests/<id:mentorship_id>/agreement")
@in_visit(privately=True)
@commits
def agreement(at_kiosk: Visiting, mentorship_id: str) -> Response:
    """Say yes."""
    mentorship = own_mentorship(at_kiosk.actor, mentorship_id)
    _button()
    agree(mentorship, at_kiosk.actor.person_id, by=at_kiosk.actor)
    return redirect(url_for("kiosk_private.requests"), 303)


@blueprint.post("/kiosk/requests/<id:mentorship_id>/refusal")
@in_visit(privately=True)
@commits
def refusal(at_kiosk: Visiting, mentorship_id: str) -> Response:
    """Say no, before having agreed; nobody asks why. Later it is a change that one asks for."""
    actor = at_kiosk.actor
    mentorship = own_mentorship(actor, mentorship_id)
    _button()
    if _has_agreed(mentorship, actor):
        ask_change(mentorship, actor.person_id, by=actor)
    else:
        end(mentorship, because="declined", by=actor)
    return redirect(url_for("kiosk_private.requests"), 303)


def _has_agreed(mentorship: Mentorship, actor: Actor) -> bool:
    own = actor.person_id == mentorship.newcomer_id
    return (mentorship.newcomer_agreed_at if own else mentorship.elder_agreed_at) is not None


def _button() -> None:
    if not NothingForm().validate():
        raise Refused()
