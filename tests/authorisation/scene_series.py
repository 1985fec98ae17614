"""What the pages of series act on: one of each house that was changed already, and the change."""

from datetime import time, timedelta

from sqlalchemy import select

from community.access.actor import SYSTEM
from foundation.database import db
from sessions.schedule.amending import amend
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.authorisation.scene import Scene
from tests.cast import TODAY


def add(scene: Scene) -> None:
    """Plan a seminar of Sundays in both houses, and put it off by an hour from its second date on."""
    cast, ids = scene.cast, scene.ids
    led_by = {"": (cast.house, "facilitator"), "nile_": (cast.other_house, "nile_facilitator")}
    for prefix, (house, leader) in led_by.items():
        series = start_series(
            house.id,
            type_key="seminar",
            titles={"en": "Sunday seminar"},
            rule="FREQ=WEEKLY;BYDAY=SU",
            first_day=TODAY + timedelta(days=5),
            wall_start=time(6),
            wall_end=time(7),
            zone=house.zone,
            by=SYSTEM,
            leader_kind="staff",
            leader_id=ids[leader],
            keeper_id=ids[leader],
        )
        fill(series, TODAY + timedelta(days=40))
        dates = db.session.scalars(select(Occurrence).where(Occurrence.series_id == series.id))
        first, second, *_ = sorted(dates, key=lambda one: one.wall_start)
        effect = amend(
            series,
            scope="following",
            occurrence=second,
            changes={"wall_start": time(7), "wall_end": time(8)},
            version=0,
            by=SYSTEM,
        )
        ids |= {
            f"{prefix}seminar_series": effect.series_id,
            f"{prefix}seminar_date": second.id,
            f"{prefix}early_series": series.id,
            f"{prefix}early_date": first.id,
            f"{prefix}series_edit": effect.edit_id,
        }
