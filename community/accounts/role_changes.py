"""A changed role ends a sign-in: read live from the dated rows of who works where, so that no verb can forget it."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from community.accounts.models import SignIn
from community.houses.models import StaffMembership
from community.people.models import Person
from community.residency.queries import Instant


def role_changed(at: Instant) -> ColumnElement[bool]:
    """A role of the account, in any house, began or ended since the sign-in did, by ``at`` (UTC, value or column)."""
    # Aliases: the statement around it may read the same tables.
    card, membership = aliased(Person), aliased(StaffMembership)

    def meanwhile(moment: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        return and_(moment > SignIn.started_at, moment <= at)

    return exists().where(
        card.account_id == SignIn.account_id,
        membership.person_id == card.id,
        or_(meanwhile(membership.from_at), meanwhile(membership.to_at)),
    )
