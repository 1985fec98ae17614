"""The verbs and reading of what residents open a kiosk with: a number, a PIN, a card."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from community.access.actor import Actor, By
from community.accounts.passwords import hash_pin
from community.audit.operations import record
from community.devices.models import KioskKey
from community.devices.numbers import free_number, new_card, new_pin
from community.devices.visits import BY_NUMBER, BY_NUMBER_A_DAY, end_visits_of
from community.houses.operations import hold_house
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound
from foundation.limits import forget_attempts
from foundation.security import token_hash
from foundation.sounds import sounds_of
from foundation.words import fold


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A resident of the house and what they have for the kiosk; found by name or number."""

    person_id: str
    shown: str
    number: int | None
    has_pin: bool
    has_card: bool
    set_at: datetime | None
    folded: str
    sounds: str


def keys_of(house_id: str) -> list[KeyRow]:
    """Everybody who lives in the house now, by name, with what they have for the kiosk. One statement."""
    at = now()
    valid = func.max(Stay.admitted_at) <= KioskKey.set_at
    rows = db.session.execute(
        select(Person.id, Person.shown, KioskKey.number, KioskKey.pin_hash, KioskKey.card_hash, KioskKey.set_at, valid)
        .join(Stay, Stay.person_id == Person.id)
        .outerjoin(KioskKey, KioskKey.person_id == Person.id)
        .where(Person.house_id == house_id, living_here(at))
        .group_by(Person.id, Person.shown, KioskKey.number, KioskKey.pin_hash, KioskKey.card_hash, KioskKey.set_at)
    )
    found = [
        KeyRow(
            person_id=person_id,
            shown=shown,
            number=number,
            has_pin=bool(valid and pin_hash),
            has_card=bool(valid and card_hash),
            set_at=set_at if valid else None,
            folded=fold(f"{shown} {number or ''}"),
            sounds=sounds_of(shown),
        )
        for person_id, shown, number, pin_hash, card_hash, set_at, valid in rows
    ]
    return sorted(found, key=lambda one: (one.folded, one.person_id))


def resident_of(actor: Actor, person_id: str) -> Person:
    """Somebody who lives in the actor's house now; NotFound for anybody else."""
    lives = select(Stay.id).where(Stay.person_id == Person.id, living_here(now())).exists()
    person = db.session.scalar(select(Person).where(Person.id == person_id, Person.house_id == actor.house_id, lives))
    if person is None:
        raise NotFound()
    return person


def give_pin(person: Person, *, by: By) -> tuple[KioskKey, str]:
    """Give a resident a new PIN, and a number if they have none; gives the key and the PIN, this once.

    The PIN and the card they had end at once, and so does a visit they have open: whoever knows the old one, or
    found the card, is out. What was tried with their number is forgotten.
    """
    key, pin = _key_of(person, by=by), new_pin()
    key.pin_hash, key.card_hash = hash_pin(pin), None
    db.session.flush()
    end_visits_of(person.id, because="pin")
    for kind in (BY_NUMBER, BY_NUMBER_A_DAY):
        forget_attempts(kind, f"{person.house_id}:{key.number}")
    record(person.house_id, "kiosk:pin", by=by, subject=f"kiosk_key:{key.id}", about=person.id)
    return key, pin


def give_card(person: Person, *, by: By) -> tuple[KioskKey, str]:
    """Make a resident's card; gives the key and what its code says, this once. The card they had ends at once, and so
    does a visit they have open: whoever found it is out.

    A PIN that was given in an earlier stay does not come back with it.
    """
    key, code = _key_of(person, by=by), new_card()
    lost, key.card_hash = key.card_hash, token_hash(code)
    db.session.flush()
    if lost is not None:
        end_visits_of(person.id, because="card")
    record(person.house_id, "kiosk:card", by=by, subject=f"kiosk_key:{key.id}", about=person.id)
    return key, code


def _key_of(person: Person, *, by: By) -> KioskKey:
    """The key of somebody, made where there is none; given anew, so that it is one of this stay."""
    # Whoever looks for a free number and takes it does so alone.
    hold_house(person.house_id)
    key = db.session.scalar(select(KioskKey).where(KioskKey.person_id == person.id))
    admitted_at = db.session.scalar(
        select(func.max(Stay.admitted_at)).where(Stay.person_id == person.id, living_here(now()))
    )
    if key is None:
        taken = set(db.session.scalars(select(KioskKey.number).where(KioskKey.house_id == person.house_id)))
        key = KioskKey(id=new_id(), house_id=person.house_id, person_id=person.id, number=free_number(taken))
        db.session.add(key)
    elif admitted_at is None or key.set_at < admitted_at:
        key.pin_hash = key.card_hash = None
    key.set_at, key.set_by = now(), by.person_id
    return key
