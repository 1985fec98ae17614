"""The verbs of groups: who belongs to one, from when to when."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select, update

from community.access.actor import By
from community.audit.operations import record
from community.houses.operations import clean_words
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.groups.kinds import HEADINGS, LARGEST, LIST
from sessions.groups.models import Group, GroupMembership
from sessions.groups.queries import places_left
from sessions.groups.waiting import ENDED, enrol, hold_group, move_up, wait_for

ALREADY = N_("This person already belongs to the group in that time.")


class Full(Refused):
    """Every place of the group is taken in the time that was asked for."""


def form_group(
    house_id: str,
    *,
    name: Mapping[str, str],
    by: By,
    kind: str = LIST,
    open_to_join: bool = True,
    capacity: int | None = None,
) -> Group:
    """Make a group: a therapy group, a hobby, a department, or a list of people for one session or a rota.

    Refused for an unknown kind, and for a number of places that is none.
    """
    if kind not in HEADINGS:
        raise Refused(N_("Please choose what kind of group it is."))
    check_capacity(capacity)
    group = Group(
        id=new_id(),
        house_id=house_id,
        name=clean_words(name, longest=200),
        kind=kind,
        open=open_to_join,
        capacity=capacity,
        ended_at=None,
    )
    db.session.add(group)
    db.session.flush()
    record(house_id, "group:form", by=by, subject=f"group:{group.id}")
    return group


def check_capacity(capacity: int | None) -> None:
    """Refused for a number of places that no group has; None stands for no end of places."""
    if capacity is not None and not 1 <= capacity <= LARGEST:
        raise Refused(N_("A group has between 1 and %(most)s places, or no limit."), most=LARGEST)


def join_group(
    group: Group, person_id: str, *, from_at: datetime, by: By, to_at: datetime | None = None
) -> GroupMembership:
    """Let a person belong to a group from an instant (UTC) on.

    Refused when they already do in that time and for an ended group; Full when every place is taken then.
    """
    if to_at is not None and to_at <= from_at:
        raise Refused(N_("A membership ends after it begins."))
    if group.kind != LIST:
        hold_group(group)
    if group.ended_at is not None:
        raise Refused(ENDED)
    same = select(GroupMembership.id).where(
        GroupMembership.group_id == group.id,
        GroupMembership.person_id == person_id,
        or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > from_at),
    )
    if to_at is not None:
        same = same.where(GroupMembership.from_at < to_at)
    if db.session.scalar(same):
        raise Refused(ALREADY)
    if places_left(group, from_at, to_at) == 0:
        raise Full(N_("Every place of this group is taken. Whoever waits moves up when one becomes free."))
    return enrol(group, person_id, from_at=from_at, to_at=to_at, verb="group:join", by=by)


def join_or_wait(group: Group, person_id: str, *, by: By) -> bool:
    """Join a group from now on, or wait where every place is taken; whether they joined."""
    try:
        join_group(group, person_id, from_at=now(), by=by)
    except Full:
        wait_for(group, person_id, by=by)
        return False
    return True


def leave_group(group: Group, person_id: str, *, at: datetime, by: By) -> None:
    """End a membership at an instant (UTC); what was before stays. Whoever waits first moves up in an open group."""
    if group.kind != LIST:
        hold_group(group)
    ended = db.session.execute(
        update(GroupMembership)
        .where(
            GroupMembership.group_id == group.id,
            GroupMembership.person_id == person_id,
            GroupMembership.from_at < at,
            or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > at),
        )
        .values(to_at=at)
    )
    if ended.rowcount == 0:  # type: ignore[attr-defined]
        raise Refused(N_("This person does not belong to the group at that time."))
    raise_stamp(f"people:{group.house_id}")
    record(group.house_id, "group:leave", by=by, subject=f"group:{group.id}", about=person_id)
    move_up(group, at=max(at, now()), by=by)


def end_membership(membership: GroupMembership, group: Group, *, by: By) -> None:
    """End a membership now; one that has not begun is taken back, as if it had never been noted.

    Refused when it is over already.
    """
    hold_group(group)
    db.session.refresh(membership)
    at = now()
    if membership.to_at is not None and membership.to_at <= at:
        raise Refused(N_("This membership has ended already."))
    if membership.from_at < at:
        leave_group(group, membership.person_id, at=at, by=by)
        return
    person_id = membership.person_id
    db.session.delete(membership)
    db.session.flush()
    raise_stamp(f"people:{group.house_id}")
    record(group.house_id, "group:leave", by=by, subject=f"group:{group.id}", about=person_id)
    move_up(group, at=at, by=by)
