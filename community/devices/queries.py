"""Reading the devices of a house."""

from sqlalchemy import select

from community.access.actor import Actor
from community.devices.models import Device
from community.houses.models import Room
from foundation.database import db
from foundation.errors import NotFound
from foundation.security import token_hash


def device_by_key(key: str, kind: str) -> tuple[Device, Room | None] | None:
    """The device whose browser holds this key, with its room; None when unknown, revoked or of another kind."""
    found = db.session.execute(
        select(Device, Room)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(Device.key_hash == token_hash(key), Device.kind == kind, Device.revoked_at.is_(None))
    ).one_or_none()
    return (found[0], found[1]) if found else None


def devices_of(house_id: str) -> list[tuple[Device, Room | None]]:
    """Every device of a house that is not revoked, with its room, the oldest first."""
    rows = db.session.execute(
        select(Device, Room)
        .outerjoin(Room, Room.id == Device.room_id)
        .where(Device.house_id == house_id, Device.revoked_at.is_(None))
        .order_by(Device.made_at, Device.id)
    )
    return [(device, room) for device, room in rows]


def device_for(actor: Actor, device_id: str) -> Device:
    """A device of one's own house that is not revoked; NotFound for any other."""
    here = (Device.id == device_id, Device.house_id == actor.house_id, Device.revoked_at.is_(None))
    device = db.session.scalar(select(Device).where(*here))
    if device is None:
        raise NotFound()
    return device
