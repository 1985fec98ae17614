"""Who may read and write notes at all: pure predicates on who asks."""

from community.access.actor import Actor, By
from community.access.permissions import Permission


def reviews(by: By) -> bool:
    """Whether somebody reads and reviews every note of the house. Commands act for whom they name."""
    return not isinstance(by, Actor) or by.may(Permission.NOTE_REVIEW)


def writes(by: By, house_id: str) -> bool:
    """Whether somebody may write or sign notes in that house at all, on the sessions that are theirs."""
    if not isinstance(by, Actor):
        return True
    may = by.may(Permission.NOTE_WRITE) or by.may(Permission.NOTE_REVIEW)
    return by.house_id == house_id and may
