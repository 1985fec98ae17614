"""The verb behind a free slot: one date to another time and another room at once."""

from datetime import date, time

from community.access.actor import By
from sessions.schedule.changes import change_room, move
from sessions.schedule.models import Occurrence
from sessions.schedule.taken import refuse_taken


def take_slot(
    occurrence: Occurrence, *, day: date, start: time, end: time, room_id: str | None, version: int, by: By
) -> None:
    """Move one date to wall times and into a room (None leaves it where it is); the series stays.

    Stale (409) when it is not the version that was offered, Taken (409) when room or leader were taken meanwhile;
    Refused like every other move.
    """
    if room_id is not None and room_id != occurrence.room_id:
        # Not at its old hour does it want the room: the move below asks about the new one.
        change_room(occurrence, room_id, version=version, by=by, anyway=True)
        version = occurrence.sequence
    same_hour = (occurrence.wall_start.date(), occurrence.wall_start.time(), occurrence.wall_end.time())
    if same_hour == (day, start, end):
        # Nothing is moved then, and nobody asked whether the room is free.
        refuse_taken(occurrence, occurrence.starts_at, occurrence.ends_at, occurrence.room_id, None)
    move(occurrence, day=day, start=start, end=end, reason=occurrence.reason, version=version, by=by)
