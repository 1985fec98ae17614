"""Settling a mark that was held: it counts after all, or what stands stays."""

from sqlalchemy import select

from community.access.actor import Actor
from community.access.permissions import Permission
from community.audit.operations import record
from foundation.database import db
from foundation.errors import Forbidden, NotFound, Refused, Stale
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.words import clean_text
from sessions.attendance.closing import walk_in
from sessions.attendance.holding import CONFLICT, COUNTS, LEFT, settle_rows
from sessions.attendance.ledger import NewMark, append, lock
from sessions.attendance.marks import Value, decide
from sessions.attendance.models import HeldMark, Register
from sessions.attendance.policy import may_correct
from sessions.attendance.queries import visible_to
from sessions.attendance.roll import standing
from sessions.schedule.models import Occurrence

CHANGED = N_("Somebody changed this in the meantime.")


def held_for(actor: Actor, held_id: str) -> tuple[HeldMark, Register]:
    """A held mark that a person may settle: a conflict of a register they keep, any of the house's by its manager.

    NotFound for every other.
    """
    statement = (
        select(HeldMark, Register)
        .join(Register, Register.id == HeldMark.register_id)
        .join(Occurrence, Occurrence.id == Register.occurrence_id)
        .where(HeldMark.id == held_id, visible_to(actor))
    )
    row = db.session.execute(statement).one_or_none()
    if row is None or not (row[0].why == CONFLICT or actor.may(Permission.ATTENDANCE_SETTLE)):
        raise NotFound()
    return row[0], row[1]


def settle(
    held: HeldMark, register: Register, *, counts: bool, correction: str, by: Actor, seen: str | None = None
) -> bool:
    """Let a held mark count, in the name of who made it, or leave what stands; a second time changes nothing.

    Gives back whether it was decided so, now or before. ``seen`` is the id of the mark it was weighed against ("" for
    none, None where nobody says): Stale when it shall count and another one stands by now, which nobody has weighed.
    Refused where the register says no: a cancelled or moved session, a finished register without a written reason.
    """
    outcome = COUNTS if counts else LEFT
    db.session.execute(select(Register.id).where(Register.id == register.id).with_for_update())
    db.session.refresh(held)
    if held.settled_at is not None:
        return held.outcome == outcome
    if counts:
        _let_count(held, register, correction, by, seen)
    settle_rows([held.id], outcome, by=by)
    raise_stamp(f"register:{register.id}")
    record(
        register.house_id,
        "register:settle",
        by=by,
        subject=f"register:{register.id}",
        about=held.person_id,
        details={"mark": held.id, "outcome": outcome},
    )
    return True


def _let_count(held: HeldMark, register: Register, correction: str, by: Actor, seen: str | None) -> None:
    locked = lock(register)
    value = decide(Value(held.status, held.minutes, held.absence_reason), lasts=locked.lasts)
    written = clean_text(correction, longest=300) if correction.strip() else None
    if locked.closed_at is not None:
        if not may_correct(by):
            raise Forbidden(N_("This page is not for you to open. Nothing is wrong on your side."))
        if written is None:
            raise Refused(N_("This register is finished. A correction needs a written reason."))
    rows = standing(register.id, [held.person_id])
    if seen is not None and seen != ((rows[0].mark_id or "") if rows else ""):
        raise Stale(CHANGED)
    if not rows:
        walk_in(register, held.person_id, by=by)
        rows = standing(register.id, [held.person_id])
    fresh = NewMark(held.id, held.person_id, value, rows[0].mark_id, written)
    verb = "register:correct" if locked.closed_at else "register:mark"
    append(register, [fresh], by=by, verb=verb, marked_by=held.made_by)
