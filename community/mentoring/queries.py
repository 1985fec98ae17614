"""Reading who stands by whom: what needs a person is computed live, at the instant of each read."""

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select

from community.access.actor import Actor
from community.access.permissions import Permission
from community.houses.models import House, Stage
from community.mentoring.models import ChangeRequest, Mentorship
from community.mentoring.needs import Policy, days_here, elders_needed
from community.mentoring.pairs import AT, HOUSE, POLICY, Pair, elder, pairs
from community.mentoring.standing import agreed, in_stage, serves, serving, standing, told
from community.people.models import Person
from community.residency.models import StageSpell, Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.errors import NotFound

# What the first pages of others ask for by name.
__all__ = [
    "NeedsElders",
    "mentorship_for",
    "open_change_requests",
    "overdue_contacts",
    "own_mentorship",
    "serving",
    "visible_to",
    "without_enough_elders",
]


class NeedsElders(NamedTuple):
    """A resident with fewer elders than the house wants: how many agreed, were asked, and who of them has left."""

    person_id: str
    shown: str
    admitted_at: datetime
    day: int
    needed: int
    agreed: int
    asked: int
    leaving: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many more should be asked."""
        return max(0, self.needed - self.agreed - self.asked)


@cache
def _needs() -> Select[*tuple[Any, ...]]:
    """Built once: the manager's first page asks it each time."""
    return (
        select(
            Person.id,
            Person.shown,
            Person.folded,
            Stay.admitted_at,
            Stage.position,
            elder.shown.label("elder"),
            agreed(AT).label("agreed"),
            serves(elder.id, AT).label("serves"),
            *POLICY,
        )
        .join(Stay, and_(Stay.person_id == Person.id, Stay.capacity == "resident", living_here(AT)))
        .join(House, House.id == Person.house_id)
        .outerjoin(StageSpell, and_(StageSpell.stay_id == Stay.id, in_stage(AT)))
        .outerjoin(Stage, Stage.id == StageSpell.stage_id)
        .outerjoin(Mentorship, and_(Mentorship.newcomer_id == Person.id, standing(AT)))
        .outerjoin(elder, elder.id == Mentorship.elder_id)
        .where(Person.house_id == HOUSE)
    )


def without_enough_elders(house_id: str, at: datetime) -> list[NeedsElders]:
    """Residents with fewer agreed elders than they need at an instant (UTC), newest first; one statement."""
    found: dict[str, list[Any]] = {}
    for row in bare_rows(_needs(), {"house_id": house_id, "at": at}):
        found.setdefault(row.id, []).append(row)
    needing = [(rows[0].folded, _need(rows, at)) for rows in found.values()]
    ordered = sorted(needing, key=lambda pair: (-pair[1].admitted_at.timestamp(), pair[0], pair[1].person_id))
    return [need for _folded, need in ordered if need.agreed < need.needed]


def _need(rows: list[Any], at: datetime) -> NeedsElders:
    first = rows[0]
    policy = Policy(*first[-len(POLICY) :])
    day = days_here(first.admitted_at, at, policy.zone)
    return NeedsElders(
        first.id,
        first.shown,
        first.admitted_at,
        day,
        elders_needed(day, first.position, policy),
        sum(1 for row in rows if row.agreed and row.serves),
        sum(1 for row in rows if row.elder is not None and not row.agreed and row.serves),
        tuple(row.elder for row in rows if row.elder is not None and not row.serves),
    )


def overdue_contacts(house_id: str, at: datetime) -> list[Pair]:
    """The pairs whose next contact was due before today on the house's wall, longest due first; one statement."""
    late = [pair for pair in pairs(house_id, at) if pair.overdue and pair.serves]
    return sorted(late, key=lambda pair: pair.due_on or date.max)


def open_change_requests(house_id: str, at: datetime) -> list[Pair]:
    """The pairs one of whom asks for another pairing, oldest request first; one statement."""
    asked = pairs(house_id, at, ChangeRequest.id.is_not(None))
    return sorted(asked, key=lambda pair: pair.asked_at or at)


def visible_to(actor: Actor) -> Select[Mentorship]:
    """The mentorships a person may see: whoever arranges them the house's, others their own."""
    statement = select(Mentorship).where(Mentorship.house_id == actor.house_id)
    if actor.may(Permission.MENTORING_ARRANGE):
        return statement
    own = or_(Mentorship.newcomer_id == actor.person_id, Mentorship.elder_id == actor.person_id)
    return statement.where(own, told(actor.person_id, now()))


def mentorship_for(actor: Actor, mentorship_id: str) -> Mentorship:
    """One mentorship the actor may see; NotFound for any other."""
    found = db.session.scalar(visible_to(actor).where(Mentorship.id == mentorship_id))
    if found is None:
        raise NotFound()
    return found


def own_mentorship(actor: Actor, mentorship_id: str) -> Mentorship:
    """One of the actor's own, as newcomer or elder; NotFound for any other."""
    found = mentorship_for(actor, mentorship_id)
    if actor.person_id not in (found.newcomer_id, found.elder_id):
        raise NotFound()
    return found
