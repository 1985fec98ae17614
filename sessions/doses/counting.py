"""What a mark comes to: minutes received and minutes missed, with the reason. Pure arithmetic, in whole minutes.

Of every row that was expected, received and missed together are the length of the session without its breaks. Of
sessions held one after the other everybody on the register has an equal share (hours/dose.py), and only whoever is
marked as having been there receives theirs.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from sessions.attendance.marks import EXCUSED, PRESENT, TIMED, UNRECORDED
from sessions.hours.dose import Sitting, whole
from sessions.schedule.session_types import TYPES

# The reasons a part of a session was missed for, beside those of an excused absence.
UNEXCUSED, NOT_APPLICABLE = "unexcused", "not_applicable"
# Why minutes are missing that nobody can say were missed: nobody wrote anything down.
NO_ROLL_CALL = "no_roll_call"


class Held(NamedTuple):
    """A session that has begun, as it counts: ``minutes`` without breaks, ``size`` people in turns where ``each``."""

    key: str
    type: str
    minutes: int
    counted: bool = True
    each: bool = False
    size: int = 1


class Marked(NamedTuple):
    """What the register says of somebody; ``walked_in`` when they were not expected."""

    status: str
    minutes: int | None = None
    absence_reason: str | None = None
    walked_in: bool = False


class Part(NamedTuple):
    """What one session gave somebody: minutes ``received``, minutes ``missed``, and why these are missing.

    In turns both are parts of a minute, for shares are summed before they are rounded.
    """

    received: float
    missed: float
    why: str


def part_of(held: Held, marked: Marked) -> Part:
    """What a session gave somebody: all of it, all but what they were late or left early, or nothing.

    Unrecorded is never presence. Whoever walked in misses nothing, for nothing was planned for them.
    """
    whole = held.minutes / max(1, held.size) if held.each else held.minutes
    if marked.status == PRESENT:
        return Part(whole, 0, "")
    if marked.status in TIMED:
        off = min(whole, marked.minutes or 0)
        return Part(whole - off, 0 if marked.walked_in else off, marked.status)
    why = (marked.absence_reason or EXCUSED) if marked.status == EXCUSED else marked.status
    return Part(0, 0 if marked.walked_in else whole, why)


def sitting_of(held: Held, received: float) -> Sitting:
    """What somebody received of a session, for the arithmetic of rules; their share is given back its size."""
    minutes = round(received * max(1, held.size)) if held.each else int(received)
    return Sitting(held.key, held.type, minutes, held.counted, held.each, held.size)


@dataclass(slots=True)
class Sums:
    """Somebody's minutes by category of session, by side of recovery, and those missed by reason."""

    received: dict[str, float] = field(default_factory=dict)
    missed: dict[str, float] = field(default_factory=dict)
    sides: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, float] = field(default_factory=dict)
    unrecorded: int = 0

    def add(self, held: Held, part: Part) -> None:
        """Count one more session in. A session that is good for two sides of recovery counts for both."""
        kind = TYPES[held.type]
        if part.received:
            self.received[kind.category] = self.received.get(kind.category, 0) + part.received
            for side in kind.sides:
                self.sides[side] = self.sides.get(side, 0) + part.received
        if part.missed:
            self.missed[kind.category] = self.missed.get(kind.category, 0) + part.missed
            self.reasons[part.why] = self.reasons.get(part.why, 0) + part.missed
        if part.why in (UNRECORDED, NO_ROLL_CALL):
            self.unrecorded += 1

    @property
    def total(self) -> int:
        """All minutes received, whole ones."""
        return whole(sum(self.received.values()))
