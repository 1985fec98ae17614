"""The clashes of the next days for the first page of a manager: a room, a leader or people in two places at once.

What takes more to know (who is on leave, hours kept free, the staff's hours) stands on the page of clashes alone.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.houses.models import Room
from community.people.models import Person
from foundation.words import said_in
from sessions.clashes.listed import Entry, entries
from sessions.clashes.planned import Facts, Planned
from sessions.clashes.reading import planned_rows, rows_of, values_of
from sessions.clashes.rules import DAILY, find, side_by_side
from sessions.clashes.wording import Names
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence

AHEAD = timedelta(days=7)
# The columns of Planned that its statement gives; names stand behind them.
_FACTS = 15


@cache
def _sessions() -> Any:
    leader, keeper = aliased(Person), aliased(Person)
    return (
        planned_rows()
        .add_columns(Room.name.label("room"), leader.shown, keeper.shown)
        .outerjoin(Room, Room.id == Occurrence.room_id)
        .outerjoin(leader, leader.id == Occurrence.leader_id)
        .outerjoin(keeper, keeper.id == Occurrence.keeper_id)
    )


@cache
def _people() -> Any:
    found = expected(Occurrence.id.in_(bindparam("ids", expanding=True))).subquery()
    return (
        select(found.c.occurrence_id, found.c.person_id, Person.shown, Person.folded)
        .join(Person, Person.id == found.c.person_id)
        .where(found.c.capacity != "relative")
    )


def clashes_ahead(actor: Actor, at: datetime) -> list[Entry]:
    """The clashes from an instant (UTC) on, for seven days, that nobody has kept; each once, hard ones first.

    Three statements, two where nothing is at once.
    """
    values = values_of(actor.house_id, at, at + AHEAD)
    people: dict[str, tuple[str, str]] = {}
    things: dict[str, tuple[str, str]] = {}
    sessions: dict[str, Planned] = {}
    for row in rows_of(_sessions(), values):
        session = Planned(*row[:_FACTS])
        sessions[session.id] = session
        room, leader, keeper = row[_FACTS:]
        if session.room_id:
            things[session.room_id] = said_in(room, actor.language, actor.house_language)
        for person_id, shown in ((session.leader_id, leader), (session.keeper_id, keeper)):
            if person_id:
                people[person_id] = (shown, shown)
    at_once = [pair for pair in side_by_side(sessions.values(), timedelta()) if _may_share(*pair)]
    ids = sorted({one.id for pair in at_once for one in pair})
    there: dict[str, set[str]] = {}
    for occurrence_id, person_id, shown, folded in rows_of(_people(), values | {"ids": ids}) if ids else ():
        there.setdefault(occurrence_id, set()).add(person_id)
        people[person_id] = (shown, folded)
    beside = [sessions[one] for one in ids]
    known = [one._replace(meant=(every := frozenset(there.get(one.id, ()))), people=every) for one in beside]
    found = find(Facts(zone=actor.zone, sessions=known))
    return entries(actor, found, Names(people, things))[0]


def _may_share(one: Planned, other: Planned) -> bool:
    """Whether two at once could be in each other's way; two meals never are."""
    return not (one.type_key in DAILY and other.type_key in DAILY)
