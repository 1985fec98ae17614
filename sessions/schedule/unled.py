"""Reading the sessions that nobody leads."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam

from community.access.actor import Actor
from foundation.database import UtcDateTime
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns
from sessions.schedule.session import Session
from sessions.schedule.staffing import without_leader

HOUSE = bindparam("house_id", type_=String())
FROM, TO = (bindparam(name, type_=UtcDateTime()) for name in ("from_at", "to_at"))
AHEAD = timedelta(days=7)


@cache
def _statement() -> Select[Any]:
    """Built once: the manager's first page asks it each time."""
    return occurrence_columns().where(
        Occurrence.house_id == HOUSE,
        Occurrence.status == "planned",
        # The lower bound on the start lets the index find them; no session is longer than twelve hours.
        Occurrence.starts_at > FROM,
        Occurrence.starts_at < TO,
        without_leader(),
    )


def unled(actor: Actor, at: datetime) -> list[Session]:
    """The sessions of the actor's house that want a member of staff to lead them and have none who works here.

    Those that have not ended at an instant (UTC), and those of the seven days after it. One statement.
    """
    values = {"house_id": actor.house_id, "from_at": at - timedelta(hours=12), "to_at": at + AHEAD}
    found = as_sessions(_statement(), actor.language, actor.house_language, values)
    return [session for session in found if session.ends_at > at]
