"""The verbs around the marks: who walked in, and finishing the register."""

from sqlalchemy import insert, select, update

from community.access.actor import By
from community.audit.operations import record
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.attendance.ledger import lock
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.queries import counts
from sessions.attendance.walk_ins import may_walk_in


def walk_in(register: Register, person_id: str, *, by: By) -> bool:
    """Add somebody who came without being expected; they are unrecorded until marked. False if already on it.

    Refused for anybody who neither lived here nor held a live consent as family when the session began,
    and in a finished register.
    """
    locked = lock(register)
    if locked.closed_at is not None:
        raise Refused(N_("This register is finished; nobody can be added any more."))
    on_it = select(RegisterRow.person_id).where(
        RegisterRow.register_id == register.id, RegisterRow.person_id == person_id
    )
    if db.session.scalar(on_it):
        return False
    people = may_walk_in(register.id, register.house_id, locked.starts_at).subquery()
    capacity = db.session.scalar(select(people.c.capacity).where(people.c.person_id == person_id))
    if capacity is None:
        raise Refused(N_("Only somebody who lived here or was invited as family at that time can be added."))
    db.session.execute(
        insert(RegisterRow).values(
            register_id=register.id,
            person_id=person_id,
            house_id=register.house_id,
            capacity=capacity,
            added="walk_in",
            added_at=now(),
            added_by=by.person_id,
        )
    )
    raise_stamp(f"register:{register.id}")
    record(register.house_id, "register:walk_in", by=by, subject=f"register:{register.id}", about=person_id)
    return True


def close(register: Register, *, unrecorded_known: bool, by: By) -> None:
    """Finish a register; a second time changes nothing.

    Refused before the session has begun, and while somebody is unrecorded, unless the person finishing says they
    know: those stay unrecorded.
    """
    locked = lock(register)
    if locked.closed_at is not None:
        return
    if locked.starts_at > now():
        raise Refused(N_("The session has not begun yet; its register is finished afterwards."))
    recorded, total = counts(register.id)
    if recorded < total and not unrecorded_known:
        raise Refused(
            N_("Not recorded yet: %(left)s. Tick that you know, and they stay unrecorded."),
            left=total - recorded,
        )
    db.session.execute(
        update(Register).where(Register.id == register.id).values(closed_at=now(), closed_by=by.person_id)
    )
    raise_stamp(f"register:{register.id}")
    record(
        register.house_id,
        "register:close",
        by=by,
        subject=f"register:{register.id}",
        details={"recorded": recorded, "total": total},
    )
