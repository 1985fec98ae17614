"""What the scheduler does about series: keep half a year filled, and follow the zone data."""

from sqlalchemy import select

from community.houses.models import House
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.filling import fill_house, realign


def fill_ahead() -> None:
    """Fill every house half a year ahead and set future occurrences right after a change of zone data."""
    houses = db.session.execute(select(House.id, House.zone)).all()
    db.session.rollback()
    for house in houses:
        # One after the other: nobody else can write while a house is being filled.
        with writing():
            fill_house(house.id, house.zone)
        with writing():
            realign(house.id)
