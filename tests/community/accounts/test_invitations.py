"""Inviting a relative: card, tie, consent, sign-in and mail together, and nobody learns who has a sign-in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.accounts import invitations
from community.accounts.mails import kinds
from community.accounts.models import Account
from community.consent.models import Consent
from community.consent.queries import live_family_consent
from community.family.models import Tie
from community.people.models import Person
from foundation.database import db
from foundation.outbox import OutboxMessage, deliver_due
from foundation.transactions import writing
from tests.cast import NOW, TODAY, Cast, reads_english
from tests.community.accounts.test_links import paths_in
from tests.community.accounts.test_sign_in import bare, try_to
from tests.pages import Browser
from tests.smtp import Mailbox, mail_server

Browse = Callable[[object], Browser]
MINE = "/family/invitation"
FORM = {
    "given_name": "Salma",
    "surname": "Haddad",
    "email": "Salma@Example.org",
    "language": "ar",
    "kind": "sister",
    "until": "2027-02-22",
}


@pytest.fixture
def post(app: Flask) -> Iterator[Mailbox]:
    """A mail server that the app delivers to."""
    with mail_server() as mailbox:
        app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=mailbox.url)
        yield mailbox


def counts() -> tuple[int | None, ...]:
    """How many cards, ties, consents, accounts and waiting mails there are."""
    tables = (Person, Tie, Consent, Account, OutboxMessage)
    found = tuple(db.session.scalar(select(func.count()).select_from(table)) for table in tables)
    db.session.rollback()
    return found


def newest_consent() -> Consent:
    return db.session.scalars(
        select(Consent).where(Consent.recipient_id.is_not(None)).order_by(Consent.granted_at.desc())
    ).first()  # type: ignore[return-value]


def send(browser: Browser, path: str = MINE, *, status: int = 303, **changes: str) -> str:
    browser.get(path)
    return browser.post(path, FORM | changes, status=status).get_data(as_text=True)


def test_a_resident_invites_their_sister_and_she_comes_in(house: Cast, browse: Browse, post: Mailbox) -> None:
    before = counts()
    send(browse(house.resident))
    assert counts() == tuple((count or 0) + 1 for count in before)
    consent = newest_consent()
    assert (consent.signed_how, consent.witness_id, consent.recorded_by) == ("on_screen", None, house.resident.id)
    # The last day is whole: it ends at midnight on the wall in Warsaw.
    assert consent.expires_at == datetime(2027, 2, 22, 23, tzinfo=UTC)
    assert live_family_consent(consent.id, NOW)
    deliver_due(kinds())
    (path,) = paths_in(post)
    assert post.taken[0].to == ["salma@example.org"]
    sister = browse(None)
    sister.get(path)
    sister.post(path, {"password": "a sister's evening"})
    try_to(browse(None), "salma@example.org", "a sister's evening", status=303)


def test_a_manager_invites_from_paper_and_is_the_witness(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    path = f"/residents/{house.resident.id}/family/invitation"
    assert "only when the resident has signed it" in send(browse(house.manager), path, status=422)
    send(browse(house.manager), path, signed="y")
    consent = newest_consent()
    assert (consent.signed_how, consent.witness_id) == ("on_paper", house.manager.id)


def test_nobody_else_invites(house: Cast, browse: Browse) -> None:
    path = f"/residents/{house.resident.id}/family/invitation"
    for person, status in (
        (house.facilitator, 403),
        (house.other_resident, 403),
        (house.mother, 403),
        (house.other_manager, 404),
    ):
        browse(person).get(path, status=status)
        browse(person).post(path, FORM | {"signed": "y"}, status=status)
    for person in (house.facilitator, house.mother, house.manager):
        browse(person).get(MINE, status=403)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"given_name": ""}, "Please write the first name."),
        ({"given_name": "   "}, "Please write the first name."),
        ({"surname": ""}, "Please write the surname."),
        ({"given_name": "Sal\u202ema"}, "hidden characters"),
        ({"surname": "x" * 81}, "longer than 80"),
        ({"email": "salma"}, "like name@example.org"),
        ({"email": "salma@example.org\r\nBcc: x@example.org"}, "like name@example.org"),
        ({"email": "sälma@example.org"}, "like name@example.org"),
        ({"email": "a@b"}, "like name@example.org"),
        ({"email": "x" * 250 + "@example.org"}, "like name@example.org"),
        ({"language": "de"}, "second look"),
        ({"kind": "boss"}, "second look"),
        ({"until": "2026-11-23"}, "between today and a year from now"),
        ({"until": "2027-11-25"}, "between today and a year from now"),
        ({"until": "someday"}, "second look"),
        ({"until": ""}, "Please choose the last day"),
        ({"role": "manager"}, "something it should not"),
        ({"expires_at": "2030-01-01"}, "something it should not"),
        ({"resident_id": "x"}, "something it should not"),
    ],
)
def test_a_wrong_form_says_why_and_leaves_nothing(
    house: Cast, browse: Browse, changes: dict[str, str], sentence: str
) -> None:
    before = counts()
    assert sentence in send(browse(house.resident), status=422, **changes)
    assert counts() == before


@pytest.mark.parametrize("until", ["2026-11-24", "2027-11-24"])
def test_the_first_and_the_last_day_that_can_be_chosen(house: Cast, browse: Browse, until: str) -> None:
    assert (date.fromisoformat(until) - TODAY).days in (0, 365)
    send(browse(house.resident), until=until)


def test_an_address_that_is_known_elsewhere_gets_a_card_and_no_one_is_told(
    house: Cast, browse: Browse, post: Mailbox
) -> None:
    with writing():
        account = db.session.get_one(Account, house.other_manager.account_id)
        account.email = "nadia@example.org"
    reads_english(house.other_resident)
    before = counts()
    known, unknown = browse(house.resident), browse(house.other_resident)
    told = send(known, email="nadia@example.org"), send(unknown)
    assert told[0] == told[1]
    pages = [bare(browser.get("/consents")) for browser in (known, unknown)]
    assert all("The invitation is on its way." in page for page in pages)
    assert [after - (first or 0) for after, first in zip(counts(), before, strict=True) if after is not None] == [
        2, 2, 2, 1, 2,
    ]  # fmt: skip
    cards = db.session.scalars(select(Person.house_id).where(Person.account_id == house.other_manager.account_id))
    assert sorted(cards.all()) == sorted([house.house.id, house.other_house.id])


def test_a_card_of_the_house_is_found_again_only_under_its_own_name(house: Cast, browse: Browse) -> None:
    with writing():
        db.session.get_one(Account, house.other_resident.account_id).email = "piotr@example.org"
    page = browse(house.resident)
    send(page, email="piotr@example.org", given_name="Adam", surname="Nowak")
    text = page.text("/consents")
    assert "Adam Nowak" in text
    assert "Piotr" not in text


def test_a_mother_of_two_has_one_card(house: Cast, browse: Browse) -> None:
    send(browse(house.resident))
    send(browse(house.other_resident), given_name="SALMA")
    ties = db.session.execute(
        select(Tie.relative_id, func.count()).where(Tie.kind == "sister").group_by(Tie.relative_id)
    ).all()
    assert [row[1] for row in ties] == [2]


def test_inviting_again_renews_the_consent_and_ties_nothing_twice(house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    send(browser)
    before = counts()
    send(browser)
    people, ties, consents, accounts, mails = counts()
    assert (people, ties, accounts) == (before[0], before[1], before[3])
    assert (consents, mails) == ((before[2] or 0) + 1, (before[4] or 0) + 1)


def test_one_cannot_invite_oneself(house: Cast, browse: Browse) -> None:
    with writing():
        db.session.get_one(Account, house.resident.account_id).email = "yusuf@example.org"
    before = counts()
    page = send(browse(house.resident), status=422, email="yusuf@example.org", given_name="Yusuf", surname="Haddad")
    assert "A relative is another person of the same house." in page
    assert counts() == before


def test_invitations_are_limited(house: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "MOST_INVITATIONS", 2)
    browser = browse(house.resident)
    send(browser)
    send(browser)
    send(browser, status=429)
