"""What a device gets for the time without a network: no name in it, and everything it needs."""

import json
import re
from collections.abc import Callable

import pytest
from flask import Flask

from foundation.languages import LANGUAGES
from sessions.attendance.offline_views import kept_files
from tests.cast import Cast
from tests.pages import BASE, Browser
from tests.statements import statements

Browse = Callable[[object], Browser]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_without_network_is_the_same_whoever_asks_for_it(house: Cast, browse: Browse, language: str) -> None:
    read = {browse(one).text(f"/offline?lang={language}") for one in (None, house.facilitator, house.resident)}
    assert len(read) == 1
    page = read.pop()
    assert f'lang="{language}"' in page
    everybody = [name for one in house.people.values() for name in (one.given_name, one.surname)]
    assert [name for name in everybody if name in page] == []
    assert "csrf" not in page


def test_a_language_nobody_speaks_is_answered_in_one_that_the_browser_does(house: Cast, browse: Browse) -> None:
    assert 'lang="en"' in browse(None).text("/offline?lang=tlh")


def test_every_file_the_worker_keeps_is_there_and_is_no_page(app: Flask, house: Cast, browse: Browse) -> None:
    client = app.test_client()
    text = client.get("/sw.js", base_url=BASE).get_data(as_text=True)
    files = json.loads(re.findall(r"^const FILES = (.+);$", text, flags=re.M)[0])
    with app.test_request_context(base_url=BASE):
        assert files == kept_files()
    answers = {name: client.get(name, base_url=BASE).status_code for name in files}
    assert set(answers.values()) == {200}
    assert [name for name in files if not name.startswith("/static/")] == []
    # What the register's script needs, and what that needs.
    assert {"/static/js/register.js", "/static/js/register_queue.js", "/static/vendor/idb/index.js"} <= set(files)


def test_the_worker_is_asked_for_each_time_and_sent_only_when_it_changed(app: Flask, house: Cast) -> None:
    client = app.test_client()
    first = client.get("/sw.js", base_url=BASE)
    assert (first.status_code, first.headers["Cache-Control"], first.mimetype) == (200, "no-cache", "text/javascript")
    again = client.get("/sw.js", base_url=BASE, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    version = re.findall(r'^const VERSION = "([0-9a-f]{16})";$', first.get_data(as_text=True), flags=re.M)
    assert len(version) == 1


def test_a_device_can_put_daybook_on_its_home_screen(app: Flask, house: Cast) -> None:
    client = app.test_client()
    facts = client.get("/manifest.webmanifest", base_url=BASE).get_json(force=True)
    assert (facts["name"], facts["display"], facts["scope"], facts["start_url"]) == ("Daybook", "standalone", "/", "/")
    for icon in facts["icons"]:
        assert client.get(icon["src"], base_url=BASE).mimetype == icon["type"]


def test_a_pass_tells_who_is_signed_in_and_reads_nothing_else(house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    with statements() as seen:
        answer = browser.get("/offline/pass")
    assert answer.get_json()["person_id"] == house.facilitator.id
    assert set(answer.get_json()) == {"person_id", "csrf_token"}
    assert len(seen) == 1


def test_only_the_staff_get_a_pass(house: Cast, browse: Browse) -> None:
    for one in (house.resident, house.mother):
        browse(one).get("/offline/pass", status=403)
    told = browse(None).get("/offline/pass", status=401, headers={"Accept": "application/json"})
    assert told.mimetype == "text/plain"
