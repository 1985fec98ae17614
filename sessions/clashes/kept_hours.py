"""Hours a house keeps free for prayer, meals or rest: what is kept, and the verbs that begin and end it."""

from collections.abc import Collection, Mapping
from datetime import date, time, timedelta

from sqlalchemy import and_, or_, select

from community.access.actor import Actor, By
from community.audit.operations import record
from community.houses.models import House
from community.houses.operations import clean_words
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.languages import WEEKDAYS
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.clashes.models import KeptHour
from sessions.groups.models import Group
from sessions.schedule.changing import hold_house
from sessions.schedule.span import wall_span

KINDS = {"prayer": N_("Prayer"), "meal": N_("Meal"), "rest": N_("Rest"), "other": N_("Something else")}
# Five prayers, four meals and a rest on each day with times of its own are 70.
MOST = 100


def kept_hours_of(house_id: str, first_day: date, last_day: date) -> list[KeptHour]:
    """The hours a house keeps on any of the days from the first to the last (both included, on its wall).

    By their start on the wall; one that ends at or before its start ends on the next day. One statement.
    """
    statement = select(KeptHour).where(
        KeptHour.house_id == house_id,
        KeptHour.from_day <= last_day,
        or_(KeptHour.to_day.is_(None), KeptHour.to_day > first_day),
    )
    found = db.session.scalars(statement)
    return sorted(found, key=lambda one: (one.wall_start, one.wall_end, one.id))


def every_kept_hour(house_id: str) -> list[KeptHour]:
    """All hours a house keeps or ever kept, by their start on the wall."""
    return kept_hours_of(house_id, date.min, date.max)


def groups_that_keep(house_id: str, but_also: Collection[str | None] = ()) -> list[Group]:
    """The groups of a house that may have hours of their own: those that go on, without the lists of one session.

    ``but_also`` are ids of others to be read with them.
    """
    going_on = and_(Group.kind != "list", Group.ended_at.is_(None))
    wanted = or_(going_on, Group.id.in_([one for one in but_also if one]))
    return list(db.session.scalars(select(Group).where(Group.house_id == house_id, wanted).order_by(Group.id)))


def kept_hour_for(actor: Actor, hour_id: str) -> KeptHour:
    """A kept hour of one's own house; NotFound for any other."""
    hour = db.session.scalar(select(KeptHour).where(KeptHour.id == hour_id, KeptHour.house_id == actor.house_id))
    if hour is None:
        raise NotFound()
    return hour


def keep_hour(
    house: House,
    *,
    kind: str,
    name: Mapping[str, str],
    days: Collection[str],
    start: time,
    end: time,
    by: By,
    group_id: str | None = None,
    from_day: date | None = None,
) -> KeptHour:
    """Keep the same hours (wall times of the house) free on days of the week, from today or a later day on.

    Without a name it is called by its kind; with a group it is that of its members alone. Refused for no day, over
    12 hours, a day gone by, a group of another house or that has ended, and when there are MOST already.
    """
    if kind not in KINDS:
        raise Refused(N_("Please choose from what is offered."))
    chosen = [day for day in WEEKDAYS if day in days]
    if not chosen or set(days) - set(WEEKDAYS):
        raise Refused(N_("Please choose at least one day of the week."))
    day = today(house.zone)
    first = from_day or day
    if first < day:
        raise Refused(N_("Hours are kept from today on, or from a later day."))
    wall_span(first, start, end)
    hold_house(house.id)
    if group_id is not None and group_id not in {group.id for group in groups_that_keep(house.id)}:
        raise Refused(N_("Please choose a group of this house."))
    if len(kept_hours_of(house.id, day, date.max)) >= MOST:
        raise Refused(N_("A house keeps at most %(most)s such hours. Please end one first."), most=MOST)
    hour = KeptHour(
        id=new_id(),
        house_id=house.id,
        kind=kind,
        name=clean_words(name) if name else {},
        days=chosen,
        wall_start=start,
        wall_end=end,
        group_id=group_id,
        from_day=first,
        to_day=None,
        made_at=now(),
        made_by=by.person_id,
    )
    db.session.add(hour)
    db.session.flush()
    raise_stamp(f"schedule:{house.id}")
    record(house.id, "kept_hour:keep", by=by, subject=f"kept_hour:{hour.id}")
    return hour


def end_hour(hour: KeptHour, zone: str, *, by: By) -> None:
    """Keep it no more from today on in the house's zone (IANA); what began today ends tonight. Refused when it has."""
    hold_house(hour.house_id)
    db.session.refresh(hour)
    if hour.to_day is not None:
        raise Refused(N_("These hours have ended already."))
    hour.to_day = max(today(zone), hour.from_day + timedelta(days=1))
    db.session.flush()
    raise_stamp(f"schedule:{hour.house_id}")
    record(hour.house_id, "kept_hour:end", by=by, subject=f"kept_hour:{hour.id}")
