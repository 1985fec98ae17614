"""The verbs of the house's own screens: make one, enrol a browser as it, revoke it."""

from datetime import timedelta

from sqlalchemy import select, update

from community.access.actor import SYSTEM, By
from community.audit.operations import record
from community.devices.codes import new_code, typed
from community.devices.models import Device
from community.houses.models import House
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.limits import count_attempt
from foundation.messages import N_
from foundation.security import new_token, token_hash
from foundation.words import clean_text

KIOSK, BOARD = "kiosk", "board"
KINDS = (KIOSK, BOARD)
LONGEST_NAME = 60
CODE_LASTS = timedelta(minutes=10)
# Ours: enough for a code mistyped on a television's remote control, and nothing against 8 · 10¹¹ codes.
MOST_ENROLMENTS, ENROLMENT_WINDOW = 10, timedelta(minutes=15)
WRONG_CODE = N_("This code is not right, or it is too old. A manager can show a new one under House, Screens.")


def make_device(
    house_id: str, *, kind: str, name: str, room_id: str | None, by: By, lasts: timedelta = CODE_LASTS
) -> tuple[Device, str]:
    """Note a new screen of the house and give the code that a browser becomes it by, this once.

    ``kind`` is KIOSK or BOARD; the room is one of the house's own or None. The code is good for ``lasts``.
    Refused for a name that is empty or too long.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of screen: {kind}")
    device = Device(
        id=new_id(),
        house_id=house_id,
        room_id=room_id,
        kind=kind,
        name=clean_text(name, longest=LONGEST_NAME),
        made_at=now(),
        made_by=by.person_id,
    )
    db.session.add(device)
    code = _show_code(device, lasts)
    record(house_id, "device:make", by=by, subject=f"device:{device.id}", details={"kind": kind})
    return device, code


def renew_code(device: Device, *, by: By, lasts: timedelta = CODE_LASTS) -> str:
    """Give a new code for a screen, this once; the one before ends. Its browser stays until another takes its place."""
    code = _show_code(device, lasts)
    record(device.house_id, "device:code", by=by, subject=f"device:{device.id}")
    return code


def _show_code(device: Device, lasts: timedelta) -> str:
    code = new_code()
    device.code_hash, device.code_expires_at = token_hash(code), now() + lasts
    db.session.flush()
    return code


def enrol(text: str, *, address: str) -> tuple[Device, str]:
    """Make the browser that a code was typed into a screen of the house; gives the device and the browser's key.

    Refused in the same words for a code that is wrong, used, too old or of a revoked screen; attempts are counted
    per address. A code acts once; of two browsers at once one gets it.
    """
    count_attempt("enrolment", address, most=MOST_ENROLMENTS, within=ENROLMENT_WINDOW)
    code_hash, key = token_hash(typed(text)), new_token()
    live = (Device.code_hash == code_hash, Device.code_expires_at > now(), Device.revoked_at.is_(None))
    taken = db.session.execute(
        update(Device)
        .where(*live)
        .values(code_hash=None, code_expires_at=None, key_hash=token_hash(key), enrolled_at=now(), last_seen_at=now())
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise Refused(WRONG_CODE)
    device = db.session.scalars(select(Device).where(Device.key_hash == token_hash(key))).one()
    # Whoever holds the code need not be signed in; who made it is in the entry of its making.
    record(device.house_id, "device:enrol", by=SYSTEM, subject=f"device:{device.id}", details={"kind": device.kind})
    return device, key


def revoke(device: Device, *, by: By) -> None:
    """End a screen: from its browser's very next request on it shows nothing of the house."""
    device.revoked_at, device.revoked_by = now(), by.person_id
    device.code_hash = device.code_expires_at = device.key_hash = None
    db.session.flush()
    record(device.house_id, "device:revoke", by=by, subject=f"device:{device.id}")


def allow_names(house: House, allowed: bool, *, by: By) -> None:
    """Decide whether the kiosks of a house show first names to choose from; without that nobody sees who lives here."""
    house.kiosk_names = allowed
    db.session.flush()
    record(house.id, "house:kiosk_names", by=by, details={"shown": allowed})


def note_seen(device_id: str) -> None:
    """Note that a screen asked for a page just now."""
    db.session.execute(update(Device).where(Device.id == device_id).values(last_seen_at=now()))
