"""The verbs that change one date: cancel, hold after all, move, another room or leader. The series stays."""

from collections.abc import Mapping
from datetime import date, time

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from community.access.actor import By
from community.houses.models import Room
from community.houses.operations import clean_words
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.changing import changed, hold, keep
from sessions.schedule.models import Occurrence, OccurrenceChange, Series
from sessions.schedule.span import resolve_span
from sessions.schedule.staffing import works
from sessions.schedule.taken import refuse_taken

# A slip of a finger in the year must not take a session out of everybody's sight.
FARTHEST_MOVE = relativedelta(years=2)


def cancel(occurrence: Occurrence, *, reason: Mapping[str, str], version: int, by: By) -> None:
    """Cancel one date with a reason people will read. What has begun is history and cannot be cancelled."""
    _check(occurrence, version)
    words = clean_words(reason, longest=300)
    keep(occurrence, "cancelled", {"status": "planned"}, {"status": "cancelled"}, words, by)
    occurrence.status, occurrence.pause_id = "cancelled", None
    changed(occurrence, "cancelled", words)


def reinstate(occurrence: Occurrence, *, version: int, by: By, anyway: bool = False) -> None:
    """Hold a cancelled date after all, where and when it stood, until it would have begun.

    Refused when its room or its leader was taken meanwhile unless ``anyway``.
    """
    _check(occurrence, version, status="cancelled")
    if not anyway:
        refuse_taken(occurrence, occurrence.starts_at, occurrence.ends_at, occurrence.room_id, occurrence.leader_id)
    keep(occurrence, "reinstated", {"status": "cancelled"}, {"status": "planned"}, {}, by)
    # Whoever decides about the one date takes it out of its pause.
    occurrence.status, occurrence.pause_id = "planned", None
    # The reason spoke of the cancellation; a date that had been moved says again why it was.
    moves = select(OccurrenceChange.reason).where(
        OccurrenceChange.occurrence_id == occurrence.id, OccurrenceChange.kind == "moved"
    )
    moved = db.session.scalar(moves.order_by(OccurrenceChange.changed_at.desc()).limit(1))
    changed(occurrence, "reinstated", moved or {})


def move(
    occurrence: Occurrence,
    *,
    day: date,
    start: time,
    end: time,
    reason: Mapping[str, str],
    version: int,
    by: By,
    anyway: bool = False,
) -> None:
    """Move one date to other wall times; a time the wall never shows moves forward by the gap and is noted.

    Refused into the past, over two years ahead, over 12 hours, and onto a taken room or leader unless ``anyway``.
    """
    _check(occurrence, version)
    zone = db.session.scalars(select(Series.zone).where(Series.id == occurrence.series_id)).one()
    if day > today(zone) + FARTHEST_MOVE:
        raise Refused(N_("A session is moved to a day within the next two years."))
    if day < today(zone) or (span := resolve_span(day, start, end, zone)).starts_at <= now():
        raise Refused(N_("A session cannot be moved into the past."))
    words = clean_words(reason, longest=300) if reason else {}
    before = {"start": occurrence.wall_start.isoformat(), "end": occurrence.wall_end.isoformat()}
    after = {"start": span.wall_start.isoformat(), "end": span.wall_end.isoformat()}
    if before == after:
        return
    if not anyway:
        refuse_taken(occurrence, span.starts_at, span.ends_at, occurrence.room_id, occurrence.leader_id)
    keep(occurrence, "moved", before, after, words, by)
    occurrence.pause_id = None
    occurrence.wall_start, occurrence.wall_end = span.wall_start, span.wall_end
    occurrence.starts_at, occurrence.ends_at = span.starts_at, span.ends_at
    occurrence.shifted_minutes = int(span.moved_by.total_seconds() // 60)
    changed(occurrence, "moved", words)


def change_room(occurrence: Occurrence, room_id: str | None, *, version: int, by: By, anyway: bool = False) -> None:
    """Give one date another room, or none; Refused when it is taken unless ``anyway``."""
    _check(occurrence, version)
    if room_id == occurrence.room_id:
        return
    if room_id is not None and not db.session.scalar(
        select(Room.id).where(Room.id == room_id, Room.house_id == occurrence.house_id, Room.retired_at.is_(None))
    ):
        raise Refused(N_("Please choose a room of this house."))
    if not anyway:
        refuse_taken(occurrence, occurrence.starts_at, occurrence.ends_at, room_id, None)
    keep(occurrence, "room", {"room": occurrence.room_id}, {"room": room_id}, {}, by)
    occurrence.room_id = room_id
    changed(occurrence, "room", None)


def change_leader(occurrence: Occurrence, person_id: str, *, version: int, by: By, anyway: bool = False) -> None:
    """Let another member of staff lead one date and keep its register; Refused when they lead elsewhere then."""
    _check(occurrence, version)
    if person_id == occurrence.leader_id:
        return
    at = occurrence.starts_at
    if not db.session.scalar(select(works(person_id, occurrence.house_id, at))):
        raise Refused(N_("Please choose somebody who works in this house on that day."))
    if not anyway:
        refuse_taken(occurrence, at, occurrence.ends_at, None, person_id)
    before = {"leader": occurrence.leader_id, "kind": occurrence.leader_kind, "keeper": occurrence.keeper_id}
    keep(occurrence, "leader", before, {"leader": person_id, "kind": "staff", "keeper": person_id}, {}, by)
    occurrence.leader_id = occurrence.keeper_id = person_id
    occurrence.leader_kind = "staff"
    changed(occurrence, "leader", None)


def change_keeper(occurrence: Occurrence, person_id: str, *, version: int, by: By) -> None:
    """Let another member of staff keep the register of one date that a guest, a resident or a colleague leads."""
    _check(occurrence, version)
    if person_id == occurrence.keeper_id:
        return
    if not db.session.scalar(select(works(person_id, occurrence.house_id, occurrence.starts_at))):
        raise Refused(N_("Please choose somebody who works in this house on that day."))
    keep(occurrence, "keeper", {"keeper": occurrence.keeper_id}, {"keeper": person_id}, {}, by)
    occurrence.keeper_id = person_id
    # Nothing that anybody reads of the session is different, so it is not marked as changed.
    occurrence.sequence += 1
    occurrence.changed_at = now()
    db.session.flush()


def _check(occurrence: Occurrence, version: int, status: str = "planned") -> None:
    hold(occurrence, version)
    if occurrence.status != status:
        already = N_("This session is already cancelled.")
        raise Refused(already if status == "planned" else N_("This session is not cancelled."))
    if occurrence.starts_at <= now():
        raise Refused(N_("This session has begun; what has happened stays as it was."))
