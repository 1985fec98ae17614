"""What needs a person today, in the order of urgency: each is computed live, and one tap from done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.access.actor import Actor
from community.access.permissions import Role
from community.consent.ending import ending_consents
from community.mentoring.pairs import pairs
from community.mentoring.queries import without_enough_elders
from community.residency.presence import OVERDUE, Presence, presence_of
from sessions.attendance.held_list import waiting_marks
from sessions.attendance.waiting import open_registers
from sessions.clashes.ahead import clashes_ahead
from sessions.schedule.unled import soon_and_later, unled

# Those who are in the house when somebody comes back at night.
AT_THE_DOOR = frozenset({Role.NIGHT_STAFF, Role.NURSE})


@dataclass(frozen=True, slots=True)
class Part:
    """What of one kind needs a person; nothing of it does when there are no rows."""

    kind: str
    rows: Sequence[Any]


def needs(actor: Actor, at: datetime) -> list[Part]:
    """What of the house needs its manager at an instant (UTC), most urgent first.

    Ten statements however much there is: three for clashes, then sessions without a leader, who is away, registers,
    marks that wait, elders, pairs, consents; one more where marks wait.
    """
    people = presence_of(actor, at)
    soon, later = soon_and_later(unled(actor, at), at)
    standing = [pair for pair in pairs(actor.house_id, at) if pair.serves]
    return [
        Part("clashes", clashes_ahead(actor, at)),
        Part("unled", soon),
        Part("later", later),
        Part("returns", overdue(people)),
        Part("registers", open_registers(actor)),
        Part("held", waiting_marks(actor)),
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
