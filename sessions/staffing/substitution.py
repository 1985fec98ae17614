"""The verb of an absence: who stands in for each session, or that it is cancelled; all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import force_locale, gettext
from sqlalchemy import select

from community.access.actor import Actor
from community.houses.models import House
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from sessions.schedule.changes import cancel, change_keeper, change_leader
from sessions.schedule.changing import hold_house
from sessions.schedule.models import Occurrence

# In place of a person's id.
CANCELLED, LEFT_OPEN = "cancel", ""
REASON = N_("Whoever leads it is away that day.")


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a date, read at a version: somebody's id, CANCELLED or LEFT_OPEN."""

    occurrence_id: str
    version: int
    who: str


def decide(
    actor: Actor, decisions: Sequence[Decision], reason: Mapping[str, str], *, instead_of: str
) -> dict[str, Refused]:
    """Do what was decided for each date; gives back what could not be, by date, and then the caller takes all back.

    Where the person of the id ``instead_of`` leads, somebody else leads; where they keep the register of what another
    leads, somebody else keeps it. ``reason`` is what people read of the cancelled ones.
    Stale when a date was changed since it was read, NotFound for a date of another house.
    """
    hold_house(actor.house_id)
    ids = [one.occurrence_id for one in decisions]
    statement = select(Occurrence).where(Occurrence.id.in_(ids), Occurrence.house_id == actor.house_id)
    rows = {row.id: row for row in db.session.scalars(statement)}
    if len(rows) != len(set(ids)):
        raise NotFound()
    faults: dict[str, Refused] = {}
    for one in sorted(decisions, key=lambda one: (rows[one.occurrence_id].starts_at, one.occurrence_id)):
        row = rows[one.occurrence_id]
        try:
            if one.who == CANCELLED:
                cancel(row, reason=reason, version=one.version, by=actor)
            elif one.who != LEFT_OPEN and row.leader_id != instead_of:
                change_keeper(row, one.who, version=one.version, by=actor)
            elif one.who != LEFT_OPEN:
                change_leader(row, one.who, version=one.version, by=actor)
        except Refused as fault:
            faults[row.id] = fault
    return faults


def said_in_all(actor: Actor, typed: str) -> dict[str, str]:
    """Why something is cancelled: what was typed, or, left as it was proposed, in each language of the house."""
    if typed != gettext(REASON):
        return {actor.language: typed}
    languages = db.session.scalars(select(House.languages).where(House.id == actor.house_id)).one()
    found: dict[str, str] = {}
    for code in sorted({*languages, actor.language}):
        with force_locale(code):
            found[code] = gettext(REASON)
    return found
