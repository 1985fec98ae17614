"""The verb that closes a day: somebody went through its registers and knows what is left open."""

from datetime import date

from sqlalchemy import select

from community.access.actor import Actor
from community.audit.operations import record
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from sessions.attendance.day_registers import registers_of_day
from sessions.attendance.models import DailyClose
from sessions.schedule.changing import hold_house


def close_day(actor: Actor, day: date, *, known: bool) -> DailyClose:
    """Close a day of the actor's house, as often as something changed since; nothing on its registers changes.

    Refused while a session of the day has not ended, and while anything is left open unless ``known``.
    """
    hold_house(actor.house_id)
    rows = registers_of_day(actor, day)
    if any(row.session.ends_at > now() for row in rows):
        raise Refused(N_("This day is not over yet; its last session has not ended."))
    registers = sum(not row.in_order for row in rows)
    people = sum(row.left for row in rows)
    if registers and not known:
        raise Refused(N_("Some registers are not in order. Tick that you know, and they stay as they are."))
    closed = db.session.scalar(
        select(DailyClose).where(DailyClose.house_id == actor.house_id, DailyClose.day == day)
    ) or DailyClose(id=new_id(), house_id=actor.house_id, day=day)
    closed.closed_at, closed.closed_by = now(), actor.person_id
    closed.registers_left, closed.people_left = registers, people
    db.session.add(closed)
    db.session.flush()
    details = {"registers_left": registers, "people_left": people, "day": day.isoformat()}
    record(actor.house_id, "register:day_close", by=actor, subject=f"daily_close:{closed.id}", details=details)
    return closed
