"""Reading the account of somebody's card, for whoever manages the house."""

from sqlalchemy import select

from community.access.actor import Actor
from community.accounts.models import Account
from community.people.models import Person
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.messages import N_


def account_of_card(actor: Actor, person_id: str) -> tuple[Person, Account]:
    """A card of the manager's own house with its account; NotFound for any other, Refused where there is none."""
    row = db.session.execute(
        select(Person, Account)
        .outerjoin(Account, Account.id == Person.account_id)
        .where(Person.house_id == actor.house_id, Person.id == person_id)
    ).one_or_none()
    if row is None or not actor.manager:
        raise NotFound()
    if row[1] is None:
        raise Refused(N_("This person has no account yet. Please open one first."))
    return row[0], row[1]
