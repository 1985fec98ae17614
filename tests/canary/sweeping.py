"""Going through everything somebody can fetch: the paths of the matrix, and what their pages lead to."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from foundation.clock import now
from tests.authorisation.scene import Scene
from tests.authorisation.tables import CASES
from tests.canary.words import WORDS
from tests.pages import BASE, as_request

# Days and dates lead to ever more of the same: a few of each route are enough.
MOST_OF_A_ROUTE = 4
LINK = re.compile(r'<a\s(?:[^>]*?\s)?href="([^"]*)"')
PATHS = sorted({case.path for case in CASES if case.method == "GET" and "feeds" not in case.path})


def everything_said(response: TestResponse) -> str:
    """The head and the body of an answer."""
    # How long a page is may happen to be somebody's year of birth.
    head = "\n".join(f"{name}: {value}" for name, value in response.headers if name != "Content-Length")
    return f"{head}\n{response.get_data(as_text=True)}"


def words_in(text: str) -> set[str]:
    """The names of the marked words that stand in a text."""
    folded = text.casefold()
    # A year also turns up inside random ids: it counts where it stands alone.
    found = {
        name: re.search(rf"\b{word}\b", folded) if word.isdigit() else word.casefold() in folded
        for name, word in WORDS.items()
    }
    return {name for name, there in found.items() if there}


def _links(response: TestResponse) -> list[str]:
    if response.mimetype != "text/html":
        return []
    # Our pages write every attribute in double quotes and no ">" in one: read so, a page takes a tenth of the time.
    found = [unescape(link) for link in LINK.findall(response.get_data(as_text=True))]
    return [link.split("#")[0] for link in found if link.startswith("/") and not link.startswith("//")]


def sweep(app: Flask, scene: Scene, kind: str) -> dict[str, set[str]]:
    """Fetch all that a kind of person can reach, one level of links too: path → the words found there."""
    client = app.test_client()
    with client.session_transaction(base_url=BASE) as session:
        if kind != "nobody":
            session |= {"_user_id": scene.keys[kind], "_fresh": True, "seen": int(now().timestamp())}
    adapter = app.url_map.bind("127.0.0.1")
    found: dict[str, set[str]] = {}
    seen: Counter[str] = Counter()

    def fetch(path: str) -> list[str]:
        response = as_request(lambda: client.get(path, base_url=BASE))
        found[path] = words_in(everything_said(response))
        return _links(response)

    further = [link for path in PATHS for link in fetch(scene.fill_in(path))]
    for link in dict.fromkeys(further):
        endpoint = str(adapter.match(urlsplit(link).path, method="GET")[0])
        if link in found or endpoint in ("static", "calendars.feed") or seen[endpoint] >= MOST_OF_A_ROUTE:
            continue
        seen[endpoint] += 1
        fetch(link)
    return found
