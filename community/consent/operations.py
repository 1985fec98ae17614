"""The verbs of consent, and the admission that needs one."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from community.access.actor import By
from community.audit.operations import record
from community.consent.models import Consent, ConsentWithdrawal
from community.consent.purposes import FAMILY_SESSIONS, PURPOSES, SCOPES, SIGNED_HOW, TO_A_NAME, TOLD_HOW, TREATMENT
from community.consent.queries import outlived, tied
from community.family.barring import refuse_barred
from community.houses.models import House
from community.people.models import Person
from community.residency.models import Stay
from community.residency.operations import open_stay
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.words import clean_text

LONGEST = timedelta(days=366)
LONGEST_NAME = 120


def grant(
    resident: Person,
    purpose: str,
    *,
    recipient: Person | None,
    by: By,
    signed_how: str,
    recipient_name: str | None = None,
    at: datetime | None = None,
    expires_at: datetime | None = None,
    witness_id: str | None = None,
) -> Consent:
    """Record a signed consent. Without an end it gets the house's default; it never lasts over a year.

    A letter goes to whom the house has no card of: ``recipient_name`` says who, for this purpose alone.
    Refused for an unknown purpose, a missing or foreign recipient, somebody not noted as family, an end
    that lies before the beginning, and where a note of no contact stands between the two.
    """
    at = at or now()
    if purpose not in PURPOSES or signed_how not in SIGNED_HOW:
        raise Refused(N_("A consent needs a known purpose and how it was signed."))
    if (recipient is None) != (purpose == TREATMENT or purpose in TO_A_NAME):
        raise Refused(N_("Please say who the consent is for."))
    if (recipient_name is None) != (purpose not in TO_A_NAME):
        raise Refused(N_("Please say who the consent is for."))
    if recipient_name is not None:
        recipient_name = clean_text(recipient_name, longest=LONGEST_NAME)
        refuse_barred(resident, by, max(at, now()), name=recipient_name)
    if recipient is not None and recipient.house_id != resident.house_id:
        raise Refused(N_("A relative is another person of the same house."))
    if recipient is not None:
        refuse_barred(resident, by, max(at, now()), person_id=recipient.id)
    if expires_at is None:
        days = db.session.scalars(select(House.consent_days).where(House.id == resident.house_id)).one()
        expires_at = at + (LONGEST if purpose == TREATMENT else timedelta(days=days))
    if expires_at <= at:
        raise Refused(N_("A consent ends after it begins."))
    if expires_at - at > LONGEST:
        raise Refused(N_("A consent lasts a year at most. It can be given again."))
    consent = Consent(
        id=new_id(),
        house_id=resident.house_id,
        resident_id=resident.id,
        recipient_id=recipient.id if recipient else None,
        recipient_name=recipient_name,
        purpose=purpose,
        scope=SCOPES[purpose],
        granted_at=at,
        expires_at=expires_at,
        signed_how=signed_how,
        witness_id=witness_id,
        recorded_by=by.person_id,
    )
    db.session.add(consent)
    db.session.flush()
    if purpose == FAMILY_SESSIONS and not db.session.scalar(
        select(Consent.id).where(Consent.id == consent.id, tied(at))
    ):
        raise Refused(N_("This person is not noted as family."))
    raise_stamp(f"consents:{resident.id}")
    record(
        resident.house_id,
        "consent:grant",
        by=by,
        subject=f"consent:{consent.id}",
        about=resident.id,
        consent=consent.id,
        details={"purpose": purpose},
    )
    return consent


def withdraw(consent: Consent, *, by: By, told_how: str, at: datetime | None = None) -> None:
    """Take a consent back; it ends with the very next read. A second time changes nothing.

    Every consent given to the same person for the same purpose ends with it: who says "stop" means all.
    """
    at = at or now()
    if told_how not in TOLD_HOW:
        raise Refused(N_("Please say how the resident told you."))
    if consent.purpose == TREATMENT:
        raise Refused(N_("Consent to treatment ends with the stay. Please speak with your counsellor."))
    withdrawn = select(ConsentWithdrawal.consent_id).where(ConsentWithdrawal.consent_id == Consent.id)
    standing = db.session.scalars(
        select(Consent)
        .where(
            Consent.resident_id == consent.resident_id,
            # Whoever has no card is known by the name alone.
            Consent.recipient_id.is_not_distinct_from(consent.recipient_id),
            Consent.recipient_name.is_not_distinct_from(consent.recipient_name),
            Consent.purpose == consent.purpose,
            or_(Consent.id == consent.id, Consent.expires_at > at),
            ~withdrawn.exists(),
        )
        .order_by(Consent.id)
        .with_for_update()
    ).all()
    for one in standing:
        db.session.add(
            ConsentWithdrawal(
                consent_id=one.id,
                house_id=one.house_id,
                withdrawn_at=at,
                told_how=told_how,
                recorded_by=by.person_id,
            )
        )
        db.session.flush()
        record(
            one.house_id,
            "consent:withdraw",
            by=by,
            subject=f"consent:{one.id}",
            about=one.resident_id,
            consent=one.id,
        )
    if standing:
        raise_stamp(f"consents:{consent.resident_id}")


def admit(person: Person, *, at: datetime, by: By, capacity: str = "resident", reason: str = "own_wish") -> Stay:
    """Admit a resident at an instant; Refused without their own signed and live consent to treatment.

    A consent that was signed before an earlier stay ended has ended with it.
    """
    withdrawn = select(ConsentWithdrawal.consent_id)
    consent_id = db.session.scalar(
        select(Consent.id).where(
            Consent.resident_id == person.id,
            Consent.purpose == TREATMENT,
            Consent.granted_at <= at,
            Consent.expires_at > at,
            Consent.id.not_in(withdrawn),
            ~outlived(at),
        )
    )
    if consent_id is None:
        raise Refused(N_("Nobody is admitted without their own signed consent to treatment."))
    return open_stay(person, consent_id, at=at, capacity=capacity, reason=reason, by=by)
