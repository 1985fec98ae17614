"""The browser that is a screen of the house: its cookie, the guard of its pages, and when it was last seen.

The cookie is not the session's: it says which screen this is and nothing about anybody, and it outlives every visit.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Response, current_app, g, make_response, render_template, request
from sqlalchemy.exc import OperationalError

from community.access.guards import View, by_secret
from community.devices.models import Device
from community.devices.operations import note_seen
from community.devices.queries import device_by_key
from foundation.clock import now
from foundation.database import db
from foundation.transactions import writing

# The longest a browser keeps a cookie (RFC 6265bis, section 5.5); it begins anew whenever the screen is noted as seen.
LASTS = timedelta(days=400)
SEEN_EVERY = timedelta(minutes=5)
log = logging.getLogger("daybook.devices")


def cookie_name() -> str:
    """What the cookie is called: browsers drop a __Host- cookie that comes over plain http."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-screen"


def set_key(response: Response, key: str) -> None:
    """Let the browser that gets this answer be the screen with this key."""
    response.set_cookie(
        cookie_name(),
        key,
        max_age=LASTS,
        path="/",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def device_here(kind: str) -> Device | None:
    """The screen of this kind that the asking browser is, read live; None for any other browser and a revoked one."""
    key = request.cookies.get(cookie_name(), "")
    found = device_by_key(key, kind) if key else None
    if found is None:
        return None
    g.device, g.device_room = found
    return found[0]


def on_device(kind: str) -> Callable[[View], View]:
    """Guard a page that only an enrolled screen shows; the view gets ``device`` first. Nobody is signed in there.

    Any other browser is told what to do, in words that tell nothing of the house (403).
    """

    def wear(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            device = device_here(kind)
            if device is None:
                return not_enrolled()
            device_id, seen_at = device.id, device.last_seen_at
            answer = make_response(view(device, *args, **kwargs))
            if seen_at is None or now() - seen_at >= SEEN_EVERY:
                _seen(answer, device_id)
            return answer

        return by_secret(f"device:{kind}")(guarded)

    return wear


def not_enrolled() -> tuple[str, int]:
    """The page of a browser that is no screen of the house, or is one no more."""
    db.session.rollback()
    return render_template("devices/not_enrolled.html"), 403


def _seen(answer: Response, device_id: str) -> None:
    """Note the screen in a transaction of its own once the page is drawn.

    Its pages are only read, and asked by themselves: without this a kiosk that nobody touched for a week would look
    like one that was unplugged. Whoever keeps the lock goes first; the next page notes it then.
    """
    try:
        with writing():
            note_seen(device_id)
    except OperationalError:
        log.warning("a screen was not noted as seen: the database is busy")
        return
    set_key(answer, request.cookies[cookie_name()])
