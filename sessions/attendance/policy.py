"""Who may see and keep a register: pure predicates."""

from datetime import datetime, timedelta

from community.access.actor import Actor, By
from community.access.permissions import Permission

# A facilitator prepares the room shortly before; earlier the list of those expected would still change.
OPENS_BEFORE = timedelta(minutes=15)
# What has not been written down after two weeks nobody remembers any more: so far back registers are opened by
# themselves after a rest, and asked for.
LOOKS_BACK = timedelta(days=14)


def leads(by: By, *leaders: str | None) -> bool:
    """Whether somebody is one of those who lead the session or keep its register."""
    return by.person_id is not None and by.person_id in leaders


def may_keep(by: By, house_id: str, *leaders: str | None) -> bool:
    """The house's manager keeps every register, other staff those of the sessions they lead, beside whom they lead, or
    whose register they keep.

    Jobs and commands act for the house itself.
    """
    if not isinstance(by, Actor):
        return True
    if by.house_id != house_id or not by.may(Permission.ATTENDANCE_MARK):
        return False
    return by.manager or leads(by, *leaders)


def may_correct(by: By) -> bool:
    """Who may change a mark of a finished register, with a written reason."""
    return not isinstance(by, Actor) or by.may(Permission.ATTENDANCE_CORRECT)


def opens_at(starts_at: datetime) -> datetime:
    """From when on (UTC) the register of a session that starts then may be opened."""
    return starts_at - OPENS_BEFORE
