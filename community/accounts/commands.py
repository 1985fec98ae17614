"""Commands about somebody's account: roles, and closing and opening it. The desk adds those that bring people in."""

import click
from flask.cli import AppGroup
from sqlalchemy import or_, select

from community.access.actor import SYSTEM
from community.access.permissions import EMPLOYED_ROLES
from community.accounts.disabling import disable, enable
from community.accounts.last_manager import end_work
from community.accounts.models import Account
from community.accounts.operations import clean_login
from community.accounts.queries import account_by_login, cards_of
from community.houses.models import StaffMembership
from community.houses.queries import house_by_slug
from community.people.models import Person
from foundation.clock import now
from foundation.commands import in_one_sentence
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.transactions import writing

person = AppGroup("person", help="Staff, residents and relatives.")
ROLES = click.Choice(sorted(role.value for role in EMPLOYED_ROLES))


def _account(login: str) -> Account:
    found = account_by_login(clean_login(login))
    if found is None:
        raise NotFound()
    return found


def card_of(slug: str, login: str) -> Person:
    """The card of an account in a house; NotFound when there is none."""
    house = house_by_slug(slug)
    here = [card for card in cards_of(_account(login).id) if card.house_id == house.id]
    if not here:
        raise NotFound()
    return here[0]


@person.command("end-role")
@click.argument("slug", metavar="HOUSE")
@click.argument("login")
@click.argument("role", type=ROLES)
@in_one_sentence
def end_role_command(slug: str, login: str, role: str) -> None:
    """End the work as ROLE in HOUSE of the person with LOGIN now; they are signed out everywhere."""
    with writing():
        held = select(StaffMembership).where(
            StaffMembership.person_id == card_of(slug, login).id,
            StaffMembership.role == role,
            or_(StaffMembership.to_at.is_(None), StaffMembership.to_at > now()),
        )
        memberships = db.session.scalars(held).all()
        if not memberships:
            raise Refused("This person does not have this role.")
        for membership in memberships:
            end_work(membership, at=now(), by=SYSTEM)


@person.command("disable")
@click.argument("login")
@in_one_sentence
def disable_command(login: str) -> None:
    """Close the account with LOGIN: it is signed out everywhere, and nobody signs in with it."""
    with writing():
        disable(_account(login), by=SYSTEM)


@person.command("enable")
@click.argument("login")
@in_one_sentence
def enable_command(login: str) -> None:
    """Open the account with LOGIN again."""
    with writing():
        enable(_account(login), by=SYSTEM)
