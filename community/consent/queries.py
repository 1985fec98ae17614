"""Which consents are live, computed at the instant of each read."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from community.access.actor import Actor
from community.consent.models import Consent, ConsentWithdrawal
from community.consent.purposes import FAMILY_SESSIONS, OUTLIVES_DISCHARGE
from community.family.models import Tie
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import Instant, living_here
from foundation.database import db


def live(at: Instant) -> ColumnElement[bool]:
    """The consent holds at an instant: granted, not expired, not withdrawn, and its stay goes on.

    A consent that outlives discharge needs no stay. Half open: at ``expires_at`` it no longer holds.
    """
    withdrawn = exists().where(
        ConsentWithdrawal.consent_id == Consent.id, ConsentWithdrawal.withdrawn_at <= at
    )
    stays = exists().where(Stay.person_id == Consent.resident_id, living_here(at))
    return and_(
        Consent.granted_at <= at,
        Consent.expires_at > at,
        ~withdrawn,
        or_(Consent.purpose.in_(OUTLIVES_DISCHARGE), stays),
    )


def tied(at: Instant) -> ColumnElement[bool]:
    """The recipient of the consent is noted as family of the resident at that instant."""
    return exists().where(
        Tie.resident_id == Consent.resident_id,
        Tie.relative_id == Consent.recipient_id,
        Tie.from_at <= at,
        or_(Tie.to_at.is_(None), Tie.to_at > at),
    )


def live_family_consent(consent_id: str, at: datetime) -> bool:
    """Whether one consent to family sessions holds now; asked in the transaction that reads the events."""
    statement = select(Consent.id).where(
        Consent.id == consent_id, Consent.purpose == FAMILY_SESSIONS, live(at), tied(at)
    )
    return db.session.scalar(statement) is not None


def visible_to(actor: Actor) -> Select[tuple[Consent]]:
    """The consents a person may see: a resident their own, a manager the house's, a relative none."""
    statement = select(Consent).where(Consent.house_id == actor.house_id)
    if actor.manager:
        return statement
    return statement.where(Consent.resident_id == actor.person_id)


def consent_rows(actor: Actor, resident_id: str, at: datetime) -> list[dict[str, object]]:
    """A resident's consents as the actor may see them, newest first, each with whether it is live now.

    One statement. A row: id, purpose, given_name, surname, granted_at, expires_at, withdrawn_at, live.
    """
    recipient = Person.__table__.alias("recipient")
    statement = (
        visible_to(actor)
        .where(Consent.resident_id == resident_id)
        .outerjoin(recipient, recipient.c.id == Consent.recipient_id)
        .outerjoin(ConsentWithdrawal, ConsentWithdrawal.consent_id == Consent.id)
        .with_only_columns(
            Consent.id,
            Consent.purpose,
            Consent.recipient_id,
            recipient.c.given_name,
            recipient.c.surname,
            Consent.granted_at,
            Consent.expires_at,
            Consent.signed_how,
            ConsentWithdrawal.withdrawn_at,
            live(at).label("live"),
        )
        .order_by(Consent.granted_at.desc(), Consent.id)
    )
    return [dict(row) for row in db.session.execute(statement).mappings()]
