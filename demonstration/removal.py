"""Taking the demonstration away for good: the database is empty again, and waits for a house's first day."""

from pathlib import Path

from sqlalchemy import select

from community.houses.models import House
from demonstration.facts import place
from demonstration.loading import marked_houses, throw_away
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from settings import Settings


def _kept_away(settings: Settings) -> Path:
    return settings.data_dir / "demonstration_removed"


def remove() -> None:
    """Delete every row of a database that holds the demonstration alone; Refused where any other house is."""
    if set(db.session.scalars(select(House.id))) != marked_houses():
        raise Refused(N_("There is a house here that is no demonstration; nothing was taken away."))
    throw_away()


def forget_facts(settings: Settings) -> None:
    """Once the rows are gone: throw the written passwords away, and do not load the demonstration again unasked."""
    place(settings).unlink(missing_ok=True)
    _kept_away(settings).touch(mode=0o600)


def was_removed(settings: Settings) -> bool:
    """Whether somebody took the demonstration away here; it is then loaded by ``flask demo load`` alone."""
    return _kept_away(settings).exists()
