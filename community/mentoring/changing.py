"""The verbs of asking for another pairing: either of the two may, without giving a reason."""

from sqlalchemy import select

from community.access.actor import Actor, By
from community.audit.operations import record
from community.mentoring.models import ChangeRequest, Mentorship
from community.mentoring.operations import end, must_stand
from community.mentoring.wording import ANSWERS
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_


def ask_change(mentorship: Mentorship, person_id: str, *, by: By) -> ChangeRequest:
    """Ask the staff for another pairing, for one of the two; while it is open, asking again changes nothing.

    Refused when the pairing has ended; NotFound for anybody else than the two.
    """
    must_stand(mentorship)
    if person_id not in (mentorship.newcomer_id, mentorship.elder_id):
        raise NotFound()
    standing = db.session.scalar(
        select(ChangeRequest).where(ChangeRequest.mentorship_id == mentorship.id, ChangeRequest.answered_at.is_(None))
    )
    if standing is not None:
        return standing
    request = ChangeRequest(
        id=new_id(), house_id=mentorship.house_id, mentorship_id=mentorship.id, asked_at=now(), asked_by=person_id
    )
    db.session.add(request)
    db.session.flush()
    _record(mentorship, "mentoring:ask_change", by, request)
    return request


def answer_change(request: ChangeRequest, *, answer: str, by: By) -> None:
    """Answer a request: "ended" ends the pairing, "kept" lets it go on. Refused a second time."""
    if answer not in ANSWERS:
        raise Refused(N_("Please choose from what is offered."))
    mentorship = db.session.get_one(Mentorship, request.mentorship_id)
    must_stand(mentorship)
    db.session.refresh(request)
    if request.answered_at is not None:
        raise Refused(N_("This request has been answered already."))
    request.answered_at, request.answered_by, request.answer = now(), by.person_id, answer
    db.session.flush()
    _record(mentorship, "mentoring:answer_change", by, request)
    if answer == "ended":
        end(mentorship, because="changed", by=by)


def request_for(actor: Actor, mentorship: Mentorship, request_id: str) -> ChangeRequest:
    """A request about a pairing that the actor may see; NotFound for any other."""
    found = db.session.scalar(
        select(ChangeRequest).where(
            ChangeRequest.id == request_id,
            ChangeRequest.mentorship_id == mentorship.id,
            ChangeRequest.house_id == actor.house_id,
        )
    )
    if found is None:
        raise NotFound()
    return found


def _record(mentorship: Mentorship, verb: str, by: By, request: ChangeRequest) -> None:
    subject = f"mentoring_change_request:{request.id}"
    record(mentorship.house_id, verb, by=by, subject=subject, about=mentorship.newcomer_id)
