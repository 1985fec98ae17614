"""What presence and no contact act on, in both houses: somebody on leave, and somebody who must be kept away."""

from datetime import timedelta

from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.barring import bar
from community.people.models import Person
from community.residency.models import Stay
from community.residency.operations import grant_leave
from foundation.clock import held_at
from foundation.database import db
from tests.authorisation.scene import Scene
from tests.cast import NOW


def add(scene: Scene) -> None:
    """Put them there, in the caller's transaction, the clock held."""
    ids = scene.ids
    stay = db.session.scalars(select(Stay).where(Stay.person_id == ids["nile_resident"])).one()
    since = NOW - timedelta(hours=3)
    ids["nile_leave"] = grant_leave(stay, from_at=since, to_at=NOW + timedelta(hours=3), by=SYSTEM).id
    with held_at(NOW - timedelta(days=3)):
        for mark, resident in (("", "other_resident"), ("nile_", "nile_resident")):
            note = bar(
                db.session.get_one(Person, ids[resident]),
                other=None,
                given_name="Robert",
                surname="Kowal",
                email="robert@example.org",
                reason="Asked for on the first day.",
                by=SYSTEM,
            )
            ids[f"{mark}note"] = note.id
