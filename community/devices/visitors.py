"""Who is signed in at a kiosk: read live at every request, as an actor who may what a resident may."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from community.access.actor import Actor
from community.access.permissions import Role
from community.devices.models import Device, KioskVisit
from community.houses.models import House
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound
from foundation.security import token_hash


class OpenVisit(NamedTuple):
    """A visit that somebody of the house could unlock: whose it is, at which screen, since when (UTC)."""

    id: str
    shown: str
    device: str
    started_at: datetime
    private_until: datetime | None


def visitor(device: Device, key: str, language: str | None) -> tuple[Actor, KioskVisit, House] | None:
    """Who holds this key at this device, with the visit and the house; None when it ended, for what reason ever.

    One statement. They live here now, the visit is neither ended nor over, and the device is the one they came to.
    ``language`` is the one chosen at the kiosk; without one it is the one on their card.
    """
    at = now()
    lives = select(Stay.id).where(Stay.person_id == Person.id, living_here(at)).exists()
    row = db.session.execute(
        select(KioskVisit, Person.shown, Person.language, House)
        .join(Person, Person.id == KioskVisit.person_id)
        .join(House, House.id == KioskVisit.house_id)
        .where(
            KioskVisit.key_hash == token_hash(key),
            KioskVisit.device_id == device.id,
            KioskVisit.ended_at.is_(None),
            KioskVisit.expires_at > at,
            lives,
        )
    ).one_or_none()
    if row is None:
        return None
    visit, shown, own, house = row
    actor = Actor(
        account_id="",
        sign_in_id=visit.id,
        person_id=visit.person_id,
        house_id=visit.house_id,
        roles=frozenset({Role.RESIDENT}),
        shown_name=shown,
        language=language or own,
        house_language=house.language,
        zone=house.zone,
        week_starts=house.week_starts,
        crisis_numbers=tuple((one["name"], one["number"]) for one in house.crisis_numbers),
    )
    return actor, visit, house


def private(visit: KioskVisit) -> bool:
    """Whether staff have opened the private minutes of this visit, and they are not over."""
    return visit.private_until is not None and visit.private_until > now()


def _open(house_id: str) -> tuple[object, ...]:
    return (
        KioskVisit.house_id == house_id,
        KioskVisit.ended_at.is_(None),
        KioskVisit.expires_at > now(),
        Device.revoked_at.is_(None),
    )


def open_visits(house_id: str) -> list[OpenVisit]:
    """Who is signed in at a kiosk of the house now, the newest first. One statement."""
    rows = db.session.execute(
        select(KioskVisit.id, Person.shown, Device.name, KioskVisit.started_at, KioskVisit.private_until)
        .join(Person, Person.id == KioskVisit.person_id)
        .join(Device, Device.id == KioskVisit.device_id)
        .where(*_open(house_id))  # type: ignore[arg-type]
        .order_by(KioskVisit.started_at.desc(), KioskVisit.id)
    )
    return [OpenVisit(*row) for row in rows]


def visit_for(actor: Actor, visit_id: str) -> KioskVisit:
    """A visit of one's own house that is open; NotFound for any other."""
    visit = db.session.scalar(
        select(KioskVisit)
        .join(Device, Device.id == KioskVisit.device_id)
        .where(KioskVisit.id == visit_id, *_open(actor.house_id))  # type: ignore[arg-type]
    )
    if visit is None:
        raise NotFound()
    return visit
