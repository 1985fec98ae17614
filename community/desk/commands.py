"""Commands that bring people in: staff, residents, relatives, and their way to sign in."""

from datetime import UTC, datetime

import click

from community.access.actor import SYSTEM
from community.accounts.commands import ROLES, card_of, person
from community.accounts.invitations import invite_relative
from community.accounts.links import INVITATION, issue_link
from community.accounts.mails import address_of
from community.accounts.models import Account
from community.accounts.operations import open_account
from community.consent.purposes import SIGNED_HOW
from community.desk.arrivals import admit_newcomer, bring_in_staff, refuse_same_name
from community.family.operations import KINDS
from community.houses.operations import employ
from community.houses.queries import house_by_slug
from community.people.models import Person
from community.residency.operations import CAPACITIES, REASONS
from foundation.clock import now
from foundation.commands import in_one_sentence
from foundation.database import db
from foundation.errors import NotFound
from foundation.languages import LANGUAGES
from foundation.transactions import writing

_alias = click.option("--alias", help="A name to be shown by, where another here has the same first name and initial.")
_language = click.option("--language", required=True, type=click.Choice(LANGUAGES))


def _way_in(account: Account) -> str:
    """The address of a one-time link to hand over."""
    return address_of(INVITATION, issue_link(account, INVITATION))


@person.command("staff")
@click.argument("slug", metavar="HOUSE")
@click.argument("given_name")
@click.argument("surname")
@click.option("--role", required=True, type=ROLES)
@click.option("--login", required=True)
@_alias
@_language
@in_one_sentence
def staff(slug: str, given_name: str, surname: str, role: str, login: str, alias: str | None, language: str) -> None:
    """Bring somebody in who works in HOUSE; prints the card's id and a one-time link to set a password."""
    with writing():
        house = house_by_slug(slug)
        made, account = bring_in_staff(
            house,
            given_name=given_name,
            surname=surname,
            alias=alias,
            language=language,
            role=role,
            login=login,
            by=SYSTEM,
        )
        link = _way_in(account)
    click.echo(f"{made.id}\n{link}")


@person.command("resident")
@click.argument("slug", metavar="HOUSE")
@click.argument("given_name")
@click.argument("surname")
@click.option("--treatment-consent-signed", "signed", type=click.Choice(SIGNED_HOW), help="How it was signed.")
@click.option("--capacity", default="resident", type=click.Choice(CAPACITIES))
@click.option("--reason", default="own_wish", type=click.Choice(REASONS))
@click.option("--login", help="Also open an account and print a one-time link.")
@_alias
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
    alias: str | None,
    language: str,
) -> None:
    """Admit somebody to HOUSE now; refused without their signed consent to treatment."""
    with writing():
        house = house_by_slug(slug)
        made, _stay = admit_newcomer(
            house,
            given_name=given_name,
            surname=surname,
            alias=alias,
            language=language,
            by=SYSTEM,
            signed_how=signed,
            capacity=capacity,
            reason=reason,
        )
        link = _way_in(open_account(made, login=login, language=language, by=SYSTEM)) if login else ""
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


@person.command("give-role")
@click.argument("slug", metavar="HOUSE")
@click.argument("login")
@click.argument("role", type=ROLES)
@in_one_sentence
def give_role(slug: str, login: str, role: str) -> None:
    """Let the person with LOGIN work in HOUSE as ROLE from now on; they sign in anew."""
    with writing():
        card = card_of(slug, login)
        refuse_same_name(card.house_id, card.shown, besides=card.id)
        employ(card, role, by=SYSTEM, from_at=now())
