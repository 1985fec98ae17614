"""The cookie of a visit: its key and when the screen was last touched, signed; gone by itself after 45 seconds.

It is not the session's: nothing that staff or residents do elsewhere on this browser meets it. When somebody last
touched the screen lies in the cookie and not in a row, for reading a page must not write.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from community.devices.visits import IDLE
from foundation.clock import now
from foundation.languages import LANGUAGES


class Carried(NamedTuple):
    """What a visit's cookie holds: the key, when the screen was last touched (UTC), the language chosen there."""

    key: str
    touched_at: datetime
    language: str | None


def cookie_name() -> str:
    """What the cookie is called: browsers drop a __Host- cookie that comes over plain http."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-visit"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="kiosk-visit")


def carried() -> Carried | None:
    """What this browser carries of a visit; None without one, and when nobody touched the screen for 45 seconds."""
    try:
        held = _signer().loads(request.cookies.get(cookie_name(), ""))
        found = Carried(str(held["k"]), datetime.fromtimestamp(int(held["t"]), UTC), held["l"])
    except (BadSignature, KeyError, TypeError, ValueError, OverflowError):
        return None
    if now() - found.touched_at >= IDLE or found.language not in (None, *LANGUAGES):
        return None
    return found


def carry(response: Response, held: Carried) -> None:
    """Let the browser carry a visit on, for 45 seconds from when the screen was last touched."""
    value = _signer().dumps({"k": held.key, "t": int(held.touched_at.timestamp()), "l": held.language})
    response.set_cookie(
        cookie_name(),
        value if isinstance(value, str) else value.decode(),
        max_age=max(IDLE - (now() - held.touched_at), timedelta(seconds=1)),
        path="/",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Strict",
    )


def put_down(response: Response) -> None:
    """Take the cookie of a visit away from the browser."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.delete_cookie(cookie_name(), path="/", secure=secure, httponly=True, samesite="Strict")
