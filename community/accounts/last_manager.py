"""A house keeps at least one manager who can sign in: asked on every path on which it could lose the last one."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from community.access.actor import By
from community.access.permissions import Role
from community.accounts.models import Account
from community.houses.models import House, StaffMembership
from community.houses.operations import end_role
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_

LAST = N_("A house keeps at least one manager who can sign in.")


def _keeps(at: datetime) -> ColumnElement[bool]:
    """Manages a house at an instant (UTC) with no end set, under an account that is open and has a password."""
    return (
        (StaffMembership.role == Role.MANAGER.value)
        & (StaffMembership.from_at <= at)
        & StaffMembership.to_at.is_(None)
        & Account.disabled_at.is_(None)
        & Account.password_hash.is_not(None)
    )


def _keepers(house_id: str, at: datetime) -> list[tuple[str, str]]:
    """(membership, account) of everybody who keeps a house; its row is locked, so that two who leave at once wait."""
    db.session.execute(select(House.id).where(House.id == house_id).with_for_update(key_share=True))
    statement = (
        select(StaffMembership.id, Account.id)
        .join(Person, Person.id == StaffMembership.person_id)
        .join(Account, Account.id == Person.account_id)
        .where(StaffMembership.house_id == house_id, _keeps(at))
    )
    return [(membership, account) for membership, account in db.session.execute(statement)]


def refuse_to_close(account_id: str) -> None:
    """Raise Refused when closing an account now would leave one of its houses without a manager who can sign in."""
    at = now()
    manages = (
        select(StaffMembership.house_id)
        .join(Person, Person.id == StaffMembership.person_id)
        .where(
            Person.account_id == account_id,
            StaffMembership.role == Role.MANAGER.value,
            or_(StaffMembership.to_at.is_(None), StaffMembership.to_at > at),
        )
    )
    for house_id in sorted(set(db.session.scalars(manages))):
        accounts = {account for _, account in _keepers(house_id, at)}
        if accounts == {account_id}:
            raise Refused(LAST)


def end_work(membership: StaffMembership, *, at: datetime, by: By) -> None:
    """End somebody's work in a role at an instant (UTC), now or later; the last manager's is refused.

    Refused by the rules of ``end_role`` too. Every path by which a role ends calls this one.
    """
    if membership.role == Role.MANAGER.value:
        keepers = {one for one, _ in _keepers(membership.house_id, now())}
        if keepers == {membership.id}:
            raise Refused(LAST)
    end_role(membership, at=at, by=by)
