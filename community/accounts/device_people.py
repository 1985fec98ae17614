"""A device that the house shares: who of the staff has signed in there, so that the next one need not type a name.

What is kept lies in the signed cookie of that browser alone, and it is ids: names are read at the door, live, so
that whoever works here no more is not shown. Residents and relatives are never kept.
"""

from typing import NamedTuple

from flask import session
from sqlalchemy import select

from community.access.actor import Actor
from community.access.permissions import STAFF_ROLES
from community.accounts.models import Account
from community.accounts.queries import actor_of
from community.houses.models import StaffMembership
from community.houses.queries import working_here
from community.people.models import Person
from foundation.addresses import is_id
from foundation.clock import now
from foundation.database import db
from foundation.security import token_hash

# Eight ids of 32 letters: 300 bytes of the 4096 that a browser keeps of a cookie (RFC 6265, section 6.1).
KEY, MOST = "shared", 8


class Known(NamedTuple):
    """One of the staff who can be picked at the door; ``place`` is where in the cookie they stand."""

    place: int
    shown: str
    login: str


def is_shared() -> bool:
    """Whether this browser was marked as the house's own."""
    return KEY in session


def share(actor: Actor) -> None:
    """Mark this browser as the house's, with whoever marks it as the first of its people."""
    session[KEY] = _kept()
    remember(actor)


def stop_sharing() -> None:
    """Forget that this browser is the house's, and everybody who signed in there."""
    session.pop(KEY, None)


def remember(actor: Actor | None) -> None:
    """Keep that somebody of the staff signed in on a shared browser, the newest first; nobody else is kept."""
    if is_shared() and actor is not None and actor.staff:
        session[KEY] = [actor.person_id, *(one for one in _kept() if one != actor.person_id)][:MOST]


def remember_key(key: str) -> None:
    """The same for whoever holds a sign-in that was just opened with this key; asks nothing elsewhere."""
    found = actor_of(token_hash(key)) if is_shared() else None
    remember(found[0] if found else None)


def forget(place: int) -> None:
    """Take one of them off the list; a place that nobody has changes nothing."""
    session[KEY] = [one for at, one in enumerate(_kept()) if at != place]


def clear_session() -> None:
    """Leave everything the browser brought at the door, but that it is the house's."""
    kept = _kept() if is_shared() else None
    session.clear()
    if kept is not None:
        session[KEY] = kept


def _kept() -> list[str]:
    kept = session.get(KEY)
    return [one for one in kept if isinstance(one, str) and is_id(one)][:MOST] if isinstance(kept, list) else []


def people_here() -> list[Known]:
    """Who can be picked on this browser: staff who work here now under an open account. One statement, or none."""
    kept = _kept() if is_shared() else []
    if not kept:
        return []
    at = now()
    works = (
        select(StaffMembership.id)
        .where(
            StaffMembership.person_id == Person.id,
            StaffMembership.role.in_([role.value for role in STAFF_ROLES]),
            working_here(at),
        )
        .exists()
    )
    rows = db.session.execute(
        select(Person.id, Person.shown, Account.login)
        .join(Account, Account.id == Person.account_id)
        .where(Person.id.in_(kept), Account.disabled_at.is_(None), works)
    )
    found = {row.id: row for row in rows}
    return [Known(place, found[one].shown, found[one].login) for place, one in enumerate(kept) if one in found]
