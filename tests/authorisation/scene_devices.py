"""Screens of both houses, a resident's key for the kiosk in each, and a visit that is open there."""

from community.access.actor import SYSTEM
from community.devices.kiosk_keys import give_pin
from community.devices.models import KioskVisit
from community.devices.operations import make_device
from community.devices.visits import ABSOLUTE
from community.people.models import Person
from foundation.clock import now
from foundation.database import db, new_id
from foundation.security import new_token, token_hash
from tests.authorisation.scene import Scene


def add(scene: Scene) -> None:
    """Put them there, in the caller's transaction, the clock held.

    Enrolling and signing in count attempts in transactions of their own: their rows are written here by hand.
    """
    cast, ids = scene.cast, scene.ids
    made = (("", cast.house.id, ids["resident"]), ("nile_", cast.other_house.id, ids["nile_resident"]))
    for mark, house_id, resident_id in made:
        for kind in ("kiosk", "board"):
            device, _ = make_device(house_id, kind=kind, name="By the stairs", room_id=None, by=SYSTEM)
            ids[f"{mark}{kind}_device"], ids[f"{mark}{kind}_key"] = device.id, new_token()
            device.key_hash, device.code_hash = token_hash(ids[f"{mark}{kind}_key"]), None
            device.enrolled_at = device.last_seen_at = now()
        _, ids[f"{mark}enrolment_code"] = make_device(house_id, kind="kiosk", name="Not yet", room_id=None, by=SYSTEM)
        key, ids[f"{mark}kiosk_pin"] = give_pin(db.session.get_one(Person, resident_id), by=SYSTEM)
        ids[f"{mark}kiosk_number"], ids[f"{mark}kiosk_visit_key"] = str(key.number), new_token()
        visit = KioskVisit(
            id=new_id(),
            house_id=house_id,
            device_id=ids[f"{mark}kiosk_device"],
            person_id=resident_id,
            key_hash=token_hash(ids[f"{mark}kiosk_visit_key"]),
            opened_how="pin",
            started_at=now(),
            expires_at=now() + ABSOLUTE,
        )
        db.session.add(visit)
        db.session.flush()
        ids[f"{mark}kiosk_visit"] = visit.id
