"""What the page of a register acts on besides its marks: a session of its own that somebody leads beside its leader."""

from datetime import time, timedelta

from community.access.actor import SYSTEM
from foundation.database import db
from sessions.schedule.co_leading import name_co_leader
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.authorisation.scene import Scene
from tests.cast import TODAY

# A day on which nothing else of the scene begins.
DAY = TODAY + timedelta(days=23)


def add(scene: Scene) -> None:
    """Make it: Marta leads, the nurse beside her."""
    cast = scene.cast
    series = start_series(
        cast.house.id,
        type_key="lecture",
        titles={"en": "A lecture of two"},
        rule="FREQ=DAILY;COUNT=1",
        first_day=DAY,
        wall_start=time(5, 0),
        wall_end=time(6, 0),
        zone=cast.house.zone,
        audience="each",
        leader_kind="staff",
        leader_id=scene.ids["facilitator"],
        keeper_id=scene.ids["facilitator"],
        by=SYSTEM,
    )
    fill(series, TODAY + HORIZON)
    occurrence = db.session.query(Occurrence).filter_by(series_id=series.id).one()
    nurse, counsellor = scene.ids["nurse"], scene.ids["counsellor"]
    name_co_leader(occurrence, nurse, onwards=False, by=SYSTEM)
    scene.ids |= {"led_by_two": occurrence.id, "beside": nurse, "new_beside": counsellor}
