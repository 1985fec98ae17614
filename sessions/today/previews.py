"""What a relative reads about one resident after signing in, for the resident and the manager to look at."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, bindparam, func, select

from community.access.actor import Actor
from community.accounts.models import Account
from community.people.models import Person
from foundation.clock import today
from foundation.database import db
from foundation.walltime import day_bounds
from sessions.schedule.expectation import expected_through
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import Session, as_sessions, occurrence_columns, within
from sessions.today.queries import FROM, HOUSE, INVITED_AHEAD, PERSON, SINCE, TO, as_told

RESIDENT = bindparam("resident_id", type_=String())


class Reader(NamedTuple):
    """A relative as a preview needs them: the card, and the language they read."""

    id: str
    language: str


def reader_of(person_id: str) -> Reader:
    """Somebody's card and the language they read: that of their account, else of the card. One statement."""
    row = db.session.execute(
        select(Person.id, func.coalesce(Account.language, Person.language))
        .outerjoin(Account, Account.id == Person.account_id)
        .where(Person.id == person_id)
    ).one()
    return Reader(row[0], row[1])


@cache
def _statement() -> Select[Any]:
    when = and_(*within(HOUSE, SINCE, TO), Occurrence.ends_at > FROM)
    opened = expected_through(RESIDENT, PERSON, when).subquery()
    return occurrence_columns().where(when, Occurrence.id.in_(select(opened.c.occurrence_id)))


def seen_by(reader: Reader, resident_id: str, looker: Actor) -> list[Session]:
    """The sessions a relative reads about one resident, from today on for sixty days, in the relative's language.

    What other residents have opened to the same relative is left out. The house is the looker's; whether they may
    look is for the caller to decide. One statement.
    """
    from_at, _ = day_bounds(today(looker.zone), looker.zone)
    values = {
        "house_id": looker.house_id,
        "person_id": reader.id,
        "resident_id": resident_id,
        "since": from_at,
        "from_at": from_at,
        "to_at": from_at + INVITED_AHEAD,
    }
    return as_told(as_sessions(_statement(), reader.language, looker.house_language, values))
