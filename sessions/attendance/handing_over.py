"""Taking over a group with its register: the marks so far and the note stay."""

from collections.abc import Mapping

from sqlalchemy import select

from community.access.actor import Actor
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.attendance.models import Register
from sessions.attendance.queries import opened
from sessions.schedule.models import Occurrence
from sessions.schedule.takeover import take_over


def take_over_group(
    occurrence: Occurrence, *, reason: Mapping[str, str], version: int, by: Actor, anyway: bool = False
) -> None:
    """Lead one date in somebody's place while its register is not finished; raises what ``take_over`` raises."""
    take_over(occurrence, reason=reason, version=version, by=by, anyway=anyway)
    finished = select(Register.closed_at).join(Occurrence, opened()).where(Occurrence.id == occurrence.id)
    if db.session.scalar(finished) is not None:
        raise Refused(N_("Its register is finished; there is nothing left to take over."))
