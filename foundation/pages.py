"""What every page is drawn with: addresses of static files, icons, pieces that are kept as drawn."""

import hashlib
from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for
from markupsafe import Markup

from foundation.languages import language


@lru_cache(maxsize=256)
def fingerprint(path: Path) -> str:
    """A mark of a file's content; it is read once."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


# They turn with the line in a right-to-left page; icons of things do not.
ALONG_THE_LINE = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "box-arrow-right", "arrow-counterclockwise"}
)


@lru_cache(maxsize=1024)
def _static_url(name: str, _root: str) -> str:
    return url_for("static", filename=name, v=fingerprint(Path(current_app.static_folder or "static") / name))


def static_url(name: str) -> str:
    """The address of a static file with a mark of its content, so that it may be kept for a year."""
    # A page names the sprite of icons some forty times: each address is made once.
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


def start_pages(app: Flask) -> None:
    """Give templates the addresses of static files, and keep these cacheable."""
    app.jinja_env.globals.update(static_url=static_url, draw_icon=icon, as_kept=as_kept)
    app.jinja_env.filters["dialled"] = dialled

    @app.after_request
    def keep_static(response: Response) -> Response:
        if request.endpoint == "static" and request.args.get("v") and response.status_code in (200, 304):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
