"""What the pages of pauses and kept hours act on: one of each in both houses, and a pause that was taken back."""

from datetime import time, timedelta

from community.access.actor import SYSTEM
from community.houses.models import House
from foundation.database import db
from sessions.clashes.kept_hours import keep_hour
from sessions.schedule.models import Pause
from sessions.schedule.pausing import begin_pause, end_pause
from tests.authorisation.scene import Scene
from tests.cast import TODAY

# A Wednesday, on which the family session is.
FEAST = TODAY + timedelta(days=29)


def _pause(house: House, days: int) -> Pause:
    day = FEAST + timedelta(days=days)
    facts = {"kind": "feast", "covers": "activities", "first_day": day, "last_day": day}
    return begin_pause(house, name={"en": "A feast"}, by=SYSTEM, **facts)[0]


def add(scene: Scene) -> None:
    """Make them."""
    for mark, key in (("", scene.cast.house.id), ("nile_", scene.cast.other_house.id)):
        house = db.session.get_one(House, key)
        hours = {"kind": "prayer", "days": ["fri"], "start": time(13), "end": time(13, 30)}
        kept = keep_hour(house, name={"en": "Friday prayer"}, by=SYSTEM, **hours)
        scene.ids |= {f"{mark}pause": _pause(house, 0).id, f"{mark}kept_hour": kept.id}
    here = db.session.get_one(House, scene.cast.house.id)
    past = _pause(here, 3)
    end_pause(past, here.zone, by=SYSTEM)
    scene.ids["past_pause"] = past.id
