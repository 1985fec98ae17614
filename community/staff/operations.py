"""The verbs of the staff's week: which hours somebody works, and what they may lead."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, or_, select, update

from community.access.actor import By
from community.access.permissions import STAFF_ROLES
from community.audit.operations import record
from community.houses.models import House, StaffMembership
from community.houses.operations import hold_house
from community.houses.queries import working_here
from community.people.models import Person
from community.staff.models import StaffScope, WorkingHours
from community.staff.scope import BY_ROLE
from community.staff.shifts import overlapping
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_

Week = Sequence[Sequence[tuple[time, time]]]
# What is longer or further off is a slip of a finger.
MOST_SPANS = 4
FARTHEST = timedelta(days=731)


def set_hours(person: Person, week: Week, *, from_day: date, by: By) -> None:
    """Say when somebody works from a day on: the spans of each weekday (Monday first), wall times, 7 lists.

    What was said before holds until that day; an empty week says that nothing is known from then on. An end that is
    not after its start lies on the next day. Refused before today, over two years ahead, for spans without length,
    more than four a day, and for those that overlap.
    """
    zone = db.session.scalars(select(House.zone).where(House.id == person.house_id)).one()
    if not today(zone) <= from_day <= today(zone) + FARTHEST:
        raise Refused(N_("Hours are said from today on, for a day within the next two years."))
    if len(week) != 7 or any(len(spans) > MOST_SPANS for spans in week):
        raise Refused(N_("A week has seven days, and a day at most four spans of work."))
    if any(start == end for spans in week for start, end in spans):
        raise Refused(N_("A span of work ends at another time than it begins."))
    if overlapping(week):
        raise Refused(N_("Two spans of work overlap."))
    hold_house(person.house_id)
    check_works(person, None)
    of_person = WorkingHours.person_id == person.id
    db.session.execute(delete(WorkingHours).where(of_person, WorkingHours.from_day >= from_day))
    lasting = or_(WorkingHours.to_day.is_(None), WorkingHours.to_day > from_day)
    db.session.execute(update(WorkingHours).where(of_person, lasting).values(to_day=from_day))
    db.session.add_all(
        WorkingHours(
            id=new_id(),
            house_id=person.house_id,
            person_id=person.id,
            weekday=weekday,
            wall_start=start,
            wall_end=end,
            from_day=from_day,
            to_day=None,
        )
        for weekday, spans in enumerate(week)
        for start, end in spans
    )
    db.session.flush()
    record(
        person.house_id,
        "staff:hours",
        by=by,
        subject=f"person:{person.id}",
        about=person.id,
        details={"from": from_day.isoformat()},
    )


def say_scope(person: Person, types: Collection[str] | None, *, by: By) -> None:
    """Say which types of session (their keys) somebody may lead from now on; None: what their roles carry.

    Refused for whoever does not work here.
    """
    hold_house(person.house_id)
    check_works(person, None)
    said = [BY_ROLE] if types is None else sorted(set(types))
    # Said twice within a second, the second counts.
    same = (StaffScope.person_id == person.id, StaffScope.said_at == now())
    db.session.execute(delete(StaffScope).where(*same))
    db.session.add(
        StaffScope(
            id=new_id(),
            house_id=person.house_id,
            person_id=person.id,
            types=said,
            said_at=now(),
            said_by=by.person_id,
        )
    )
    db.session.flush()
    record(person.house_id, "staff:scope", by=by, subject=f"person:{person.id}", about=person.id)


def check_works(person: Person, at: datetime | None) -> None:
    """Raise Refused when somebody does not work here at an instant (UTC); None: neither now nor later."""
    lasting = or_(StaffMembership.to_at.is_(None), StaffMembership.to_at > now())
    statement = select(StaffMembership.id).where(
        StaffMembership.person_id == person.id,
        StaffMembership.role.in_(sorted(role.value for role in STAFF_ROLES)),
        working_here(at) if at is not None else lasting,
    )
    if db.session.scalar(statement.limit(1)) is None:
        raise Refused(N_("%(name)s does not work here then."), name=person.shown)
