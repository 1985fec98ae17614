"""The pages of the house's screens: the manager's list, and the page where a browser becomes one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import current_actor, public, requires
from community.access.permissions import Permission
from community.accounts.operations import sign_out
from community.devices import operations, queries
from community.devices.codes import spelled
from community.devices.enrolled import set_key
from community.devices.forms import SHORT_KIND_WORDS, DeviceForm, EnrolmentForm, NamesForm, NothingForm
from community.devices.models import Device
from community.houses.queries import house_of, rooms_of
from community.houses.rows import saying
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.transactions import commits
from foundation.words import fold

blueprint = Blueprint("screens", __name__)
Answer = Response | str | tuple[str, int]
GUARD = "secret:device:"


# So long an error stays on a screen that nobody sits at.
STAYS_SECONDS = 20


@blueprint.after_app_request
def lead_back(response: Response) -> Response:
    """Lead a screen of the house away from an error: nobody there could, and it must not lead to a sign-in."""
    guard = getattr(current_app.view_functions.get(request.endpoint or ""), "guard", "")
    if response.status_code >= 400 and guard.startswith(GUARD):
        response.headers.setdefault("Refresh", f"{STAYS_SECONDS}; url=/{guard.removeprefix(GUARD)}")
    return response


def _form(actor: Actor, *, empty: bool = False) -> DeviceForm:
    form = DeviceForm(formdata=None) if empty else DeviceForm()
    said = saying(actor)
    rooms = sorted((fold(said(room.name)[0]), room.id, said(room.name)[0]) for room in rooms_of(actor.house_id))
    form.room_id.choices = [SelectChoice("", _("No room")), *(SelectChoice(key, name) for _f, key, name in rooms)]
    return form


def _page(actor: Actor, form: DeviceForm) -> str:
    zone = ZoneInfo(actor.zone)

    def on_wall(at: datetime) -> datetime:
        return at.astimezone(zone)

    return render_template(
        "devices/devices.html",
        devices=queries.devices_of(actor.house_id),
        form=form,
        names=house_of(actor).kiosk_names,
        kinds=SHORT_KIND_WORDS,
        said=saying(actor),
        on_wall=on_wall,
        at=now(),
    )


@blueprint.get("/devices")
@requires(Permission.DEVICE_MANAGE)
def devices(actor: Actor) -> str:
    """The kiosks and boards of the house, and a form for one more."""
    return _page(actor, _form(actor, empty=True))


@blueprint.post("/devices")
@requires(Permission.DEVICE_MANAGE)
@commits
def make(actor: Actor) -> Answer:
    """Note one more screen, and show its code in the answer itself, this once."""
    form = _form(actor)
    if not form.validate():
        return _page(actor, form), 422
    device, code = operations.make_device(
        actor.house_id, kind=form.kind.data, name=form.name.data, room_id=form.room_id.data or None, by=actor
    )
    return _code_page(device, code)


@blueprint.post("/devices/<id:device_id>/code")
@requires(Permission.DEVICE_MANAGE)
@commits
def new_code(actor: Actor, device_id: str) -> str:
    """Show a new code for a screen, this once: the last ran out, or its browser was replaced."""
    device = queries.device_for(actor, device_id)
    _button()
    return _code_page(device, operations.renew_code(device, by=actor))


@blueprint.post("/devices/<id:device_id>/revocation")
@requires(Permission.DEVICE_MANAGE)
@commits
def revocation(actor: Actor, device_id: str) -> Response:
    """End a screen at once."""
    device = queries.device_for(actor, device_id)
    _button()
    operations.revoke(device, by=actor)
    flash(_("This screen shows nothing of the house any more."))
    return redirect(url_for("screens.devices"), 303)


@blueprint.post("/devices/names")
@requires(Permission.DEVICE_MANAGE)
@commits
def names(actor: Actor) -> Response:
    """Decide whether the kiosks show first names."""
    form = NamesForm()
    if not form.validate():
        raise Refused()
    operations.allow_names(house_of(actor), form.kiosk_names.data, by=actor)
    flash(_("Kept. Every kiosk follows at once."))
    return redirect(url_for("screens.devices"), 303)


def _code_page(device: Device, code: str) -> str:
    minutes = int(operations.CODE_LASTS.total_seconds()) // 60
    address = f"{request.host_url.rstrip('/')}{url_for('screens.enrolment')}"
    return render_template("devices/code.html", device=device, code=spelled(code), minutes=minutes, address=address)


def _button() -> None:
    if not NothingForm().validate():
        raise Refused()


@blueprint.get("/enrolment")
@public
def enrolment() -> str:
    """Where a browser becomes a kiosk or a board: one field for the code."""
    return render_template("devices/enrolment.html", form=EnrolmentForm(formdata=None))


@blueprint.post("/enrolment")
@public
@commits
def enrol() -> Answer:
    """Take the code; the same words and status for every code that does not fit."""
    form = EnrolmentForm()
    try:
        if not form.validate():
            raise Refused(operations.WRONG_CODE)
        device, key = operations.enrol(form.code.data or "", address=request.remote_addr or "")
    except Refused as error:
        db.session.rollback()
        form.form_errors = [sentence_of(error)]
        return render_template("devices/enrolment.html", form=form), 422
    actor = current_actor()
    if actor is not None:
        # A manager who set the screen up stays signed in on no screen that everybody touches.
        sign_out(actor)
    session.clear()
    answer = redirect(f"/{device.kind}", 303)
    set_key(answer, key)  # type: ignore[arg-type]
    return answer
