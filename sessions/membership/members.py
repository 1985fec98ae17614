"""The verbs of groups that look at the programme: joining a closed group that has begun, and ending a group."""

from datetime import date

from sqlalchemy import func, select

from community.access.actor import By
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.walltime import day_bounds
from sessions.groups.amending import end_group
from sessions.groups.models import Group, GroupMembership
from sessions.groups.operations import join_group
from sessions.groups.waiting import hold_group
from sessions.membership.rows import coming_of
from sessions.schedule.changes import FARTHEST_MOVE
from sessions.schedule.models import Occurrence, Series


class Begun(Refused):
    """The group is closed and its sessions have begun; somebody may join all the same, where that is meant."""


def has_begun(group_id: str) -> bool:
    """Whether a session of the group has been held."""
    held = (
        select(func.count())
        .select_from(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Series.group_id == group_id, Occurrence.starts_at <= now(), Occurrence.status != "cancelled")
    )
    return bool(db.session.scalar(held))


def refuse_who_left(house_id: str, person_id: str) -> None:
    """Refused for whoever does not live in the house now."""
    here = select(Stay.id).where(Stay.house_id == house_id, Stay.person_id == person_id, living_here(now()))
    if not db.session.scalar(here):
        raise Refused(N_("Only people who live in this house can belong to its groups."))


def admit_member(
    group: Group, person_id: str, *, from_day: date | None, zone: str, by: By, anyway: bool = False
) -> GroupMembership:
    """Let a resident belong to a group from now on, or from a later day of the house's ``zone`` on.

    Refused for a day that is over or over two years ahead, for whoever does not live here, and as ``join_group``;
    Begun for a closed group whose sessions have begun, unless ``anyway``.
    """
    day = from_day or today(zone)
    if day < today(zone):
        raise Refused(N_("A membership begins today or later: past registers never change."))
    if day > today(zone) + FARTHEST_MOVE:
        raise Refused(N_("Please choose a day within the next two years."))
    hold_group(group)
    refuse_who_left(group.house_id, person_id)
    if not group.open and not anyway and has_begun(group.id):
        raise Begun(N_("This group is closed and has begun. Whoever joins now comes into the middle of it."))
    from_at = now() if day == today(zone) else day_bounds(day, zone)[0]
    return join_group(group, person_id, from_at=from_at, by=by)


def wind_up(group: Group, *, by: By) -> None:
    """End a group that nothing is planned for any more; Refused while sessions are."""
    hold_group(group)
    planned = (
        select(func.count())
        .select_from(Series)
        .where(Series.house_id == group.house_id, Series.group_id == group.id, coming_of().exists())
    )
    if count := db.session.scalar(planned):
        raise Refused(
            N_("Sessions are still planned for this group: %(count)s. End them first, or let others be expected."),
            count=count,
        )
    end_group(group, by=by)
