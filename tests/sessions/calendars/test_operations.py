"""Making an address, giving it up, taking another: for whom, how many, and what is written down."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.audit.models import AuditEntry
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.security import token_hash
from foundation.transactions import writing
from sessions.calendars.models import FeedBody, FeedSubscription
from sessions.calendars.operations import MOST_ADDRESSES, replace, revoke, subscribe
from sessions.calendars.queries import row_for
from tests.cast import NOW, Cast, actor_for
from tests.sessions.calendars.feed_reading import address, ask, events


def make(person: Person, kind: str, **more: str) -> tuple[FeedSubscription, str]:
    """An address for somebody's phone, committed."""
    actor = actor_for(person)
    with writing():
        return subscribe(actor, kind, device="phone", **more)


def test_only_the_hash_of_the_secret_is_kept(app: Flask, house: Cast) -> None:
    made, token = make(house.mother, "relative", consent_id=house.consents["mother"])
    row = db.session.get_one(FeedSubscription, made.id)
    assert row.token_hash == token_hash(token)
    assert token not in repr([getattr(row, column.name) for column in FeedSubscription.__table__.columns])
    assert (row.reader_id, row.resident_id) == (house.mother.id, house.resident.id)


@pytest.mark.parametrize(
    ("name", "kind", "consent"),
    [
        ("brother", "relative", "brother"),  # his own has ended
        ("brother", "relative", "mother"),
        ("aunt", "relative", "mother"),
        ("resident", "relative", "mother"),
        ("manager", "relative", "mother"),
        ("other_manager", "relative", "mother"),
        ("mother", "relative", None),
        ("mother", "resident", None),
        ("mother", "facilitator", None),
        ("facilitator", "resident", None),
        ("resident", "facilitator", None),
        ("manager", "room", None),
    ],
)
def test_what_one_may_not_have_does_not_exist(
    app: Flask, house: Cast, name: str, kind: str, consent: str | None
) -> None:
    more = {"consent_id": house.consents[consent]} if consent else {}
    with pytest.raises(NotFound):
        make(house.people[name], kind, **more)
    assert db.session.scalars(select(FeedSubscription)).all() == []


def test_real_titles_are_a_residents_choice_alone(app: Flask, house: Cast) -> None:
    for name, kind, more in (
        ("resident", "resident", {}),
        ("facilitator", "facilitator", {}),
        ("mother", "relative", {"consent_id": house.consents["mother"]}),
    ):
        actor = actor_for(house.people[name])
        with writing():
            made, _ = subscribe(actor, kind, device="phone", real_titles=True, **more)
        assert made.real_titles is (kind == "resident")


def test_a_device_name_with_hidden_signs_is_refused(app: Flask, house: Cast) -> None:
    actor = actor_for(house.resident)
    with pytest.raises(Refused), writing():
        subscribe(actor, "resident", device="phone\u202e")


def test_nobody_fills_the_table(app: Flask, house: Cast) -> None:
    made = [make(house.resident, "resident")[0] for _ in range(MOST_ADDRESSES)]
    with pytest.raises(Refused) as refused:
        make(house.resident, "resident")
    assert str(refused.value) == "You already have 20 addresses. Stop one you no longer use first."
    actor = actor_for(house.resident)
    with writing():
        revoke(row_for(actor, made[0].id), by=actor)
    make(house.resident, "resident")


def test_another_address_takes_the_place_of_one(app: Flask, house: Cast) -> None:
    first, token = make(house.mother, "relative", consent_id=house.consents["mother"])
    assert len(events(ask(app, f"/feeds/{token}.ics").data)) == 9
    actor = actor_for(house.mother)
    with writing():
        second, new = replace(row_for(actor, first.id), by=actor)
    assert (second.device, second.consent_id, second.kind) == ("phone", first.consent_id, "relative")
    assert [len(events(ask(app, f"/feeds/{one}.ics").data)) for one in (token, new)] == [0, 9]


def test_an_address_whose_right_has_ended_is_not_replaced(app: Flask, house: Cast) -> None:
    made, _ = make(house.mother, "relative", consent_id=house.consents["mother"])
    actor = actor_for(house.mother)
    with held_at(NOW + timedelta(days=60)), pytest.raises(NotFound), writing():
        replace(row_for(actor, made.id), by=actor)


def test_giving_up_an_address_throws_its_kept_events_away(app: Flask, house: Cast) -> None:
    ask(app, address(house, house.mother, "relative"))
    assert len(db.session.scalars(select(FeedBody)).all()) == 1
    actor = actor_for(house.mother)
    with writing():
        revoke(db.session.scalars(select(FeedSubscription)).one(), by=actor)
    assert db.session.scalars(select(FeedBody)).all() == []


@pytest.mark.parametrize("name", ["aunt", "resident", "manager", "other_manager"])
def test_an_address_is_nobody_elses_to_stop(app: Flask, house: Cast, name: str) -> None:
    made, _ = make(house.mother, "relative", consent_id=house.consents["mother"])
    with pytest.raises(NotFound):
        row_for(actor_for(house.people[name]), made.id)


def test_what_was_made_and_given_up_stands_in_the_chain_without_a_secret(app: Flask, house: Cast) -> None:
    made, token = make(house.mother, "relative", consent_id=house.consents["mother"])
    actor = actor_for(house.mother)
    with writing():
        revoke(row_for(actor, made.id), by=actor)
    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.verb.startswith("feed:")).order_by(AuditEntry.seq)
    ).all()
    assert [(one.verb, one.actor_id, one.about_id, one.consent_id) for one in entries] == [
        (verb, house.mother.id, house.resident.id, house.consents["mother"])
        for verb in ("feed:subscribe", "feed:revoke")
    ]
    assert token not in str([(one.subject, one.details) for one in entries])
