"""A resident chooses real titles or neutral words for an address, and changes their mind later."""

import re
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from community.audit.models import AuditEntry
from foundation.database import db
from sessions.calendars.models import FeedSubscription
from tests.cast import Cast
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask
from tests.sessions.calendars.test_content import titles

Browse = Callable[..., Browser]


def test_the_same_address_says_more_and_then_less_again(app: Flask, house: Cast, browse: Browse) -> None:
    path = address(house, house.resident, "resident")
    first = ask(app, path)
    resident = browse(house.resident)
    [place] = re.findall(r"/calendars/(\w{32})/titles", resident.text("/calendars"))
    resident.post(f"/calendars/{place}/titles", {"real_titles": "y"})
    second = ask(app, path, If_None_Match=first.headers["ETag"])
    assert second.status_code == 200
    assert titles(second.data) == {"Morning meeting", "Process group", "Meal", "Family session", "Appointment"}
    assert "This calendar now shows real titles and rooms." in resident.text("/calendars")
    resident.post(f"/calendars/{place}/titles")
    third = ask(app, path)
    assert (third.data, titles(third.data)) == (first.data, {"Appointment", "Meal", "Family session"})
    verbs = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.verb == "feed:titles")).all()
    assert len(verbs) == 2


def test_choosing_what_is_chosen_already_writes_nothing(app: Flask, house: Cast, browse: Browse) -> None:
    address(house, house.resident, "resident")
    resident = browse(house.resident)
    [place] = re.findall(r"/calendars/(\w{32})/titles", resident.text("/calendars"))
    resident.post(f"/calendars/{place}/titles")
    assert db.session.scalars(select(AuditEntry.verb).where(AuditEntry.verb == "feed:titles")).all() == []


def test_no_other_kind_of_calendar_and_nobody_elses_has_titles_to_choose(
    app: Flask, house: Cast, browse: Browse
) -> None:
    address(house, house.mother, "relative")
    address(house, house.facilitator, "facilitator")
    address(house, house.resident, "resident")
    ids = {row.kind: row.id for row in db.session.scalars(select(FeedSubscription))}
    browse(house.mother).post(f"/calendars/{ids['relative']}/titles", {"real_titles": "y"}, status=404)
    browse(house.facilitator).post(f"/calendars/{ids['facilitator']}/titles", {"real_titles": "y"}, status=404)
    browse(house.other_resident).post(f"/calendars/{ids['resident']}/titles", {"real_titles": "y"}, status=404)
    assert {row.real_titles for row in db.session.scalars(select(FeedSubscription))} == {False}
