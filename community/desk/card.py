"""Reading one card for whoever manages the house: stay, roles, account and family, as the page shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.accounts.models import Account, SignIn
from community.family.models import Tie
from community.family.operations import KINDS
from community.houses.models import StaffMembership, Stage
from community.mentoring.models import Mentorship
from community.mentoring.standing import standing
from community.people.models import Person
from community.residency.models import Leave, StageSpell, Stay
from foundation.clock import now
from foundation.database import db
from foundation.walltime import wall_of
from foundation.words import said_in

_other = aliased(Person)
LEAVES_SHOWN = 5


class RoleHeld(NamedTuple):
    """A role somebody has or had; walls of the house (naive)."""

    id: str
    role: str
    since: datetime
    until: datetime | None
    live: bool


class Related(NamedTuple):
    """Somebody tied to the card: a resident's relative, or the resident somebody is family of."""

    tie_id: str
    person_id: str
    shown: str
    kind: str
    is_resident: bool


class LeaveShown(NamedTuple):
    """A leave as the card shows it; walls of the house (naive). States: ahead, away, overdue, back, called_off."""

    id: str
    leaves: datetime
    expected: datetime
    returned: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class StayShown:
    """The stay that goes on, or the last one; walls of the house (naive)."""

    id: str
    capacity: str
    reason: str
    since: datetime
    until: datetime | None
    stages: list[dict[str, Any]]
    leaves: list[LeaveShown]


def stay_shown(actor: Actor, person: Person) -> StayShown | None:
    """The newest stay of a person with its stages and its last leaves; three statements, one without a stay."""
    stay = db.session.scalar(select(Stay).where(Stay.person_id == person.id).order_by(Stay.admitted_at.desc()).limit(1))
    if stay is None:
        return None
    spells = db.session.execute(
        select(Stage.name, StageSpell.from_at, StageSpell.to_at, StageSpell.left_out_because, _other.shown)
        .join(Stage, Stage.id == StageSpell.stage_id)
        .outerjoin(_other, _other.id == StageSpell.decided_by)
        .where(StageSpell.stay_id == stay.id)
        .order_by(StageSpell.from_at)
    )
    stages = [
        {
            "name": said_in(name, actor.language, actor.house_language),
            "since": wall_of(since, actor.zone),
            "now": until is None,
            "because": because,
            "by": by,
        }
        for name, since, until, because, by in spells
    ]
    leaves = db.session.scalars(
        select(Leave).where(Leave.stay_id == stay.id).order_by(Leave.from_at.desc()).limit(LEAVES_SHOWN)
    )
    return StayShown(
        stay.id,
        stay.capacity,
        stay.reason,
        wall_of(stay.admitted_at, actor.zone),
        wall_of(stay.discharged_at, actor.zone) if stay.discharged_at else None,
        stages,
        [_leave(leave, actor.zone) for leave in leaves],
    )


def _leave(leave: Leave, zone: str) -> LeaveShown:
    at = now()
    if leave.returned_at is not None:
        state = "called_off" if leave.returned_at <= leave.from_at else "back"
    else:
        state = "ahead" if leave.from_at > at else "away" if leave.to_at > at else "overdue"
    returned = wall_of(leave.returned_at, zone) if leave.returned_at else None
    return LeaveShown(leave.id, wall_of(leave.from_at, zone), wall_of(leave.to_at, zone), returned, state)


def roles_of(actor: Actor, person: Person) -> list[RoleHeld]:
    """Every role a person has or had here, newest first; one statement."""
    at = now()
    rows = db.session.scalars(
        select(StaffMembership)
        .where(StaffMembership.person_id == person.id)
        .order_by(StaffMembership.from_at.desc(), StaffMembership.id)
    )
    return [
        RoleHeld(
            row.id,
            row.role,
            wall_of(row.from_at, actor.zone),
            wall_of(row.to_at, actor.zone) if row.to_at else None,
            row.to_at is None or row.to_at > at,
        )
        for row in rows
    ]


def family_of(person: Person) -> list[Related]:
    """Who is tied to a card now, either way; one statement."""
    at = now()
    live = (Tie.from_at <= at, or_(Tie.to_at.is_(None), Tie.to_at > at))
    mine = or_(
        (Tie.resident_id == person.id) & (_other.id == Tie.relative_id),
        (Tie.relative_id == person.id) & (_other.id == Tie.resident_id),
    )
    rows = db.session.execute(
        select(Tie.id, _other.id, _other.shown, Tie.kind, Tie.relative_id, _other.folded)
        .select_from(Tie)
        .join(_other, mine)
        .where(*live)
    ).all()
    return [
        Related(tie_id, other_id, shown, KINDS[kind], relative_id == person.id)
        for tie_id, other_id, shown, kind, relative_id, _folded in sorted(rows, key=lambda row: (row[5], row[0]))
    ]


def account_of(person: Person) -> tuple[Account, int] | None:
    """The account a card is opened by, and on how many devices it is signed in; one statement."""
    if person.account_id is None:
        return None
    opened = select(func.count()).where(
        SignIn.account_id == Account.id, SignIn.revoked_at.is_(None), SignIn.expires_at > now()
    )
    row = db.session.execute(
        select(Account, opened.scalar_subquery()).where(Account.id == person.account_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


class Companion(NamedTuple):
    """Somebody on the other side of a pairing that stands: an elder of theirs, or a newcomer they stand by."""

    mentorship_id: str
    shown: str
    agreed: bool
    is_elder: bool


def companions_of(person: Person) -> list[Companion]:
    """Who stands by a newcomer, and whom an elder stands by, now; one statement."""
    rows = db.session.execute(
        select(
            Mentorship.id,
            _other.shown,
            and_(Mentorship.elder_agreed_at.is_not(None), Mentorship.newcomer_agreed_at.is_not(None)),
            Mentorship.newcomer_id,
            _other.folded,
        )
        .join(
            _other,
            or_(
                (Mentorship.newcomer_id == person.id) & (_other.id == Mentorship.elder_id),
                (Mentorship.elder_id == person.id) & (_other.id == Mentorship.newcomer_id),
            ),
        )
        .where(standing(now()))
    ).all()
    return [Companion(*row[:3], row[3] == person.id) for row in sorted(rows, key=lambda row: row[4])]
