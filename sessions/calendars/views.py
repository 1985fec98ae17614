"""The page of one's calendars, the page that shows an address once, and the address itself."""

from typing import Any

import segno
from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import by_secret, requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import commits
from foundation.walltime import wall_of
from sessions.calendars import operations, queries
from sessions.calendars.addresses import address_of, reachable_from_outside
from sessions.calendars.feeds import Asked, answer
from sessions.calendars.forms import NewAddress, Titles
from sessions.calendars.models import FeedSubscription
from sessions.calendars.preview import preview_for
from sessions.calendars.wording import RELATIVE

blueprint = Blueprint("calendars", __name__)


@blueprint.get("/feeds/<token>.ics", strict_slashes=False)
@by_secret("feed")
def feed(token: str) -> Response:
    """Answer a calendar program; a HEAD is answered alike, without a body and without an accounting row."""
    given = answer(
        Asked(
            token=token,
            head=request.method == "HEAD",
            gzip=request.accept_encodings.quality("gzip") > 0,
            if_none_match=request.headers.get("If-None-Match"),
            if_modified_since=request.headers.get("If-Modified-Since"),
            agent=request.headers.get("User-Agent"),
        )
    )
    response = Response(given.body, given.status)
    response.headers["Referrer-Policy"] = "no-referrer"
    if given.status == 404:
        # Word for word the same for an address that never was and one that ended long ago.
        response.set_data("There is nothing here.\n")
        response.mimetype = "text/plain"
        return response
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = "inline; filename=calendar.ics"
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["ETag"] = given.etag
    if given.changed_at is not None:
        response.last_modified = given.changed_at
    if given.gzip and given.status == 200:
        response.headers["Content-Encoding"] = "gzip"
    return response


@blueprint.get("/calendars")
@requires(Permission.CALENDAR_SUBSCRIBE)
def index(actor: Actor) -> str:
    """One's addresses, and what can be added."""
    return _index(actor, NewAddress())


@blueprint.post("/calendars")
@requires(Permission.CALENDAR_SUBSCRIBE)
@commits
def make(actor: Actor) -> Any:
    """Make an address and show it, this once, in the answer itself: its secret is in no other page."""
    form = NewAddress()
    if not form.validate():
        return _index(actor, form), 422
    try:
        made = operations.subscribe(
            actor,
            form.kind.data or "",
            device=form.device.data or "",
            consent_id=form.consent_id(),
            room_id=form.room_id(),
            real_titles=form.real_titles.data,
        )
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _index(actor, form), 422
    return _made(actor, *made)


@blueprint.post("/calendars/<id:subscription_id>/revocation")
@requires(Permission.CALENDAR_SUBSCRIBE)
@commits
def revocation(actor: Actor, subscription_id: str) -> Any:
    """Stop one address."""
    operations.revoke(queries.row_for(actor, subscription_id), by=actor)
    flash(_("This address is stopped. The calendar on that device empties at its next look."))
    return redirect(url_for("calendars.index"), 303)


@blueprint.post("/calendars/<id:subscription_id>/replacement")
@requires(Permission.CALENDAR_SUBSCRIBE)
@commits
def replacement(actor: Actor, subscription_id: str) -> Any:
    """Stop one address and show a new one for the same calendar."""
    return _made(actor, *operations.replace(queries.row_for(actor, subscription_id), by=actor))


@blueprint.post("/calendars/<id:subscription_id>/titles")
@requires(Permission.CALENDAR_SUBSCRIBE)
@commits
def titles(actor: Actor, subscription_id: str) -> Any:
    """Let one of one's own addresses say real titles, or neutral words again."""
    form = Titles()
    row = queries.row_for(actor, subscription_id)
    if not form.validate():
        raise Refused()
    operations.choose_titles(row, real=form.real_titles.data, by=actor)
    said = _("This calendar now shows real titles and rooms."), _("This calendar now uses neutral words.")
    flash(said[0] if form.real_titles.data else said[1])
    return redirect(url_for("calendars.index"), 303)


def _index(actor: Actor, form: NewAddress) -> str:
    return render_template(
        "calendars/index.html",
        openings=queries.openings(actor),
        addresses=queries.addresses_of(actor),
        form=form,
        asked_kind=form.kind.data,
        asked_consent=form.consent.data,
        asked_room=form.room.data,
        programme_file=actor.may(Permission.PROGRAMME_PLAN),
        on_wall=lambda at: wall_of(at, actor.zone),
    )


def _made(actor: Actor, subscription: FeedSubscription, token: str) -> str:
    public_url = current_app.extensions["settings"].public_url
    address = address_of(public_url, url_for("calendars.feed", token=token))
    coming = []
    if subscription.kind == RELATIVE and subscription.resident_id is not None:
        coming = preview_for(subscription.resident_id, actor.person_id, actor.language)
        record_read(actor, subscription.resident_id, "calendar", consent=subscription.consent_id)
    return render_template(
        "calendars/made.html",
        subscription=subscription,
        address=address,
        qr=segno.make(address.webcal, error="m").svg_inline(border=2, omitsize=True),
        outside=reachable_from_outside(public_url),
        coming=coming,
        title_words=queries.title_words(actor),
    )
