"""What a relative's calendar shows about a resident, for the two to look at, and when it was fetched."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from community.accounts.models import Account
from community.consent.models import Consent
from community.houses.models import House
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import db
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.calendars.content import events_of
from sessions.calendars.found import Found, read_in
from sessions.calendars.models import FeedFetch, FeedSubscription
from sessions.calendars.queries import open_now
from sessions.calendars.standing import Standing
from sessions.calendars.wording import RELATIVE

SHOWN_EVENTS = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One event exactly as a calendar would hold it; wall times of the house."""

    wall_start: datetime
    wall_end: datetime
    summary: str
    summary_lang: str
    cancelled: bool


def preview_for(resident_id: str, relative_id: str, language: str | None = None) -> list[Shown]:
    """The next events a relative's calendar holds about a resident, at most five; none without consent.

    In the relative's language unless another is wanted. Who may look is for the caller to decide.
    """
    statement = (
        select(Consent.id, Consent.house_id, read_in().label("language"), House.zone, House.feed_title)
        .add_columns(House.language.label("house_language"))
        .join(House, House.id == Consent.house_id)
        .join(Person, Person.id == Consent.recipient_id)
        .outerjoin(Account, Account.id == Person.account_id)
        .where(Consent.resident_id == resident_id, Consent.recipient_id == relative_id, open_now())
        .order_by(Consent.granted_at.desc(), Consent.id)
        .limit(1)
    )
    row = db.session.execute(statement).one_or_none()
    if row is None:
        return []
    spoken = language or row.language
    title, tongue = said_in(row.feed_title, spoken, row.house_language)
    found = Found(
        id="",
        house_id=row.house_id,
        kind=RELATIVE,
        reader_id=relative_id,
        resident_id=resident_id,
        consent_id=row.id,
        room_id=None,
        uid_secret=secrets.token_hex(32),
        language=spoken,
        house_language=row.house_language,
        feed_title=title,
        room="",
        zone=row.zone,
        real_titles=False,
        day=today(row.zone),
        standing=Standing.LIVE,
        version="",
        kept_version=None,
        kept_events=0,
        kept_changed_at=None,
        fetched_at=None,
    )
    coming = [event for event in events_of(found) if event.ends_at > now()]
    return [
        Shown(
            wall_start=wall_of(event.starts_at, row.zone),
            wall_end=wall_of(event.ends_at, row.zone),
            summary=event.summary,
            summary_lang=tongue,
            cancelled=event.cancelled,
        )
        for event in coming[:SHOWN_EVENTS]
    ]


def fetched_about(resident_id: str) -> dict[str, datetime]:
    """When events about a resident last went to each relative: the relative's person id → instant (UTC)."""
    statement = (
        select(FeedSubscription.reader_id, func.max(FeedFetch.fetched_at).label("fetched_at"))
        .join(FeedFetch, FeedFetch.subscription_id == FeedSubscription.id)
        .where(FeedSubscription.resident_id == resident_id, FeedSubscription.kind == RELATIVE)
        .group_by(FeedSubscription.reader_id)
    )
    return {row.reader_id: row.fetched_at for row in db.session.execute(statement)}
