"""What the scheduler calls for calendars: bytes that nobody asks for any more are not kept."""

from datetime import timedelta

from sqlalchemy import delete

from foundation.clock import now
from foundation.database import db
from foundation.transactions import writing
from sessions.calendars.models import FeedBody

# The window rolls every day, so the bytes of an address in use are never older than its last fetch.
UNUSED = timedelta(days=30)


def clear_feeds() -> None:
    """Drop kept bytes that were written thirty days ago: an ended address is not to hold its events for ever."""
    with writing():
        db.session.execute(delete(FeedBody).where(FeedBody.built_at < now() - UNUSED))
