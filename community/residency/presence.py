"""Who is in the house at an instant: from the same dated rows as everything that is expected."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, String, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.houses.models import Stage
from community.people.models import Person
from community.residency.models import Engagement, EngagementDate, Leave, StageSpell, Stay
from community.residency.queries import living_here
from community.residency.wording import IN_HOUSE, REASONS
from foundation.database import UtcDateTime, bare_rows, db
from foundation.errors import NotFound
from foundation.walltime import wall_of
from foundation.words import said_in

HERE, AWAY, OUT, OVERDUE, OUTPATIENT = "here", "away", "out", "overdue", "outpatient"
HOUSE = bindparam("house_id", type_=String())
AT = bindparam("at", type_=UtcDateTime())


class Presence(NamedTuple):
    """Somebody who lives here or comes as an outpatient, and where they are; wall times of the house (naive).

    ``standing`` is one of HERE, AWAY (on leave), OUT (at court, a doctor, work: ``reason`` says it), OVERDUE (expected
    back earlier, no return noted), OUTPATIENT.
    """

    person_id: str
    shown: str
    folded: str
    sounds: str
    standing: str
    since: date
    stage: str
    stage_lang: str
    leave_id: str | None
    left: datetime | None
    expected: datetime | None
    reason: str | None = None

    @property
    def out(self) -> bool:
        """Whether they are away from the house, in time or overdue."""
        return self.standing in (AWAY, OUT, OVERDUE)


class Counts(NamedTuple):
    """How many are in the house, on leave, overdue, come as outpatients, and are out for some hours."""

    here: int
    away: int
    overdue: int
    outpatients: int
    out: int = 0


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once: the first page of staff asks it each time."""
    later, named = aliased(Leave), aliased(Engagement)
    # The last leave that has begun decides: whoever left again has been back in between, noted or not.
    last_begun = ~exists().where(later.stay_id == Stay.id, later.from_at > Leave.from_at, later.from_at <= AT)
    not_back = or_(Leave.returned_at.is_(None), Leave.returned_at > AT)
    return (
        select(
            *(Person.id, Person.shown, Person.folded, Person.sounds, Stay.capacity, Stay.admitted_at),
            *(Stage.name.label("stage"), Leave.id.label("leave_id"), Leave.from_at, Leave.to_at),
            *(Engagement.reason, EngagementDate.starts_at, EngagementDate.ends_at),
        )
        .select_from(Stay)
        .join(Person, Person.id == Stay.person_id)
        .outerjoin(
            StageSpell,
            and_(
                StageSpell.stay_id == Stay.id,
                StageSpell.from_at <= AT,
                or_(StageSpell.to_at.is_(None), StageSpell.to_at > AT),
            ),
        )
        .outerjoin(Stage, Stage.id == StageSpell.stage_id)
        .outerjoin(Leave, and_(Leave.stay_id == Stay.id, Leave.from_at <= AT, not_back, last_begun))
        .outerjoin(
            EngagementDate,
            and_(
                EngagementDate.stay_id == Stay.id,
                EngagementDate.starts_at <= AT,
                EngagementDate.ends_at > AT,
                exists().where(named.id == EngagementDate.engagement_id, named.reason != IN_HOUSE),
            ),
        )
        .outerjoin(Engagement, Engagement.id == EngagementDate.engagement_id)
        .where(Stay.house_id == HOUSE, living_here(AT))
    )


def presence_of(actor: Actor, at: datetime) -> list[Presence]:
    """Everybody whose stay covers an instant (UTC) with where they are then; one statement, in no order."""
    zone = ZoneInfo(actor.zone)
    found: dict[str, Presence] = {}
    for row in bare_rows(_statement(), {"house_id": actor.house_id, "at": at}):
        stage, tongue = said_in(row.stage or {}, actor.language, actor.house_language)
        outpatient = row.capacity == "outpatient"
        standing = OUTPATIENT if outpatient else _standing(row.to_at, row.ends_at, at)
        away, out = standing in (AWAY, OVERDUE), standing == OUT
        left, expected = (row.from_at, row.to_at) if away else (row.starts_at, row.ends_at) if out else (None, None)
        one = Presence(
            person_id=row.id,
            shown=row.shown,
            folded=row.folded,
            sounds=row.sounds,
            standing=standing,
            since=row.admitted_at.astimezone(zone).date(),
            stage=stage,
            stage_lang=tongue,
            leave_id=row.leave_id if away else None,
            left=wall_of(left, actor.zone) if left else None,
            expected=wall_of(expected, actor.zone) if expected else None,
            reason=REASONS[row.reason] if out else None,
        )
        # Two things at once: back when the later one is over.
        before = found.get(row.id)
        if before is None or (one.expected and before.expected and one.expected > before.expected):
            found[row.id] = one
    return list(found.values())


def _standing(expected: datetime | None, busy_until: datetime | None, at: datetime) -> str:
    """Where a resident is by the leave they are on: ``expected`` is when they should be back (UTC).

    Without one, by what they do elsewhere until ``busy_until`` (UTC).
    """
    if expected is None:
        return HERE if busy_until is None else OUT
    return AWAY if expected > at else OVERDUE


def counts_of(people: Iterable[Presence]) -> Counts:
    """How many stand where."""
    standings = [one.standing for one in people]
    return Counts(*(standings.count(standing) for standing in (HERE, AWAY, OVERDUE, OUTPATIENT, OUT)))


def leave_for(actor: Actor, leave_id: str) -> Leave:
    """A leave of the actor's own house, for its staff; NotFound for any other."""
    leave = db.session.scalar(select(Leave).where(Leave.id == leave_id, Leave.house_id == actor.house_id))
    if leave is None or not actor.staff:
        raise NotFound()
    return leave
