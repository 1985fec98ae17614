"""What every change of one date does: hold it against everybody else, keep what it was, and mark it as changed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Stale
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.schedule.models import Occurrence, OccurrenceChange

STANDING = ("cancelled", "reinstated")
CHANGED = N_("Somebody changed this session in the meantime. Look at it again, then decide.")


def hold_house(house_id: str) -> None:
    """Hold the house's row: whoever checks for clashes and writes does so alone in the house."""
    db.session.execute(select(House.id).where(House.id == house_id).with_for_update())


def hold(occurrence: Occurrence, version: int) -> None:
    """Hold a date to the end of the transaction and read it anew; Stale when it is not the version that was read."""
    hold_house(occurrence.house_id)
    db.session.refresh(occurrence)
    if occurrence.sequence != version:
        raise Stale(CHANGED)


def keep(
    occurrence: Occurrence,
    kind: str,
    before: dict[str, Any],
    after: dict[str, Any],
    reason: Mapping[str, str],
    by: By,
    *,
    verb: str | None = None,
) -> None:
    """Add the row that says what was changed by whom, and the audit's entry (``verb``, else that of the kind)."""
    db.session.add(
        OccurrenceChange(
            id=new_id(),
            house_id=occurrence.house_id,
            occurrence_id=occurrence.id,
            kind=kind,
            before=before,
            after=after,
            reason=dict(reason),
            sequence=occurrence.sequence + 1,
            changed_at=now(),
            changed_by=by.person_id,
        )
    )
    record(
        occurrence.house_id, verb or f"occurrence:{kind}", by=by, subject=f"occurrence:{occurrence.id}", details=after
    )


def changed(occurrence: Occurrence, kind: str, reason: Mapping[str, str] | None) -> None:
    """Mark a date as changed: its tags, what people read as the reason (None leaves it), its version, the stamp."""
    # Cancelled or held after all: one of the two.
    gone = STANDING if kind in STANDING else (kind,)
    occurrence.changes = [*(c for c in occurrence.changes if c not in gone), kind]
    if reason is not None:
        occurrence.reason = dict(reason)
    occurrence.sequence += 1
    occurrence.changed_at = now()
    db.session.flush()
    raise_stamp(f"schedule:{occurrence.house_id}")
