"""What the desk acts on, in both houses: somebody who was here before, a leave that lies ahead, roles, ties, stages."""

from datetime import timedelta

from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.family.models import Tie
from community.houses.models import StaffMembership
from community.people.operations import enrol_person
from community.residency.models import Leave, Stay
from community.residency.operations import discharge, grant_leave
from foundation.database import db
from tests.authorisation.scene import Scene
from tests.cast import LONG_AGO, NOW


def add(scene: Scene) -> None:
    """Put them there, in the caller's transaction, the clock held."""
    cast, ids = scene.cast, scene.ids
    ids["second_stage"] = cast.stages[1].id
    for mark, house, resident in (
        ("", cast.house, ids["other_resident"]),
        ("nile_", cast.other_house, ids["nile_resident"]),
    ):
        left = enrol_person(house.id, given_name="Teresa", surname="Kruk", language="pl", by=SYSTEM)
        grant(left, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
        discharge(admit(left, at=LONG_AGO, by=SYSTEM), at=LONG_AGO + timedelta(days=20), by=SYSTEM)
        ids[f"{mark}graduate"] = left.id
        stay = db.session.scalars(select(Stay).where(Stay.person_id == resident)).one()
        ahead = NOW + timedelta(days=10)
        ids[f"{mark}leave_ahead"] = grant_leave(stay, from_at=ahead, to_at=ahead + timedelta(hours=5), by=SYSTEM).id
        role = select(StaffMembership).where(StaffMembership.person_id == ids[f"{mark}facilitator"])
        ids[f"{mark}facilitators_role"] = db.session.scalars(role).one().id
    away = select(Leave.id).join(Stay, Stay.id == Leave.stay_id).where(Stay.person_id == ids["latecomer"])
    ids["latecomers_leave"] = db.session.scalars(away).one()
    for name, relative in (("mothers_tie", "mother"), ("nile_tie", "nile_relative")):
        ids[name] = db.session.scalars(select(Tie).where(Tie.relative_id == ids[relative])).one().id
