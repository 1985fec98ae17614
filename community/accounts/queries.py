"""Reading accounts and sign-ins; one statement tells who is asking."""

from datetime import datetime

from sqlalchemy import or_, select

from community.access.actor import Actor
from community.access.permissions import Role
from community.accounts.models import Account, SignIn
from community.family.models import Tie
from community.houses.models import House, StaffMembership
from community.people.models import Person
from community.people.names import shown_name
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db


def actor_of(key_hash: str) -> tuple[Actor, datetime] | None:
    """Who holds an open sign-in, and when it was last seen (UTC); None when it ended or was revoked.

    One statement: a row for each staff role, or a single row without one.
    """
    at = now()
    resident = select(Stay.id).where(Stay.person_id == Person.id, living_here(at)).exists()
    relative = (
        select(Tie.id)
        .where(Tie.relative_id == Person.id, Tie.from_at <= at, or_(Tie.to_at.is_(None), Tie.to_at > at))
        .exists()
    )
    statement = (
        select(
            SignIn.id,
            SignIn.last_seen_at,
            Account.id.label("account_id"),
            Account.language,
            Person.id.label("person_id"),
            Person.given_name,
            Person.surname,
            House.id.label("house_id"),
            House.language.label("house_language"),
            House.zone,
            House.week_starts,
            resident.label("resident"),
            relative.label("relative"),
            StaffMembership.role,
        )
        .join(Account, Account.id == SignIn.account_id)
        .join(Person, (Person.id == SignIn.person_id) & (Person.account_id == Account.id))
        .join(House, House.id == Person.house_id)
        .outerjoin(
            StaffMembership,
            (StaffMembership.person_id == Person.id)
            & (StaffMembership.from_at <= at)
            & or_(StaffMembership.to_at.is_(None), StaffMembership.to_at > at),
        )
        .where(
            SignIn.key_hash == key_hash,
            SignIn.revoked_at.is_(None),
            SignIn.expires_at > at,
            Account.disabled_at.is_(None),
        )
    )
    rows = db.session.execute(statement).all()
    if not rows:
        return None
    first = rows[0]
    roles = {Role(row.role) for row in rows if row.role}
    roles |= {Role.RESIDENT} if first.resident else set()
    roles |= {Role.RELATIVE} if first.relative else set()
    actor = Actor(
        account_id=first.account_id,
        sign_in_id=first.id,
        person_id=first.person_id,
        house_id=first.house_id,
        roles=frozenset(roles),
        shown_name=shown_name(first.given_name, first.surname),
        language=first.language,
        house_language=first.house_language,
        zone=first.zone,
        week_starts=first.week_starts,
    )
    return actor, first.last_seen_at


def account_by_login(login: str) -> Account | None:
    """The account with this login (folded), disabled or not."""
    return db.session.scalar(select(Account).where(Account.login == login))


def cards_of(account_id: str) -> list[Person]:
    """The cards an account opens, oldest first."""
    statement = select(Person).where(Person.account_id == account_id).order_by(Person.created_at, Person.id)
    return list(db.session.scalars(statement))
