"""The verbs of engagements: what somebody has to do elsewhere, once or on weekdays, and the dates it takes."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from community.access.actor import By
from community.audit.operations import record
from community.residency.models import Engagement, EngagementDate, Stay
from community.residency.wording import REASONS
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.languages import WEEKDAYS
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.walltime import resolve

# As far as sessions are filled (sessions/schedule/filling.py): whoever is not expected then is known then.
AHEAD = timedelta(days=187)
FARTHEST = timedelta(days=731)
LONGEST = timedelta(hours=12)
DAY = timedelta(days=1)


def note_engagement(
    stay: Stay,
    *,
    reason: str,
    days: Sequence[str],
    first_day: date,
    to_day: date | None,
    start: time,
    end: time,
    zone: str,
    by: By,
) -> Engagement:
    """Note what takes somebody elsewhere at naive wall times of the house's ``zone``, from a day on.

    ``days`` are mon … sun, empty for the first day alone; ``to_day`` is the first day without it, None for no end. An
    end at or before the start is on the next day. Refused for an unknown reason or weekday, over 12 hours, days that
    are over, turned round, over two years ahead or without any date, and after the stay has ended.
    """
    if reason not in REASONS or not set(days) <= set(WEEKDAYS):
        raise Refused(N_("Please choose from what is offered."))
    if first_day < today(zone):
        raise Refused(N_("This begins today or later: past registers never change."))
    if max(first_day, to_day or first_day) > today(zone) + FARTHEST:
        raise Refused(N_("Please choose a day within the next two years."))
    if to_day is not None and to_day <= first_day:
        raise Refused(N_("The last day is not before the first."))
    _length(start, end)
    if stay.discharged_at is not None:
        raise Refused(N_("This stay has already ended."))
    engagement = Engagement(
        id=new_id(),
        house_id=stay.house_id,
        stay_id=stay.id,
        reason=reason,
        days=[day for day in WEEKDAYS if day in days],
        first_day=first_day,
        to_day=to_day if days else first_day + DAY,
        wall_start=start,
        wall_end=end,
        filled_to=first_day,
        noted_at=now(),
        noted_by=by.person_id,
        ended_at=None,
        ended_by=None,
    )
    if not _days_of(engagement, first_day, engagement.to_day or first_day + 7 * DAY):
        raise Refused(N_("None of these weekdays lies between the first and the last day."))
    db.session.add(engagement)
    db.session.flush()
    _fill(engagement, max(today(zone) + AHEAD, first_day + DAY), zone)
    raise_stamp(f"people:{stay.house_id}")
    subject = f"engagement:{engagement.id}"
    record(stay.house_id, "engagement:note", by=by, subject=subject, about=stay.person_id)
    return engagement


def end_engagement(engagement: Engagement, *, from_day: date, zone: str, by: By) -> None:
    """End an engagement from a day of the house on; past dates stay, and one that has begun today too.

    Refused for a day that is over, and when it has ended by then already.
    """
    statement = select(Engagement).where(Engagement.id == engagement.id).with_for_update(key_share=True)
    db.session.scalars(statement, execution_options={"populate_existing": True}).one()
    if from_day < today(zone):
        raise Refused(N_("It ends today or later: past registers never change."))
    if engagement.to_day is not None and engagement.to_day <= from_day:
        raise Refused(N_("It has ended by that day already."))
    begins_anew = max(resolve(datetime.combine(from_day, time()), zone).at, now())
    ahead = EngagementDate.engagement_id == engagement.id, EngagementDate.starts_at >= begins_anew
    taken = db.session.execute(delete(EngagementDate).where(*ahead)).rowcount  # type: ignore[attr-defined]
    # Called off before its first day, it has no date left; the row stays.
    to_day = max(from_day, engagement.first_day + DAY)
    if not taken and engagement.to_day == to_day:
        raise Refused(N_("It has ended by that day already."))
    engagement.to_day = to_day
    engagement.ended_at, engagement.ended_by = now(), by.person_id
    db.session.flush()
    person_id = db.session.scalars(select(Stay.person_id).where(Stay.id == engagement.stay_id)).one()
    raise_stamp(f"people:{engagement.house_id}")
    record(engagement.house_id, "engagement:end", by=by, subject=f"engagement:{engagement.id}", about=person_id)


def fill_engagements(house_id: str, zone: str) -> int:
    """Make the dates of a house's engagements half a year ahead; how many. Filling twice changes nothing."""
    to_day = today(zone) + AHEAD
    statement = (
        select(Engagement)
        .join(Stay, Stay.id == Engagement.stay_id)
        .where(
            Engagement.house_id == house_id,
            Engagement.filled_to < to_day,
            or_(Engagement.to_day.is_(None), Engagement.to_day > Engagement.filled_to),
            or_(Stay.discharged_at.is_(None), Stay.discharged_at > now()),
        )
    )
    made = sum(_fill(one, to_day, zone) for one in db.session.scalars(statement).all())
    if made:
        raise_stamp(f"people:{house_id}")
    return made


def _length(start: time, end: time) -> timedelta:
    """How long it lasts on the wall; Refused over 12 hours."""
    length = datetime.combine(date.min, end) - datetime.combine(date.min, start)
    length += timedelta(0) if end > start else DAY
    if length > LONGEST:
        raise Refused(N_("This lasts at most 12 hours. For a longer time away note a leave."))
    return length


def _days_of(engagement: Engagement, from_day: date, to_day: date) -> list[date]:
    """Its days from a day up to another (not included)."""
    last = to_day if engagement.to_day is None else min(to_day, engagement.to_day)
    days = [from_day + timedelta(days=n) for n in range(max((last - from_day).days, 0))]
    if not engagement.days:
        return [day for day in days if day == engagement.first_day]
    return [day for day in days if WEEKDAYS[day.weekday()] in engagement.days]


def _fill(engagement: Engagement, to_day: date, zone: str) -> int:
    rows: list[dict[str, Any]] = []
    for day in _days_of(engagement, engagement.filled_to, to_day):
        length = _length(engagement.wall_start, engagement.wall_end)
        wall = datetime.combine(day, engagement.wall_start)
        starts_at, ends_at = resolve(wall, zone).at, resolve(wall + length, zone).at
        # Where the clock is put forward over its start, the length on the wall is kept.
        ends_at = ends_at if ends_at > starts_at else starts_at + length
        rows.append(
            {
                "id": new_id(),
                "house_id": engagement.house_id,
                "engagement_id": engagement.id,
                "stay_id": engagement.stay_id,
                "starts_at": starts_at,
                "ends_at": ends_at,
            }
        )
    if rows:
        insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
        db.session.execute(insert(EngagementDate).on_conflict_do_nothing(), rows)
    engagement.filled_to = max(engagement.filled_to, to_day)
    db.session.flush()
    return len(rows)
