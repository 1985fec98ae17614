"""A cancelled date that has not begun is held after all."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.stamps import versions
from foundation.transactions import writing
from sessions.schedule.changes import cancel, move, reinstate
from sessions.schedule.models import Occurrence, OccurrenceChange
from tests.cast import NOW, TODAY, Cast, occurrence_on
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask, events

Browse = Callable[[Person | None], Browser]
TOMORROW = TODAY + timedelta(days=1)
ILL = {"en": "Marta is ill"}


def group_of(house: Cast, series: str = "group") -> Occurrence:
    """Tomorrow's process group."""
    return db.session.get_one(Occurrence, occurrence_on(house, series, TOMORROW), populate_existing=True)


@pytest.fixture
def cancelled(house: Cast) -> str:
    """The id of tomorrow's process group, cancelled."""
    with writing():
        row = group_of(house)
        cancel(row, reason=ILL, version=0, by=SYSTEM)
    return row.id


def test_it_is_planned_again_without_the_reason_and_what_happened_is_kept(house: Cast, cancelled: str) -> None:
    before = versions([f"schedule:{house.house.id}"])
    with writing():
        reinstate(group_of(house), version=1, by=SYSTEM)
    row = group_of(house)
    assert (row.status, row.reason, row.changes, row.sequence) == ("planned", {}, ["reinstated"], 2)
    kept = db.session.execute(
        select(OccurrenceChange.before, OccurrenceChange.after).where(OccurrenceChange.kind == "reinstated")
    ).all()
    assert kept == [({"status": "cancelled"}, {"status": "planned"})]
    told = select(AuditEntry.verb).where(AuditEntry.subject == f"occurrence:{cancelled}")
    assert sorted(db.session.scalars(told)) == ["occurrence:cancelled", "occurrence:reinstated"]
    assert versions([f"schedule:{house.house.id}"]) != before


def test_a_date_that_was_moved_first_says_why_it_was_moved(house: Cast) -> None:
    with writing():
        move(group_of(house), day=TOMORROW, start=time(14), end=time(15), reason={"en": "Feast"}, version=0, by=SYSTEM)
    with writing():
        cancel(group_of(house), reason=ILL, version=1, by=SYSTEM)
    with writing():
        reinstate(group_of(house), version=2, by=SYSTEM)
    row = group_of(house)
    assert (row.reason, row.changes) == ({"en": "Feast"}, ["moved", "reinstated"])
    with writing():
        cancel(row, reason=ILL, version=3, by=SYSTEM)
    assert group_of(house).changes == ["moved", "cancelled"]


def test_what_is_not_cancelled_what_has_begun_and_what_somebody_else_changed_stay(house: Cast, cancelled: str) -> None:
    with pytest.raises(Refused, match="is not cancelled"), writing():
        reinstate(group_of(house, "morning"), version=0, by=SYSTEM)
    with pytest.raises(Stale), writing():
        reinstate(group_of(house), version=0, by=SYSTEM)
    with held_at(NOW + timedelta(days=2)), pytest.raises(Refused, match="has begun"), writing():
        reinstate(group_of(house), version=1, by=SYSTEM)
    assert group_of(house).status == "cancelled"


def test_a_room_that_was_taken_meanwhile_is_asked_about(house: Cast, cancelled: str, browse: Browse) -> None:
    row = group_of(house)
    with writing():
        other = group_of(house, "morning")
        other.room_id, other.starts_at, other.ends_at = row.room_id, row.starts_at, row.ends_at
    browser = browse(house.facilitator)
    path, fields = f"/occurrences/{cancelled}/reinstatement", {"version": "1"}
    text = browser.post(path, fields, status=409).get_data(as_text=True)
    assert ("is taken then" in text, 'name="anyway"' in text) == (True, True)
    browser.post(path, fields | {"anyway": "y"})
    assert group_of(house).status == "planned"


def test_the_page_of_a_cancelled_date_offers_it_to_whoever_may(house: Cast, cancelled: str, browse: Browse) -> None:
    path = f"/occurrences/{cancelled}"
    for person in (house.resident, house.other_facilitator):
        assert "/reinstatement" not in browse(person).text(path)
    browser = browse(house.facilitator)
    assert "Hold it after all" in browser.text(path)
    browser.post(f"{path}/reinstatement", {"version": "1"})
    assert "takes place after all" in browse(house.resident).text(path)
    with held_at(NOW + timedelta(days=2)):
        assert "/reinstatement" not in browse(house.facilitator).text(path)


def test_a_stale_reinstatement_says_what_happened_and_that_nothing_is_to_be_sent_again(
    house: Cast, cancelled: str, browse: Browse
) -> None:
    with writing():
        reinstate(group_of(house), version=1, by=SYSTEM)
    path = f"/occurrences/{cancelled}"
    text = browse(house.facilitator).post(f"{path}/reinstatement", {"version": "1"}, status=409).get_data(as_text=True)
    told = text[text.index('role="alert"') :].split("</section>")[0]
    assert ("takes place after all" in told, "What you typed" in told, "Nothing you typed" in told) == (
        True,
        False,
        False,
    )


def test_the_calendar_says_confirmed_again_with_a_higher_sequence(app: Flask, house: Cast) -> None:
    place = address(house, house.resident, "resident")

    def read() -> list[tuple[str, object]]:
        day = group_of(house).starts_at
        found = [event for event in events(ask(app, place).data) if event.start == day]
        return [(str(event["STATUS"]), event["SEQUENCE"]) for event in found]

    with writing():
        cancel(group_of(house), reason=ILL, version=0, by=SYSTEM)
    assert read() == [("CANCELLED", 1)]
    with writing():
        reinstate(group_of(house), version=1, by=SYSTEM)
    assert read() == [("CONFIRMED", 2)]
