"""What every answer and every request passes: host names, headers, the cookie, CSRF, secrets of addresses."""

import hashlib
import secrets

from flask import Flask, Response, abort, request
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from settings import Settings

LARGEST_BODY = 1024 * 1024
CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

csrf = CSRFProtect()


def new_token() -> str:
    """A secret for an address: 256 random bits, safe in a path."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a secret: its SHA-256 (hex). The secret itself is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def start_security(app: Flask, settings: Settings) -> None:
    """Set the cookie, CSRF, host names and headers of privacy rules on an app."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # Browsers drop a __Host- cookie that comes over plain http.
        SESSION_COOKIE_NAME="__Host-daybook" if settings.https else "daybook",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        WTF_CSRF_TIME_LIMIT=None,
    )
    csrf.init_app(app)
    if settings.trusted_proxies:
        # Who asks and over what, as the proxies in front tell it; never the host name, which is pinned.
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=0, x_port=0, x_prefix=0
        )
    names = settings.host_names

    @app.before_request
    def pin_host() -> None:
        if request.host not in names:
            abort(400)

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if settings.https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.endpoint != "static":
            # Pages name people: no cache on the way and none on the disk of a shared tablet.
            response.headers.setdefault("Cache-Control", "no-store")
        return response
