"""What the scheduler does about groups: the places of those who have left the house go to those who wait."""

from sqlalchemy import select

from community.houses.models import House
from foundation.database import db
from foundation.transactions import writing
from sessions.groups.amending import settle_groups


def settle_places() -> None:
    """Settle the groups of every house, one after the other."""
    houses = db.session.scalars(select(House.id)).all()
    db.session.rollback()
    for house_id in houses:
        with writing():
            settle_groups(house_id)
