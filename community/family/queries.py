"""Reading ties between residents and their relatives."""

from datetime import datetime

from sqlalchemy import or_, select

from community.family.models import Tie
from community.people.models import Person
from foundation.database import db


def relatives_of(resident_id: str, at: datetime) -> list[dict[str, str]]:
    """Who is noted as a resident's family at an instant (UTC), by name: id, given_name, surname, kind."""
    statement = (
        select(Person.id, Person.given_name, Person.surname, Tie.kind)
        .join(Tie, Tie.relative_id == Person.id)
        .where(Tie.resident_id == resident_id, Tie.from_at <= at, or_(Tie.to_at.is_(None), Tie.to_at > at))
        .order_by(Person.folded, Person.id)
    )
    return [dict(row) for row in db.session.execute(statement).mappings()]


def tie_between(resident_id: str, relative_id: str, at: datetime) -> Tie | None:
    """The tie between two people at an instant (UTC), if there is one."""
    statement = select(Tie).where(
        Tie.resident_id == resident_id,
        Tie.relative_id == relative_id,
        Tie.from_at <= at,
        or_(Tie.to_at.is_(None), Tie.to_at > at),
    )
    return db.session.scalar(statement)
