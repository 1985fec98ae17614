"""The calendars that people of the demonstration subscribed to, each while signed in like anybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from community.access.actor import Actor
from community.accounts.models import SignIn
from community.accounts.operations import ABSOLUTE, sign_out
from community.accounts.queries import actor_of
from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.houses.queries import rooms_of
from community.people.models import Person
from demonstration.home import Home
from foundation.clock import now
from foundation.database import db, new_id
from foundation.security import new_token, token_hash
from sessions.calendars.operations import subscribe

SUBSCRIBED_DAYS_AGO = 25
DEVICES = {"en": "Phone", "pl": "Telefon", "ar": "هاتف", "ru": "Телефон"}


def note_feeds(home: Home, public_url: str) -> None:
    """Note who subscribes; ``public_url`` is what the addresses begin with."""
    for number, (kind, key) in enumerate(home.plan.feeds):
        home.note(SUBSCRIBED_DAYS_AGO, 18, number, lambda k=kind, p=key: _subscribe(home, k, p, public_url))  # type: ignore[misc]


@contextmanager
def _signed_in(person: Person) -> Iterator[Actor]:
    """Somebody signed in on a phone. The verb itself ends the transaction, and here there is one for all."""
    assert person.account_id is not None
    key = new_token()
    db.session.add(
        SignIn(
            id=new_id(),
            account_id=person.account_id,
            person_id=person.id,
            key_hash=token_hash(key),
            device="other",
            started_at=now(),
            last_seen_at=now(),
            expires_at=now() + min(ABSOLUTE, timedelta(hours=1)),
        )
    )
    db.session.flush()
    found = actor_of(token_hash(key))
    assert found is not None
    yield found[0]
    sign_out(found[0])


def _subscribe(home: Home, kind: str, key: str, public_url: str) -> None:
    person = home.people[key]
    reader = kind.removesuffix("_ended")
    consent_id, room_id = None, None
    if reader == "room":
        room_id = sorted(rooms_of(home.house.id), key=lambda room: sorted(room.name.values()))[0].id
    if reader == "relative":
        consent_id = db.session.scalars(
            select(Consent.id).where(Consent.recipient_id == person.id, Consent.purpose == FAMILY_SESSIONS)
        ).one()
    with _signed_in(person) as actor:
        _, token = subscribe(actor, reader, device=DEVICES[person.language], consent_id=consent_id, room_id=room_id)
        home.feeds.append({"kind": kind, "url": f"{public_url}/feeds/{token}.ics", "language": actor.language})
