"""Reading who may need a word: the newest marks of everybody who lives here."""

from dataclasses import dataclass
from datetime import timedelta
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
from sessions.reports.runs import Run, runs_of
from sessions.schedule.models import Occurrence

# What lies further back was spoken about, or never will be.
LOOKED_AT = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A resident (shown name) and the run their newest marks make."""

    person_id: str
    shown: str
    run: Run


def who_may_need_a_word(actor: Actor) -> list[Mentioned]:
    """Those of the house with a run worth a word, by name: those away first, then those always there.

    Two statements: the marks, of which there are many and which therefore carry no names, and the names.
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
            Occurrence.starts_at > at - LOOKED_AT,
            # What still runs is being marked.
            Occurrence.ends_at <= at,
            Occurrence.status != "cancelled",
            RegisterRow.capacity == "resident",
            living_here(at),
            Occurrence.starts_at >= Stay.admitted_at,
        )
        .order_by(Occurrence.starts_at.desc(), Occurrence.id)
    )
    runs = runs_of(tuple(row) for row in bare_rows(statement))
    people = bare_rows(select(Person.id, Person.shown, Person.folded).where(Person.id.in_(sorted(runs))))
    ordered = sorted(people, key=lambda row: (not runs[row.id].away, row.folded, row.id))
    return [Mentioned(row.id, row.shown, runs[row.id]) for row in ordered]
