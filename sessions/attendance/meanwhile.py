"""What others did on a register while it was open here: read every few seconds, and nobody is named who lives here."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from community.access.actor import Actor
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound
from sessions.attendance.models import Register
from sessions.attendance.queries import opened, version, visible_to
from sessions.attendance.roll import Standing, standing
from sessions.schedule.models import Occurrence

# Whoever has marked within this time is taken to be marking still.
MARKING_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What stands on a register now, its version, whether it is finished, and who else is marking (shown names)."""

    register_id: str
    version: int
    closed: bool
    rows: list[Standing]
    marking: list[str]


def marking(actor: Actor, rows: list[Standing]) -> list[str]:
    """The shown names of others whose marks on these rows are younger than two minutes."""
    since = now() - MARKING_FOR
    names = {one.by for one in rows if one.by and one.at and one.at > since and one.by_id != actor.person_id}
    return sorted(names)


def meanwhile(actor: Actor, register_id: str, since: int) -> Meanwhile | None:
    """What stands on a register; None when nothing has changed since that version. NotFound when it is not theirs.

    One statement, and one more when something has changed.
    """
    asked = select(Register.closed_at, version()).join(Occurrence, opened())
    row = db.session.execute(asked.where(Register.id == register_id, visible_to(actor))).one_or_none()
    if row is None:
        raise NotFound()
    current = row[1] or 0
    if current == since:
        return None
    rows = standing(register_id)
    return Meanwhile(register_id, current, row[0] is not None, rows, marking(actor, rows))
