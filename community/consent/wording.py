"""How a consent stands, as one word, and the day it lasts to on the wall."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def standing(*, live: bool, withdrawn_at: datetime | None, expires_at: datetime, at: datetime) -> str:
    """How a consent stands at an instant (all UTC): "live", "withdrawn", "expired" or "ended"."""
    if live:
        return "live"
    if withdrawn_at is not None and withdrawn_at <= at:
        return "withdrawn"
    return "expired" if expires_at <= at else "ended"


def last_day(expires_at: datetime, zone: str) -> date:
    """The last day on which something holds that ends, half open, at an instant (UTC), on a zone's wall."""
    return (expires_at - SECOND).astimezone(ZoneInfo(zone)).date()


def days_left(expires_at: datetime, at: datetime) -> int:
    """How many days are left, begun ones counted."""
    return max(0, -((at - expires_at) // timedelta(days=1)))
