"""A house keeps at least one manager who can sign in, by whatever path it could lose the last one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.accounts.disabling import disable
from community.accounts.last_manager import LAST, end_work
from community.accounts.models import Account
from community.accounts.operations import open_account, set_password
from community.houses.models import StaffMembership
from community.houses.operations import employ
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast
from tests.foundation.side_by_side import side_by_side
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
LATER = NOW + timedelta(minutes=1)


def account_of(person: Person) -> Account:
    """Somebody's account."""
    return db.session.get_one(Account, person.account_id)


def role_of(person: Person, role: str = "manager") -> StaffMembership:
    """Somebody's work in a role."""
    held = select(StaffMembership).where(StaffMembership.person_id == person.id, StaffMembership.role == role)
    return db.session.scalars(held).one()


def second_manager(house: Cast, *, password: bool = True, disabled: bool = False) -> Person:
    """Let the facilitator manage too, or somebody new who cannot sign in (yet, or any more)."""
    with writing():
        if password and not disabled:
            employ(house.facilitator, "manager", by=SYSTEM, from_at=NOW - timedelta(minutes=1))
            return house.facilitator
        person = enrol_person(house.house.id, given_name="Jan", surname="Kos", language="pl", by=SYSTEM)
        account = open_account(person, login="jan", language="pl", by=SYSTEM)
        employ(person, "manager", by=SYSTEM, from_at=NOW - timedelta(minutes=1))
        if password:
            set_password(account, PASSWORD, by=SYSTEM)
            disable(account, by=SYSTEM)
        return person


def test_the_last_managers_account_is_not_closed_and_their_role_does_not_end(app: Flask, house: Cast) -> None:
    with pytest.raises(Refused, match=LAST), writing():
        disable(account_of(house.manager), by=SYSTEM)
    for at in (NOW, NOW + timedelta(days=3)):
        with pytest.raises(Refused, match=LAST), writing():
            end_work(role_of(house.manager), at=at, by=SYSTEM)
    assert account_of(house.manager).disabled_at is None
    assert role_of(house.manager).to_at is None


@pytest.mark.parametrize("state", [{"password": False}, {"disabled": True}], ids=["no password yet", "closed"])
def test_a_second_who_cannot_sign_in_is_none(app: Flask, house: Cast, state: dict[str, bool]) -> None:
    second_manager(house, **state)
    with pytest.raises(Refused, match=LAST), writing():
        disable(account_of(house.manager), by=SYSTEM)
    with pytest.raises(Refused, match=LAST), writing():
        end_work(role_of(house.manager), at=NOW, by=SYSTEM)


def test_a_second_whose_role_will_end_is_none(app: Flask, house: Cast) -> None:
    second = second_manager(house)
    with writing():
        end_work(role_of(second), at=NOW + timedelta(days=5), by=SYSTEM)
    with pytest.raises(Refused, match=LAST), writing():
        end_work(role_of(house.manager), at=NOW, by=SYSTEM)


def test_with_a_second_either_may_go_but_not_both(app: Flask, house: Cast) -> None:
    second = second_manager(house)
    with writing():
        disable(account_of(house.manager), by=SYSTEM)
    with pytest.raises(Refused, match=LAST), writing():
        disable(account_of(second), by=SYSTEM)
    with pytest.raises(Refused, match=LAST), writing():
        end_work(role_of(second), at=NOW, by=SYSTEM)


def test_another_role_of_the_last_manager_may_end(app: Flask, house: Cast) -> None:
    with writing():
        employ(house.manager, "nurse", by=SYSTEM, from_at=NOW - timedelta(minutes=1))
    with writing():
        end_work(role_of(house.manager, "nurse"), at=NOW, by=SYSTEM)
    assert role_of(house.manager, "nurse").to_at == NOW


def test_a_manager_of_another_house_keeps_this_one_not(app: Flask, house: Cast) -> None:
    with pytest.raises(Refused, match=LAST), writing():
        disable(account_of(house.other_manager), by=SYSTEM)


def test_who_manages_two_houses_is_kept_for_the_one_that_has_nobody_else(app: Flask, house: Cast) -> None:
    second_manager(house)
    with writing():
        card = enrol_person(house.other_house.id, given_name="Ewa", surname="Mazur", language="pl", by=SYSTEM)
        card.account_id = house.manager.account_id
        db.session.flush()
        employ(card, "manager", by=SYSTEM, from_at=NOW - timedelta(minutes=1))
    with writing():
        disable(account_of(house.other_manager), by=SYSTEM)
    with pytest.raises(Refused, match=LAST), writing():
        disable(account_of(house.manager), by=SYSTEM)


def test_commands_refuse_it_too(app: Flask, house: Cast) -> None:
    for words in (["disable", "manager"], ["end-role", "garden", "manager", "manager"]):
        result = app.test_cli_runner().invoke(args=["person", *words])
        db.session.rollback()
        assert (result.exit_code, result.output) == (1, f"Error: {LAST}\n")


def test_a_page_refuses_ones_own_account_and_leaves_it_open(house: Cast, browse: Browse) -> None:
    second_manager(house)
    with held_at(LATER):
        browser = browse(house.manager)
        answer = browser.post(f"/people/{house.manager.id}/account/disabling", status=422)
    assert "Nikt nie" in answer.get_data(as_text=True) or "Nobody disables" in answer.get_data(as_text=True)
    assert account_of(house.manager).disabled_at is None


def test_two_who_close_each_others_account_at_once_leave_one_open(app: Flask, house: Cast) -> None:
    second = second_manager(house)

    def close(person: Person) -> str:
        try:
            with writing():
                disable(account_of(person), by=SYSTEM)
        except Refused as error:
            return error.sentence
        return ""

    answers = side_by_side(app, lambda: close(house.manager), lambda: close(second))
    assert sorted(answers) == ["", LAST]
    db.session.expire_all()
    assert [account_of(one).disabled_at is None for one in (house.manager, second)].count(True) == 1


def test_two_roles_that_end_at_once_leave_one(app: Flask, house: Cast) -> None:
    second = second_manager(house)

    def leave(person: Person) -> str:
        try:
            with writing():
                end_work(role_of(person), at=NOW, by=SYSTEM)
        except Refused as error:
            return error.sentence
        return ""

    assert sorted(side_by_side(app, lambda: leave(house.manager), lambda: leave(second))) == ["", LAST]
