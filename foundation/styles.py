"""Style sheets: each kind of page loads one, put together from the files that lie on each other.

Files stay small and apart for those who write them; a browser would ask for each, at every first visit. Paper, which is
drawn on this computer, takes them from the disk as they are.
"""

import gzip
import hashlib
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request, url_for
from markupsafe import Markup

from foundation.languages import direction, language
from foundation.pages import fingerprint, static_url

_OF_PAGES = (
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
            "doses",
            "reports",
            "notes",
            "kiosk",
            "print",
            "planner_paper",
            "poster",
        )
    ),
)
# The names under which static/ answers with a whole sheet, and the files of each in the order they lie on each other.
WHOLE = {
    "pages-ltr.css": ("vendor/bootstrap/bootstrap.min.css", *_OF_PAGES),
    "pages-rtl.css": ("vendor/bootstrap/bootstrap.rtl.min.css", *_OF_PAGES),
    "wall.css": (
        "fonts.css",
        *(f"css/{name}.css" for name in ("tokens", "types", "ground", "ribbon", "wall", "wall_side")),
    ),
}
# What a page that becomes a PDF takes of them; templates/paper.html.
PAPER_SHEETS = (
    "fonts.css",
    *(f"css/{name}.css" for name in ("tokens", "types", "print", "planner_paper", "poster", "paper")),
)
_CHARSET = re.compile(r'^\ufeff?@charset "[^"]*";')
# A map that is not here would be asked for in vain.
_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
# An address of another file: one that begins with a letter or a dot and names no scheme.
_FILE = re.compile(r"""url\(\s*(["']?)(?!data:)([\w.][^"')]*)\1\s*\)""")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole style sheet, and the mark of its content."""

    text: bytes
    mark: str


@lru_cache(maxsize=8)
def whole(name: str, static: Path) -> Sheet:
    """A style sheet of WHOLE, put together once from the files below ``static``; KeyError for any other name."""
    text = "\n".join(_part(one, static) for one in WHOLE[name]).encode()
    return Sheet(text, hashlib.sha256(text).hexdigest()[:12])


@lru_cache(maxsize=8)
def _gzipped(sheet: Sheet) -> bytes:
    return gzip.compress(sheet.text, mtime=0)


def _part(name: str, static: Path) -> str:
    """One file, its addresses as seen from static/ and with the mark of what they name: that may be kept for a year."""

    def seen_from_above(found: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[2]))
        return f'url("{file}?v={fingerprint(static / file)}")'

    text = _CHARSET.sub("", (static / name).read_text(encoding="utf-8"))
    return _FILE.sub(seen_from_above, _MAP.sub("", text))


def sheet_address(name: str) -> str:
    """The address of a style sheet of WHOLE with the mark of its content, so that it may be kept for a year."""
    return _address(name, request.root_path)


@lru_cache(maxsize=16)
def _address(name: str, _root: str) -> str:
    return url_for("static", filename=name, v=whole(name, _static(current_app)).mark)


def sheet_links() -> Markup:
    """The style sheet of pages as a link for their head, for the direction now read in."""
    address = sheet_address(f"pages-{direction(language())}.css")
    return Markup('<link rel="stylesheet" href="{}">').format(address)


def paper_sheets() -> list[str]:
    """The addresses of the files that a page takes which becomes a PDF."""
    return [static_url(name) for name in PAPER_SHEETS]


def _static(app: Flask) -> Path:
    return Path(app.static_folder or "static")


def _answer(sheet: Sheet) -> Response:
    """A whole sheet, compressed for whom it may be: a sixth of it; 304 for who has it."""
    small = request.accept_encodings.quality("gzip") > 0
    response = Response(_gzipped(sheet) if small else sheet.text, mimetype="text/css")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Encoding")
    if small:
        response.headers["Content-Encoding"] = "gzip"
    # Compressed bytes are another representation, so they have a tag of their own.
    response.set_etag(f"{sheet.mark}-gzip" if small else sheet.mark)
    response.make_conditional(request)
    return response


def start_styles(app: Flask) -> Callable[..., Any]:
    """Give templates the addresses of style sheets; the view by which static/ answers with the whole ones too."""
    files: Callable[..., Any] = app.view_functions["static"]
    static = _static(app)
    # Made now: a page that says what is broken must not need a file for it.
    for name in WHOLE:
        whole(name, static)

    def sheet_or_file(filename: str) -> Any:
        return _answer(whole(filename, static)) if filename in WHOLE else files(filename=filename)

    app.jinja_env.globals["paper_sheets"] = paper_sheets

    @app.context_processor
    def looks() -> dict[str, object]:
        return {"sheet_links": sheet_links()}

    return sheet_or_file
