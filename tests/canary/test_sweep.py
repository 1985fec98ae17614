"""The sweep: no marked word reaches anybody who is not on the list for it, by page, feed, mail or log."""

import gzip
import logging
import sqlite3
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from flask import Flask

from community.accounts.mails import kinds
from foundation.outbox import deliver_due
from tests.authorisation.asking import ask
from tests.authorisation.scene import Scene
from tests.authorisation.tables import CASES, KINDS, Case
from tests.canary.sweeping import everything_said, sweep, words_in
from tests.canary.words import FEEDS, MUST_SEE, PAGES, WORDS
from tests.pages import BASE, as_request

Marked = tuple[Flask, Path, Scene]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_says_more_than_its_reader_may_know(
    marked: Marked, clock: None, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    app, _, scene = marked
    with caplog.at_level(logging.DEBUG):
        found = sweep(app, scene, kind)
    leaks = {path: sorted(words - PAGES[kind]) for path, words in found.items() if words - PAGES[kind]}
    assert leaks == {}
    # A sweep that met nothing would hold whatever the pages say.
    met = set().union(*found.values())
    assert MUST_SEE.get(kind, set()) - met == set()
    assert words_in(caplog.text) == set()


def test_everybody_of_the_matrix_is_on_the_list() -> None:
    assert set(PAGES) == set(KINDS)
    assert set().union(*PAGES.values(), *FEEDS.values()) <= set(WORDS)
    assert len({word.casefold() for word in WORDS.values()}) == len(WORDS)


def test_nobody_but_the_resident_and_the_manager_is_on_the_list_for_a_surname() -> None:
    assert {kind for kind in KINDS if "surname" in PAGES[kind]} == {"resident", "manager"}
    marks_and_notes = {"absence", "correction", "note"}
    relatives = PAGES["mother"] | PAGES["brother"] | PAGES["aunt"]
    assert (relatives | PAGES["other_resident"]) & marks_and_notes == set()


@pytest.mark.parametrize("feed", FEEDS)
def test_no_feed_says_more_than_the_list(
    marked: Marked, clock: None, caplog: pytest.LogCaptureFixture, feed: str
) -> None:
    app, _, scene = marked
    client, path = app.test_client(use_cookies=False), f"/feeds/{scene.ids[feed]}.ics"
    with caplog.at_level(logging.DEBUG):
        plain = as_request(lambda: client.get(path, base_url=BASE))
        packed = as_request(lambda: client.get(path, base_url=BASE, headers={"Accept-Encoding": "gzip"}))
    text = everything_said(plain).replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") > 5
    assert words_in(text) - FEEDS[feed] == set()
    assert gzip.decompress(packed.data) == plain.data
    # The address is a secret: no line of a log holds it.
    assert scene.ids[feed] not in caplog.text
    assert words_in(caplog.text) == set()


MADE = {
    "mother": {"given", "mothers_given", "mothers_surname"},
    "resident": {"device"},
}


@pytest.mark.parametrize(("kind", "body"), [("mother", "POST /calendars"), ("resident", "POST /calendars?resident")])
def test_the_page_that_shows_an_address_says_no_more(marked: Marked, clock: None, kind: str, body: str) -> None:
    app, _, scene = marked
    [case] = [case for case in CASES if str(case) == body]
    response = ask(app, scene, kind, case)
    assert response.status_code == 200
    assert words_in(everything_said(response)) - MADE[kind] == set()


def test_no_mail_names_anybody_but_its_reader(marked: Marked, clock: None, caplog: pytest.LogCaptureFixture) -> None:
    app, folder, scene = marked
    [invitation] = [case for case in CASES if str(case) == "POST /family/invitation"]
    reset = Case("POST", "/password-resets", {}, {"login": WORDS["login"]})
    assert ask(app, scene, "resident", invitation).status_code == 303
    assert ask(app, scene, "nobody", reset).status_code == 200
    with caplog.at_level(logging.DEBUG), app.app_context():
        assert deliver_due(kinds()) == 2
    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (folder / "mail").iterdir()]
    said = {}
    for mail in mails:
        parts = [str(part.get_content()) for part in mail.walk() if part.get_content_maintype() == "text"]
        assert len(parts) == 2
        head = "\n".join(f"{name}: {value}" for name, value in mail.items())
        said[mail["To"]] = words_in("\n".join([head, *parts]))
    assert said == {"hanna@example.org": set(), WORDS["account_email"]: {"account_email"}}
    assert words_in(caplog.text) == set()
    assert "/invitations/" not in caplog.text


def test_the_chain_holds_no_word(marked: Marked) -> None:
    _, folder, _ = marked
    with sqlite3.connect(folder / "daybook.db") as connection:
        rows = " ".join(str(row) for row in connection.execute("SELECT * FROM audit_entries"))
    assert words_in(rows) == set()
