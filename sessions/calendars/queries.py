"""Reading addresses, what can be subscribed to, and what another person's calendar would show."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from community.access.actor import Actor
from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.houses.models import House
from community.people.models import Person
from community.people.names import shown_name
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import NotFound
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.calendars.content import events_of
from sessions.calendars.found import Found
from sessions.calendars.models import FeedFetch, FeedSubscription
from sessions.calendars.standing import Standing
from sessions.calendars.wording import FACILITATOR, RELATIVE, RESIDENT

SHOWN_EVENTS = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """A calendar somebody may subscribe to; a relative's is one consent of one resident, shown by name."""

    kind: str
    consent_id: str | None
    resident_id: str | None
    resident: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One of somebody's addresses as their page shows it; instants in UTC."""

    id: str
    kind: str
    resident: str | None
    device: str
    real_titles: bool
    created_at: datetime
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One event exactly as a calendar would hold it; wall times of the house."""

    wall_start: datetime
    wall_end: datetime
    summary: str
    summary_lang: str
    cancelled: bool


def visible_to(actor: Actor) -> Select[tuple[FeedSubscription]]:
    """A person's own addresses that were not given up, and nobody else's."""
    return select(FeedSubscription).where(
        FeedSubscription.house_id == actor.house_id,
        FeedSubscription.reader_id == actor.person_id,
        FeedSubscription.revoked_at.is_(None),
    )


def row_for(actor: Actor, subscription_id: str) -> FeedSubscription:
    """One of a person's addresses, to change it; NotFound when it is not theirs or was given up."""
    row = db.session.scalar(visible_to(actor).where(FeedSubscription.id == subscription_id))
    if row is None:
        raise NotFound()
    return row


def _open_now() -> ColumnElement[bool]:
    at = now()
    return and_(Consent.purpose == FAMILY_SESSIONS, live(at), tied(at))


def openings(actor: Actor) -> list[Opening]:
    """What a person may subscribe to now: for a relative one for each consent that holds, oldest first."""
    found = []
    if actor.staff:
        found.append(Opening(FACILITATOR, None, None, None))
    if actor.resident:
        found.append(Opening(RESIDENT, None, actor.person_id, None))
    statement = (
        select(Consent.id, Person.id.label("resident_id"), Person.given_name, Person.surname)
        .join(Person, Person.id == Consent.resident_id)
        .where(Consent.recipient_id == actor.person_id, Consent.house_id == actor.house_id, _open_now())
        .order_by(Consent.granted_at, Consent.id)
    )
    for row in db.session.execute(statement):
        found.append(Opening(RELATIVE, row.id, row.resident_id, shown_name(row.given_name, row.surname)))
    return found


def addresses_of(actor: Actor) -> list[Listed]:
    """A person's addresses, newest first; one whose consent has ended names nobody and is not listed."""
    fetched = (
        select(func.max(FeedFetch.fetched_at))
        .where(FeedFetch.subscription_id == FeedSubscription.id)
        .scalar_subquery()
    )
    statement = (
        visible_to(actor)
        .outerjoin(Consent, Consent.id == FeedSubscription.consent_id)
        .outerjoin(Person, Person.id == Consent.resident_id)
        .where(or_(FeedSubscription.kind != RELATIVE, _open_now()))
        .with_only_columns(
            FeedSubscription.id,
            FeedSubscription.kind,
            Person.given_name,
            Person.surname,
            FeedSubscription.device,
            FeedSubscription.real_titles,
            FeedSubscription.created_at,
            fetched.label("fetched_at"),
        )
        .order_by(FeedSubscription.created_at.desc(), FeedSubscription.id)
    )
    return [
        Listed(
            id=row.id,
            kind=row.kind,
            resident=shown_name(row.given_name, row.surname) if row.given_name else None,
            device=row.device,
            real_titles=row.real_titles,
            created_at=row.created_at,
            fetched_at=row.fetched_at,
        )
        for row in db.session.execute(statement)
    ]


def title_words(actor: Actor) -> str:
    """The neutral words that stand for every event of a relative's calendar, in the actor's language."""
    words = db.session.scalars(select(House.feed_title).where(House.id == actor.house_id)).one()
    return said_in(words, actor.language, actor.house_language)[0]


def preview_for(resident_id: str, relative_id: str, language: str | None = None) -> list[Shown]:
    """The next events a relative's calendar holds about a resident, at most five; none without a live consent.

    In the relative's language unless another is wanted. Who may look is for the caller to decide.
    """
    statement = (
        select(Consent.id, Consent.house_id, Person.language, House.zone, House.feed_title)
        .add_columns(House.language.label("house_language"))
        .join(House, House.id == Consent.house_id)
        .join(Person, Person.id == Consent.recipient_id)
        .where(Consent.resident_id == resident_id, Consent.recipient_id == relative_id, _open_now())
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
        uid_secret=secrets.token_hex(32),
        language=spoken,
        house_language=row.house_language,
        feed_title=title,
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
    """When events about a resident last went to each relative's calendar: relative's person id → instant (UTC)."""
    statement = (
        select(FeedSubscription.reader_id, func.max(FeedFetch.fetched_at))
        .join(FeedFetch, FeedFetch.subscription_id == FeedSubscription.id)
        .where(FeedSubscription.resident_id == resident_id, FeedSubscription.kind == RELATIVE)
        .group_by(FeedSubscription.reader_id)
    )
    return dict(db.session.execute(statement).tuples().all())
