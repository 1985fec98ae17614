"""Who may change an occurrence: pure predicates."""

from community.access.actor import Actor
from community.access.permissions import Permission


def may_change(actor: Actor, leader_id: str | None, keeper_id: str | None) -> bool:
    """A manager may change any occurrence of the house; other staff those they lead or keep the register of."""
    if not actor.may(Permission.OCCURRENCE_CHANGE):
        return False
    return actor.manager or actor.person_id in (leader_id, keeper_id)
