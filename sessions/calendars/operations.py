"""The verbs of addresses: make one, give it up, take a new one instead."""

import secrets

from sqlalchemy import delete, func, select

from community.access.actor import Actor
from community.audit.operations import record
from community.consent.models import Consent
from community.consent.queries import live_family_consent
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.security import new_token, token_hash
from foundation.words import clean_text
from sessions.calendars.models import FeedBody, FeedSubscription
from sessions.calendars.queries import offered_rooms, visible_to
from sessions.calendars.wording import FACILITATOR, RELATIVE, RESIDENT, ROOM

LONGEST_DEVICE = 60
# More than anybody has of phones and computers, and few enough that nobody fills the table by a script.
MOST_ADDRESSES = 20


def subscribe(
    actor: Actor,
    kind: str,
    *,
    device: str,
    consent_id: str | None = None,
    room_id: str | None = None,
    real_titles: bool = False,
) -> tuple[FeedSubscription, str]:
    """Make an address for one device and give it with its secret, which is kept nowhere and shown once.

    ``kind`` is relative (with the consent it stands on), resident, facilitator or room (with the room). NotFound
    when the person is no such reader, the consent does not hold now or the room is not in use in their house;
    Refused for a bad device name or too many addresses.
    """
    resident_id = _resident_of(actor, kind, consent_id, room_id)
    device = clean_text(device, longest=LONGEST_DEVICE)
    held = db.session.scalar(select(func.count()).select_from(visible_to(actor).subquery())) or 0
    if held >= MOST_ADDRESSES:
        raise Refused(N_("You already have %(most)s addresses. Stop one you no longer use first."), most=held)
    token = new_token()
    subscription = FeedSubscription(
        id=new_id(),
        house_id=actor.house_id,
        kind=kind,
        reader_id=actor.person_id,
        resident_id=resident_id,
        consent_id=consent_id if kind == RELATIVE else None,
        room_id=room_id if kind == ROOM else None,
        token_hash=token_hash(token),
        uid_secret=secrets.token_hex(32),
        real_titles=real_titles and kind == RESIDENT,
        device=device,
        created_at=now(),
    )
    db.session.add(subscription)
    db.session.flush()
    _record(actor, "feed:subscribe", subscription)
    return subscription, token


def revoke(subscription: FeedSubscription, *, by: Actor) -> None:
    """Give an address up: its calendar is empty from the next look on. A second time changes nothing."""
    if subscription.revoked_at is not None:
        return
    subscription.revoked_at = now()
    db.session.flush()
    # What it gave is needed no longer; the empty calendar is written when it is next asked for.
    db.session.execute(delete(FeedBody).where(FeedBody.subscription_id == subscription.id))
    _record(by, "feed:revoke", subscription)


def replace(subscription: FeedSubscription, *, by: Actor) -> tuple[FeedSubscription, str]:
    """Give an address up and make another for the same calendar and device; NotFound when its right ended."""
    revoke(subscription, by=by)
    return subscribe(
        by,
        subscription.kind,
        device=subscription.device,
        consent_id=subscription.consent_id,
        room_id=subscription.room_id,
        real_titles=subscription.real_titles,
    )


def choose_titles(subscription: FeedSubscription, *, real: bool, by: Actor) -> None:
    """Let a resident's address say real titles and rooms from now on, or neutral words; NotFound for another kind."""
    if subscription.kind != RESIDENT:
        raise NotFound()
    if subscription.real_titles is real:
        return
    subscription.real_titles = real
    db.session.flush()
    _record(by, "feed:titles", subscription)


def _resident_of(actor: Actor, kind: str, consent_id: str | None, room_id: str | None) -> str | None:
    """Whose calendar it is, or NotFound: what one may not have does not exist."""
    if kind == FACILITATOR and actor.staff:
        return None
    if kind == ROOM and actor.staff and any(row.id == room_id for row in offered_rooms(actor)):
        return None
    if kind == RESIDENT and actor.resident:
        return actor.person_id
    if kind == RELATIVE and consent_id is not None:
        resident_id = db.session.scalar(
            select(Consent.resident_id).where(
                Consent.id == consent_id,
                Consent.recipient_id == actor.person_id,
                Consent.house_id == actor.house_id,
            )
        )
        if resident_id is not None and live_family_consent(consent_id, now()):
            return resident_id
    raise NotFound()


def _record(actor: Actor, verb: str, subscription: FeedSubscription) -> None:
    record(
        actor.house_id,
        verb,
        by=actor,
        subject=f"feed_subscription:{subscription.id}",
        about=subscription.resident_id,
        consent=subscription.consent_id,
        details={"kind": subscription.kind},
    )
