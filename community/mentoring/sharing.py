"""What a newcomer lets an elder know: how often they were at their sessions, while their own consent holds."""

from sqlalchemy import select

from community.access.actor import By
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.consent.purposes import PROGRESS
from community.consent.queries import live
from community.mentoring.models import Mentorship
from community.mentoring.operations import must_stand
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.messages import N_


def share_progress(mentorship: Mentorship, *, by: By) -> Consent:
    """The newcomer lets this elder know how often they were at their sessions; giving it twice changes nothing.

    NotFound for anybody but the newcomer; Refused until both have agreed.
    """
    must_stand(mentorship)
    if by.person_id != mentorship.newcomer_id:
        raise NotFound()
    if mentorship.elder_agreed_at is None or mentorship.newcomer_agreed_at is None:
        raise Refused(N_("Both need to agree first."))
    standing = _shared(mentorship)
    if standing is not None:
        return standing
    people = {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(_both(mentorship))))}
    return grant(
        people[mentorship.newcomer_id],
        PROGRESS,
        recipient=people[mentorship.elder_id],
        by=by,
        signed_how="on_screen",
    )


def stop_sharing(mentorship: Mentorship, *, by: By) -> None:
    """The newcomer takes it back, at once; a second time changes nothing. NotFound for anybody else."""
    if by.person_id != mentorship.newcomer_id:
        raise NotFound()
    standing = _shared(mentorship)
    if standing is not None:
        withdraw(standing, by=by, told_how="on_screen")


def _both(mentorship: Mentorship) -> tuple[str, str]:
    return mentorship.newcomer_id, mentorship.elder_id


def _shared(mentorship: Mentorship) -> Consent | None:
    newcomer_id, elder_id = _both(mentorship)
    return db.session.scalar(
        select(Consent)
        .where(
            Consent.resident_id == newcomer_id,
            Consent.recipient_id == elder_id,
            Consent.purpose == PROGRESS,
            Consent.granted_at >= mentorship.proposed_at,
            live(now()),
        )
        .order_by(Consent.expires_at.desc(), Consent.id)
        .limit(1)
    )
