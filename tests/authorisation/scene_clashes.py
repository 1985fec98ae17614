"""What the page of clashes acts on: two sessions of one leader in one room, in both houses, and what was kept of it."""

from datetime import time, timedelta

from community.access.actor import SYSTEM
from community.houses.models import House
from community.houses.operations import add_room
from foundation.database import db
from foundation.walltime import day_bounds
from sessions.clashes.acceptances import accept_clash, end_acceptance
from sessions.clashes.facts import find_clashes
from sessions.clashes.models import ClashAcceptance
from sessions.clashes.rules import Clash
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.authorisation.scene import Scene
from tests.cast import TODAY

# A day on which nothing else of the scene begins.
DAY = TODAY + timedelta(days=20)


def _session(house: House, room_id: str, leader_id: str, hour: int, half: int) -> Occurrence:
    series = start_series(
        house.id,
        type_key="lecture",
        titles={"en": "A lecture"},
        rule="FREQ=DAILY;COUNT=1",
        first_day=DAY,
        wall_start=time(hour, half),
        wall_end=time(hour + 1, half),
        zone=house.zone,
        audience="each",
        room_id=room_id,
        leader_kind="staff",
        leader_id=leader_id,
        keeper_id=leader_id,
        by=SYSTEM,
    )
    fill(series, TODAY + HORIZON)
    return db.session.query(Occurrence).filter_by(series_id=series.id).one()


def _kept(house: House, clash: Clash, why: str) -> ClashAcceptance:
    return accept_clash(house.id, clash, {"en": why}, by=SYSTEM)


def add(scene: Scene) -> None:
    """Make them; that they share the room is kept, that they share the leader is not."""
    cast = scene.cast
    for mark, house, leader in (("", cast.house, cast.facilitator), ("nile_", cast.other_house, cast.other_manager)):
        room = add_room(house.id, name={"en": "Small hall"}, capacity=20, by=SYSTEM)
        one, other = (_session(house, room.id, leader.id, 5, half) for half in (0, 30))
        found = find_clashes(house.id, house.zone, *day_bounds(DAY, house.zone), only={one.id})
        kinds = {clash.kind: clash for clash in found}
        past = _kept(house, kinds["room"], "Once meant")
        end_acceptance(past, by=SYSTEM)
        scene.ids |= {
            f"{mark}clash_one": one.id,
            f"{mark}clash_other": other.id,
            f"{mark}clash_leader": leader.id,
            f"{mark}clash_room": room.id,
            f"{mark}past_acceptance": past.id,
            f"{mark}acceptance": _kept(house, kinds["room"], "A curtain parts the room").id,
        }
