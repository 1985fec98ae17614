"""What a manager does with somebody's account: close and open it, sign out everywhere, invite by mail or letter."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.accounts.disabling import disable
from community.accounts.links import INVITATION, RESET, issue_link, print_invitation
from community.accounts.models import Account, OneTimeLink
from community.accounts.operations import open_account
from community.audit.models import AuditEntry
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import db
from foundation.outbox import OutboxMessage
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast, reads_english
from tests.pages import BASE, Browser, as_request
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def account_of(person: Person) -> Account:
    """Somebody's account."""
    return db.session.get_one(Account, person.account_id)


def signed_in(browser: Browser) -> bool:
    """Whether somebody's own page opens."""
    return as_request(lambda: browser.client.get("/account", base_url=BASE)).status_code == 200


def verbs(person: Person) -> list[tuple[str, str | None]]:
    """What was recorded of somebody's account, with who did it."""
    found = select(AuditEntry.verb, AuditEntry.actor_id).where(
        AuditEntry.about_id == person.id, AuditEntry.at == NOW, AuditEntry.verb.startswith("account:")
    )
    return [tuple(row) for row in db.session.execute(found.order_by(AuditEntry.seq))]


@pytest.fixture
def newcomer(app: Flask, house: Cast) -> Person:
    """Somebody with an account that has no password yet, and no e-mail address."""
    with writing():
        person = enrol_person(house.house.id, given_name="Jan", surname="Kos", language="pl", by=SYSTEM)
        open_account(person, login="jan", language="pl", by=SYSTEM)
    return person


def letter(browse: Browse, house: Cast, person: Person) -> tuple[str, str]:
    """The page with the letter, and the path of the link in it."""
    text = browse(house.manager).post(f"/people/{person.id}/account/invitation", {"way": "print"}, status=200)
    page = text.get_data(as_text=True)
    return page, re.findall(r"http://127\.0\.0\.1:8000(/invitations/[\w-]+)", page)[0]


def test_a_closed_account_is_out_at_once_and_open_again_when_opened(house: Cast, browse: Browse) -> None:
    theirs, manager = browse(house.facilitator), browse(house.manager)
    assert signed_in(theirs)
    answer = manager.post(f"/people/{house.facilitator.id}/account/disabling")
    assert answer.location == f"/people/{house.facilitator.id}"
    assert not signed_in(theirs)
    browse(None).post("/sign-in", {"login": "facilitator", "password": PASSWORD}, status=422)
    manager.post(f"/people/{house.facilitator.id}/account/enabling")
    browse(None).post("/sign-in", {"login": "facilitator", "password": PASSWORD})
    by = house.manager.id
    assert verbs(house.facilitator)[:2] == [("account:disable", by), ("account:enable", by)]


def test_signing_out_ends_every_device_and_nobody_elses(house: Cast, browse: Browse) -> None:
    phone, tablet, other = browse(house.resident), browse(house.resident), browse(house.other_resident)
    browse(house.manager).post(f"/people/{house.resident.id}/sign-outs")
    assert [signed_in(one) for one in (phone, tablet, other)] == [False, False, True]
    browse(None).post("/sign-in", {"login": "resident", "password": PASSWORD})
    assert verbs(house.resident)[0] == ("account:sign_out_everywhere", house.manager.id)


def test_a_letter_speaks_its_readers_language_and_names_neither_house_nor_surname(
    house: Cast, browse: Browse, newcomer: Person
) -> None:
    reads_english(house.manager)
    page, path = letter(browse, house, newcomer)
    assert page.count('lang="pl" dir="ltr"') == 1
    assert "Jan K." in page
    assert "Kos" not in page
    assert "Garden" not in page
    assert "<svg" in page
    assert path in page
    # Neither the mail nor the record nor any other page holds it.
    token = path.rsplit("/", 1)[1]
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    assert token not in " ".join(str(row) for row in db.session.execute(select(AuditEntry.subject, AuditEntry.details)))
    assert token not in browse(house.manager).text(f"/people/{newcomer.id}")
    assert verbs(newcomer)[-2:] == [("account:invite", house.manager.id), ("account:link", house.manager.id)]


def test_a_letter_in_arabic_runs_from_right_to_left(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    page, _ = letter(browse, house, house.mother)
    assert page.count('lang="ar" dir="rtl"') == 1
    assert '<html lang="en" dir="ltr"' in page


def test_a_letter_opens_the_door_once(house: Cast, browse: Browse, newcomer: Person) -> None:
    _, path = letter(browse, house, newcomer)
    browse(None).get(path)
    browse(None).post(path, {"password": "a loud morning walk"})
    gone = browse(None).get(path, status=404)
    browse(None).post(path, {"password": "another morning walk"}, status=404)
    assert "link" in gone.get_data(as_text=True)
    browse(None).post("/sign-in", {"login": "jan", "password": "a loud morning walk"})


def test_a_letter_holds_for_seven_days(house: Cast, browse: Browse, newcomer: Person) -> None:
    _, path = letter(browse, house, newcomer)
    with held_at(NOW + timedelta(days=7) - timedelta(seconds=1)):
        browse(None).get(path)
    with held_at(NOW + timedelta(days=7)):
        browse(None).get(path, status=404)


def test_a_new_invitation_ends_the_one_before_and_no_reset(house: Cast, browse: Browse, newcomer: Person) -> None:
    _, first = letter(browse, house, newcomer)
    with writing():
        reset = issue_link(db.session.get_one(Account, newcomer.account_id), RESET)
    _, second = letter(browse, house, newcomer)
    browse(None).get(first, status=404)
    browse(None).get(second)
    browse(None).get(f"/password-resets/{reset}")


def test_a_closed_account_is_not_invited_and_its_letter_is_dead(house: Cast, browse: Browse, newcomer: Person) -> None:
    reads_english(house.manager)
    _, path = letter(browse, house, newcomer)
    with writing():
        disable(db.session.get_one(Account, newcomer.account_id), by=SYSTEM)
    browse(None).get(path, status=404)
    for way in ("mail", "print"):
        answer = browse(house.manager).post(f"/people/{newcomer.id}/account/invitation", {"way": way}, status=422)
        assert "This account is closed." in answer.get_data(as_text=True)
    assert db.session.scalar(select(func.count()).where(OneTimeLink.used_at.is_(None))) == 0


def test_a_mail_needs_an_address(house: Cast, browse: Browse, newcomer: Person) -> None:
    reads_english(house.manager)
    path = f"/people/{newcomer.id}/account/invitation"
    answer = browse(house.manager).post(path, {"way": "mail"}, status=422)
    assert "No e-mail address is known" in answer.get_data(as_text=True)
    for address, waiting in (("jan at example", 0), ("jan@example.org", 1)):
        with writing():
            db.session.get_one(Account, newcomer.account_id).email = address
        browse(house.manager).post(path, {"way": "mail"}, status=303 if waiting else 422)
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == waiting


def test_a_card_without_an_account_is_told_so(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    with writing():
        card = enrol_person(house.house.id, given_name="Jan", surname="Kos", language="pl", by=SYSTEM)
    answer = browse(house.manager).post(f"/people/{card.id}/account/invitation", {"way": "print"}, status=422)
    assert "no account yet" in answer.get_data(as_text=True)


@pytest.mark.parametrize("act", ["account/disabling", "account/enabling", "sign-outs", "account/invitation"])
def test_nobody_of_another_house_and_nobody_but_a_manager(house: Cast, browse: Browse, act: str) -> None:
    path = f"/people/{house.resident.id}/{act}"
    browse(house.other_manager).post(path, {"way": "print"} if "invitation" in act else {}, status=404)
    browse(house.facilitator).post(path, status=403)
    browse(house.resident).post(path, status=403)


def test_an_invitation_by_a_verb_is_one_at_a_time(app: Flask, house: Cast, newcomer: Person) -> None:
    with writing():
        account = db.session.get_one(Account, newcomer.account_id)
        first, second = issue_link(account, INVITATION), print_invitation(account, by=SYSTEM)
    assert first != second
    assert db.session.scalar(select(func.count()).where(OneTimeLink.used_at.is_(None))) == 1


def test_a_letter_takes_a_literal_number_of_statements(house: Cast, browse: Browse, newcomer: Person) -> None:
    browser = browse(house.manager)
    browser.get("/account")
    with statements() as sent:
        browser.post(f"/people/{newcomer.id}/account/invitation", {"way": "print"}, status=200)
    reads = [one for one in sent if one.startswith("SELECT") and "audit" not in one]
    # Who asks; the card with its account; the cards of the account, for each of two entries.
    assert len(reads) == 4, reads
