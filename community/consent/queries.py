"""Which consents are live, computed at the instant of each read."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from community.access.actor import Actor
from community.consent.models import Consent, ConsentWithdrawal
from community.consent.purposes import FAMILY_SESSIONS, OUTLIVES_DISCHARGE
from community.family.models import Tie
from community.houses.models import House
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import Instant, ended_between, living_here
from foundation.database import db
from foundation.errors import NotFound


def live(at: Instant) -> ColumnElement[bool]:
    """The consent holds at an instant: granted, not expired, not withdrawn, and its stay goes on.

    A consent that outlives discharge needs no stay. Any other ends with the stay for good: who comes back
    signs anew. Half open: at ``expires_at`` it no longer holds.
    """
    # Each question keeps its own table, whatever the statement around it already joins.
    withdrawn = (
        exists()
        .where(ConsentWithdrawal.consent_id == Consent.id, ConsentWithdrawal.withdrawn_at <= at)
        .correlate_except(ConsentWithdrawal)
    )
    stays = exists().where(Stay.person_id == Consent.resident_id, living_here(at)).correlate_except(Stay)
    return and_(
        Consent.granted_at <= at,
        Consent.expires_at > at,
        ~withdrawn,
        or_(Consent.purpose.in_(OUTLIVES_DISCHARGE), and_(stays, ~outlived(at))),
    )


def outlived(at: Instant) -> ColumnElement[bool]:
    """A stay of the resident has ended between the signing and the instant."""
    ended = exists().where(Stay.person_id == Consent.resident_id, ended_between(Consent.__table__.c.granted_at, at))
    return ended.correlate_except(Stay)


def tied(at: Instant) -> ColumnElement[bool]:
    """The recipient of the consent is noted as family of the resident at that instant."""
    return (
        exists()
        .where(
            Tie.resident_id == Consent.resident_id,
            Tie.relative_id == Consent.recipient_id,
            Tie.from_at <= at,
            or_(Tie.to_at.is_(None), Tie.to_at > at),
        )
        .correlate_except(Tie)
    )


def live_family_consent(consent_id: str, at: datetime) -> bool:
    """Whether one consent to family sessions holds now; asked in the transaction that reads the events."""
    statement = select(Consent.id).where(
        Consent.id == consent_id, Consent.purpose == FAMILY_SESSIONS, live(at), tied(at)
    )
    return db.session.scalar(statement) is not None


def visible_to(actor: Actor) -> Select[Consent]:
    """The consents a person may see: a resident their own, a manager the house's, a relative none."""
    statement = select(Consent).where(Consent.house_id == actor.house_id)
    if actor.manager:
        return statement
    return statement.where(Consent.resident_id == actor.person_id)


def consent_rows(actor: Actor, resident_id: str, at: datetime) -> list[dict[str, Any]]:
    """A resident's consents as the actor may see them, newest first, each with whether it is live now.

    One statement. A row: id, purpose, recipient_id, recipient_name, given_name, surname, shown, granted_at,
    expires_at, signed_how, withdrawn_at, live. A consent to family sessions is live only while the tie lasts.
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
            Consent.recipient_name,
            recipient.c.given_name,
            recipient.c.surname,
            recipient.c.shown,
            Consent.granted_at,
            Consent.expires_at,
            Consent.signed_how,
            ConsentWithdrawal.withdrawn_at,
            and_(live(at), or_(Consent.purpose != FAMILY_SESSIONS, tied(at))).label("live"),
        )
        .order_by(Consent.granted_at.desc(), Consent.id)
    )
    return [dict(row) for row in db.session.execute(statement).mappings()]


def own_consent(actor: Actor, consent_id: str) -> Consent:
    """One of the actor's own consents; NotFound for anybody else's."""
    return _one(visible_to(actor).where(Consent.resident_id == actor.person_id), consent_id)


def consent_of(actor: Actor, resident_id: str, consent_id: str) -> Consent:
    """A resident's consent as the actor may see it; NotFound for any other."""
    return _one(visible_to(actor).where(Consent.resident_id == resident_id), consent_id)


def _one(statement: Select[Consent], consent_id: str) -> Consent:
    consent = db.session.scalar(statement.where(Consent.id == consent_id))
    if consent is None:
        raise NotFound()
    return consent


def residents_visible_to(actor: Actor, at: datetime) -> Select[Person]:
    """Whom the actor may see as a resident at an instant (UTC): a manager the house's, others themselves."""
    lives = exists().where(Stay.person_id == Person.id, living_here(at))
    statement = select(Person).where(Person.house_id == actor.house_id, lives)
    return statement if actor.manager else statement.where(Person.id == actor.person_id)


def resident_for(actor: Actor, person_id: str, at: datetime) -> Person:
    """A resident the actor may see at an instant (UTC); NotFound for any other."""
    return _person(residents_visible_to(actor, at), person_id)


def once_resident_for(actor: Actor, person_id: str) -> Person:
    """The same for who has ever lived here: what was signed stays readable after the stay."""
    lived = exists().where(Stay.person_id == Person.id)
    statement = select(Person).where(Person.house_id == actor.house_id, lived)
    return _person(statement if actor.manager else statement.where(Person.id == actor.person_id), person_id)


def _person(statement: Select[Person], person_id: str) -> Person:
    person = db.session.scalar(statement.where(Person.id == person_id))
    if person is None:
        raise NotFound()
    return person


def usual_last_day(actor: Actor, at: datetime) -> date:
    """The last day a consent given at an instant (UTC) usually holds, on the house's wall."""
    days = db.session.scalars(select(House.consent_days).where(House.id == actor.house_id)).one()
    return (at.astimezone(ZoneInfo(actor.zone)) + timedelta(days=days)).date()
