"""A changed role ends every sign-in at once; another one shows the new role."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.access.permissions import Role
from community.audit.models import AuditEntry
from community.houses.models import StaffMembership
from community.houses.operations import employ, end_role
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast, actor_for
from tests.pages import BASE, Browser, as_request

Browse = Callable[[Person | None], Browser]
MINUTE = timedelta(minutes=1)


def ended(browser: Browser) -> bool:
    """Whether somebody is led to the sign-in."""
    answer = as_request(lambda: browser.client.get("/account", base_url=BASE))
    return (answer.status_code, answer.location) == (303, "/sign-in")


def end(person: Person, after: timedelta) -> None:
    """End the one role somebody has, so long from now."""
    with writing():
        held = select(StaffMembership).where(StaffMembership.person_id == person.id)
        end_role(db.session.scalars(held).one(), at=NOW + after, by=SYSTEM)


def test_who_loses_a_role_is_signed_out_everywhere_and_nobody_else_is(house: Cast, browse: Browse) -> None:
    phone, tablet, other = browse(house.facilitator), browse(house.facilitator), browse(house.manager)
    with held_at(NOW + MINUTE):
        end(house.facilitator, MINUTE)
        assert (ended(phone), ended(tablet), ended(other)) == (True, True, False)


def test_who_is_given_a_role_signs_in_anew_and_then_has_it(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    with held_at(NOW + MINUTE):
        with writing():
            employ(house.facilitator, "manager", by=SYSTEM, from_at=NOW + MINUTE)
        assert ended(browser)
        again = browse(None)
        again.post("/sign-in", {"login": "facilitator", "password": PASSWORD})
        assert not ended(again)
        assert actor_for(house.facilitator).roles == {Role.FACILITATOR, Role.MANAGER}


def test_a_role_that_ends_on_a_day_to_come_ends_the_sign_in_then(house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    end(house.facilitator, 10 * MINUTE)
    with held_at(NOW + 10 * MINUTE - timedelta(seconds=1)):
        assert not ended(browser)
    with held_at(NOW + 10 * MINUTE):
        assert ended(browser)


def test_a_role_in_one_house_ends_the_sign_in_on_the_card_of_another(house: Cast, browse: Browse) -> None:
    with writing():
        card = enrol_person(house.other_house.id, given_name="Ewa", surname="Mazur", language="pl", by=SYSTEM)
        card.account_id = house.manager.account_id
    browser = browse(house.manager)
    with held_at(NOW + MINUTE):
        with writing():
            employ(db.session.get_one(Person, card.id), "nurse", by=SYSTEM, from_at=NOW + MINUTE)
        assert ended(browser)


def test_what_ended_so_stands_no_more_among_ones_sign_ins(house: Cast, browse: Browse) -> None:
    browse(house.facilitator)
    with held_at(NOW + MINUTE):
        end(house.facilitator, MINUTE)
    with held_at(NOW + 2 * MINUTE):
        again, tablet = browse(house.facilitator), actor_for(house.facilitator)
        # The one this is read on has no button; the tablet's has.
        assert again.text("/account").count("/revocation") == 1
        assert tablet.sign_in_id in again.text("/account")


def run(app: Flask, *words: str, status: int = 0) -> str:
    """What a command says; it must end with the status."""
    result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == status, result.output
    db.session.rollback()
    return result.output.strip()


def verbs(about: str) -> list[str]:
    """What was recorded with this subject since NOW."""
    statement = select(AuditEntry.verb).where(AuditEntry.subject == about, AuditEntry.at >= NOW)
    return list(db.session.scalars(statement.order_by(AuditEntry.seq)))


def test_commands_change_a_role(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    with held_at(NOW + MINUTE):
        run(app, "person", "give-role", "garden", "Facilitator", "manager")
        run(app, "person", "give-role", "garden", "facilitator", "manager", status=1)
        run(app, "person", "end-role", "garden", "facilitator", "facilitator")
        assert ended(browser)
    with held_at(NOW + 2 * MINUTE):
        assert actor_for(house.facilitator).roles == {Role.MANAGER}
    assert verbs(f"person:{house.facilitator.id}") == ["staff:employ", "staff:end"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nile", "facilitator", "facilitator"), "no such house, person"),
        (("nowhere", "facilitator", "facilitator"), "no such house, person"),
        (("garden", "nobody", "facilitator"), "no such house, person"),
        (("garden", "facilitator", "nurse"), "does not have this role"),
        (("garden", "mother", "manager"), "does not have this role"),
    ],
)
def test_a_role_nobody_has_ends_for_nobody(app: Flask, house: Cast, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in run(app, "person", "end-role", *words, status=1)
    assert db.session.scalars(select(StaffMembership.id).where(StaffMembership.to_at.is_not(None))).all() == []


def test_nobody_is_given_a_role_of_another_house(app: Flask, house: Cast) -> None:
    assert "no such house, person" in run(app, "person", "give-role", "nile", "facilitator", "manager", status=1)
    assert actor_for(house.facilitator).roles == {Role.FACILITATOR}
