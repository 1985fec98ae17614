"""What the pages of groups, hobbies and engagements act on, in both houses."""

from datetime import time, timedelta

from sqlalchemy import select

from community.access.actor import SYSTEM
from community.residency.engagements import note_engagement
from community.residency.models import Stay
from foundation.database import db
from sessions.groups.models import Group
from sessions.groups.operations import form_group, join_group
from sessions.groups.waiting import wait_for
from tests.authorisation.scene import Scene
from tests.cast import LONG_AGO, TODAY


def add(scene: Scene) -> None:
    """Add them, and their ids."""
    ids = scene.ids
    for mark, house, person in (
        ("", scene.cast.house, "latecomer"),
        ("nile_", scene.cast.other_house, "nile_resident"),
    ):
        circle = form_group(house.id, name={"en": "Circle"}, kind="group", capacity=2, open_to_join=False, by=SYSTEM)
        ids[f"{mark}circle"] = circle.id
        ids[f"{mark}circle_member"] = join_group(circle, ids[person], from_at=LONG_AGO, by=SYSTEM).id
        spare = form_group(house.id, name={"en": "Kitchen"}, kind="department", by=SYSTEM)
        choir = form_group(house.id, name={"en": "Choir"}, kind="hobby", capacity=5, by=SYSTEM)
        ids |= {f"{mark}spare_group": spare.id, f"{mark}choir": choir.id}
        stay = db.session.scalars(select(Stay).where(Stay.person_id == ids[person])).one()
        ids[f"{mark}engagement"] = note_engagement(
            stay,
            reason="court",
            days=(),
            first_day=TODAY + timedelta(days=9),
            to_day=None,
            start=time(9),
            end=time(12),
            zone=house.zone,
            by=SYSTEM,
        ).id
        waiting = form_group(house.id, name={"en": "Ring"}, kind="group", capacity=1, open_to_join=False, by=SYSTEM)
        ids[f"{mark}ring"] = waiting.id
        ids[f"{mark}ring_wait"] = wait_for(waiting, ids[person], by=SYSTEM).id
    join_group(db.session.get_one(Group, ids["choir"]), ids["resident"], from_at=LONG_AGO, by=SYSTEM)
    band = form_group(scene.cast.house.id, name={"en": "Band"}, kind="hobby", capacity=1, by=SYSTEM)
    ids["band"] = band.id
    join_group(band, ids["newcomer"], from_at=LONG_AGO, by=SYSTEM)
    wait_for(band, ids["resident"], by=SYSTEM)
