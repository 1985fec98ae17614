"""A disabled account is closed at once and everywhere, until somebody opens it again."""

from collections.abc import Callable

import pytest
from community.accounts.disabling import disable, enable
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.accounts.links import RESET, issue_link
from community.accounts.models import Account, OneTimeLink, SignIn
from community.accounts.queries import account_by_login
from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast, actor_for
from tests.pages import BASE, Browser, as_request

Browse = Callable[[Person | None], Browser]


def account_of(person: Person) -> Account:
    """Somebody's account."""
    return db.session.get_one(Account, person.account_id)


def status(browser: Browser) -> int:
    """The status of one's own page: 303 leads to the sign-in."""
    return as_request(lambda: browser.client.get("/account", base_url=BASE)).status_code


def entries(verb: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """House, actor, subject and person concerned of what was recorded under a verb."""
    found = select(AuditEntry.house_id, AuditEntry.actor_id, AuditEntry.subject, AuditEntry.about_id)
    return [tuple(row) for row in db.session.execute(found.where(AuditEntry.verb == verb).order_by(AuditEntry.seq))]


def test_a_disabled_account_ends_every_sign_in_and_every_open_link(app: Flask, house: Cast, browse: Browse) -> None:
    phone, tablet, other = browse(house.mother), browse(house.mother), browse(house.aunt)
    by = actor_for(house.manager)
    with writing():
        token = issue_link(account_of(house.mother), RESET)
        disable(account_of(house.mother), by=by)
    assert [status(one) for one in (phone, tablet, other)] == [303, 303, 200]
    because = db.session.scalars(select(SignIn.revoked_because).where(SignIn.person_id == house.mother.id)).all()
    assert because == ["disabled", "disabled"]
    assert db.session.scalars(select(OneTimeLink.used_at)).all() == [NOW]
    browse(None).get(f"/password-resets/{token}", status=404)
    browse(None).post("/sign-in", {"login": "mother", "password": PASSWORD}, status=422)


def test_each_house_of_the_account_has_it_in_its_record(app: Flask, house: Cast) -> None:
    by = actor_for(house.manager)
    with writing():
        card = enrol_person(house.other_house.id, given_name="Amina", surname="Haddad", language="ar", by=SYSTEM)
        card.account_id = house.mother.account_id
        db.session.flush()
        disable(account_of(house.mother), by=by)
        enable(account_of(house.mother), by=by)
    subject = f"account:{house.mother.account_id}"
    wanted = [
        (house.house.id, by.person_id, subject, house.mother.id),
        (house.other_house.id, by.person_id, subject, card.id),
    ]
    assert sorted(entries("account:disable")) == sorted(entries("account:enable")) == sorted(wanted)
    assert broken_chains() == {}


def test_what_was_ended_stays_ended_when_the_account_is_opened_again(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.mother)
    with writing():
        disable(account_of(house.mother), by=SYSTEM)
    with writing():
        enable(account_of(house.mother), by=SYSTEM)
    assert status(browser) == 303
    browse(None).post("/sign-in", {"login": "mother", "password": PASSWORD})


def test_a_second_time_is_refused(app: Flask, house: Cast) -> None:
    with pytest.raises(Refused, match="This account is not disabled"), writing():
        enable(account_of(house.mother), by=SYSTEM)
    with writing():
        disable(account_of(house.mother), by=SYSTEM)
    with pytest.raises(Refused, match="This account is already disabled"), writing():
        disable(account_of(house.mother), by=SYSTEM)
    assert len(entries("account:disable")) == 1


def test_commands_disable_and_enable(app: Flask, house: Cast) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = app.test_cli_runner().invoke(args=["person", *words])
        db.session.rollback()
        return result.exit_code, result.output

    assert run("disable", "Mother ") == (0, "")
    assert account_by_login("mother").disabled_at == NOW
    assert run("disable", "mother") == (1, "Error: This account is already disabled.\n")
    assert run("enable", "mother") == (0, "")
    db.session.expire_all()
    assert account_by_login("mother").disabled_at is None
    assert run("disable", "nobody")[0] == 1
    assert entries("account:disable") == [
        (house.house.id, None, f"account:{house.mother.account_id}", house.mother.id),
    ]
