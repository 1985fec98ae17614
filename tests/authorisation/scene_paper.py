"""What the pages of paper act on: a printed sheet of today's group in each house, with its code."""

from community.access.actor import System
from foundation.database import db
from sessions.printouts.models import RollSheet
from sessions.printouts.roll_sheets import print_sheet
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns
from tests.authorisation.scene import Scene


def add(scene: Scene) -> None:
    """Print them, each by who leads the session."""
    ids, cast = scene.ids, scene.cast
    for mark, occurrence, leader, house in (
        ("", "group_today", "facilitator", cast.house),
        ("nile_", "nile_today", "nile_facilitator", cast.other_house),
    ):
        [session] = as_sessions(occurrence_columns().where(Occurrence.id == ids[occurrence]), "en", "en")
        by = System(person_id=ids[leader])
        ids[f"{mark}roll_sheet"] = print_sheet(session, house_id=house.id, language="en", by=by)
        ids[f"{mark}roll_code"] = db.session.get_one(RollSheet, ids[f"{mark}roll_sheet"]).code
