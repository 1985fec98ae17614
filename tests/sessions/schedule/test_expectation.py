"""Who is expected follows from dated rows, as of the start, and from consent as of now."""

from datetime import date, timedelta

from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.consent.purposes import FAMILY_SESSIONS
from community.residency.operations import discharge, grant_leave
from foundation.database import db
from foundation.transactions import writing
from sessions.groups.models import Group
from sessions.groups.operations import leave_group
from sessions.schedule.expectation import expected, expected_by_consent
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, occurrence_on

LAST_WEEK, NEXT_WEEK = date(2026, 11, 18), date(2026, 12, 2)


def at(cast: Cast, series: str, day: date) -> set[tuple[str, str]]:
    """The names of those expected at an occurrence, with their capacity."""
    names = {person.id: name for name, person in cast.people.items()}
    rows = db.session.execute(expected(Occurrence.id == occurrence_on(cast, series, day)))
    return {(names[row.person_id], row.capacity) for row in rows}


def test_everyone_is_everyone_who_lives_here(house: Cast) -> None:
    assert at(house, "group", TODAY) == {
        ("resident", "resident"),
        ("other_resident", "resident"),
        ("newcomer", "resident"),
    }


def test_the_invited_come_with_the_relatives_they_consented_to(house: Cast) -> None:
    assert at(house, "family", NEXT_WEEK) == {("resident", "resident"), ("mother", "relative")}


def test_a_withdrawn_consent_hides_even_what_was(house: Cast) -> None:
    with writing():
        consent = db.session.get(Consent, house.consents["mother"])
        assert consent is not None
        withdraw(consent, by=SYSTEM, told_how="on_screen")
    assert at(house, "family", NEXT_WEEK) == {("resident", "resident")}
    assert at(house, "family", LAST_WEEK) == {("resident", "resident")}


def test_a_consent_that_will_have_ended_by_then_opens_nothing_then(house: Cast) -> None:
    later = date(2027, 1, 6)
    assert at(house, "family", later) == {("resident", "resident")}


def test_a_consent_opens_only_its_own_residents_sessions(house: Cast) -> None:
    with writing():
        aunt = grant(
            db.session.merge(house.resident),
            FAMILY_SESSIONS,
            recipient=db.session.merge(house.aunt),
            by=SYSTEM,
            signed_how="on_paper",
        )
    ids = db.session.scalars(select(expected_by_consent(aunt.id).subquery().c.occurrence_id)).all()
    assert occurrence_on(house, "family", NEXT_WEEK) in ids
    assert occurrence_on(house, "family", LAST_WEEK) not in ids
    assert occurrence_on(house, "group", TODAY) not in ids


def test_who_is_on_leave_when_it_begins_is_not_expected(house: Cast) -> None:
    with writing():
        stay = db.session.merge(house.stays["resident"])
        grant_leave(stay, from_at=NOW, to_at=NOW + timedelta(days=1), by=SYSTEM)
    assert ("resident", "resident") not in at(house, "group", TODAY + timedelta(days=1))
    assert ("resident", "resident") in at(house, "group", TODAY + timedelta(days=2))


def test_who_was_discharged_is_expected_before_and_not_after(house: Cast) -> None:
    with writing():
        discharge(db.session.merge(house.stays["newcomer"]), at=NOW, by=SYSTEM)
    assert ("newcomer", "resident") in at(house, "group", TODAY)
    assert ("newcomer", "resident") not in at(house, "group", TODAY + timedelta(days=1))


def test_discharge_ends_what_relatives_see_at_once(house: Cast) -> None:
    with writing():
        discharge(db.session.merge(house.stays["resident"]), at=NOW, by=SYSTEM)
    assert at(house, "family", LAST_WEEK) == {("resident", "resident")}
    assert at(house, "family", NEXT_WEEK) == set()


def test_who_left_the_group_yesterday_was_expected_last_week_and_not_next(house: Cast) -> None:
    with writing():
        group = db.session.get(Group, house.groups["family"].id)
        assert group is not None
        leave_group(group, house.resident.id, at=NOW - timedelta(days=1), by=SYSTEM)
    assert at(house, "family", LAST_WEEK) == {("resident", "resident"), ("mother", "relative")}
    assert at(house, "family", NEXT_WEEK) == set()
