"""The kiosk's first page, signing in and out, and saying that somebody is still there."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from flask_babel import force_locale

from community.devices.enrolled import on_device
from community.devices.kiosk_keys import keys_of
from community.devices.models import Device
from community.devices.numbers import CARD_LENGTH, digits
from community.devices.operations import KIOSK
from community.devices.visits import IDLE, WRONG, end_visit, sign_in_by_card, sign_in_by_pin
from community.houses.models import House
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused, TooMany
from foundation.languages import LANGUAGES, sentence_of
from foundation.transactions import commits
from foundation.walltime import wall_of
from sessions.board.queries import day_on_the_wall, tongues
from sessions.kiosk.forms import LanguageForm, NothingForm, SignInForm, TouchForm
from sessions.kiosk.visit_cookie import Carried, carry, put_down
from sessions.kiosk.visiting import Visiting, carry_on, in_visit, leave, visiting

blueprint = Blueprint("kiosk", __name__)


@blueprint.get("/kiosk")
@on_device(KIOSK)
def start(device: Device) -> Any:
    """What happens in the house now and next, and the door to one's own day."""
    if visiting(device) is not None:
        return redirect(url_for("kiosk_days.day"), 303)
    answer = make_response(_start(device, SignInForm(formdata=None), request.args.get("lang")))
    put_down(answer)
    return answer


def _start(device: Device, form: SignInForm, asked: str | None, *, sentence: str = "", wait: int = 0) -> Response:
    house = db.session.get_one(House, device.house_id)
    spoken = tongues(house)
    language = asked if asked in spoken else house.language
    at = now()
    board = next(face.board for face in day_on_the_wall(house, at).faces if face.language == language)
    with force_locale(language):
        page = render_template(
            "kiosk/start.html",
            form=form,
            fault=sentence,
            wait=wait,
            house=house,
            tongues=spoken,
            picked=language if asked in spoken else "",
            running=board.running(at),
            coming=board.coming(at),
            wall=wall_of(at, house.zone),
            people=[one for one in keys_of(house.id) if one.has_pin] if house.kiosk_names else [],
            closes=int(IDLE.total_seconds()),
        )
    answer = make_response(page)
    # The camera reads a card; no other page may ask for it.
    answer.headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return answer


@blueprint.post("/kiosk/visits")
@on_device(KIOSK)
@commits
def sign_in(device: Device) -> Response:
    """Sign in with number and PIN, or with a card; the same words and status for everything that does not fit."""
    form = SignInForm()
    device_id, asked = device.id, request.form.get("lang")
    try:
        if not form.validate():
            raise Refused(WRONG)
        number = digits(form.number.data) or digits(form.chosen.data)
        if len(number) == CARD_LENGTH:
            _visit, key = sign_in_by_card(device, number)
        else:
            _visit, key = sign_in_by_pin(device, number, form.pin.data or "")
    except (Refused, TooMany) as error:
        db.session.rollback()
        wait = error.retry_after if isinstance(error, TooMany) else 0
        here = db.session.get_one(Device, device_id)
        with force_locale(asked if asked in LANGUAGES else db.session.get_one(House, here.house_id).language):
            sentence = sentence_of(error)
        # What was typed is not shown again: the next one at the screen would read it.
        answer = _start(here, SignInForm(formdata=None), asked, sentence=sentence, wait=wait)
        answer.status_code = error.status
        if wait:
            answer.headers["Retry-After"] = str(wait)
        return answer
    # What the browser brought is left at the door, its CSRF token too.
    session.clear()
    answer = make_response(redirect(url_for("kiosk_days.day"), 303))
    carry(answer, Carried(key, now(), asked if asked in LANGUAGES else None))
    return answer


@blueprint.post("/kiosk/touch")
@in_visit()
@commits
def touch(at_kiosk: Visiting) -> Response:
    """The screen was touched so many seconds ago; tells whether private minutes are open: the page shows them then."""
    form = TouchForm()
    if not form.validate() or form.ago.data is None or not 0 <= form.ago.data <= IDLE.total_seconds():
        raise Refused()
    touched_at = max(now() - timedelta(seconds=form.ago.data), at_kiosk.carried.touched_at)
    answer = make_response({"private": at_kiosk.private_until is not None})
    return carry_on(answer, at_kiosk.carried._replace(touched_at=touched_at))


@blueprint.post("/kiosk/ending")
@in_visit()
@commits
def ending(at_kiosk: Visiting) -> Response:
    """Sign out, by the button or by a page that nobody touches."""
    if not NothingForm().validate():
        raise Refused()
    end_visit(at_kiosk.actor)
    session.clear()
    return leave(make_response(redirect(url_for("kiosk.start"), 303)))


@blueprint.post("/kiosk/language")
@in_visit()
@commits
def language(at_kiosk: Visiting) -> Response:
    """Speak another of the house's languages, for this visit."""
    form = LanguageForm()
    if not form.validate() or form.language.data not in tongues(at_kiosk.house):
        raise Refused()
    answer = make_response(redirect(url_for("kiosk_days.day"), 303))
    return carry_on(answer, at_kiosk.carried._replace(language=form.language.data, touched_at=now()))
