"""Reading a newcomer and all who serve as elders, as the rule of pairing looks at them."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from community.houses.models import House, Stage
from community.mentoring.models import Mentorship
from community.mentoring.needs import Policy, days_here
from community.mentoring.pairing import Companion
from community.mentoring.pairs import POLICY
from community.mentoring.standing import in_stage, serves, standing
from community.people.models import Person
from community.residency.models import Leave, StageSpell, Stay
from community.residency.queries import away_until, living_here
from foundation.database import bare_rows
from foundation.errors import NotFound
from foundation.walltime import wall_of

SECOND = timedelta(seconds=1)


class Circle(NamedTuple):
    """A newcomer, those who serve as elders, and the numbers of the house."""

    newcomer: Companion
    elders: list[Companion]
    policy: Policy


def circle_of(house_id: str, newcomer_id: str, at: datetime) -> Circle:
    """A resident and all who serve as elders at an instant (UTC); NotFound without a stay; one statement."""
    ours = aliased(Mentorship)
    load = select(func.count(Mentorship.id)).where(Mentorship.elder_id == Person.id, standing(at))
    paired = exists().where(ours.elder_id == Person.id, ours.newcomer_id == newcomer_id, standing(at, ours))
    statement = (
        select(
            *(Person.id, Person.shown, Person.folded, Person.language, Person.speaks, Person.interests, Person.sex),
            Stay.admitted_at,
            Stage.position,
            load.correlate(Person).scalar_subquery().label("load"),
            serves(Person.id, at).label("serves"),
            paired.correlate(Person).label("paired"),
            Leave.from_at,
            away_until().label("until"),
            *POLICY,
        )
        .select_from(Person)
        .join(House, House.id == Person.house_id)
        .outerjoin(Stay, and_(Stay.person_id == Person.id, Stay.capacity == "resident", living_here(at)))
        .outerjoin(StageSpell, and_(StageSpell.stay_id == Stay.id, in_stage(at)))
        .outerjoin(Stage, Stage.id == StageSpell.stage_id)
        .outerjoin(Leave, and_(Leave.stay_id == Stay.id, away_until() > at))
        .where(Person.house_id == house_id, or_(Person.id == newcomer_id, serves(Person.id, at)))
    )
    found: dict[str, list[Any]] = {}
    for row in bare_rows(statement):
        found.setdefault(row.id, []).append(row)
    if newcomer_id not in found or found[newcomer_id][0].admitted_at is None:
        raise NotFound()
    policy = Policy(*found[newcomer_id][0][-len(POLICY) :])
    people = {key: _companion(rows, policy, at) for key, rows in found.items()}
    return Circle(people[newcomer_id], [one for key, one in people.items() if key != newcomer_id], policy)


def _companion(rows: list[Any], policy: Policy, at: datetime) -> Companion:
    row = rows[0]
    return Companion(
        person_id=row.id,
        shown=row.shown,
        folded=row.folded,
        languages=frozenset({row.language, *row.speaks}),
        interests=frozenset(row.interests),
        sex=row.sex,
        stage=row.position,
        day=days_here(row.admitted_at, at, policy.zone) if row.admitted_at else None,
        load=row.load,
        serves=bool(row.serves),
        paired=bool(row.paired),
        away=tuple(sorted(_days(one.from_at, one.until, policy.zone) for one in rows if one.from_at)),
    )


def _days(from_at: datetime, until: datetime, zone: str) -> tuple[date, date]:
    return wall_of(from_at, zone).date(), wall_of(max(from_at, until - SECOND), zone).date()
