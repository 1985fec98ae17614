"""Reading one's addresses and what one may subscribe to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from community.access.actor import Actor
from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.houses.models import House, Room
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound
from foundation.words import fold, said_in
from sessions.calendars.models import FeedFetch, FeedSubscription
from sessions.calendars.wording import FACILITATOR, RELATIVE, RESIDENT, ROOM


@dataclass(frozen=True, slots=True)
class RoomName:
    """A room that a calendar can be made of, by its name and the language that is in."""

    id: str
    name: str
    lang: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A calendar somebody may subscribe to; a relative's is one consent of one resident, shown by name.

    A room's is of one of ``rooms``.
    """

    kind: str
    consent_id: str | None
    resident_id: str | None
    resident: str | None
    rooms: tuple[RoomName, ...] = ()


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
    room: str | None = None
    room_lang: str = ""


def visible_to(actor: Actor) -> Select[FeedSubscription]:
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


def open_now() -> ColumnElement[bool]:
    """The consent opens family sessions now."""
    at = now()
    return and_(Consent.purpose == FAMILY_SESSIONS, live(at), tied(at))


def offered_rooms(actor: Actor) -> list[RoomName]:
    """The rooms of the actor's house that are in use, by name in their language."""
    statement = select(Room.id, Room.name).where(Room.house_id == actor.house_id, Room.retired_at.is_(None))
    rows = db.session.execute(statement)
    found = [RoomName(row.id, *said_in(row.name, actor.language, actor.house_language)) for row in rows]
    return sorted(found, key=lambda room: (fold(room.name), room.id))


def openings(actor: Actor) -> list[Opening]:
    """What a person may subscribe to now: for a relative one for each resident, by the consent that lasts longest."""
    found = []
    if actor.staff:
        found.append(Opening(FACILITATOR, None, None, None))
        rooms = tuple(offered_rooms(actor))
        found += [Opening(ROOM, None, None, None, rooms)] if rooms else []
    if actor.resident:
        found.append(Opening(RESIDENT, None, actor.person_id, None))
    statement = (
        select(Consent.id, Person.id.label("resident_id"), Person.shown)
        .join(Person, Person.id == Consent.resident_id)
        .where(Consent.recipient_id == actor.person_id, Consent.house_id == actor.house_id, open_now())
        .order_by(Consent.expires_at, Consent.id)
    )
    longest = {row.resident_id: row for row in db.session.execute(statement)}
    for row in longest.values():
        found.append(Opening(RELATIVE, row.id, row.resident_id, row.shown))
    return found


def addresses_of(actor: Actor) -> list[Listed]:
    """A person's addresses, newest first; one whose consent has ended names nobody and is not listed."""
    fetched = (
        select(func.max(FeedFetch.fetched_at)).where(FeedFetch.subscription_id == FeedSubscription.id).scalar_subquery()
    )
    statement = (
        visible_to(actor)
        .outerjoin(Consent, Consent.id == FeedSubscription.consent_id)
        .outerjoin(Person, Person.id == Consent.resident_id)
        .outerjoin(Room, Room.id == FeedSubscription.room_id)
        .where(or_(FeedSubscription.kind != RELATIVE, open_now()))
        .with_only_columns(
            FeedSubscription.id,
            FeedSubscription.kind,
            Person.shown,
            FeedSubscription.device,
            FeedSubscription.real_titles,
            FeedSubscription.created_at,
            fetched.label("fetched_at"),
            Room.name.label("room"),
        )
        .order_by(FeedSubscription.created_at.desc(), FeedSubscription.id)
    )
    return [
        Listed(
            id=row.id,
            kind=row.kind,
            resident=row.shown,
            device=row.device,
            real_titles=row.real_titles,
            created_at=row.created_at,
            fetched_at=row.fetched_at,
            room=room or None,
            room_lang=room_lang,
        )
        for row in db.session.execute(statement)
        for room, room_lang in [said_in(row.room or {}, actor.language, actor.house_language)]
    ]


def title_words(actor: Actor) -> str:
    """The neutral words that stand for every event of a relative's calendar, in the actor's language."""
    words = db.session.scalars(select(House.feed_title).where(House.id == actor.house_id)).one()
    return said_in(words, actor.language, actor.house_language)[0]
