"""Marks as a device sends them, perhaps hours after they were made: each counts, meets another one, or is held.

The right to mark is judged now, when they arrive. Nothing is dropped: what cannot count waits for a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from community.access.actor import Actor
from community.access.permissions import Permission
from community.people.models import Person
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from sessions.attendance.holding import CONFLICT, LEFT, REPLACED, SAME, hold, keep_same
from sessions.attendance.ledger import NewMark, lock_as_it_is
from sessions.attendance.marks import LONGEST_MINUTES, decide
from sessions.attendance.models import HeldMark, Register
from sessions.attendance.operations import ANOTHER, Conflict, Found, Marked, Saved, find, put
from sessions.attendance.policy import may_correct
from sessions.attendance.queries import visible_to
from sessions.schedule.models import Occurrence

UNKNOWN = N_("This does not name anybody or anything that is known here.")


@dataclass(frozen=True, slots=True)
class Waits:
    """A mark that was held: its id, of whom it speaks, and why it waits."""

    id: str
    person_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a batch; ``allowed`` when the sender may read what stands on the register."""

    marked: Marked
    held: tuple[Waits, ...]
    allowed: bool


def register_of_house(actor: Actor, register_id: str) -> tuple[Register, bool]:
    """A register of the actor's house, and whether they keep it; NotFound for any other house's."""
    if not actor.may(Permission.ATTENDANCE_MARK):
        raise NotFound()
    statement = (
        select(Register, visible_to(actor))
        .join(Occurrence, Occurrence.id == Register.occurrence_id)
        .where(Register.id == register_id, Register.house_id == actor.house_id)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        raise NotFound()
    return row[0], bool(row[1])


def receive(register: Register, marks: Sequence[NewMark], *, keeps: bool, by: Actor) -> Received:
    """Take a batch in: what may count is marked, what may not is held; the same batch again has the same answer.

    ``keeps``: whether the sender keeps this register now. Refused as a whole only for what no device of ours sends:
    a value that cannot be, somebody who is not of this house, an id that said something else before.
    """
    found = find(register, lock_as_it_is(register), marks)
    waits: list[tuple[NewMark, str]] = []
    apply: list[NewMark] = []
    before: list[Saved | Conflict | Waits] = []
    for one in marks:
        why = _why(one, found, keeps, by)
        known = _answered_before(register, one, found, why)
        if known is not None:
            before.append(known)
        elif why:
            # How long the session is by now may not be what its maker saw: that is asked when it shall count.
            decide(one.value, lasts=LONGEST_MINUTES + 1)
            waits.append((one, why))
        else:
            apply.append(one)
    _check_people(register, [one for one, _why in waits])
    marked = put(register, apply, found, by=by) if apply else Marked((), ())
    sent = {one.id: one for one in apply if one.id not in found.holds}
    # What somebody else had said already before it came is kept too.
    same = [(sent[one.sent_id], one.mark_id) for one in marked.saved if one.sent_id in sent]
    keep_same(register, [(one, against) for one, against in same if against != one.id], by=by)
    hold(register, [(one, why, None) for one, why in waits], by=by)
    saved = (*marked.saved, *(one for one in before if isinstance(one, Saved)))
    conflicts = (*marked.conflicts, *(one for one in before if isinstance(one, Conflict)))
    held = (
        *(one for one in before if isinstance(one, Waits)),
        *(Waits(one.id, one.person_id, why) for one, why in waits),
    )
    return Received(Marked(saved, conflicts), held, keeps)


def _answered_before(register: Register, one: NewMark, found: Found, why: str) -> Saved | Conflict | Waits | None:
    """The answer a mark had when it came before, whatever happened meanwhile; None for one to be weighed."""
    if one.id in found.known:
        if found.known[one.id] != (register.id, one.person_id, one.value):
            raise Refused(ANOTHER)
        return Saved(one.id, one.person_id, one.id, one.value)
    before = found.holds.get(one.id)
    if before is None:
        return None
    if (before.register_id, before.person_id, before.value) != (register.id, one.person_id, one.value):
        raise Refused(ANOTHER)
    if before.why == SAME:
        return Saved(one.id, one.person_id, before.against, one.value)
    if before.why != CONFLICT or why:
        # Settled or not: it is in good hands, and the device can let go of it.
        return Waits(one.id, one.person_id, before.why)
    stands = found.people[one.person_id]
    if before.outcome in (LEFT, REPLACED):
        # Somebody has decided already: what stands is the answer.
        return Saved(one.id, one.person_id, stands.mark_id, stands.value)
    # Nobody has settled it, whatever counts by now; whoever means it sends what they have seen along.
    return Conflict(one, stands) if before.based_on == one.based_on else None


def _why(one: NewMark, found: Found, keeps: bool, by: Actor) -> str:
    """Why a mark cannot count by itself; nothing when it can."""
    if one.made_by is not None and one.made_by != by.person_id:
        return "brought"
    if not keeps:
        return "no_right"
    if found.locked.gone:
        return found.locked.gone
    if one.person_id not in found.people:
        return "not_on_register"
    if found.locked.closed_at is not None and not (one.correction and may_correct(by)):
        return "finished"
    return ""


def _check_people(register: Register, marks: Sequence[NewMark]) -> None:
    """Whoever a held mark names belongs to the house: nothing else has a place in its tables."""
    named = {person for one in marks for person in (one.person_id, one.made_by) if person}
    if not named:
        return
    of_house = select(Person.id).where(Person.house_id == register.house_id, Person.id.in_(sorted(named)))
    if set(db.session.scalars(of_house)) != named:
        raise Refused(UNKNOWN)
    taken = select(HeldMark.id).where(HeldMark.id.in_([one.id for one in marks]))
    if db.session.scalar(taken.limit(1)):
        raise Refused(ANOTHER)
