"""What a device needs to keep a register without the network: a pass, a worker, a manifest and a page without names."""

import posixpath
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Response, current_app, json, jsonify, render_template, request
from flask_wtf.csrf import generate_csrf

from community.access.actor import Actor
from community.access.guards import by_itself, public, requires
from community.access.permissions import Permission
from foundation.languages import LANGUAGES, choose_language, direction, force_locale
from foundation.pages import static_url
from foundation.styles import sheet_address

blueprint = Blueprint("offline", __name__)
# The script of the page without network, and how a script names the ones it needs.
ENTRY = "js/offline_shell.js"
NEEDS = re.compile(r"""(?:from|import\(?) *"(\.[^"]+\.js)\"""")


@blueprint.get("/offline/pass")
@requires(Permission.ATTENDANCE_MARK)
@by_itself
def ticket(actor: Actor) -> Response:
    """Who is signed in on this device now, and the token that a request of theirs carries."""
    return jsonify(person_id=actor.person_id, csrf_token=generate_csrf())


@blueprint.get("/offline")
@public
def shell() -> str:
    """The page that stands in for any other while the network is away. It names nobody, whoever asks for it."""
    return _shell(request.args.get("lang", ""))


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """What a device asks when somebody puts Daybook on its home screen."""
    icons = [{"src": static_url("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}]
    for size in (192, 512):
        png = {"src": static_url(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        icons += [png | {"purpose": "any"}, png | {"purpose": "maskable"}]
    facts = {
        "name": "Daybook",
        "short_name": "Daybook",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf6ee",
        "theme_color": "#0f4c57",
        "icons": icons,
    }
    return _fresh(Response(json.dumps(facts), mimetype="application/manifest+json"))


@blueprint.get("/sw.js")
@public
def worker() -> Response:
    """The service worker, with the list of what it keeps and a version that changes with any of it."""
    return _fresh(Response(_worker(request.root_path), mimetype="text/javascript"))


@lru_cache(maxsize=4)
def _worker(_root: str) -> str:
    # A browser asks after each page: files and words change with a release alone, so it is put together once.
    source = (_static() / "js" / "offline_worker.js").read_text(encoding="utf-8")
    kept = kept_files()
    shells = {code: f"/offline?lang={code}" for code in LANGUAGES}
    drawn = "".join(_shell(code) for code in LANGUAGES)
    contents = "".join(sha256((_static() / name).read_bytes()).hexdigest() for name in _names())
    version = sha256((source + drawn + contents + "".join(kept)).encode()).hexdigest()[:16]
    facts = (("VERSION", version), ("SHELLS", shells), ("FILES", kept))
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in facts) + source


def kept_files() -> list[str]:
    """The addresses of every file that the page without network uses, in any language. None of them names anybody.

    What a page or a style sheet names carries the mark of its content; a module names the others without one.
    """
    plain = _modules(ENTRY) - {ENTRY}
    marked = [static_url(name) for name in _names() if name not in plain]
    sheets = [sheet_address(f"pages-{way}.css") for way in sorted({direction(code) for code in LANGUAGES})]
    return [*sheets, *marked, *(f"{request.root_path}/static/{name}" for name in sorted(plain))]


def _names() -> list[str]:
    return ["vendor/bootstrap-icons/icons.svg", "icon.svg", *sorted(_modules(ENTRY)), *_fonts()]


def _fonts() -> list[str]:
    return sorted(path.relative_to(_static()).as_posix() for path in _static().glob("vendor/plex-sans*/*.woff2"))


def _modules(entry: str) -> set[str]:
    """A script and all that it needs, as names below static/."""
    found, waiting = set(), [entry]
    while waiting:
        name = waiting.pop()
        found.add(name)
        for other in NEEDS.findall((_static() / name).read_text(encoding="utf-8")):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), other))
            if path not in found:
                waiting.append(path)
    return found


def _shell(picked: str) -> str:
    with force_locale(picked if picked in LANGUAGES else choose_language()):
        return render_template("attendance/offline.html")


def _static() -> Path:
    return Path(current_app.static_folder or "static")


def _fresh(response: Response) -> Response:
    """To be asked for again each time: an old one would keep a device at an old release."""
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]
