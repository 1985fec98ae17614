"""What the pages of the record act on: a calendar of a room, and a reading of a resident's record in both houses."""

from community.audit.operations import record_read
from sessions.calendars.operations import subscribe
from tests.authorisation.scene import Scene
from tests.cast import actor_for


def add(scene: Scene) -> None:
    """Put them there, in the caller's transaction, the clock held."""
    cast, ids = scene.cast, scene.ids
    actors = {name: actor_for(cast.people[name]) for name in ("facilitator", "manager", "other_manager")}
    made, token = subscribe(actors["facilitator"], "room", device="tablet", room_id=ids["garden_room"])
    ids |= {"rooms_feed": made.id, "rooms_token": token}
    record_read(actors["manager"], ids["resident"], "consents")
    record_read(actors["other_manager"], ids["nile_resident"], "consents")
