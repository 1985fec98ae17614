"""The hours of mentoring as sessions of the two: computed at each read from what they planned, kept nowhere."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, String, and_, bindparam, case, or_, select
from sqlalchemy.orm import aliased

from community.mentoring.meeting_days import Meeting, meeting_days
from community.mentoring.models import MentoringHour, Mentorship
from community.mentoring.standing import agreed, serves, standing, told
from community.people.models import Person
from foundation.clock import now
from foundation.database import UtcDateTime, bare_rows
from foundation.walltime import clocks_change, wall_of
from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES
from sessions.schedule.span import resolve_span

MENTORING = TYPES["mentoring"]
PERSON = bindparam("person_id", type_=String())
AT = bindparam("at", type_=UtcDateTime())


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once, for every page of a resident's day asks it."""
    other = aliased(Person)
    # Whoever has been asked and may hear of it owes an answer.
    mine = case((Mentorship.newcomer_id == PERSON, Mentorship.newcomer_agreed_at), else_=Mentorship.elder_agreed_at)
    asked = and_(mine.is_(None), told(PERSON, AT))
    other_id = case((Mentorship.newcomer_id == PERSON, Mentorship.elder_id), else_=Mentorship.newcomer_id)
    return (
        select(
            MentoringHour.id,
            MentoringHour.first_day,
            MentoringHour.to_day,
            MentoringHour.wall_start,
            MentoringHour.wall_end,
            MentoringHour.planned_at,
            MentoringHour.mentorship_id,
            other.shown,
        )
        .select_from(Mentorship)
        .join(other, other.id == other_id)
        .outerjoin(MentoringHour, and_(MentoringHour.mentorship_id == Mentorship.id, agreed(AT)))
        .where(
            or_(Mentorship.newcomer_id == PERSON, Mentorship.elder_id == PERSON),
            and_(standing(AT), serves(Mentorship.elder_id, AT)),
            or_(MentoringHour.id.is_not(None), asked),
        )
    )


def mentoring_hours(person_id: str, zone: str, from_at: datetime, to_at: datetime) -> list[Session]:
    """The hours of ``hours_and_question`` alone."""
    return hours_and_question(person_id, zone, from_at, to_at)[0]


def hours_and_question(person_id: str, zone: str, from_at: datetime, to_at: datetime) -> tuple[list[Session], bool]:
    """The hours of a person that begin in [from_at, to_at) (UTC) in a house's zone (IANA), and whether one is asked.

    One statement. Asked is who has not answered yet whether they stand by somebody, or somebody by them. The hours are
    those of pairings that stand now, agreed by both. The other stands where a session has its leader; the id is the
    hour's with its day. A time that the wall never shows is moved as every session's is.
    """
    found, asked = [], False
    first, last = wall_of(from_at, zone).date(), wall_of(to_at, zone).date()
    for row in bare_rows(_statement(), {"person_id": person_id, "at": now()}):
        if row.id is None:
            asked = True
            continue
        meeting = Meeting(row.first_day, row.to_day, row.wall_start, row.wall_end)
        for day in meeting_days(meeting, first, last):
            span = resolve_span(day, meeting.start, meeting.end, zone)
            if from_at <= span.starts_at < to_at:
                found.append(_session(row, span, zone))
    return sorted(found, key=lambda session: (session.starts_at, session.id)), asked


def _session(row: Any, span: Any, zone: str) -> Session:
    wall_start, wall_end = span.wall_start, span.wall_end
    if clocks_change(wall_start.date(), zone):
        wall_start, wall_end = wall_of(span.starts_at, zone), wall_of(span.ends_at, zone)
    return Session(
        type=MENTORING,
        title=None,
        title_lang="",
        room=None,
        room_lang="",
        leader=row.shown,
        reason="",
        reason_lang="",
        changes=(),
        meeting_types=(),
        languages=(),
        id=f"{row.id}-{span.wall_start.date().isoformat()}",
        room_id=None,
        leader_kind="resident",
        leader_id=None,
        keeper_id=None,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        wall_start=wall_start,
        wall_end=wall_end,
        planned_start=span.wall_start,
        shifted_minutes=int(span.moved_by.total_seconds() // 60),
        status="planned",
        audience="each",
        wants_register=False,
        fellowship=None,
        requires=None,
        sequence=0,
        changed_at=row.planned_at,
    )
