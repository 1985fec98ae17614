"""Consents that end soon: whoever signed them can be asked in good time."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.people.models import Person
from foundation.database import UtcDateTime, bare_rows

# Staff are told two weeks before (privacy by design: warn at 14 and at 3 days).
ENDS_WITHIN = timedelta(days=14)
HOUSE = bindparam("house_id", type_=String())
AT, SOON = (bindparam(name, type_=UtcDateTime()) for name in ("at", "soon"))


class Ending(NamedTuple):
    """A live consent that ends soon: whose, for what, for whom (shown names), and when (UTC, half open)."""

    consent_id: str
    resident_id: str
    resident: str
    purpose: str
    recipient: str | None
    expires_at: datetime


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once: the manager's first page asks it each time."""
    later, resident, recipient = aliased(Consent), aliased(Person), aliased(Person)
    followed = exists().where(
        later.resident_id == Consent.resident_id,
        later.purpose == Consent.purpose,
        later.recipient_id.is_not_distinct_from(Consent.recipient_id),
        later.recipient_name.is_not_distinct_from(Consent.recipient_name),
        later.expires_at > SOON,
        later.granted_at <= AT,
    )
    return (
        select(
            *(Consent.id, resident.id, resident.shown, Consent.purpose),
            *(func.coalesce(recipient.shown, Consent.recipient_name), Consent.expires_at),
        )
        .join(resident, resident.id == Consent.resident_id)
        .outerjoin(recipient, recipient.id == Consent.recipient_id)
        .where(
            Consent.house_id == HOUSE,
            Consent.expires_at <= SOON,
            live(AT),
            or_(Consent.purpose != FAMILY_SESSIONS, tied(AT)),
            ~followed,
        )
        .order_by(Consent.expires_at, Consent.id)
    )


def ending_consents(house_id: str, at: datetime) -> list[Ending]:
    """The consents live at an instant (UTC) that end within 14 days and are followed by no later one, soonest first.

    One statement.
    """
    rows: Any = bare_rows(_statement(), {"house_id": house_id, "at": at, "soon": at + ENDS_WITHIN})
    return [Ending(*row) for row in rows]
