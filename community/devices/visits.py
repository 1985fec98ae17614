"""The verbs of visits: a resident signs in at a kiosk with number and PIN or with a card, and out again."""

from datetime import timedelta

from sqlalchemy import select, update

from community.access.actor import Actor, System
from community.accounts.passwords import matches
from community.audit.operations import record
from community.devices.models import Device, KioskKey, KioskVisit
from community.devices.numbers import CARD_LENGTH, PIN_LENGTH, digits
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.limits import count_attempt, forget_attempts, take_back_attempt
from foundation.messages import N_
from foundation.security import new_token, token_hash

IDLE = timedelta(seconds=45)
ABSOLUTE = timedelta(minutes=10)
PRIVATE = timedelta(minutes=10)
# Of a million PINs at most twenty are tried in a day: after a year of it somebody is in with one chance in 137.
MOST_WRONG, WRONG_WINDOW = 5, timedelta(minutes=15)
MOST_WRONG_A_DAY, DAY = 20, timedelta(days=1)
# A house of forty that comes out of the morning meeting mistypes a few; successes do not count.
MOST_AT_DEVICE = 30
BY_NUMBER, BY_NUMBER_A_DAY, AT_DEVICE = "kiosk-number", "kiosk-number-day", "kiosk-device"
WRONG = N_("This does not fit. Please try once more; any of the staff can give you a new PIN.")


def sign_in_by_pin(device: Device, number: str, pin: str) -> tuple[KioskVisit, str]:
    """Open a visit with a number and a PIN; gives it and its secret key.

    Refused in the same words, after the same work, for a number nobody has, a wrong PIN, a number of another house
    and somebody who lives here no more. Attempts are counted per number and per device.
    """
    device_id, house_id = device.id, device.house_id
    number, pin = digits(number), digits(pin)
    who = f"{house_id}:{int(number)}" if 0 < len(number) <= PIN_LENGTH else f"{house_id}:?"
    count_attempt(AT_DEVICE, device_id, most=MOST_AT_DEVICE, within=WRONG_WINDOW)
    count_attempt(BY_NUMBER, who, most=MOST_WRONG, within=WRONG_WINDOW)
    count_attempt(BY_NUMBER_A_DAY, who, most=MOST_WRONG_A_DAY, within=DAY)
    mine = (KioskKey.house_id == house_id, KioskKey.number == (int(number) if not who.endswith("?") else -1))
    key = _key(*mine)
    pin_hash = key.pin_hash if key else None
    # The hash takes a twentieth of a second on purpose; no lock is held meanwhile, for SQLite has one writer.
    db.session.rollback()
    fits = matches(pin_hash, pin) and len(pin) == PIN_LENGTH
    key = _key(*mine)
    if key is None or not fits or key.pin_hash != pin_hash:
        raise Refused(WRONG)
    forget_attempts(BY_NUMBER, who)
    take_back_attempt(BY_NUMBER_A_DAY, who)
    take_back_attempt(AT_DEVICE, device_id)
    return _open(device_id, key, "pin")


def sign_in_by_card(device: Device, code: str) -> tuple[KioskVisit, str]:
    """Open a visit with a card; Refused, in the same words, for a card that is none, ended, or of another house."""
    device_id, house_id, code = device.id, device.house_id, digits(code)
    count_attempt(AT_DEVICE, device_id, most=MOST_AT_DEVICE, within=WRONG_WINDOW)
    key = _key(KioskKey.house_id == house_id, KioskKey.card_hash == token_hash(code))
    if key is None or len(code) != CARD_LENGTH:
        raise Refused(WRONG)
    take_back_attempt(AT_DEVICE, device_id)
    return _open(device_id, key, "card")


def _key(*which: object) -> KioskKey | None:
    """The key that fits, of somebody who lives here now and was given it in this stay."""
    at = now()
    good = (
        select(Stay.id)
        .where(Stay.person_id == KioskKey.person_id, living_here(at), Stay.admitted_at <= KioskKey.set_at)
        .exists()
    )
    return db.session.scalar(select(KioskKey).where(*which, good))  # type: ignore[arg-type]


def _open(device_id: str, key: KioskKey, how: str) -> tuple[KioskVisit, str]:
    """Open a visit; whoever was signed in at this device before is so no more."""
    at, secret = now(), new_token()
    db.session.execute(
        update(KioskVisit)
        .where(KioskVisit.device_id == device_id, KioskVisit.ended_at.is_(None))
        .values(ended_at=at, ended_because="next")
    )
    visit = KioskVisit(
        id=new_id(),
        house_id=key.house_id,
        device_id=device_id,
        person_id=key.person_id,
        key_hash=token_hash(secret),
        opened_how=how,
        started_at=at,
        expires_at=at + ABSOLUTE,
    )
    db.session.add(visit)
    db.session.flush()
    by = System(person_id=visit.person_id, sign_in_id=visit.id)
    record(visit.house_id, "kiosk:sign_in", by=by, subject=f"kiosk_visit:{visit.id}", about=visit.person_id)
    return visit, secret


def end_visit(actor: Actor) -> None:
    """Sign out of a visit, by the button or by the page that was left alone; a second time changes nothing."""
    ended = db.session.execute(
        update(KioskVisit)
        .where(KioskVisit.id == actor.sign_in_id, KioskVisit.ended_at.is_(None))
        .values(ended_at=now(), ended_because="sign_out")
    )
    if ended.rowcount:  # type: ignore[attr-defined]
        subject = f"kiosk_visit:{actor.sign_in_id}"
        record(actor.house_id, "kiosk:sign_out", by=actor, subject=subject, about=actor.person_id)


def end_visits_of(person_id: str, *, because: str) -> None:
    """End every visit somebody has open, wherever it is."""
    open_ones = (KioskVisit.person_id == person_id, KioskVisit.ended_at.is_(None))
    db.session.execute(update(KioskVisit).where(*open_ones).values(ended_at=now(), ended_because=because))


def open_private_minutes(visit: KioskVisit, *, by: Actor) -> None:
    """Let a resident who is signed in at a kiosk see their own record there, for ten minutes from now.

    The visit lasts as long; it still ends when nobody touches the screen.
    """
    visit.private_until, visit.private_by = now() + PRIVATE, by.person_id
    visit.expires_at = max(visit.expires_at, visit.private_until)
    db.session.flush()
    record(visit.house_id, "kiosk:private", by=by, subject=f"kiosk_visit:{visit.id}", about=visit.person_id)
