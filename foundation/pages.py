"""Pages that belong to no room: errors in one clear sentence, and addresses of static files."""

import hashlib
from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from foundation.database import db
from foundation.errors import DaybookError, TooMany
from foundation.languages import direction, language, sentence_of

SENTENCES = {
    400: lazy_gettext("This request could not be understood."),
    403: lazy_gettext("This page is not for you to open. Nothing is wrong on your side."),
    404: lazy_gettext("There is nothing here, or it is not for you to see."),
    405: lazy_gettext("This cannot be done in this way."),
    409: lazy_gettext("Somebody changed this in the meantime."),
    413: lazy_gettext("That was too large to be taken in."),
    422: lazy_gettext("Something in the form needs a second look."),
    429: lazy_gettext("Too many attempts. Please wait a little and try again."),
    500: lazy_gettext("Something went wrong on our side. Nothing was changed."),
    503: lazy_gettext("The house's computer is busy. Nothing was changed; please try again in a moment."),
}


@lru_cache(maxsize=256)
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


# They turn with the line in a right-to-left page; icons of things do not.
ALONG_THE_LINE = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "box-arrow-right", "arrow-counterclockwise"}
)

SHEETS = (
    "fonts.css",
    *(f"css/{name}.css" for name in ("tokens", "types", "ground", "components", "forms", "ribbon")),
    *(
        f"css/{name}.css"
        for name in (
            "register",
            "staff",
            "sheets",
            "mentoring",
            "guide",
            "door",
            "first_day",
            "hours",
            "planner",
            "planner_drag",
            "pauses",
            "series",
            "staffing",
            "print",
            "planner_paper",
        )
    ),
)


@lru_cache(maxsize=16)
def _sheets(read: str, _root: str) -> tuple[str, ...]:
    base = "bootstrap.rtl.min.css" if read == "rtl" else "bootstrap.min.css"
    return (static_url(f"vendor/bootstrap/{base}"), *(static_url(name) for name in SHEETS))


def sheets() -> tuple[str, ...]:
    """The addresses of the style sheets in the order they lie on each other, for the direction now read in."""
    return _sheets(direction(language()), request.root_path)


@lru_cache(maxsize=1024)
def _static_url(name: str, _root: str) -> str:
    return url_for("static", filename=name, v=_fingerprint(Path(current_app.static_folder or "static") / name))


def static_url(name: str) -> str:
    """The address of a static file with a mark of its content, so that it may be kept for a year."""
    # A page names some forty files, most of them the sprite of icons: each address is made once.
    return _static_url(name, request.root_path)


@lru_cache(maxsize=1024)
def _drawn(sprite: str, name: str, label: str | None, look: str) -> Markup:
    classes = " ".join(filter(None, ("bi", "flip" if name in ALONG_THE_LINE else "", look)))
    said = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="{}" {} focusable="false"><use href="{}#{}"></use></svg>').format(
        classes, said, sprite, name
    )


def icon(name: str, label: str | None = None, **look: str) -> Markup:
    """One icon of the sprite. Without a label it is decoration; with one it is an image with that name."""
    return _drawn(static_url("vendor/bootstrap-icons/icons.svg"), name, label, look.get("class", ""))


@lru_cache(maxsize=4096)
def _as_kept(template: str, macro: str, _language: str, _root: str, *values: Hashable) -> Markup:
    drawn: Markup = getattr(current_app.jinja_env.get_template(template).module, macro)(*values)
    return drawn


def dialled(number: str) -> str:
    """A telephone number as a link takes it: a plus, if it has one, and its digits."""
    return ("+" if number.startswith("+") else "") + "".join(sign for sign in number if sign.isdigit())


def as_kept(template: str, macro: str, *values: Hashable) -> Markup:
    """What a macro draws of these values, drawn once in each language and then kept.

    The values tell all that it draws: it asks for no clock and for nobody who is signed in.
    """
    return _as_kept(template, macro, language(), request.root_path, *values)


def error_page(status: int, sentence: str) -> Response:
    """One clear sentence with its status; plain text where the caller wants no page."""
    db.session.rollback()
    if request.headers.get("HX-Request"):
        response = make_response(sentence, status)
        response.mimetype = "text/plain"
        return response
    return make_response(render_template("error.html", sentence=sentence, status=status), status)


def start_pages(app: Flask) -> None:
    """Answer every error with a page of ours, and keep static files cacheable."""
    app.jinja_env.globals.update(static_url=static_url, draw_icon=icon, as_kept=as_kept)
    app.jinja_env.filters["dialled"] = dialled

    @app.context_processor
    def looks() -> dict[str, object]:
        return {"sheets": sheets()}

    @app.errorhandler(DaybookError)
    def ours(error: DaybookError) -> Response:
        # Read after the answer is made, by whoever keeps a record of what was refused.
        g.refused_with = error
        response = error_page(error.status, sentence_of(error) or str(SENTENCES[error.status]))
        if isinstance(error, TooMany):
            response.headers["Retry-After"] = str(error.retry_after)
        return response

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> Response:
        return error_page(400, str(lazy_gettext("This page was open too long. Go back, reload it and try again.")))

    @app.errorhandler(HTTPException)
    def theirs(error: HTTPException) -> Response:
        status = error.code or 500
        if 300 <= status < 400:
            return make_response(error.get_response())
        return error_page(status, str(SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])))

    @app.errorhandler(OperationalError)
    def busy(error: OperationalError) -> Response:
        app.logger.error("database: %s", type(error.orig).__name__)
        return error_page(503, str(SENTENCES[503]))

    @app.after_request
    def keep_static(response: Response) -> Response:
        if request.endpoint == "static" and request.args.get("v") and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
