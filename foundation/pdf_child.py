"""The process that makes one PDF and ends: a page as HTML comes in, the PDF goes out. Started by foundation.pdf.

It opens no socket and no file but those of the folder static/: what a page names besides is refused.
"""

import json
import logging
import resource
import sys
from email.message import EmailMessage
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from foundation.paper import families, isolated, needed_faces, shapes, with_icons, with_own_families

STATIC = Path(__file__).resolve().parent.parent / "static"
MARK = "/static/"
# Names no host: nothing under .invalid is ever found (RFC 2606).
BASE = "http://paper.invalid/"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".woff2": "font/woff2"}
# A week of a house takes 130 MB; the address space is larger than what is used of it.
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 40
MISSING, FAILED = 3, 4


def bind_hands() -> None:
    """Take from this process what it does not need: more memory and time than a PDF takes, and core files."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        # A machine may be stricter than we are.
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


@lru_cache(maxsize=1)
def _font_sheet() -> str:
    return (STATIC / "fonts.css").read_text()


def file_of(address: str) -> Path:
    """The file of static/ that an address stands for; raises ValueError for any other address."""
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.netloc != urlsplit(BASE).netloc or MARK not in parts.path:
        raise ValueError("not ours")
    path = (STATIC / unquote(parts.path.partition(MARK)[2])).resolve()
    if not path.is_relative_to(STATIC) or path.suffix not in TYPES:
        raise ValueError("not ours")
    return path


def content_of(path: Path, page: str) -> bytes:
    """What a file of static/ says to a PDF: style sheets ask for the subsets of our fonts by their own names."""
    if path == STATIC / "fonts.css":
        return needed_faces(_font_sheet(), page).encode()
    if path.suffix == ".css":
        return with_own_families(path.read_text(), families(_font_sheet())).encode()
    return path.read_bytes()


def document(page: str) -> Any:
    """The page laid out by WeasyPrint (a Document); raises what WeasyPrint raises."""
    # Here and not above: where Pango is missing, the import is what fails.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # for the same reason

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            path = file_of(url)
            said = EmailMessage()
            said["Content-Type"] = TYPES[path.suffix]
            return URLFetcherResponse(url, content_of(path, page), said)

    sprite = (STATIC / "vendor" / "bootstrap-icons" / "icons.svg").read_text()
    drawn = isolated(with_icons(page, shapes(sprite)))
    return HTML(string=drawn, base_url=BASE, url_fetcher=Fetcher(allowed_protocols={"data"})).render()


def pdf(page: str) -> bytes:
    """The PDF of a page, tagged for who reads it with a screen reader."""
    made: bytes = document(page).write_pdf(pdf_tags=True)
    return made


def main() -> int:
    """Read a page, write its PDF; what is missing goes to the other stream as JSON, a fault as its kind alone."""
    bind_hands()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    page = sys.stdin.buffer.read().decode()
    try:
        made = pdf(page)
    except ModuleNotFoundError as error:
        # WeasyPrint itself, or a package it stands on.
        print(json.dumps({"missing": error.name or "WeasyPrint"}), file=sys.stderr)
        return MISSING
    except OSError as error:
        # cffi says: cannot load library 'libpango-1.0-0': …
        named = str(error).partition("'")[2].partition("'")[0]
        print(json.dumps({"missing": f"Pango ({named})" if named else "Pango"}), file=sys.stderr)
        return MISSING
    except Exception as error:
        # No text of the page: it names people.
        print(json.dumps({"fault": type(error).__name__}), file=sys.stderr)
        return FAILED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
