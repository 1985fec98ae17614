"""What needs a person today, in the order of urgency: each is computed live, and one tap from done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from community.access.actor import Actor
from community.access.permissions import Role
from community.consent.ending import ending_consents
from community.mentoring.pairs import pairs
from community.mentoring.queries import without_enough_elders
from community.residency.presence import OVERDUE, Presence, presence_of
from sessions.attendance.waiting import open_registers
from sessions.schedule.clashes import Booking, overlaps
from sessions.schedule.session import Session
from sessions.schedule.unled import unled

# Those who are in the house when somebody comes back at night.
AT_THE_DOOR = frozenset({Role.NIGHT_STAFF, Role.NURSE})


class Clash(NamedTuple):
    """Two sessions at once that want the same room or the same leader."""

    one: Session
    other: Session
    room: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What of one kind needs a person; nothing of it does when there are no rows."""

    kind: str
    rows: Sequence[Any]


def clashes(sessions: Sequence[Session], at: datetime) -> list[Clash]:
    """The pairs of a day's sessions not over at an instant (UTC) that share a room or a leader at once."""
    held = {one.id: one for one in sessions if not one.cancelled and one.ends_at > at}
    bookings = []
    for one in held.values():
        if one.room_id:
            bookings.append(Booking(one.id, one.room_id, None, one.starts_at, one.ends_at))
        if one.leader_id:
            bookings.append(Booking(one.id, None, one.leader_id, one.starts_at, one.ends_at))
    found = []
    for pair in overlaps(bookings):
        first, second = (held[booking.key] for booking in pair)
        found.append(Clash(first, second, pair[0].room is not None))
    return found


def needs(actor: Actor, sessions: Sequence[Session], at: datetime) -> list[Part]:
    """What of the house needs its manager at an instant (UTC), most urgent first; ``sessions`` are the day's.

    Six statements however much there is: sessions without a leader, who is away, registers, elders, pairs, consents.
    """
    people = presence_of(actor, at)
    standing = [pair for pair in pairs(actor.house_id, at) if pair.serves]
    return [
        Part("clashes", clashes(sessions, at)),
        Part("unled", unled(actor, at)),
        Part("returns", overdue(people)),
        Part("registers", open_registers(actor)),
        Part("elders", without_enough_elders(actor.house_id, at)),
        Part("requests", [pair for pair in standing if pair.asked_at is not None]),
        Part("contacts", [pair for pair in standing if pair.overdue]),
        Part("consents", ending_consents(actor.house_id, at)),
    ]


def overdue(people: Sequence[Presence]) -> list[Presence]:
    """Those who should be back and are not, longest awaited first."""
    late = [one for one in people if one.standing == OVERDUE]
    return sorted(late, key=lambda one: (one.expected.isoformat() if one.expected else "", one.folded))


def awaited(actor: Actor, at: datetime) -> list[Presence]:
    """Whom the night staff and the nurses look out for; for other staff nobody, and nothing is asked."""
    return overdue(presence_of(actor, at)) if actor.roles & AT_THE_DOOR else []
