"""Who may change an occurrence: pure predicates."""

from datetime import datetime, timedelta

from community.access.actor import Actor
from community.access.permissions import Permission

# Long enough for a night before and the paper work after; what lies further off the manager arranges.
TAKEN_OVER_AROUND = timedelta(hours=12)


def may_change(actor: Actor, leader_id: str | None, keeper_id: str | None) -> bool:
    """A manager may change any occurrence of the house; other staff those they lead or keep the register of."""
    if not actor.may(Permission.OCCURRENCE_CHANGE):
        return False
    return actor.manager or actor.person_id in (leader_id, keeper_id)


def may_take_over(actor: Actor, leader_id: str | None, starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Any staff may take over what they do not lead, around its time: bounds and ``at`` in UTC, half open."""
    if not actor.may(Permission.OCCURRENCE_TAKEOVER) or actor.person_id == leader_id:
        return False
    return starts_at - TAKEN_OVER_AROUND <= at < ends_at + TAKEN_OVER_AROUND
