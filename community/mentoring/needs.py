"""How many elders somebody needs, and when the next contact of two is due: rules with the numbers of the house.

Two elders for the first fourteen days are the Ley Community's rule; every number is a setting of the house.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from foundation.walltime import wall_of

# Whoever has gone beyond the first stage of the path finds their way, and may stand by others.
FIRST_STAGE = 1


class Policy(NamedTuple):
    """The numbers of a house; ``zone`` is its IANA name."""

    zone: str
    newcomer_days: int
    elders_at_first: int
    elders_later: int
    newcomers_per_elder: int
    elders_of_same_sex: str
    contact_every_days: int


def days_here(admitted_at: datetime, at: datetime, zone: str) -> int:
    """The how many-th day of a stay it is on the wall of ``zone`` at an instant (both UTC); the first is 1."""
    return (wall_of(at, zone).date() - wall_of(admitted_at, zone).date()).days + 1


def elders_needed(day: int, stage: int | None, policy: Policy) -> int:
    """How many elders somebody needs on that day of their stay (the first is 1), in the stage of that position.

    After the first days as many as the house says for later, until the first stage is behind them.
    """
    if day <= policy.newcomer_days:
        return policy.elders_at_first
    return policy.elders_later if stage is None or stage <= FIRST_STAGE else 0


def contact_due(last_at: datetime, next_on: date | None, policy: Policy) -> date:
    """The day on the house's wall by which the two should have had contact again.

    ``last_at`` (UTC) is the last contact, or the agreement; ``next_on`` the day they chose, if that is sooner.
    """
    usual = wall_of(last_at, policy.zone).date() + timedelta(days=policy.contact_every_days)
    return usual if next_on is None else min(usual, next_on)
