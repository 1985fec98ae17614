"""What waits for somebody's answer."""

from typing import NamedTuple

from sqlalchemy import or_

from community.access.actor import Actor
from community.mentoring.models import Mentorship
from community.mentoring.pairs import pairs
from community.mentoring.standing import told
from foundation.clock import now


class Request(NamedTuple):
    """Somebody who would stand by one (``beside_me``), or by whom one is asked to stand; ``said_yes`` oneself."""

    mentorship_id: str
    other: str
    beside_me: bool
    said_yes: bool


def asked_of(actor: Actor) -> list[Request]:
    """The pairings that are not settled yet, as the actor reads them. One statement."""
    me, at = actor.person_id, now()
    mine = or_(Mentorship.newcomer_id == me, Mentorship.elder_id == me)
    found = pairs(actor.house_id, at, mine, told(me, at))
    return [
        Request(
            pair.mentorship_id,
            pair.elder if pair.newcomer_id == me else pair.newcomer,
            pair.newcomer_id == me,
            (pair.newcomer_agreed_at if pair.newcomer_id == me else pair.elder_agreed_at) is not None,
        )
        for pair in found
        if pair.serves and not pair.agreed_at
    ]
