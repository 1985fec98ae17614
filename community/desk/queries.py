"""Reading the people of a house, for whoever manages it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, exists, func, or_, select

from community.access.actor import Actor
from community.accounts.models import Account
from community.family.models import Tie
from community.houses.models import StaffMembership, Stage
from community.houses.queries import working_here
from community.people.models import Person
from community.residency.models import Engagement, Leave, StageSpell, Stay
from community.residency.queries import away, living_here
from foundation.database import bare_rows, db
from foundation.errors import NotFound

# Who is listed, by the words of the list's own choice.
NOW, RESIDENTS, STAFF, RELATIVES, FORMER, ALL = "now", "residents", "staff", "relatives", "former", "all"


class PersonRow(NamedTuple):
    """A card in a list: who it is, and what they are in the house now; instants in UTC."""

    id: str
    given_name: str
    surname: str
    shown: str
    alias: str | None
    folded: str
    sounds: str
    language: str
    capacity: str | None
    since: datetime | None
    stage: dict[str, str] | None
    place: int | None
    away: bool
    lived: bool
    roles: str | None
    worked: bool
    family_of: int
    login: str | None
    disabled_at: datetime | None

    @property
    def name(self) -> str:
        """The full name, for managers alone."""
        return f"{self.given_name} {self.surname}"

    def is_a(self, kind: str) -> bool:
        """Whether the card belongs to a choice of the list."""
        here = bool(self.capacity or self.roles or self.family_of)
        kinds = {
            NOW: here,
            RESIDENTS: bool(self.capacity),
            STAFF: bool(self.roles),
            RELATIVES: bool(self.family_of),
            FORMER: not here and (self.lived or self.worked),
            ALL: True,
        }
        return kinds[kind]


def people_rows(actor: Actor, at: datetime) -> list[PersonRow]:
    """Every card of the manager's house with what it is at an instant (UTC); one statement, in no order."""
    works = and_(
        StaffMembership.person_id == Person.id,
        working_here(at),
    )
    family = and_(Tie.relative_id == Person.id, Tie.from_at <= at, or_(Tie.to_at.is_(None), Tie.to_at > at))
    ever = exists().where(Stay.person_id == Person.id).correlate(Person).correlate_except(Stay)
    statement = (
        select(
            *(Person.id, Person.given_name, Person.surname, Person.shown),
            *(Person.alias, Person.folded, Person.sounds, Person.language),
            Stay.capacity,
            Stay.admitted_at,
            *(Stage.name, Stage.position),
            exists().where(Leave.stay_id == Stay.id, away(at)),
            ever,
            select(func.aggregate_strings(StaffMembership.role, ",")).where(works).scalar_subquery(),
            exists().where(StaffMembership.person_id == Person.id),
            select(func.count()).where(family).correlate(Person).scalar_subquery(),
            Account.login,
            Account.disabled_at,
        )
        .select_from(Person)
        .outerjoin(Stay, and_(Stay.person_id == Person.id, living_here(at)))
        .outerjoin(
            StageSpell,
            and_(
                StageSpell.stay_id == Stay.id,
                StageSpell.from_at <= at,
                or_(StageSpell.to_at.is_(None), StageSpell.to_at > at),
            ),
        )
        .outerjoin(Stage, Stage.id == StageSpell.stage_id)
        .outerjoin(Account, Account.id == Person.account_id)
        .where(Person.house_id == actor.house_id)
    )
    return [PersonRow._make(row) for row in bare_rows(statement)]


def card_for(actor: Actor, person_id: str) -> Person:
    """A card of the manager's own house; NotFound for any other."""
    person = db.session.scalar(select(Person).where(Person.house_id == actor.house_id, Person.id == person_id))
    if person is None or not actor.manager:
        raise NotFound()
    return person


def open_stay_of(person: Person, at: datetime) -> Stay:
    """The stay that goes on at an instant (UTC); NotFound when there is none."""
    stay = db.session.scalar(select(Stay).where(Stay.person_id == person.id, living_here(at)))
    if stay is None:
        raise NotFound()
    return stay


def _within(actor: Actor, statement: Select[*tuple[Any, ...]]) -> Any:
    """The one row of a statement; NotFound when there is none, or for whoever manages nothing."""
    row = db.session.execute(statement).one_or_none()
    if row is None or not actor.manager:
        raise NotFound()
    return row


def leave_for(actor: Actor, leave_id: str) -> tuple[Leave, str]:
    """A leave of the manager's house, and whose it is."""
    statement = select(Leave, Stay.person_id).join(Stay, Stay.id == Leave.stay_id)
    row = _within(actor, statement.where(Leave.id == leave_id, Leave.house_id == actor.house_id))
    return row[0], row[1]


def engagement_for(actor: Actor, engagement_id: str) -> tuple[Engagement, str]:
    """An engagement of somebody in the manager's house, and whose it is."""
    statement = select(Engagement, Stay.person_id).join(Stay, Stay.id == Engagement.stay_id)
    row = _within(actor, statement.where(Engagement.id == engagement_id, Engagement.house_id == actor.house_id))
    return row[0], row[1]


def role_for(actor: Actor, role_id: str) -> StaffMembership:
    """A role somebody has or had in the manager's house."""
    statement = select(StaffMembership).where(StaffMembership.house_id == actor.house_id)
    role: StaffMembership = _within(actor, statement.where(StaffMembership.id == role_id))[0]
    return role


def tie_for(actor: Actor, tie_id: str) -> Tie:
    """A tie of the manager's house."""
    tie: Tie = _within(actor, select(Tie).where(Tie.house_id == actor.house_id, Tie.id == tie_id))[0]
    return tie
