"""One-time links: they act once, by a button, for a time; and asking for one tells nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.accounts.links import INVITATION, LASTS, RESET, invite, issue_link
from community.accounts.mails import kinds
from community.accounts.models import Account, OneTimeLink
from community.consent.models import Consent
from community.consent.operations import withdraw
from foundation.clock import held_at
from foundation.database import db
from foundation.outbox import OutboxMessage, deliver_due
from foundation.security import token_hash
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast, reads_english
from tests.community.accounts.test_sign_in import bare, ended, kinds_of, try_to
from tests.pages import Browser
from tests.smtp import Mailbox, mail_server
from tests.statements import statements

Browse = Callable[[object], Browser]
NEW = "another quiet evening"


@pytest.fixture
def post(app: Flask) -> object:
    """A mail server that the app delivers to."""
    with mail_server() as mailbox:
        settings = app.extensions["settings"]
        app.extensions["settings"] = replace(settings, smtp_url=mailbox.url)
        yield mailbox


def account_of(login: str) -> Account:
    return db.session.scalars(select(Account).where(Account.login == login)).one()


def link(login: str, kind: str = RESET) -> str:
    """The path of a fresh link for somebody."""
    with writing():
        token = issue_link(account_of(login), kind)
    return f"/{'password-resets' if kind == RESET else 'invitations'}/{token}"


def give_address(login: str, address: str) -> None:
    with writing():
        account_of(login).email = address


def ask(browse: Browse, login: str, **kwargs: int) -> Browser:
    browser = browse(None)
    browser.get("/password-resets")
    browser.post("/password-resets", {"login": login}, **({"status": 200} | kwargs))
    return browser


def paths_in(mailbox: Mailbox) -> list[str]:
    return [
        found
        for taken in mailbox.taken
        for found in re.findall(r"http://127\.0\.0\.1:8000(/\S+)", taken.message.get_body(("plain",)).get_content())
    ]


def test_a_reset_from_the_asking_to_the_sign_in(house: Cast, browse: Browse, post: Mailbox) -> None:
    give_address("mother", "amina@example.org")
    still = browse(house.mother)
    ask(browse, "mother")
    assert deliver_due(kinds()) == 1
    (path,) = paths_in(post)
    browser = browse(None)
    page = browser.text(path)
    assert 'value="mother"' in page
    assert browser.post(path, {"password": NEW}).location == "/sign-in"
    assert ended(still)
    try_to(browse(None), "mother", PASSWORD, status=422)
    try_to(browse(None), "mother", NEW, status=303)


def test_looking_at_a_link_uses_nothing(house: Cast, browse: Browse) -> None:
    path = link("mother")
    for _ in range(3):
        browse(None).get(path)
    browser = browse(None)
    browser.get(path)
    browser.post(path, {"password": NEW})


def test_a_link_works_once_and_every_dead_one_looks_the_same(house: Cast, browse: Browse) -> None:
    used, late = link("mother"), link("brother")
    browser = browse(None)
    browser.get(used)
    browser.post(used, {"password": NEW})
    with held_at(NOW + LASTS[RESET]):
        gone = [
            browse(None).get(path, status=404)
            for path in (
                used,
                late,
                "/password-resets/unknown",
                link("aunt", INVITATION).replace("invitations", "password-resets"),
            )
        ]
    assert len({bare(page) for page in gone}) == 1
    assert "This link has been used or is too old." in bare(gone[0])
    browser = browse(None)
    browser.get("/sign-in")
    for path in (used, "/password-resets/unknown", "/invitations/unknown"):
        browser.post(path, {"password": "yet another evening"}, status=404)
    try_to(browse(None), "mother", NEW, status=303)


def test_a_link_holds_to_its_last_second_and_not_at_its_end(house: Cast, browse: Browse) -> None:
    path = link("mother")
    with held_at(NOW + LASTS[RESET] - timedelta(seconds=1)):
        browse(None).get(path)
    with held_at(NOW + LASTS[RESET]):
        browse(None).get(path, status=404)


def test_a_new_password_spends_every_other_link(house: Cast, browse: Browse) -> None:
    first, second = link("mother"), link("mother")
    browser = browse(None)
    browser.get(first)
    browser.post(first, {"password": NEW})
    browse(None).get(second, status=404)


def test_a_weak_password_leaves_the_link_as_it_was(house: Cast, browse: Browse) -> None:
    reads_english(house.mother)
    path = link("mother")
    browser = browse(None)
    browser.get(path)
    for weak, why in (
        ("short", "at least 10"),
        ("aaaaaaaaaaaaa", "too easy"),
        ("", "Please choose a password"),
    ):
        assert why in browser.post(path, {"password": weak}, status=422).get_data(as_text=True)
    browser.post(path, {"password": NEW})


def test_a_link_of_a_disabled_account_is_dead(house: Cast, browse: Browse) -> None:
    path = link("mother")
    with writing():
        account_of("mother").disabled_at = NOW
    browse(None).get(path, status=404)


def test_only_the_hash_of_a_link_is_kept(house: Cast) -> None:
    token = link("mother").rsplit("/", 1)[1]
    row = db.session.scalars(select(OneTimeLink)).one()
    assert row.token_hash == token_hash(token)
    assert token not in str(vars(row))


def test_asking_for_a_reset_is_the_same_for_known_and_unknown(house: Cast, browse: Browse) -> None:
    give_address("mother", "amina@example.org")
    answers = []
    for login in ("mother", "nobody", "", "\u202e", "manager"):
        browser = browse(None)
        browser.get("/password-resets")
        with statements() as sent:
            page = browser.post("/password-resets", {"login": login}, status=200)
        answers.append((bare(page), kinds_of(sent)))
    assert all(answer == answers[0] for answer in answers)
    assert "INSERT outbox_messages" in answers[0][1]


def test_only_a_known_sign_in_with_an_address_gets_a_mail(house: Cast, browse: Browse, post: Mailbox) -> None:
    give_address("mother", "amina@example.org")
    for login in ("nobody", "manager", "mother"):
        ask(browse, login)
    deliver_due(kinds())
    assert [taken.to for taken in post.taken] == [["amina@example.org"]]
    rows = db.session.execute(select(OutboxMessage.payload, OutboxMessage.outcome)).all()
    assert sorted(row.outcome for row in rows) == ["refused", "refused", "sent"]
    assert [row.payload for row in rows] == [{}, {}, {}]


def test_asking_again_and_again_is_limited_alike(house: Cast, browse: Browse) -> None:
    for login in ("mother", "nobody"):
        for _ in range(3):
            ask(browse, login)
        ask(browse, login, status=429)


def test_no_token_waits_in_the_database_for_its_mail(house: Cast, post: Mailbox) -> None:
    with writing():
        invite(account_of("mother"), by=SYSTEM)
        account_of("mother").email = "amina@example.org"
    payload = db.session.scalars(select(OutboxMessage.payload)).one()
    assert set(payload) == {"link", "account_id", "consent_id"}
    db.session.rollback()
    post.refuses = True
    deliver_due(kinds())
    assert post.taken == []
    post.refuses = False
    with held_at(NOW + timedelta(minutes=10)):
        deliver_due(kinds())
    assert len(post.taken) == 1


def test_an_invitation_mail_rests_on_a_live_consent(house: Cast, post: Mailbox) -> None:
    give_address("mother", "amina@example.org")
    with writing():
        invite(account_of("mother"), by=SYSTEM, consent_id=house.consents["mother"])
        withdraw(db.session.get_one(Consent, house.consents["mother"]), by=SYSTEM, told_how="on_screen")
    deliver_due(kinds())
    assert post.taken == []
    assert db.session.scalars(select(OutboxMessage.outcome)).all() == ["refused"]


def test_a_mail_names_nobody_and_no_house(house: Cast, browse: Browse, post: Mailbox) -> None:
    give_address("mother", "amina@example.org")
    with writing():
        invite(account_of("mother"), by=SYSTEM, consent_id=house.consents["mother"])
    ask(browse, "mother")
    deliver_due(kinds())
    assert len(post.taken) == 2
    named = [name for person in house.people.values() for name in (person.given_name, person.surname)]
    for taken in post.taken:
        words = taken.raw.decode() + taken.message.get_body(("html",)).get_content()
        words += taken.message.get_body(("plain",)).get_content() + str(taken.message["Subject"])
        assert [name for name in [*named, "Garden", "Nile", "Open Door"] if name in words] == []
        assert 'lang="ar" dir="rtl"' in words


def test_an_invitation_to_somebody_with_a_password_leaves_it_alone(house: Cast, browse: Browse) -> None:
    reads_english(house.mother)
    path = link("mother", INVITATION)
    browser = browse(None)
    assert "You already have a sign-in." in browser.text(path)
    browser.post(path, {"password": NEW}, status=422)
    browser.post(path)
    browse(None).get(path, status=404)
    try_to(browse(None), "mother", PASSWORD, status=303)


def test_a_link_of_one_kind_does_not_open_the_other(house: Cast, browse: Browse) -> None:
    browse(None).get(link("mother", INVITATION).replace("invitations", "password-resets"), status=404)


def test_without_a_mail_server_the_mail_is_a_file(app: Flask, house: Cast, folder: Path) -> None:
    with writing():
        account_of("mother").email = "amina@example.org"
        invite(account_of("mother"), by=SYSTEM)
    deliver_due(kinds())
    assert len(list((folder / "mail").glob("*.eml"))) == 1
