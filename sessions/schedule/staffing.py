"""Who works in the house at the time of a session, and which sessions nobody leads."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from community.access.permissions import STAFF_ROLES
from community.houses.models import StaffMembership
from community.houses.queries import working_here
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


def without_leader() -> ColumnElement[bool]:
    """The date wants a member of staff to lead it, and nobody who works here when it begins does."""
    led = works(Occurrence.leader_id, Occurrence.house_id, Occurrence.starts_at)
    return (Occurrence.leader_kind == "staff") & or_(Occurrence.leader_id.is_(None), ~led)
