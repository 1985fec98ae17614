"""The verbs of what two do together: they had contact, and they have an hour for each other."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from community.mentoring.meeting_days import Meeting, meet_at_once
from community.mentoring.models import MentoringContact, MentoringHour, Mentorship
from community.mentoring.operations import must_stand
from community.mentoring.wording import CONTACT_KINDS
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.walltime import resolve, wall_of

LONGEST_HOUR = timedelta(hours=3)
LONGEST_AHEAD = timedelta(days=92)
DAY = timedelta(days=1)


def note_contact(
    mentorship: Mentorship, *, kind: str, by: By, at: datetime | None = None, next_on: date | None = None
) -> MentoringContact:
    """Note that the two had contact at an instant (UTC, now without one), and the day of the next on the house's wall.

    Refused before both have agreed, for an instant ahead or before the pairing, and for a next day that is past.
    """
    at = at or now()
    if kind not in CONTACT_KINDS:
        raise Refused(N_("Please choose from what is offered."))
    agreed_at = _agreed(mentorship)
    if at > now():
        raise Refused(N_("This lies ahead. A contact is noted once it has been."))
    if at < min(agreed_at, mentorship.proposed_at):
        raise Refused(N_("The two were not paired yet at that time."))
    _not_far(next_on, today(_zone(mentorship)))
    contact = MentoringContact(
        id=new_id(),
        house_id=mentorship.house_id,
        mentorship_id=mentorship.id,
        at=at,
        kind=kind,
        next_on=next_on,
        noted_at=now(),
        noted_by=by.person_id,
    )
    db.session.add(contact)
    db.session.flush()
    _record(mentorship, "mentoring:contact", by, f"mentoring_contact:{contact.id}")
    return contact


def plan_hour(mentorship: Mentorship, *, day: date, start: time, end: time, weekly: bool, by: By) -> MentoringHour:
    """Plan a time for the two on the house's wall: once, or every week on that weekday until the pairing ends.

    Refused before both have agreed, in the past, when it ends before it begins, over three hours, more than three
    months ahead, and where they have an hour already.
    """
    _agreed(mentorship)
    zone = _zone(mentorship)
    if end <= start:
        raise Refused(N_("An hour ends after it begins, on the same day."))
    if datetime.combine(day, end) - datetime.combine(day, start) > LONGEST_HOUR:
        raise Refused(N_("Three hours together are enough. Please plan a shorter time."))
    _not_far(day, today(zone))
    if resolve(datetime.combine(day, start), zone).at < now():
        raise Refused(N_("This time has passed. Please choose a later one."))
    meeting = Meeting(day, None if weekly else day, start, end)
    others = select(MentoringHour).where(
        MentoringHour.mentorship_id == mentorship.id, or_(MentoringHour.to_day.is_(None), MentoringHour.to_day >= day)
    )
    if any(meet_at_once(meeting, meeting_of(other)) for other in db.session.scalars(others)):
        raise Refused(N_("The two have an hour at this time already."))
    hour = MentoringHour(
        id=new_id(),
        house_id=mentorship.house_id,
        mentorship_id=mentorship.id,
        first_day=day,
        to_day=meeting.to_day,
        wall_start=start,
        wall_end=end,
        planned_at=now(),
        planned_by=by.person_id,
    )
    db.session.add(hour)
    db.session.flush()
    raise_stamp(f"schedule:{mentorship.house_id}")
    _record(mentorship, "mentoring:plan", by, f"mentoring_hour:{hour.id}")
    return hour


def cancel_hour(hour: MentoringHour, *, by: By) -> None:
    """Give up an hour from now on; what has begun stays. Refused when nothing of it lies ahead."""
    mentorship = db.session.get_one(Mentorship, hour.mentorship_id)
    wall = wall_of(now(), _zone(mentorship))
    # Today's counts as history once it has begun.
    last = wall.date() if wall.time() >= hour.wall_start else wall.date() - DAY
    if hour.to_day is not None and hour.to_day <= last:
        raise Refused(N_("This hour has passed."))
    if hour.first_day > last:
        # Nothing of it has been: what happened is told by the record of who planned it and who gave it up.
        db.session.delete(hour)
    else:
        hour.to_day = last
    db.session.flush()
    raise_stamp(f"schedule:{mentorship.house_id}")
    _record(mentorship, "mentoring:cancel", by, f"mentoring_hour:{hour.id}")


def meeting_of(hour: MentoringHour) -> Meeting:
    """A planned hour as the rule of days looks at it."""
    return Meeting(hour.first_day, hour.to_day, hour.wall_start, hour.wall_end)


def _agreed(mentorship: Mentorship) -> datetime:
    must_stand(mentorship)
    if mentorship.elder_agreed_at is None or mentorship.newcomer_agreed_at is None:
        raise Refused(N_("Both need to agree first."))
    return max(mentorship.elder_agreed_at, mentorship.newcomer_agreed_at)


def _zone(mentorship: Mentorship) -> str:
    return db.session.scalars(select(House.zone).where(House.id == mentorship.house_id)).one()


def _not_far(day: date | None, present: date) -> None:
    if day is not None and day < present:
        raise Refused(N_("This day has passed. Please choose today or a later day."))
    if day is not None and day - present > LONGEST_AHEAD:
        raise Refused(N_("Please choose a day within the next three months."))


def _record(mentorship: Mentorship, verb: str, by: By, subject: str) -> None:
    record(mentorship.house_id, verb, by=by, subject=subject, about=mentorship.newcomer_id)
