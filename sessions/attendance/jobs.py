"""What the scheduler calls for registers."""

from sqlalchemy import select

from community.houses.models import House
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.opening import MOST_AT_ONCE, freeze_started


def freeze_due() -> None:
    """Open the registers of every house's sessions that have begun; one transaction per house and batch."""
    house_ids = list(db.session.scalars(select(House.id).order_by(House.id)))
    for house_id in house_ids:
        opened = MOST_AT_ONCE
        while opened == MOST_AT_ONCE:
            with writing():
                opened = freeze_started(house_id)
