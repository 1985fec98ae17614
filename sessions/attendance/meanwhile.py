"""What others did on a register while it was open here: read every few seconds, and nobody is named who lives here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, select

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.clock import now
from foundation.database import bare_rows
from foundation.errors import NotFound
from sessions.attendance.check_ins import checked_in
from sessions.attendance.holding import open_conflicts
from sessions.attendance.models import Register
from sessions.attendance.page_rows import PageRow, both_of, clock_of, page_rows
from sessions.attendance.queries import opened, version
from sessions.attendance.roll import Standing, standing
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import led_by

# Whoever has marked within this time is taken to be marking still.
MARKING_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What stands on a register now, its version, whether it is finished, and who else is marking (shown names)."""

    register_id: str
    version: int
    closed: bool
    rows: Sequence[PageRow]
    marking: list[str]


def marking(actor: Actor, rows: list[Standing]) -> list[str]:
    """The shown names of others whose marks on these rows are younger than two minutes."""
    since = now() - MARKING_FOR
    names = {one.by for one in rows if one.by and one.at and one.at > since and one.by_id != actor.person_id}
    return sorted(names)


@cache
def _asked(whole_house: bool) -> Select[Any]:
    """Built once: every open register asks it every few seconds."""
    house, person = (bindparam(name, type_=String()) for name in ("house_id", "person_id"))
    statement: Any = (
        select(Register.closed_at, version(), Register.occurrence_id)
        .join(Occurrence, opened())
        .where(Register.id == bindparam("register"), Occurrence.house_id == house)
    )
    asked: Select[Any] = statement if whole_house else statement.where(led_by(person))
    return asked


def meanwhile(actor: Actor, register_id: str, since: int) -> Meanwhile | None:
    """What stands on a register; None when nothing has changed since that version. NotFound when it is not theirs.

    One statement, and three more when something has changed.
    """
    if not actor.may(Permission.ATTENDANCE_MARK):
        raise NotFound()
    values = {"register": register_id, "house_id": actor.house_id}
    if not actor.manager:
        values["person_id"] = actor.person_id
    found: Sequence[Any] = bare_rows(_asked(actor.manager), values)
    if not found:
        raise NotFound()
    closed_at, count, occurrence_id = found[0]
    current = count or 0
    if current == since:
        return None
    on_it = standing(register_id)
    at = clock_of(actor.zone)
    held = both_of(open_conflicts(register_id), on_it, actor.person_id, at)
    rows = page_rows(on_it, sent={}, held=held, arrived=checked_in(occurrence_id), at=at)
    return Meanwhile(register_id, current, closed_at is not None, rows, marking(actor, on_it))
