"""What the pages of a house act on: a room that nothing is planned in and a stage, in both houses."""

from community.access.actor import SYSTEM
from community.houses.operations import add_room, add_stage
from tests.authorisation.scene import Scene


def add(scene: Scene) -> None:
    """Add them, and their ids."""
    for mark, house in (("", scene.cast.house), ("nile_", scene.cast.other_house)):
        scene.ids[f"{mark}spare_room"] = add_room(house.id, name={"en": "Attic"}, capacity=4, by=SYSTEM).id
        made = add_stage(house.id, phase="aftercare", name={"en": "After the house"}, by=SYSTEM)
        scene.ids[f"{mark}last_stage"] = made.id
