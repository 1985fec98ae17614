"""The verbs of waiting for a place in a full group, and of moving up when one becomes free."""

from datetime import datetime, timedelta

from sqlalchemy import select

from community.access.actor import By
from community.audit.operations import record
from community.houses.operations import hold_house
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.groups.kinds import LIST
from sessions.groups.models import Group, GroupMembership, GroupWait
from sessions.groups.queries import places_left, standing_membership, wait_of, waiting_in

ENDED = N_("This group has ended. What was recorded of it stays.")


def hold_group(group: Group) -> None:
    """Hold the house and read the group anew: of two who want the last place, the second finds it taken."""
    hold_house(group.house_id)
    db.session.refresh(group)


def enrol(
    group: Group, person_id: str, *, from_at: datetime, to_at: datetime | None, verb: str, by: By
) -> GroupMembership:
    """Write a membership that was checked, end the person's waiting, and say so under the audit's ``verb``."""
    membership = GroupMembership(
        id=new_id(),
        house_id=group.house_id,
        group_id=group.id,
        person_id=person_id,
        from_at=from_at,
        to_at=to_at,
    )
    db.session.add(membership)
    if group.kind != LIST and (waited := wait_of(group.id, person_id)) is not None:
        waited.ended_at, waited.outcome = now(), "joined"
    db.session.flush()
    raise_stamp(f"people:{group.house_id}")
    record(group.house_id, verb, by=by, subject=f"group:{group.id}", about=person_id)
    return membership


def wait_for(group: Group, person_id: str, *, by: By) -> GroupWait:
    """Let somebody wait for a place; they move up by themselves where the group is open.

    Refused for an ended group, for whoever belongs to it or waits already, and while an open group has a place.
    """
    hold_group(group)
    if group.ended_at is not None:
        raise Refused(ENDED)
    if standing_membership(group.id, person_id) is not None:
        raise Refused(N_("This person belongs to the group already."))
    queue = waiting_in(group.id)
    if any(one.person_id == person_id for one in queue):
        raise Refused(N_("This person waits for a place already."))
    if group.open and places_left(group, now()) != 0:
        raise Refused(N_("There is a place free; nobody has to wait."))
    # However close together two ask: one of them was first.
    asked_at = max(now(), queue[-1].asked_at + timedelta(microseconds=1)) if queue else now()
    wait = GroupWait(
        id=new_id(), house_id=group.house_id, group_id=group.id, person_id=person_id, asked_at=asked_at, ended_at=None
    )
    db.session.add(wait)
    db.session.flush()
    record(group.house_id, "group:wait", by=by, subject=f"group:{group.id}", about=person_id)
    return wait


def stop_waiting(wait: GroupWait, *, by: By) -> None:
    """Wait no more; Refused when it is over already, for then they may have moved up."""
    hold_house(wait.house_id)
    db.session.refresh(wait)
    if wait.ended_at is not None:
        raise Refused(N_("The waiting is over already. Please look at the group again."))
    wait.ended_at, wait.outcome = now(), "gone"
    db.session.flush()
    record(wait.house_id, "group:stop_waiting", by=by, subject=f"group:{wait.group_id}", about=wait.person_id)


def move_up(group: Group, *, at: datetime, by: By) -> list[str]:
    """Let whoever waits first take each free place of an open group from an instant (UTC) on; who moved up.

    Whoever has left the house since waits no more. The caller holds the group.
    """
    if group.ended_at is not None or not group.open or group.kind == LIST:
        return []
    queue = waiting_in(group.id)
    wanted = [wait.person_id for wait in queue]
    here = set(
        db.session.scalars(select(Stay.person_id).where(Stay.person_id.in_(wanted), living_here(now())))
        if wanted
        else ()
    )
    moved = []
    for wait in queue:
        if wait.person_id not in here:
            wait.ended_at, wait.outcome = now(), "gone"
            db.session.flush()
        elif places_left(group, at) == 0:
            break
        else:
            enrol(group, wait.person_id, from_at=at, to_at=None, verb="group:move_up", by=by)
            moved.append(wait.person_id)
    return moved
