"""What an address gives: its events in the window, in the reader's language, written into bytes."""

from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, select

from foundation.languages import force_locale
from foundation.walltime import day_bounds
from sessions.calendars.found import Found
from sessions.calendars.ics import FeedEvent, FeedHead, event_uid, write_feed
from sessions.calendars.standing import Standing
from sessions.calendars.wording import (
    COLOURS,
    NAMES,
    RELATIVE,
    RESIDENT,
    ROOM,
    Words,
    cancelled,
    place_of,
    summary_of,
    twelve_steps,
)
from sessions.schedule.expectation import expected_by_consent
from sessions.schedule.mentoring_hours import mentoring_hours
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import as_sessions, expected_ids, led_by, occurrence_columns, within
from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES

DAYS_BACK, DAYS_AHEAD = timedelta(days=30), timedelta(days=180)
ANONYMOUS = tuple(key for key, type in TYPES.items() if twelve_steps(type, None))


def written(found: Found) -> tuple[bytes, int]:
    """The bytes of an address as it stands, and how many events are in them."""
    with force_locale(found.language):
        events = events_of(found)
        head = FeedHead(
            name=_name(found),
            language=found.language,
            private=found.kind == RELATIVE,
            zone=None if found.kind == RELATIVE else found.zone,
            colour=COLOURS[found.kind],
        )
        return write_feed(head, events), len(events)


def events_of(found: Found) -> list[FeedEvent]:
    """The events of an address in its window, from 30 days back to 180 ahead; none once it has ended."""
    if found.standing is not Standing.LIVE:
        return []
    bounds = window(found)
    statement = occurrence_columns().where(*within(found.house_id, *bounds), chosen(found, bounds))
    with force_locale(found.language):
        sessions = as_sessions(statement, found.language, found.house_language)
        if found.kind == RESIDENT:
            # Whom they meet is no matter for a calendar that leaves the house, whatever titles it has.
            sessions += mentoring_hours(found.reader_id, found.zone, *bounds)
        return [_event(found, one) for one in sessions]


def _name(found: Found) -> str:
    if found.kind == ROOM:
        return found.room
    return found.feed_title if found.kind == RELATIVE else gettext(NAMES[found.kind])


def window(found: Found) -> tuple[datetime, datetime]:
    """The half-open UTC bounds of the days an address shows: it rolls with the house's date."""
    return (
        day_bounds(found.day - DAYS_BACK, found.zone)[0],
        day_bounds(found.day + DAYS_AHEAD, found.zone)[1],
    )


def chosen(found: Found, bounds: tuple[datetime, datetime]) -> ColumnElement[bool]:
    """Which occurrences are the reader's; a relative's are what one consent opens, no twelve-step."""
    where = within(found.house_id, *bounds)
    if found.kind == RELATIVE:
        opened = expected_by_consent(found.consent_id or "", *where).subquery()
        return and_(
            Occurrence.id.in_(select(opened.c.occurrence_id)),
            Series.type_key.not_in(ANONYMOUS),
            Series.fellowship.is_(None),
        )
    if found.kind == RESIDENT:
        return Occurrence.id.in_(expected_ids(found.reader_id, where)) | led_by(found.reader_id)
    if found.kind == ROOM:
        return Occurrence.room_id == found.room_id
    return led_by(found.reader_id)


def _event(found: Found, session: Session) -> FeedEvent:
    words = Words(session.type, session.title, session.room, session.audience, session.fellowship)
    summary = summary_of(words, found.kind, real_titles=found.real_titles, feed_title=found.feed_title, say=gettext)
    return FeedEvent(
        uid=event_uid(bytes.fromhex(found.uid_secret), session.id),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=cancelled(summary, gettext) if session.cancelled else summary,
        location=place_of(words, found.kind, real_titles=found.real_titles),
        changed_at=session.changed_at,
        sequence=session.sequence,
        cancelled=session.cancelled,
        private=found.kind in (RELATIVE, RESIDENT),
    )
