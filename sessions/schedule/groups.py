"""The verbs of groups: who belongs to one, from when to when."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import or_, select, update

from community.access.actor import By
from community.audit.operations import record
from community.houses.operations import clean_words
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.schedule.models import Group, GroupMembership


def form_group(house_id: str, *, name: Mapping[str, str], by: By) -> Group:
    """Make a group: a therapy group, a rota, those invited to a session."""
    group = Group(id=new_id(), house_id=house_id, name=clean_words(name, longest=200))
    db.session.add(group)
    db.session.flush()
    record(house_id, "group:form", by=by, subject=f"group:{group.id}")
    return group


def join_group(
    group: Group, person_id: str, *, from_at: datetime, by: By, to_at: datetime | None = None
) -> GroupMembership:
    """Let a person belong to a group from an instant on; Refused when they already do in that time."""
    if to_at is not None and to_at <= from_at:
        raise Refused(N_("A membership ends after it begins."))
    same = select(GroupMembership.id).where(
        GroupMembership.group_id == group.id,
        GroupMembership.person_id == person_id,
        or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > from_at),
    )
    if to_at is not None:
        same = same.where(GroupMembership.from_at < to_at)
    if db.session.scalar(same):
        raise Refused(N_("This person already belongs to the group in that time."))
    membership = GroupMembership(
        id=new_id(),
        house_id=group.house_id,
        group_id=group.id,
        person_id=person_id,
        from_at=from_at,
        to_at=to_at,
    )
    db.session.add(membership)
    db.session.flush()
    raise_stamp(f"people:{group.house_id}")
    record(group.house_id, "group:join", by=by, subject=f"group:{group.id}", about=person_id)
    return membership


def leave_group(group: Group, person_id: str, *, at: datetime, by: By) -> None:
    """End a membership at an instant; what was before stays."""
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
