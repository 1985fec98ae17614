"""Opening registers: those expected are frozen into rows, by hand before or by the job at the start."""

from sqlalchemy import bindparam, select

from community.access.actor import SYSTEM, By
from community.audit.operations import record
from community.houses.models import House
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.walltime import wall_of
from sessions.attendance.freezing import freeze, freeze_anew, make_once
from sessions.attendance.models import Register
from sessions.attendance.policy import LOOKS_BACK, may_keep, opens_at
from sessions.attendance.queries import opened
from sessions.schedule.co_leaders import co_leaders_of
from sessions.schedule.models import Occurrence, Series

MOST_AT_ONCE = 200


# Built once, as the other statements of one register: putting them together costs more than running them.
_WANTED = (
    select(Occurrence, Series.wants_register, House.zone)
    .join(Series, Series.id == Occurrence.series_id)
    .join(House, House.id == Occurrence.house_id)
    .where(Occurrence.id == bindparam("occurrence"))
    # An occurrence read earlier in this session may have been cancelled since.
    .execution_options(populate_existing=True)
    .with_for_update(of=Occurrence)
)
_OPENED = (
    select(Register).where(Register.occurrence_id == bindparam("occurrence")).execution_options(populate_existing=True)
)


def open_register(occurrence_id: str, *, by: By) -> Register:
    """Open the register of an occurrence; a second time gives the same one and changes nothing.

    One that was opened before the session was moved is frozen anew, as of the new start.

    NotFound for somebody who may not keep it. Refused for a cancelled session, one without a roll call,
    and earlier than fifteen minutes before the start.
    """
    found = db.session.execute(_WANTED, {"occurrence": occurrence_id}).one_or_none()
    if found is None:
        raise NotFound()
    occurrence, wants, zone = found
    beside = [one for one, _name in co_leaders_of(occurrence_id)]
    if not may_keep(by, occurrence.house_id, occurrence.leader_id, occurrence.keeper_id, *beside):
        raise NotFound()
    known = db.session.scalar(_OPENED, {"occurrence": occurrence_id})
    if known is not None and known.frozen_for == occurrence.starts_at:
        return known
    if occurrence.status == "cancelled":
        raise Refused(N_("This session is cancelled; there is no roll call."))
    if not wants:
        raise Refused(N_("This session has no roll call."))
    opens = opens_at(occurrence.starts_at)
    if now() < opens:
        raise Refused(N_("The register opens fifteen minutes before the start: %(opens)s."), opens=wall_of(opens, zone))
    if known is not None:
        for register_id in freeze_anew([occurrence_id], by, now()):
            record(occurrence.house_id, "register:open", by=by, subject=f"register:{register_id}")
        return db.session.scalars(_OPENED, {"occurrence": occurrence_id}).one()
    values: dict[str, object] = {
        "id": new_id(),
        "house_id": occurrence.house_id,
        "occurrence_id": occurrence_id,
        "frozen_for": occurrence.starts_at,
        "opened_at": now(),
        "opened_by": by.person_id,
    }
    if make_once([values]):
        freeze({str(values["id"]): occurrence_id}, by, now())
        record(occurrence.house_id, "register:open", by=by, subject=f"register:{values['id']}")
    return db.session.scalars(_OPENED, {"occurrence": occurrence_id}).one()


def freeze_started(house_id: str) -> int:
    """Open the registers of the house's sessions that have begun and want one; how many were opened.

    A constant number of statements, at most 200 registers at once; calling it again opens the rest.
    """
    # The house's row is the lock: two schedulers at once write one audit entry, not two.
    db.session.execute(select(House.id).where(House.id == house_id).with_for_update())
    at = now()
    begun = (
        select(Occurrence.id, Occurrence.starts_at)
        .join(Series, Series.id == Occurrence.series_id)
        .outerjoin(Register, opened())
        .where(
            Occurrence.house_id == house_id,
            Occurrence.starts_at <= at,
            Occurrence.starts_at > at - LOOKS_BACK,
            Occurrence.status != "cancelled",
            Series.wants_register.is_(True),
            Register.id.is_(None),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(MOST_AT_ONCE)
    )
    starts = {row.id: row.starts_at for row in db.session.execute(begun)}
    if not starts:
        return 0
    anew = freeze_anew(starts, SYSTEM, at)
    moved = set(anew.values())
    made = {new_id(): occurrence_id for occurrence_id in starts if occurrence_id not in moved}
    fresh = len(anew)
    if made:
        fresh += make_once(
            [
                {
                    "id": register_id,
                    "house_id": house_id,
                    "occurrence_id": occurrence_id,
                    "frozen_for": starts[occurrence_id],
                    "opened_at": at,
                    "opened_by": None,
                }
                for register_id, occurrence_id in made.items()
            ]
        )
        freeze(made, SYSTEM, at)
    record(house_id, "register:freeze", by=SYSTEM, details={"registers": sorted(made | anew), "count": fresh})
    return fresh
