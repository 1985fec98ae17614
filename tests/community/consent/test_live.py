"""A consent holds exactly while it is granted, not over, not withdrawn, the stay goes on and the tie lasts."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.models import Consent, ConsentWithdrawal
from community.consent.purposes import AFTERCARE, FAMILY_SESSIONS, SCOPES, TREATMENT
from community.consent.queries import live, live_family_consent
from community.family.models import Tie
from community.people.operations import enrol_person
from community.residency.models import Stay
from foundation.database import db, new_id
from foundation.transactions import _writes
from tests.cast import Cast

START = datetime(2026, 3, 1, tzinfo=UTC)
# A small world of ten instants, so that edges meet each other all the time.
instant = st.integers(0, 9).map(lambda number: START + timedelta(hours=number))
span = st.tuples(instant, st.none() | instant).filter(lambda pair: pair[1] is None or pair[0] < pair[1])


@dataclass
class World:
    """What was written down, in plain Python."""

    granted: datetime
    expires: datetime
    withdrawn: datetime | None
    stays: list[tuple[datetime, datetime | None]]
    tie: tuple[datetime, datetime | None]
    purpose: str


def within(pair: tuple[datetime, datetime | None], at: datetime) -> bool:
    return pair[0] <= at and (pair[1] is None or at < pair[1])


def holds(world: World, at: datetime) -> bool:
    """The rule as one says it aloud."""
    if not within((world.granted, world.expires), at):
        return False
    if world.withdrawn is not None and at >= world.withdrawn:
        return False
    if world.purpose == AFTERCARE:
        return True
    # A stay that ended since the signing took the consent with it, whoever came back later.
    ended = any(to is not None and world.granted < to <= at for _, to in world.stays)
    return not ended and any(within(stay, at) for stay in world.stays)


def sorted_apart(spans: list[tuple[datetime, datetime | None]]) -> list[tuple[datetime, datetime | None]]:
    """Stays one after another: a later one begins when the one before is over, else it never was."""
    kept: list[tuple[datetime, datetime | None]] = []
    for one in sorted(spans, key=lambda pair: pair[0]):
        if not kept or (kept[-1][1] is not None and kept[-1][1] <= one[0]):
            kept.append(one)
    return kept


worlds = st.builds(
    World,
    granted=instant,
    expires=instant,
    withdrawn=st.none() | instant,
    stays=st.lists(span, min_size=1, max_size=2).map(sorted_apart),
    tie=span,
    purpose=st.sampled_from([FAMILY_SESSIONS, AFTERCARE, TREATMENT]),
).filter(lambda world: world.granted < world.expires)


def build(house: Cast, world: World) -> str:
    """Write the world as rows and give the consent's id."""
    ids = [
        enrol_person(house.house.id, given_name=name, surname="T", language="en", by=SYSTEM).id
        for name in ("One", "Other")
    ]
    common = {"house_id": house.house.id}
    consent = Consent(
        **common,
        id=new_id(),
        resident_id=ids[0],
        recipient_id=None if world.purpose == TREATMENT else ids[1],
        purpose=world.purpose,
        scope=SCOPES[world.purpose],
        granted_at=world.granted,
        expires_at=world.expires,
        signed_how="on_paper",
    )
    db.session.add(consent)
    db.session.flush()
    stays = [
        Stay(
            **common,
            id=new_id(),
            person_id=ids[0],
            treatment_consent_id=consent.id,
            capacity="resident",
            reason="own_wish",
            admitted_at=stay[0],
            discharged_at=stay[1],
        )
        for stay in world.stays
    ]
    tie = Tie(
        **common,
        id=new_id(),
        resident_id=ids[0],
        relative_id=ids[1],
        kind="mother",
        from_at=world.tie[0],
        to_at=world.tie[1],
    )
    db.session.add_all([*stays, tie])
    if world.withdrawn is not None:
        db.session.add(
            ConsentWithdrawal(**common, consent_id=consent.id, withdrawn_at=world.withdrawn, told_how="on_screen")
        )
    db.session.flush()
    return str(consent.id)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, look=instant)
def test_what_the_database_says_is_what_one_says_aloud(app: Flask, house: Cast, world: World, look: datetime) -> None:
    token = _writes.set(True)
    try:
        db.session.rollback()
        consent_id = build(house, world)
        hours = [START + timedelta(hours=hour) for hour in range(-1, 11)]
        asked = select(*(live(at).label(f"at_{n}") for n, at in enumerate(hours)))
        said = db.session.execute(asked.where(Consent.id == consent_id)).one()
        assert list(said) == [holds(world, at) for at in hours]
        family = holds(world, look) and world.purpose == FAMILY_SESSIONS and within(world.tie, look)
        assert live_family_consent(consent_id, look) == family
    finally:
        db.session.rollback()
        _writes.reset(token)
