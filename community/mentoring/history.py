"""Reading what two have done and plan to do: their contacts and their hours."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from community.mentoring.models import MentoringContact, MentoringHour
from community.people.models import Person
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.walltime import wall_of

# As far back as one looks on a page; every contact stays recorded.
SHOWN_CONTACTS = 20


class Contact(NamedTuple):
    """That there was contact: when on the house's wall, how, the day of the next one, and who noted it."""

    at: datetime
    kind: str
    next_on: date | None
    noted_by: str | None


class Hour(NamedTuple):
    """A planned time: weekly when ``to_day`` is not its first day; days and times of the house's wall."""

    id: str
    first_day: date
    to_day: date | None
    wall_start: time
    wall_end: time

    @property
    def weekly(self) -> bool:
        """Whether it comes back every week."""
        return self.to_day != self.first_day


def contacts_of(mentorship_id: str, zone: str) -> list[Contact]:
    """The last contacts of two, newest first; ``zone`` is the house's (IANA); one statement."""
    statement = (
        select(MentoringContact.at, MentoringContact.kind, MentoringContact.next_on, Person.shown)
        .outerjoin(Person, Person.id == MentoringContact.noted_by)
        .where(MentoringContact.mentorship_id == mentorship_id)
        .order_by(MentoringContact.at.desc(), MentoringContact.noted_at.desc(), MentoringContact.id)
        .limit(SHOWN_CONTACTS)
    )
    rows: list[Any] = list(bare_rows(statement))
    return [Contact(wall_of(row.at, zone), row.kind, row.next_on, row.shown) for row in rows]


def hours_of(mentorship_id: str, today: date) -> list[Hour]:
    """The hours of two that are not over on a day of the house's wall, soonest first; one statement."""
    statement = (
        select(
            MentoringHour.id,
            MentoringHour.first_day,
            MentoringHour.to_day,
            MentoringHour.wall_start,
            MentoringHour.wall_end,
        )
        .where(
            MentoringHour.mentorship_id == mentorship_id,
            or_(MentoringHour.to_day.is_(None), MentoringHour.to_day >= today),
        )
        .order_by(MentoringHour.first_day, MentoringHour.wall_start, MentoringHour.id)
    )
    rows: list[Any] = list(bare_rows(statement))
    return [Hour(*row) for row in rows]


def hour_for(mentorship_id: str, hour_id: str) -> MentoringHour:
    """One hour of a pairing; NotFound for any other."""
    hour = db.session.get(MentoringHour, hour_id)
    if hour is None or hour.mentorship_id != mentorship_id:
        raise NotFound()
    return hour
