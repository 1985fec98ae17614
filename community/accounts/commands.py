"""Commands that bring people in: staff, residents, relatives, and their way to sign in."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup
from sqlalchemy import or_, select

from community.access.actor import SYSTEM
from community.access.permissions import STAFF_ROLES
from community.accounts.disabling import disable, enable
from community.accounts.invitations import invite_relative
from community.accounts.links import INVITATION, issue_link
from community.accounts.mails import address_of
from community.accounts.models import Account
from community.accounts.operations import clean_login, open_account
from community.accounts.queries import account_by_login, cards_of
from community.consent.operations import admit, grant
from community.consent.purposes import SIGNED_HOW, TREATMENT
from community.family.operations import KINDS
from community.houses.models import StaffMembership, Stage
from community.houses.operations import employ, end_role
from community.houses.queries import house_by_slug
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.operations import CAPACITIES, REASONS, enter_stage
from foundation.clock import now
from foundation.commands import in_one_sentence
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.languages import LANGUAGES
from foundation.transactions import writing

person = AppGroup("person", help="Staff, residents and relatives.")
ROLES = click.Choice(sorted(role.value for role in STAFF_ROLES))
_language = click.option("--language", required=True, type=click.Choice(LANGUAGES))


def _way_in(made: Person, login: str, language: str) -> str:
    """Open an account and give the address of a one-time link to hand over."""
    account = open_account(made, login=login, language=language, by=SYSTEM)
    return address_of(INVITATION, issue_link(account, INVITATION))


@person.command("staff")
@click.argument("slug", metavar="HOUSE")
@click.argument("given_name")
@click.argument("surname")
@click.option("--role", required=True, type=ROLES)
@click.option("--login", required=True)
@_language
@in_one_sentence
def staff(slug: str, given_name: str, surname: str, role: str, login: str, language: str) -> None:
    """Bring somebody in who works in HOUSE; prints the card's id and a one-time link to set a password."""
    with writing():
        house = house_by_slug(slug)
        made = enrol_person(house.id, given_name=given_name, surname=surname, language=language, by=SYSTEM)
        employ(made, role, by=SYSTEM, from_at=now())
        link = _way_in(made, login, language)
    click.echo(f"{made.id}\n{link}")


@person.command("resident")
@click.argument("slug", metavar="HOUSE")
@click.argument("given_name")
@click.argument("surname")
@click.option("--treatment-consent-signed", "signed", type=click.Choice(SIGNED_HOW), help="How it was signed.")
@click.option("--capacity", default="resident", type=click.Choice(CAPACITIES))
@click.option("--reason", default="own_wish", type=click.Choice(REASONS))
@click.option("--login", help="Also open an account and print a one-time link.")
@_language
@in_one_sentence
def resident(
    slug: str,
    given_name: str,
    surname: str,
    signed: str | None,
    capacity: str,
    reason: str,
    login: str | None,
    language: str,
) -> None:
    """Admit somebody to HOUSE now; refused without their signed consent to treatment."""
    with writing():
        house = house_by_slug(slug)
        made = enrol_person(house.id, given_name=given_name, surname=surname, language=language, by=SYSTEM)
        if signed:
            grant(made, TREATMENT, recipient=None, by=SYSTEM, signed_how=signed)
        stay = admit(made, at=now(), by=SYSTEM, capacity=capacity, reason=reason)
        first = db.session.scalar(select(Stage).where(Stage.house_id == house.id).order_by(Stage.position).limit(1))
        if first is not None:
            enter_stage(stay, first, at=now(), by=SYSTEM)
        link = _way_in(made, login, language) if login else ""
    click.echo(f"{made.id}\n{link}".strip())


@person.command("relative")
@click.argument("resident_id")
@click.argument("given_name")
@click.argument("surname")
@click.argument("email")
@click.option("--kind", required=True, type=click.Choice(sorted(KINDS)))
@click.option("--consent-to", type=click.DateTime(["%Y-%m-%d"]), help="Last day (UTC); else the house's default.")
@_language
@in_one_sentence
def relative(
    resident_id: str,
    given_name: str,
    surname: str,
    email: str,
    kind: str,
    consent_to: datetime | None,
    language: str,
) -> None:
    """Note a relative with the resident's consent to family sessions signed on paper, and mail an invitation."""
    with writing():
        found = db.session.get(Person, resident_id)
        if found is None:
            raise NotFound()
        consent = invite_relative(
            found,
            given_name=given_name,
            surname=surname,
            email=email,
            language=language,
            kind=kind,
            by=SYSTEM,
            signed_how="on_paper",
            expires_at=consent_to.replace(tzinfo=UTC) if consent_to else None,
        )
    click.echo(consent.recipient_id)


def _account(login: str) -> Account:
    found = account_by_login(clean_login(login))
    if found is None:
        raise NotFound()
    return found


def _card(slug: str, login: str) -> Person:
    """The card of an account in a house."""
    house = house_by_slug(slug)
    here = [card for card in cards_of(_account(login).id) if card.house_id == house.id]
    if not here:
        raise NotFound()
    return here[0]


@person.command("give-role")
@click.argument("slug", metavar="HOUSE")
@click.argument("login")
@click.argument("role", type=ROLES)
@in_one_sentence
def give_role(slug: str, login: str, role: str) -> None:
    """Let the person with LOGIN work in HOUSE as ROLE from now on; they sign in anew."""
    with writing():
        employ(_card(slug, login), role, by=SYSTEM, from_at=now())


@person.command("end-role")
@click.argument("slug", metavar="HOUSE")
@click.argument("login")
@click.argument("role", type=ROLES)
@in_one_sentence
def end_role_command(slug: str, login: str, role: str) -> None:
    """End the work as ROLE in HOUSE of the person with LOGIN now; they are signed out everywhere."""
    with writing():
        held = select(StaffMembership).where(
            StaffMembership.person_id == _card(slug, login).id,
            StaffMembership.role == role,
            or_(StaffMembership.to_at.is_(None), StaffMembership.to_at > now()),
        )
        memberships = db.session.scalars(held).all()
        if not memberships:
            raise Refused("This person does not have this role.")
        for membership in memberships:
            end_role(membership, at=now(), by=SYSTEM)


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
