"""What somebody can check in to at a kiosk now, and what they have checked in to."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sessions.attendance.check_ins import checked_in, is_marked, may_check_in
from sessions.schedule.session import Session


class CheckInOffer(NamedTuple):
    """A session that is on or about to begin; ``done_at`` (UTC) once somebody has checked in to it.

    ``marked`` once whoever leads has marked them: there is nothing left to say.
    """

    session: Session
    done_at: datetime | None
    marked: bool


def open_to(person_id: str, sessions: Sequence[Session], at: datetime) -> list[CheckInOffer]:
    """Of somebody's own sessions those to check in to at an instant (UTC), in order; two statements for each.

    Whoever leads a session keeps its register, and checks in to it nowhere.
    """
    offered = [
        session
        for session in sessions
        if session.wants_register
        and not session.cancelled
        and session.leader_id != person_id
        and may_check_in(session.starts_at, session.ends_at, at)
    ]
    return [
        CheckInOffer(session, checked_in(session.id).get(person_id), is_marked(session.id, person_id))
        for session in offered
    ]
