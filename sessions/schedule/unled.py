"""Reading the sessions that nobody leads."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam

from community.access.actor import Actor
from foundation.database import UtcDateTime
from sessions.schedule.filling import HORIZON
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns
from sessions.schedule.session import Session
from sessions.schedule.span import LONGEST_LASTS
from sessions.schedule.staffing import there_throughout, without_leader

HOUSE = bindparam("house_id", type_=String())
FROM, TO = (bindparam(name, type_=UtcDateTime()) for name in ("from_at", "to_at"))
AHEAD = timedelta(days=7)


class Later(NamedTuple):
    """So many dates want a leader after the next days, the first of them on a day."""

    number: int
    first_day: date


@cache
def _statement() -> Select[Any]:
    """Built once: the manager's first page asks it each time."""
    return occurrence_columns().where(
        Occurrence.house_id == HOUSE,
        Occurrence.status == "planned",
        # The lower bound on the start lets the index find them; no session lasts longer.
        Occurrence.starts_at > FROM,
        Occurrence.starts_at < TO,
        # Nearly everybody is there throughout: what is asked for each date is asked for the others' alone.
        without_leader(there_throughout(HOUSE, FROM, TO)),
    )


def unled(actor: Actor, at: datetime) -> list[Session]:
    """The sessions of the actor's house that want a member of staff to lead them and have none who is there then.

    Those that have not ended at an instant (UTC), and whatever is filled after it. One statement.
    """
    values = {"house_id": actor.house_id, "from_at": at - LONGEST_LASTS, "to_at": at + HORIZON + AHEAD}
    found = as_sessions(_statement(), actor.language, actor.house_language, values)
    return [session for session in found if session.ends_at > at]


def soon_and_later(found: Sequence[Session], at: datetime) -> tuple[list[Session], list[Later]]:
    """Those of the seven days after an instant (UTC) one by one, and the rest as one line, if there is any."""
    soon = [session for session in found if session.starts_at < at + AHEAD]
    rest = [session for session in found if session.starts_at >= at + AHEAD]
    return soon, [Later(len(rest), rest[0].wall_start.date())] if rest else []
