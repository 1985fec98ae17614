"""What the scheduler does about stays: keep the dates of engagements known half a year ahead."""

from sqlalchemy import select

from community.houses.models import House
from community.residency.engagements import fill_engagements
from foundation.database import db
from foundation.transactions import writing


def fill_elsewhere() -> None:
    """Fill the engagements of every house, one after the other."""
    houses = db.session.execute(select(House.id, House.zone)).all()
    db.session.rollback()
    for house in houses:
        with writing():
            fill_engagements(house.id, house.zone)
