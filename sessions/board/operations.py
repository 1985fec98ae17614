"""The verb by which a house says what its wall does not name."""

from collections.abc import Collection

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.schedule.on_the_wall import ALWAYS_UNNAMED, offered_types
from sessions.schedule.session_types import TYPES


def name_on_no_wall(house: House, type_keys: Collection[str], *, by: By) -> None:
    """Say which types of session no wall of a house names; twelve-step types stay on the list whatever is asked.

    Refused for a type nobody knows.
    """
    offered = {kind.key for kind in offered_types()}
    if set(type_keys) - offered - ALWAYS_UNNAMED:
        raise Refused(N_("Please choose from what is offered."))
    wanted = ALWAYS_UNNAMED | set(type_keys)
    house.unnamed_types = [key for key in TYPES if key in wanted]
    db.session.flush()
    raise_stamp(f"schedule:{house.id}")
    record(house.id, "house:wall", by=by, subject=f"house:{house.id}")
