"""Conditions on stays, for the statements of higher rooms."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from community.residency.models import Leave, Stay

Instant = datetime | SQLCoreOperations[datetime]


def living_here(at: Instant) -> ColumnElement[bool]:
    """The stay covers the instant (UTC value or column), half open."""
    return and_(Stay.admitted_at <= at, or_(Stay.discharged_at.is_(None), Stay.discharged_at > at))


def ended_between(after: Instant, at: Instant) -> ColumnElement[bool]:
    """The stay ended after the one instant and not after the other: what was said before it ended with it."""
    return and_(Stay.discharged_at > after, Stay.discharged_at <= at)


def away_until() -> ColumnElement[datetime]:
    """When a leave ends: when they came back, once that is noted, else when they are expected (UTC)."""
    return func.coalesce(Leave.__table__.c.returned_at, Leave.__table__.c.to_at)


def away(at: Instant) -> ColumnElement[bool]:
    """The leave covers the instant (UTC value or column), half open."""
    return and_(Leave.from_at <= at, away_until() > at)
