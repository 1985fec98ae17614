"""Who works in the house at the time of a session, and which sessions nobody leads."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.sql.elements import SQLCoreOperations

from community.access.permissions import STAFF_ROLES
from community.houses.models import StaffMembership
from community.houses.queries import working_here
from community.staff.queries import absent
from sessions.schedule.models import Occurrence

ROLES = tuple(sorted(role.value for role in STAFF_ROLES))


def works(
    person_id: str | SQLCoreOperations[str] | SQLCoreOperations[str | None],
    house_id: str | SQLCoreOperations[str],
    at: datetime | SQLCoreOperations[datetime],
) -> ColumnElement[bool]:
    """The person works in the house, with its people, at an instant (UTC value or column), half open."""
    return exists().where(
        StaffMembership.person_id == person_id,
        StaffMembership.house_id == house_id,
        StaffMembership.role.in_(ROLES),
        working_here(at),
    )


def without_leader(sure: Select[str] | None = None) -> ColumnElement[bool]:
    """The date wants a member of staff to lead it, and nobody does who works here when it begins and is there then.

    ``sure`` selects the ids of whoever is there all through the time that is asked about: of them nothing is asked
    for each date.
    """
    at, until = Occurrence.starts_at, Occurrence.ends_at
    missing = ~works(Occurrence.leader_id, Occurrence.house_id, at) | absent(Occurrence.leader_id, at, until)
    if sure is not None:
        missing = Occurrence.leader_id.not_in(sure) & missing
    return (Occurrence.leader_kind == "staff") & or_(Occurrence.leader_id.is_(None), missing)


def there_throughout(
    house_id: str | SQLCoreOperations[str],
    from_at: datetime | SQLCoreOperations[datetime],
    to_at: datetime | SQLCoreOperations[datetime],
) -> Select[str]:
    """The ids of whoever works in the house all through [from_at, to_at) (UTC), with no end set, and is never away."""
    return select(StaffMembership.person_id).where(
        StaffMembership.house_id == house_id,
        StaffMembership.role.in_(ROLES),
        StaffMembership.from_at <= from_at,
        StaffMembership.to_at.is_(None),
        ~absent(StaffMembership.person_id, from_at, to_at),
    )
