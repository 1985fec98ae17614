"""Whom the form of a date's leader offers: who is free then first, each with a short word why."""

from collections.abc import Sequence

from flask_babel import gettext

from community.access.actor import Actor
from foundation.clock import now
from sessions.schedule.session import Session
from sessions.schedule.stand_ins import substitutes_for


def free_first(actor: Actor, session: Session, staff: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same people, (id, shown), in the order of use; five statements for a manager of what lies ahead, else none.

    Whoever hands on what they lead themself knows whom they asked.
    """
    if not actor.manager or session.cancelled or session.starts_at <= now():
        return list(staff)
    found = {one.person_id: one for one in substitutes_for(actor, [session])[session.id]}
    named = dict(staff)
    free = [
        (key, f"{named[key]} – {' · '.join(gettext(word) for word in one.why)}")
        for key, one in found.items()
        if key in named
    ]
    return [*free, *(pair for pair in staff if pair[0] not in found)]
