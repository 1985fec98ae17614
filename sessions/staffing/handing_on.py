"""The verb of somebody who leaves: each series they lead goes on with somebody else from a day on; all or nothing."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from community.access.actor import Actor
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from sessions.schedule.amending import FOLLOWING, WHOLE, amend
from sessions.schedule.changes import change_leader
from sessions.schedule.changing import hold_house
from sessions.schedule.led import Lot
from sessions.schedule.models import Occurrence, Series
from sessions.staffing.substitution import LEFT_OPEN, Decision


def hand_on(actor: Actor, person_id: str, lots: Sequence[Lot], decisions: Sequence[Decision]) -> dict[str, Refused]:
    """Give series somebody leads to others; a decision names the series by its id, and its version.

    ``lots`` are what they lead from a day on (``led_from``): a series of theirs goes on with the other from its first
    date there, a single date in somebody else's series gets the other alone. Gives back what could not be, by series,
    and then the caller takes all back. Stale when a series was changed since, NotFound for one they do not lead.
    """
    hold_house(actor.house_id)
    by_id = {lot.series_id: lot for lot in lots}
    batch, faults = new_id(), {}
    for one in decisions:
        if one.who == LEFT_OPEN:
            continue
        lot = by_id.get(one.occurrence_id)
        if lot is None:
            raise NotFound()
        try:
            if lot.own:
                _whole_series(actor, person_id, lot, one, batch)
            else:
                _dates(actor, lot, one.who)
        except Refused as fault:
            faults[lot.series_id] = fault
    return faults


def _whole_series(actor: Actor, person_id: str, lot: Lot, one: Decision, batch: str) -> None:
    series = db.session.get_one(Series, lot.series_id)
    first = db.session.get_one(Occurrence, lot.first.id)
    earlier = select(Occurrence.id).where(
        Occurrence.series_id == series.id,
        Occurrence.recurrence_id < first.recurrence_id,
        Occurrence.starts_at > now(),
    )
    scope = FOLLOWING if db.session.scalar(earlier.limit(1)) else WHOLE
    changes: dict[str, Any] = {"leader_id": one.who}
    if series.keeper_id in (None, person_id):
        changes["keeper_id"] = one.who
    occurrence = first if scope == FOLLOWING else None
    amend(series, scope=scope, occurrence=occurrence, changes=changes, version=one.version, by=actor, batch_id=batch)


def _dates(actor: Actor, lot: Lot, who: str) -> None:
    rows = db.session.scalars(select(Occurrence).where(Occurrence.id.in_([one.id for one in lot.sessions])))
    versions = {one.id: one.sequence for one in lot.sessions}
    for row in sorted(rows, key=lambda row: row.starts_at):
        change_leader(row, who, version=versions[row.id], by=actor)
