"""What a relative's calendar would show, for the resident to see before and after."""

from datetime import datetime, timedelta

from flask import Flask

from community.access.actor import SYSTEM
from community.consent.models import Consent
from community.consent.operations import withdraw
from foundation.database import db
from foundation.transactions import writing
from sessions.calendars.preview import Shown, fetched_about, preview_for
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, occurrence_on
from tests.sessions.calendars.feed_reading import address, ask, events


def end_consent(house: Cast) -> None:
    """The resident takes back what they allowed their mother."""
    with writing():
        withdraw(db.session.get_one(Consent, house.consents["mother"]), by=SYSTEM, told_how="on_screen")


def test_the_preview_is_what_the_feed_holds_next(app: Flask, house: Cast) -> None:
    with writing():
        one = db.session.get_one(Occurrence, occurrence_on(house, "family", (TODAY + timedelta(days=1))))
        cancel(one, reason={"en": "Illness"}, version=0, by=SYSTEM)
    shown = preview_for(house.resident.id, house.mother.id, "en")
    assert shown[:2] == [
        Shown(datetime(2026, 11, 25, 16), datetime(2026, 11, 25, 17), "Cancelled: Family meeting", "en", True),
        Shown(datetime(2026, 12, 2, 16), datetime(2026, 12, 2, 17), "Family meeting", "en", False),
    ]
    feed = [event for event in events(ask(app, address(house, house.mother, "relative")).data) if event.end > NOW]
    assert len(shown) == len(feed) == 5
    assert [one.summary for one in preview_for(house.resident.id, house.mother.id)] == [
        str(event["SUMMARY"]) for event in feed
    ]


def test_without_a_live_consent_the_preview_is_empty(app: Flask, house: Cast) -> None:
    for name in ("brother", "aunt", "manager", "other_manager"):
        assert preview_for(house.resident.id, house.people[name].id) == []
    assert preview_for(house.other_resident.id, house.mother.id) == []
    end_consent(house)
    assert preview_for(house.resident.id, house.mother.id) == []


def test_a_resident_can_see_when_each_relatives_calendar_was_fetched(app: Flask, house: Cast) -> None:
    ask(app, address(house, house.resident, "resident"))
    assert fetched_about(house.resident.id) == {}
    ask(app, address(house, house.mother, "relative"))
    assert fetched_about(house.resident.id) == {house.mother.id: NOW}
    assert fetched_about(house.other_resident.id) == {}
