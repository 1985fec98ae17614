"""The page where staff help residents into a kiosk: a number and a PIN, a card, ten private minutes."""

from typing import Any
from zoneinfo import ZoneInfo

import segno
from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list
from community.audit.reads import notes_reads
from community.devices import kiosk_keys, visitors, visits
from community.devices.forms import NothingForm
from community.devices.models import KioskKey
from community.people.models import Person
from foundation.clock import now
from foundation.errors import Refused
from foundation.languages import direction
from foundation.listing import Listed, asked, by_name
from foundation.transactions import commits

blueprint = Blueprint("kiosk_keys", __name__)


@blueprint.get("/kiosk-keys")
@requires(Permission.KIOSK_HELP)
@notes_reads
def index(actor: Actor) -> str:
    """Who lives here and what they have for the kiosk; who is signed in at one. That it was read is recorded."""
    record_list(actor, "kiosk-keys")
    wanted = asked(sorts=("name",))
    rows = by_name(kiosk_keys.keys_of(actor.house_id), wanted.search)
    zone = ZoneInfo(actor.zone)
    return render_template(
        "devices/keys.html",
        # On one page however many they are: a PIN is given while somebody stands there.
        listed=Listed(rows, len(rows), 1, 1, wanted),
        visits=visitors.open_visits(actor.house_id),
        at=now(),
        on_wall=lambda at: at.astimezone(zone),
    )


@blueprint.post("/kiosk-keys/<id:person_id>/pin")
@requires(Permission.KIOSK_HELP)
@commits
def pin(actor: Actor, person_id: str) -> str:
    """Give somebody a new PIN, shown this once; the one before and their card end."""
    person = kiosk_keys.resident_of(actor, person_id)
    _button()
    key, given = kiosk_keys.give_pin(person, by=actor)
    return _given(person, key, pin=given)


@blueprint.post("/kiosk-keys/<id:person_id>/card")
@requires(Permission.KIOSK_HELP)
@commits
def card(actor: Actor, person_id: str) -> str:
    """Make somebody's card, shown this once, to be printed; the card before ends."""
    person = kiosk_keys.resident_of(actor, person_id)
    _button()
    key, code = kiosk_keys.give_card(person, by=actor)
    return _given(person, key, qr=segno.make(code, error="m", micro=False).svg_inline(border=2, omitsize=True))


@blueprint.post("/kiosk-visits/<id:visit_id>/private-time")
@requires(Permission.KIOSK_HELP)
@commits
def private_time(actor: Actor, visit_id: str) -> Response:
    """Open ten private minutes for somebody who is signed in at a kiosk now."""
    visit = visitors.visit_for(actor, visit_id)
    _button()
    visits.open_private_minutes(visit, by=actor)
    flash(_("Open for ten minutes. Please leave them alone with the screen."))
    return redirect(url_for("kiosk_keys.index"), 303)  # type: ignore[return-value]


def _given(person: Person, key: KioskKey, **given: Any) -> str:
    """The slip or card in its reader's language, on a page in the language of whoever hands it over."""
    with force_locale(person.language):
        facts = {"language": person.language, "direction": direction(person.language), "number": key.number}
        slip = render_template("devices/_slip.html", **facts, **given)
    return render_template("devices/key_given.html", person=person, slip=Markup(slip))


def _button() -> None:
    if not NothingForm().validate():
        raise Refused()
