"""The verbs by which a group changes what it is called and how many it holds, and by which it ends."""

from collections.abc import Mapping

from sqlalchemy import delete, or_, select, update

from community.access.actor import SYSTEM, By
from community.audit.operations import record
from community.houses.operations import clean_words, hold_house
from community.residency.models import Stay
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.groups.kinds import LIST
from sessions.groups.models import Group, GroupMembership, GroupWait
from sessions.groups.operations import check_capacity
from sessions.groups.queries import lives_here, most_at_once
from sessions.groups.waiting import ENDED, hold_group, move_up


def amend_group(group: Group, *, name: Mapping[str, str], open_to_join: bool, capacity: int | None, by: By) -> None:
    """Change what a group is called, whether people join while it goes on, and its places (None: no limit).

    Refused for an ended group, and for fewer places than people belong to it; places that are added are taken by
    those who wait, where the group is open.
    """
    hold_group(group)
    if group.ended_at is not None:
        raise Refused(ENDED)
    check_capacity(capacity)
    at = now()
    if capacity is not None and (people := most_at_once(group.id, at)) > capacity:
        raise Refused(N_("%(people)s people belong to this group: it cannot have fewer places."), people=people)
    group.name, group.open, group.capacity = clean_words(name, longest=200), open_to_join, capacity
    db.session.flush()
    raise_stamp(f"people:{group.house_id}")
    record(group.house_id, "group:amend", by=by, subject=f"group:{group.id}")
    move_up(group, at=at, by=by)


def end_group(group: Group, *, by: By) -> None:
    """End a group now: nobody belongs to it or waits any more, and what was stays. Refused a second time.

    Whether sessions are still planned for it is asked by the caller.
    """
    hold_group(group)
    if group.ended_at is not None:
        raise Refused(ENDED)
    at = group.ended_at = now()
    of_group = GroupMembership.group_id == group.id
    # What has not begun never was.
    db.session.execute(delete(GroupMembership).where(of_group, GroupMembership.from_at >= at))
    going_on = or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > at)
    db.session.execute(update(GroupMembership).where(of_group, going_on).values(to_at=at))
    waits = update(GroupWait).where(GroupWait.group_id == group.id, GroupWait.ended_at.is_(None))
    db.session.execute(waits.values(ended_at=at, outcome="gone"))
    db.session.flush()
    raise_stamp(f"people:{group.house_id}")
    record(group.house_id, "group:end", by=by, subject=f"group:{group.id}")


def settle_groups(house_id: str) -> int:
    """End the memberships and the waiting of those who have left the house since; how many memberships.

    They end when the stay did. Whoever waits first moves up into the places of open groups.
    """
    hold_house(house_id)
    at = now()
    left = (
        select(GroupMembership, Group)
        .join(Group, Group.id == GroupMembership.group_id)
        .where(
            Group.house_id == house_id,
            Group.kind != LIST,
            or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > at),
            ~lives_here(GroupMembership.person_id, at),
        )
    )
    freed: dict[str, Group] = {}
    rows = db.session.execute(left).all()
    for membership, group in rows:
        last = select(Stay.discharged_at).where(Stay.person_id == membership.person_id, Stay.discharged_at <= at)
        gone = db.session.scalar(last.order_by(Stay.discharged_at.desc()).limit(1)) or at
        if membership.from_at >= gone:
            db.session.delete(membership)
        else:
            membership.to_at = gone
        freed[group.id] = group
        record(house_id, "group:leave", by=SYSTEM, subject=f"group:{group.id}", about=membership.person_id)
    db.session.flush()
    for group in freed.values():
        move_up(group, at=at, by=SYSTEM)
    if rows:
        raise_stamp(f"people:{house_id}")
    return len(rows)
