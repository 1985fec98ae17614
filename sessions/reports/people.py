"""Reading who may need a word: the newest marks of everybody who lives here."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, and_, func, select

from community.access.actor import Actor
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import bare_rows
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.reports.runs import Counting, Run
from sessions.schedule.models import Occurrence

# What lies further back was spoken about, or never will be.
LOOKED_AT = timedelta(days=28)
# Most runs end within these days; only of those whose runs go on is more read.
AT_FIRST = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A resident (shown name) and the run their newest marks make."""

    person_id: str
    shown: str
    run: Run


def who_may_need_a_word(actor: Actor) -> list[Mentioned]:
    """Those of the house with a run worth a word, by name: those away first, then those always there.

    Three statements: the newest marks of everybody, the older ones of those whose run goes on, and the names.
    """
    at = now()
    counting: dict[str, Counting] = defaultdict(Counting)
    for person_id, day, status in _marks(actor, at - AT_FIRST, at):
        counting[person_id].tell(day, status)
    ended = [person_id for person_id, one in counting.items() if one.over]
    for person_id, day, status in _marks(actor, at - LOOKED_AT, at - AT_FIRST, besides=ended):
        counting[person_id].tell(day, status)
    runs = {person_id: run for person_id, one in counting.items() if (run := one.run) is not None}
    people = bare_rows(select(Person.id, Person.shown, Person.folded).where(Person.id.in_(sorted(runs))))
    ordered = sorted(people, key=lambda row: (not runs[row.id].away, row.folded, row.id))
    return [Mentioned(row.id, row.shown, runs[row.id]) for row in ordered]


def _marks(
    actor: Actor, from_at: datetime, to_at: datetime, besides: Collection[str] = ()
) -> Iterable[tuple[str, str, str]]:
    """Marks of what began in (from_at, to_at] (UTC): (person id, day as ISO, status), newest first.

    There are many, and they therefore carry no names. Of whoever lives here, but for those ``besides``.
    """
    at = now()
    mark = and_(CurrentMark.register_id == RegisterRow.register_id, CurrentMark.person_id == RegisterRow.person_id)
    statement: Any = (
        select(
            RegisterRow.person_id,
            func.date(Occurrence.wall_start, type_=String()),
            func.coalesce(CurrentMark.status, "unrecorded"),
        )
        .select_from(RegisterRow)
        .join(Register, Register.id == RegisterRow.register_id)
        .join(Occurrence, opened())
        .join(Stay, and_(Stay.person_id == RegisterRow.person_id, Stay.house_id == RegisterRow.house_id))
        .outerjoin(CurrentMark, mark)
        .where(
            Occurrence.house_id == actor.house_id,
            Occurrence.starts_at > from_at,
            Occurrence.starts_at <= to_at,
            # What still runs is being marked.
            Occurrence.ends_at <= at,
            Occurrence.status != "cancelled",
            RegisterRow.capacity == "resident",
            RegisterRow.person_id.not_in(besides),
            living_here(at),
            Occurrence.starts_at >= Stay.admitted_at,
        )
        .order_by(Occurrence.starts_at.desc(), Occurrence.id)
    )
    rows: Any = bare_rows(statement)
    return rows
