"""What the pages of the staff's time act on: absences of both houses, one of them the facilitator's own illness."""

from datetime import timedelta

from community.access.actor import SYSTEM
from community.people.models import Person
from community.staff.absences import note_absence
from foundation.database import db
from tests.authorisation.scene import Scene
from tests.cast import NOW

DAY = timedelta(days=1)


def add(scene: Scene) -> None:
    """Add them, and their ids; all in three months, so that who leads what stays as it is."""
    begins = NOW + 90 * DAY
    for name, person, kind in (
        ("training", "other_facilitator", "training"),
        ("illness", "facilitator", "ill"),
        ("nile_training", "nile_facilitator", "training"),
    ):
        row = db.session.get_one(Person, scene.ids[person])
        made = note_absence(row, kind=kind, from_at=begins, to_at=begins + DAY, by=SYSTEM)
        scene.ids[f"{name}_absence"] = made.id
