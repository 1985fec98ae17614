"""The verbs of ties."""

from datetime import datetime

from sqlalchemy import or_, select

from community.access.actor import By
from community.audit.operations import record
from community.family.barring import refuse_barred
from community.family.models import Tie
from community.people.models import Person
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp

KINDS = {
    "mother": N_("mother"),
    "father": N_("father"),
    "sister": N_("sister"),
    "brother": N_("brother"),
    "partner": N_("partner"),
    "child": N_("grown child"),
    "relative": N_("relative"),
    "friend": N_("friend"),
}


def tie(resident: Person, relative: Person, kind: str, *, from_at: datetime, by: By) -> Tie:
    """Note that somebody is a resident's relative.

    Refused for oneself, another house, a second time, and where a note of no contact stands between the two.
    """
    if kind not in KINDS:
        raise Refused(N_("Please choose how the two are related."))
    if resident.id == relative.id or resident.house_id != relative.house_id:
        raise Refused(N_("A relative is another person of the same house."))
    # A tie that is noted as of an earlier day is refused by the note of today.
    refuse_barred(resident, by, max(from_at, now()), person_id=relative.id)
    if db.session.scalar(
        select(Tie.id).where(
            Tie.resident_id == resident.id,
            Tie.relative_id == relative.id,
            or_(Tie.to_at.is_(None), Tie.to_at > from_at),
        )
    ):
        raise Refused(N_("The two are already noted as family."))
    made = Tie(
        id=new_id(),
        house_id=resident.house_id,
        resident_id=resident.id,
        relative_id=relative.id,
        kind=kind,
        from_at=from_at,
    )
    db.session.add(made)
    db.session.flush()
    raise_stamp(f"consents:{resident.id}")
    record(resident.house_id, "family:tie", by=by, subject=f"tie:{made.id}", about=resident.id)
    return made


def untie(tie: Tie, *, at: datetime, by: By) -> None:
    """End a tie at an instant; what rests on it (family sessions, visits) ends with the next read."""
    if tie.to_at is not None and tie.to_at <= at:
        raise Refused(N_("The two are no longer noted as family."))
    tie.to_at = at
    db.session.flush()
    raise_stamp(f"consents:{tie.resident_id}")
    record(tie.house_id, "family:untie", by=by, subject=f"tie:{tie.id}", about=tie.resident_id)
