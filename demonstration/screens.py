"""The screens of the larger house: a kiosk and a board that wait for their codes, and who has a PIN for the kiosk."""

from datetime import timedelta
from typing import Any

from community.devices.kiosk_keys import give_card, give_pin, keys_of
from community.devices.operations import BOARD, KIOSK, make_device
from community.houses.queries import rooms_of
from community.people.models import Person
from demonstration.home import Home
from foundation.database import db

# A demonstration is looked at for days; in daily use a code is good for ten minutes. It still works once.
CODE_LASTS = timedelta(days=30)
# Who has a number, a PIN and a card besides: a hash takes its time, and a list that begins is a list too.
OTHERS = 5


def set_up_screens(home: Home) -> dict[str, Any]:
    """Add them and give the facts of the way in: the codes, and one resident's number and PIN. Nothing elsewhere."""
    if not home.plan.night_watch:
        return {}
    room = rooms_of(home.house.id)[0]
    made = {
        kind: make_device(home.house.id, kind=kind, name=name, room_id=room.id, by=home.manager, lasts=CODE_LASTS)
        for kind, name in ((KIOSK, "Tablet by the stairs"), (BOARD, "Television in the hall"))
    }
    resident = home.people["yusuf"]
    key, pin = give_pin(resident, by=home.manager)
    _, card = give_card(resident, by=home.manager)
    for row in [one for one in keys_of(home.house.id) if one.person_id != resident.id][:OTHERS]:
        give_pin(db.session.get_one(Person, row.person_id), by=home.manager)
    return {
        "kiosk": {"number": str(key.number), "pin": pin, "card": card, "code": made[KIOSK][1]},
        "board": {"code": made[BOARD][1]},
    }
