"""Reading what the wall shows: six statements for a day, and one that says whether anything changed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from community.devices.wall_names import wall_names
from community.houses.models import House
from community.people.models import Person
from foundation.database import bare_rows
from foundation.stamps import versions
from foundation.walltime import day_bounds, wall_of
from foundation.words import fold
from sessions.board.board import NAMED_AUDIENCES, Board, Leader, board_of
from sessions.schedule.co_leaders import CoLeader, covers
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.pauses import Rest
from sessions.schedule.queries import as_session, occurrence_columns
from sessions.schedule.resting import pauses_between
from sessions.schedule.session import Session
from sessions.schedule.span import LONGEST_LASTS
from sessions.schedule.staffing import without_leader, works


@dataclass(frozen=True, slots=True)
class Face:
    """The board in one language."""

    language: str
    board: Board


@dataclass(frozen=True, slots=True)
class Day:
    """What was read for the wall: its day, a face in each language, and the pauses of the day."""

    day: date
    at: datetime
    faces: tuple[Face, ...]
    rests: tuple[Rest, ...]


def tongues(house: House) -> list[str]:
    """The languages the wall speaks in turn: the house's own first."""
    return [house.language, *[code for code in house.languages if code != house.language]]


def state_of(house_id: str) -> tuple[int, ...]:
    """What rises when sessions or names change; one statement."""
    subjects = (f"schedule:{house_id}", f"people:{house_id}")
    known = versions(subjects)
    return tuple(known[subject][0] for subject in subjects)


def day_on_the_wall(house: House, at: datetime) -> Day:
    """What a house's wall shows at an instant (UTC): its day from the evening before to the next morning."""
    day = wall_of(at, house.zone).date()
    from_at, to_at = day_bounds(day, house.zone)
    midnight = datetime.combine(day, time())
    # What was planned for today and stands on another day is told too.
    planned = and_(Occurrence.recurrence_id >= midnight, Occurrence.recurrence_id < midnight + timedelta(days=1))
    stands = and_(
        Occurrence.starts_at >= from_at - LONGEST_LASTS,
        Occurrence.starts_at < to_at + timedelta(days=1),
        Occurrence.ends_at > from_at,
    )
    statement = occurrence_columns().add_columns(without_leader(), works(*_LEADS))
    rows: Sequence[Any] = bare_rows(statement.where(Occurrence.house_id == house.id, or_(stands, planned)))
    names = wall_names(house.id, None, at)
    in_languages = {code: [as_session(row[:-2], code, house.language) for row in rows] for code in tongues(house)}
    sessions = in_languages[house.language]
    on_staff = {session.id for session, row in zip(sessions, rows, strict=True) if row[-1] and not row[-2]}
    leaders = _leaders(sessions, on_staff, names)
    people = _people([one.id for one in sessions if one.audience in NAMED_AUDIENCES], names)
    faces = tuple(
        Face(
            code,
            board_of(
                found, day=day, at=at, unnamed_types=frozenset(house.unnamed_types), leaders=leaders, people=people
            ),
        )
        for code, found in in_languages.items()
    )
    rests = tuple(rest for rest in pauses_between(house.id, day, day) if rest.on(day) or rest.moves_to == day)
    return Day(day, at, faces, rests)


_LEADS = (Occurrence.leader_id, Occurrence.house_id, Occurrence.starts_at)


def _leaders(sessions: list[Session], on_staff: Collection[str], names: dict[str, str]) -> dict[str, list[Leader]]:
    """Who leads, by occurrence: of the staff whoever works then and is there, residents only by their own choice."""
    found: dict[str, list[Leader]] = {}
    for session in sessions:
        if session.leader_kind == "staff" and session.leader and session.id in on_staff:
            found[session.id] = [Leader(session.leader, resident=False)]
        elif session.leader_kind == "resident" and session.leader_id in names:
            found[session.id] = [Leader(names[session.leader_id], resident=True)]
    statement = (
        select(Occurrence.id, Person.shown)
        .join(Series, Series.id == Occurrence.series_id)
        .join(CoLeader, CoLeader.line_id == Series.line_id)
        .join(Person, Person.id == CoLeader.person_id)
        .where(
            Occurrence.id.in_([session.id for session in sessions]),
            covers(),
            works(CoLeader.person_id, Occurrence.house_id, Occurrence.starts_at),
        )
    )
    rows: Sequence[Any] = bare_rows(statement)
    for occurrence_id, shown in sorted(rows, key=lambda row: (row[0], fold(row[1]))):
        held = found.setdefault(occurrence_id, [])
        if shown not in [one.name for one in held]:
            held.append(Leader(shown, resident=False))
    return found


def _people(occurrence_ids: list[str], names: dict[str, str]) -> dict[str, list[str]]:
    """Who of those who chose to be named is expected, by occurrence; asked only where somebody chose."""
    if not names or not occurrence_ids:
        return {}
    rows = expected(Occurrence.id.in_(occurrence_ids)).subquery()
    statement = select(rows.c.occurrence_id, rows.c.person_id).where(rows.c.person_id.in_(list(names)))
    found: dict[str, list[str]] = {}
    expected_rows: Sequence[Any] = bare_rows(statement)
    for occurrence_id, person_id in expected_rows:
        found.setdefault(occurrence_id, []).append(names[person_id])
    return {occurrence_id: sorted(held, key=fold) for occurrence_id, held in found.items()}
