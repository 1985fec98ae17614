"""What dates that turn come to stand beside: another date that wants the same room or the same leader."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sessions.schedule.clashes import Booking, overlaps
from sessions.schedule.resting import Dated, dates_on
from sessions.schedule.turning import Turn


class Crossing(NamedTuple):
    """A date that comes to stand beside another one: it wants the same room, or the same leader."""

    date: Dated
    other: Dated
    room: bool


def crossings(house_id: str, zone: str, turns: Sequence[Turn]) -> list[Crossing]:
    """What the dates that turn share a room or a leader with once they stand as they become, by their start.

    The same before they are written and after, in the house's zone (IANA). One statement, none where none is held.
    """
    become = {turn.date.id: turn.stands() for turn in turns if turn.becomes["status"] == "planned"}
    if not become:
        return []
    days = [one.wall_start.date() for one in become.values()]
    # What began the evening before may still run.
    around = dates_on(house_id, zone, min(days) - timedelta(days=1), max(days))
    held = {one.id: one for one in around if one.status == "planned"} | become
    bookings = []
    for one in held.values():
        if one.room_id:
            bookings.append(Booking(one.id, one.room_id, None, one.starts_at, one.ends_at))
        if one.leader_id:
            bookings.append(Booking(one.id, None, one.leader_id, one.starts_at, one.ends_at))
    found = []
    for first, second in overlaps(bookings):
        mine, other = (first.key, second.key) if first.key in become else (second.key, first.key)
        if mine in become:
            found.append(Crossing(held[mine], held[other], first.room is not None))
    return found
