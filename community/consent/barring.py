"""The verbs of no contact: noting whom a resident must not meet or hear of, and lifting the note.

No entry of the record says whom it concerns (``about``): a resident reads what is recorded about them.
"""

from datetime import datetime, timedelta

from sqlalchemy import or_, select

from community.access.actor import By
from community.audit.operations import record
from community.consent.models import Consent
from community.consent.operations import withdraw
from community.consent.purposes import TREATMENT
from community.family.barring import Barred, barred_between, cards_meant, means, name_key
from community.family.models import NoContact, Tie
from community.family.operations import untie
from community.people.models import Person
from community.people.operations import LONGEST_NAME
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.forms import is_email
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.words import clean_text

LONGEST_REASON = 300


def bar(
    resident: Person,
    *,
    other: Person | None,
    reason: str,
    by: By,
    given_name: str = "",
    surname: str = "",
    email: str | None = None,
) -> NoContact:
    """Note that a resident must not meet or hear of somebody, from now on; ties and consents to them end at once.

    The other is a card of the house, or a name and perhaps an e-mail address. Refused for the resident
    themself, another house, a wrong address, an empty name or reason, and a second note about the same.
    """
    if other is not None:
        if other.id == resident.id or other.house_id != resident.house_id:
            raise Refused(N_("The other one is another person of the same house."))
        given_name, surname, email = other.given_name, other.surname, other.email
    email = (email or "").strip().lower() or None
    if email is not None and not is_email(email):
        raise Refused(N_("Please write an e-mail address like name@example.org."))
    at = now()
    given_name, surname = (clean_text(word, longest=LONGEST_NAME) for word in (given_name, surname))
    # Two who note the same at once: the second waits here, and then finds the first one's note.
    db.session.execute(select(Person.id).where(Person.id == resident.id).with_for_update(key_share=True))
    known = {"person_id": other.id} if other else {"name": f"{given_name} {surname}", "email": email}
    if barred_between(resident.id, at, **known) is not None:
        raise Refused(N_("These two are noted already."))
    note = NoContact(
        id=new_id(),
        house_id=resident.house_id,
        resident_id=resident.id,
        other_id=other.id if other else None,
        given_name=given_name,
        surname=surname,
        folded=name_key(given_name, surname),
        email=email,
        reason=clean_text(reason, longest=LONGEST_REASON),
        from_at=at,
        noted_by=by.person_id,
    )
    if note.other_id is None:
        # One card alone fits the name: what rests on cards, such as pairs of mentoring, ends with the note too.
        meant = cards_meant(note)
        note.other_id = meant[0].id if len(meant) == 1 else None
    db.session.add(note)
    db.session.flush()
    record(note.house_id, "no_contact:note", by=by, subject=f"no_contact:{note.id}")
    _part(note, at=at, by=by)
    # The hours that two of mentoring had rest while the note holds; they stand in kept calendars.
    raise_stamp(f"schedule:{note.house_id}")
    return note


def lift(note: NoContact, *, by: By) -> None:
    """End a note of no contact; what ended with it (ties, consents) stays ended. Refused a second time."""
    at = now()
    if note.to_at is not None:
        raise Refused(N_("This note has already ended."))
    # A span is half open and never empty: a note lifted within its first second ends unseen all the same.
    if at <= note.from_at:
        raise Refused(N_("This note was made just now. Please wait a moment."))
    note.to_at = at
    db.session.flush()
    raise_stamp(f"schedule:{note.house_id}")
    record(note.house_id, "no_contact:lift", by=by, subject=f"no_contact:{note.id}")


def record_barred(resident: Person, error: Barred, *, by: By) -> None:
    """Keep that something was refused for a note's sake, for the manager to see; the refused work is rolled back."""
    record(resident.house_id, "no_contact:refuse", by=by, subject=f"no_contact:{error.note_id}", result="denied")


def _part(note: NoContact, *, at: datetime, by: By) -> None:
    """End every tie and every consent between the two, whichever of them lives here."""
    ties = db.session.scalars(
        select(Tie).where(
            Tie.house_id == note.house_id,
            or_(Tie.resident_id == note.resident_id, Tie.relative_id == note.resident_id),
            or_(Tie.to_at.is_(None), Tie.to_at > at),
        )
    ).all()
    consents = db.session.scalars(
        select(Consent).where(
            Consent.house_id == note.house_id,
            or_(Consent.resident_id == note.resident_id, Consent.recipient_id == note.resident_id),
            Consent.purpose != TREATMENT,
            Consent.expires_at > at,
        )
    ).all()
    ids = {one for tie in ties for one in (tie.resident_id, tie.relative_id)}
    ids |= {one for consent in consents for one in (consent.resident_id, consent.recipient_id) if one}
    cards = {card.id: card for card in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
    meant = {card_id for card_id, card in cards.items() if means(note, card)}
    # Consents first: of one that is withdrawn the page says so, whatever became of the tie.
    for consent in consents:
        named = consent.recipient_name is not None and name_key(consent.recipient_name, "") == note.folded
        if named or {consent.resident_id, consent.recipient_id} & meant:
            withdraw(consent, by=by, told_how="by_staff", at=at)
    for tie in ties:
        if {tie.resident_id, tie.relative_id} & meant:
            # One that begins in this very second, or is still ahead, ends as it begins.
            untie(tie, at=max(at, tie.from_at + timedelta(seconds=1)), by=by)
