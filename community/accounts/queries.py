"""Reading accounts and sign-ins; one statement tells who is asking."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, case, exists, or_, select

from community.access.actor import Actor
from community.access.permissions import Role
from community.accounts.models import Account, OneTimeLink, SignIn
from community.accounts.role_changes import role_changed
from community.family.models import Tie
from community.houses.models import House, StaffMembership
from community.houses.queries import working_here
from community.mentoring.models import ElderSpell
from community.mentoring.queries import serving
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import UtcDateTime, bare_rows, db
from foundation.errors import NotFound
from foundation.messages import N_
from foundation.security import token_hash

AT = bindparam("at", type_=UtcDateTime())


def _who() -> Select[*tuple[Any, ...]]:
    resident = select(Stay.id).where(Stay.person_id == Person.id, living_here(AT)).exists()
    relative = (
        select(Tie.id)
        .where(Tie.relative_id == Person.id, Tie.from_at <= AT, or_(Tie.to_at.is_(None), Tie.to_at > AT))
        .exists()
    )
    elder = select(ElderSpell.id).where(ElderSpell.person_id == Person.id, serving(AT)).exists()
    return (
        select(
            SignIn.id,
            SignIn.last_seen_at,
            Account.id.label("account_id"),
            Account.language,
            Person.id.label("person_id"),
            Person.shown,
            House.id.label("house_id"),
            House.language.label("house_language"),
            House.zone,
            House.week_starts,
            House.crisis_numbers,
            resident.label("resident"),
            elder.label("elder"),
            relative.label("relative"),
            StaffMembership.role,
        )
        .join(Account, Account.id == SignIn.account_id)
        .join(Person, (Person.id == SignIn.person_id) & (Person.account_id == Account.id))
        .join(House, House.id == Person.house_id)
        .outerjoin(
            StaffMembership,
            (StaffMembership.person_id == Person.id) & working_here(AT),
        )
        .where(
            SignIn.key_hash == bindparam("key_hash"),
            SignIn.revoked_at.is_(None),
            SignIn.expires_at > AT,
            ~role_changed(AT),
            Account.disabled_at.is_(None),
        )
    )


# Every request of somebody signed in asks this. Built once: putting it together costs more than running it.
_WHO = _who()


def actor_of(key_hash: str) -> tuple[Actor, datetime] | None:
    """Who holds an open sign-in, and when it was last seen (UTC); None when it ended, for what reason ever.

    One statement: a row for each staff role, or a single row without one.
    """
    rows = bare_rows(_WHO, {"key_hash": key_hash, "at": now()})
    if not rows:
        return None
    first = rows[0]
    roles = {Role(row.role) for row in rows if row.role}
    roles |= {Role.RESIDENT} if first.resident else set()
    roles |= {Role.RELATIVE} if first.relative else set()
    roles |= {Role.GRADUATE} if first.elder and not first.resident else set()
    actor = Actor(
        account_id=first.account_id,
        sign_in_id=first.id,
        person_id=first.person_id,
        house_id=first.house_id,
        roles=frozenset(roles),
        shown_name=first.shown,
        language=first.language,
        house_language=first.house_language,
        zone=first.zone,
        week_starts=first.week_starts,
        crisis_numbers=tuple((one["name"], one["number"]) for one in first.crisis_numbers),
    )
    return actor, first.last_seen_at


def account_by_login(login: str) -> Account | None:
    """The account with this login (folded), disabled or not."""
    return db.session.scalar(select(Account).where(Account.login == login))


def account_by_email(email: str) -> Account | None:
    """The account whose holder reads this address: its login first, else the oldest it was noted for."""
    statement = (
        select(Account)
        .where(or_(Account.login == email, Account.email == email))
        .order_by((Account.login != email), Account.created_at, Account.id)
        .limit(1)
    )
    return db.session.scalar(statement)


def cards_of(account_id: str) -> list[Person]:
    """The cards an account opens, oldest first."""
    statement = select(Person).where(Person.account_id == account_id).order_by(Person.created_at, Person.id)
    return list(db.session.scalars(statement))


def card_ranks(person_ids: list[str]) -> dict[str, int]:
    """How near a card is to daily use now: 0 works there, 1 lives there, 2 is family, 3 none of these."""
    at = now()
    works = exists().where(
        StaffMembership.person_id == Person.id,
        working_here(at),
    )
    lives = exists().where(Stay.person_id == Person.id, living_here(at))
    family = exists().where(Tie.relative_id == Person.id, Tie.from_at <= at, or_(Tie.to_at.is_(None), Tie.to_at > at))
    rank = case((works, 0), (lives, 1), (family, 2), else_=3)
    rows = db.session.execute(select(Person.id, rank).where(Person.id.in_(person_ids)))
    return {row[0]: row[1] for row in rows}


def card_rows(actor: Actor) -> list[dict[str, Any]]:
    """One's own cards with the house of each, oldest first: id, given_name, surname, name, language, here."""
    statement = (
        select(Person.id, Person.given_name, Person.surname, House.name, House.language)
        .join(House, House.id == Person.house_id)
        .where(Person.account_id == actor.account_id)
        .order_by(Person.created_at, Person.id)
    )
    rows = db.session.execute(statement).mappings()
    return [dict(row) | {"here": row["id"] == actor.person_id} for row in rows]


def visible_to(actor: Actor) -> Select[SignIn]:
    """The open sign-ins a person may see: their own account's."""
    at = now()
    return select(SignIn).where(
        SignIn.account_id == actor.account_id,
        SignIn.revoked_at.is_(None),
        SignIn.expires_at > at,
        ~role_changed(at),
    )


def sign_ins_of(actor: Actor) -> list[SignIn]:
    """Where somebody is signed in, newest first."""
    return list(db.session.scalars(visible_to(actor).order_by(SignIn.started_at.desc(), SignIn.id)))


def sign_in_for(actor: Actor, sign_in_id: str) -> SignIn:
    """One of one's own open sign-ins; NotFound for any other."""
    opened = db.session.scalar(visible_to(actor).where(SignIn.id == sign_in_id))
    if opened is None:
        raise NotFound()
    return opened


def open_link(token: str, kind: str) -> tuple[OneTimeLink, Account]:
    """The unused, unexpired link of this kind behind a token, with its account; NotFound for any other."""
    row = db.session.execute(
        select(OneTimeLink, Account)
        .join(Account, Account.id == OneTimeLink.account_id)
        .where(
            OneTimeLink.token_hash == token_hash(token),
            OneTimeLink.kind == kind,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now(),
            Account.disabled_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFound(N_("This link has been used or is too old. You can ask for a new one."))
    return row[0], row[1]
