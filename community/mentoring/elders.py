"""Reading who serves as an elder, with how many they stand by, and who could be named."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from community.access.actor import Actor
from community.houses.models import House, Stage
from community.mentoring.models import ElderSpell, Mentorship
from community.mentoring.needs import FIRST_STAGE
from community.mentoring.standing import in_stage, serves, serving, standing, stays
from community.people.models import Person
from community.residency.models import StageSpell, Stay
from community.residency.queries import Instant, living_here
from foundation.database import bare_rows, db
from foundation.errors import NotFound


class Elder(NamedTuple):
    """Somebody who serves: since when (UTC), for how many, the most the house allows, and whether they live here."""

    person_id: str
    shown: str
    since: datetime
    load: int
    most: int
    lives_here: bool


def elders_of(house_id: str, at: datetime) -> list[Elder]:
    """Who serves as an elder at an instant (UTC), by name; one statement."""
    load = select(func.count(Mentorship.id)).where(Mentorship.elder_id == Person.id, standing(at))
    statement = (
        select(
            Person.id,
            Person.shown,
            ElderSpell.from_at,
            load.correlate(Person).scalar_subquery(),
            House.newcomers_per_elder,
            stays(Person.id, at),
            Person.folded,
        )
        .select_from(Person)
        .join(ElderSpell, and_(ElderSpell.person_id == Person.id, serving(at)))
        .join(House, House.id == Person.house_id)
        .where(Person.house_id == house_id)
    )
    rows: list[Any] = sorted(bare_rows(statement), key=lambda row: (row.folded, row.id))
    return [Elder(*row[:6]) for row in rows]


def may_be_named(at: Instant) -> ColumnElement[bool]:
    """Whether a person may serve at an instant (UTC): beyond the first stage, or their stay is behind them."""
    lived = exists().where(Stay.person_id == Person.id, Stay.capacity == "resident").correlate_except(Stay)
    further = (
        exists()
        .where(
            Stay.person_id == Person.id,
            Stay.capacity == "resident",
            living_here(at),
            StageSpell.stay_id == Stay.id,
            in_stage(at),
            Stage.id == StageSpell.stage_id,
            Stage.position > FIRST_STAGE,
        )
        .correlate_except(Stay, StageSpell, Stage)
    )
    here = exists().where(Stay.person_id == Person.id, living_here(at)).correlate_except(Stay)
    return or_(further, and_(lived, ~here))


class Nameable(NamedTuple):
    """Somebody who could be named as an elder."""

    person_id: str
    shown: str
    lives_here: bool


def nameable(house_id: str, at: datetime) -> list[Nameable]:
    """Who could be named as an elder at an instant (UTC): residents first, then graduates, by name; one statement."""
    statement = select(Person.id, Person.shown, stays(Person.id, at), Person.folded).where(
        Person.house_id == house_id, may_be_named(at), ~serves(Person.id, at)
    )
    rows: list[Any] = sorted(bare_rows(statement), key=lambda row: (not row[2], row[3], row[0]))
    return [Nameable(*row[:3]) for row in rows]


def person_for(actor: Actor, person_id: str) -> Person:
    """Somebody of the actor's house who lives or lived here; NotFound for any other."""
    lived = exists().where(Stay.person_id == Person.id)
    found = db.session.scalar(select(Person).where(Person.id == person_id, Person.house_id == actor.house_id, lived))
    if found is None:
        raise NotFound()
    return found
