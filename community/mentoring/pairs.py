"""The pairs of a house: who stands by whom, when they last had contact, and whether one asks for a change."""

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from community.consent.models import Consent
from community.consent.purposes import PROGRESS
from community.consent.queries import live
from community.houses.models import House
from community.mentoring.models import ChangeRequest, MentoringContact, Mentorship
from community.mentoring.needs import Policy, contact_due
from community.mentoring.standing import serves, standing
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.database import UtcDateTime, bare_rows
from foundation.walltime import wall_of

newcomer, elder, asker = aliased(Person), aliased(Person), aliased(Person)
POLICY = tuple(getattr(House, name) for name in Policy._fields)
HOUSE = bindparam("house_id", type_=String())
AT = bindparam("at", type_=UtcDateTime())


class Pair(NamedTuple):
    """A mentorship that stands, with the shown names, the last contact and an open request to change it.

    ``language`` is the newcomer's, ``since`` when they came; ``consent_id`` is their live consent that this elder may
    know how often they were at their sessions, given since the two were paired.
    """

    mentorship_id: str
    newcomer_id: str
    newcomer: str
    elder_id: str
    elder: str
    reasons: list[str]
    proposed_at: datetime
    elder_agreed_at: datetime | None
    newcomer_agreed_at: datetime | None
    serves: bool
    last_at: datetime | None
    next_on: date | None
    request_id: str | None
    asked_at: datetime | None
    asked_by: str | None
    language: str
    since: datetime | None
    consent_id: str | None
    due_on: date | None = None
    overdue: bool = False

    @property
    def agreed_at(self) -> datetime | None:
        """When the second of the two agreed (UTC); None while an answer is waited for."""
        if self.elder_agreed_at is None or self.newcomer_agreed_at is None:
            return None
        return max(self.elder_agreed_at, self.newcomer_agreed_at)


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """Built once: the manager's first page asks it each time."""
    last = MentoringContact.__table__.c
    of_pair = last.mentorship_id == Mentorship.id
    latest = select(last.next_on).where(of_pair).order_by(last.at.desc(), last.noted_at.desc(), last.id).limit(1)
    here = select(func.max(Stay.__table__.c.admitted_at)).where(
        Stay.person_id == Mentorship.newcomer_id, living_here(AT)
    )
    shared = select(func.max(Consent.__table__.c.id)).where(
        Consent.resident_id == Mentorship.newcomer_id,
        Consent.recipient_id == Mentorship.elder_id,
        Consent.purpose == PROGRESS,
        Consent.granted_at >= Mentorship.proposed_at,
        live(AT),
    )
    return (
        select(
            Mentorship.id,
            newcomer.id,
            newcomer.shown,
            elder.id,
            elder.shown,
            Mentorship.reasons,
            Mentorship.proposed_at,
            Mentorship.elder_agreed_at,
            Mentorship.newcomer_agreed_at,
            serves(elder.id, AT),
            select(func.max(last.at)).where(of_pair).scalar_subquery(),
            latest.scalar_subquery(),
            ChangeRequest.id,
            ChangeRequest.asked_at,
            asker.shown,
            newcomer.language,
            here.scalar_subquery(),
            shared.scalar_subquery(),
            newcomer.folded,
            elder.folded,
            *POLICY,
        )
        .join(House, House.id == Mentorship.house_id)
        .join(newcomer, newcomer.id == Mentorship.newcomer_id)
        .join(elder, elder.id == Mentorship.elder_id)
        .outerjoin(
            ChangeRequest, and_(ChangeRequest.mentorship_id == Mentorship.id, ChangeRequest.answered_at.is_(None))
        )
        .outerjoin(asker, asker.id == ChangeRequest.asked_by)
        .where(Mentorship.house_id == HOUSE, standing(AT))
    )


def pairs(house_id: str, at: datetime, *where: ColumnElement[bool]) -> list[Pair]:
    """The mentorships of a house that stand at an instant (UTC), by the newcomers' names; one statement."""
    statement = _statement().where(*where) if where else _statement()
    # Some thirty columns are more than a row type tells apart.
    rows: list[Any] = sorted(
        bare_rows(statement, {"house_id": house_id, "at": at}), key=lambda row: (row[18], row[19], row[0])
    )
    return [_due(Pair(*row[:18]), Policy(*row[20:]), at) for row in rows]


def _due(pair: Pair, policy: Policy, at: datetime) -> Pair:
    if pair.agreed_at is None or pair.agreed_at > at:
        return pair
    due_on = contact_due(max(pair.last_at or pair.agreed_at, pair.agreed_at), pair.next_on, policy)
    return pair._replace(due_on=due_on, overdue=due_on < wall_of(at, policy.zone).date())
