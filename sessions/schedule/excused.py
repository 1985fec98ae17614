"""Whom a session is for and who is elsewhere when it begins, with the reason in words: no absence, and no guess."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, bindparam, or_

from community.access.actor import Actor
from community.audit.operations import record_reads
from community.audit.reads import put_off
from community.people.models import Person
from community.residency.models import Engagement, EngagementDate, Leave, Stay
from community.residency.queries import away, away_until
from community.residency.wording import ELSEWHERE_WORDS, LEAVE
from foundation.database import bare_rows
from foundation.walltime import wall_of
from sessions.schedule.expectation import meant_residents
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.policy import may_change
from sessions.schedule.session import Session

OCCURRENCE = bindparam("occurrence_id", type_=String())


class TakenOut(NamedTuple):
    """Somebody who is not expected though the session is for them: why, and until when on the wall (naive)."""

    person_id: str
    shown: str
    reason: str
    until: datetime


@cache
def _statement() -> Select[Any]:
    """Put together once from the parts of what is expected."""
    covers = and_(
        EngagementDate.stay_id == Stay.id,
        EngagementDate.starts_at <= Occurrence.starts_at,
        EngagementDate.ends_at > Occurrence.starts_at,
    )
    return (
        meant_residents()
        .add_columns(
            *(Person.shown, Person.folded, Series.zone),
            *(Leave.id.label("leave_id"), away_until().label("back_at")),
            *(Engagement.reason, EngagementDate.ends_at.label("ends_at")),
        )
        .join(Person, Person.id == Stay.person_id)
        .outerjoin(Leave, and_(Leave.stay_id == Stay.id, away(Occurrence.starts_at)))
        .outerjoin(EngagementDate, covers)
        .outerjoin(Engagement, Engagement.id == EngagementDate.engagement_id)
        .where(Occurrence.id == OCCURRENCE, or_(Leave.id.is_not(None), EngagementDate.id.is_not(None)))
    )


def taken_out(occurrence_id: str) -> list[TakenOut]:
    """Who would be expected at an occurrence but is on leave or engaged elsewhere when it begins; one statement.

    By name. Whoever is on leave is on leave, whatever else was noted; of two engagements the one that lasts longer
    counts. ``reason`` is a catalogue text of community/residency/wording.py.
    """
    found: dict[str, tuple[str, TakenOut]] = {}
    rows = bare_rows(_statement(), {"occurrence_id": occurrence_id})
    # The one that counts comes last, and replaces the others.
    for row in sorted(rows, key=lambda row: (row.leave_id is not None, row.back_at or row.ends_at)):
        reason, until = (LEAVE, row.back_at) if row.leave_id else (row.reason, row.ends_at)
        one = TakenOut(row.person_id, row.shown, ELSEWHERE_WORDS[reason], wall_of(until, row.zone))
        found[row.person_id] = (row.folded, one)
    return [one for _, one in sorted(found.values(), key=lambda pair: (pair[0], pair[1].person_id))]


def taken_out_for(actor: Actor, session: Session) -> list[TakenOut]:
    """The same for whoever leads the session or keeps its register; nothing for others.

    That a manager who does neither reads it is recorded for each of them.
    """
    if session.cancelled or not may_change(actor, session.leader_id, session.keeper_id):
        return []
    found = taken_out(session.id)
    people = [one.person_id for one in found]
    if not people or actor.person_id in (session.leader_id, session.keeper_id):
        return found

    def note() -> None:
        record_reads(actor, people, "elsewhere", subject=f"occurrence:{session.id}")

    if not put_off(note):
        note()
    return found
