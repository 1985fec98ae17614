"""Conditions on stays, for the statements of higher rooms."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from community.residency.models import Stay

Instant = datetime | SQLCoreOperations[datetime]


def living_here(at: Instant) -> ColumnElement[bool]:
    """The stay covers the instant (UTC value or column), half open."""
    return and_(Stay.admitted_at <= at, or_(Stay.discharged_at.is_(None), Stay.discharged_at > at))
