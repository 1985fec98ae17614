"""Engagements: what takes somebody elsewhere, its dates on the wall, its end, and who is out for some hours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.people.models import Person
from community.residency.engagements import end_engagement, fill_engagements, note_engagement
from community.residency.jobs import fill_elsewhere
from community.residency.models import Engagement, EngagementDate, Stay
from community.residency.operations import discharge, grant_leave
from community.residency.presence import AWAY, HERE, OUT, presence_of
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.stamps import versions
from foundation.transactions import writing
from tests.cast import NOW, TODAY, Cast, actor_for, reads_english
from tests.statements import statements

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ONCE: dict[str, Any] = {
    "reason": "court",
    "days": (),
    "first_day": TODAY,
    "to_day": None,
    "start": time(9),
    "end": time(12),
    "by": SYSTEM,
}


def noted(house: Cast, who: str = "resident", **more: Any) -> str:
    """Note an engagement of somebody; its id."""
    with writing():
        stay = db.session.get_one(Stay, house.stays[who].id)
        return note_engagement(stay, zone=house.house.zone, **(ONCE | more)).id


def dates(engagement: str) -> list[tuple[datetime, datetime]]:
    """Its dates as instants, in order."""
    statement = select(EngagementDate.starts_at, EngagementDate.ends_at).order_by(EngagementDate.starts_at)
    rows = db.session.execute(statement.where(EngagementDate.engagement_id == engagement)).all()
    db.session.rollback()
    return [(row.starts_at, row.ends_at) for row in rows]


def ended(house: Cast, engagement: str, from_day: date) -> None:
    """End it from a day on."""
    with writing():
        row = db.session.get_one(Engagement, engagement)
        end_engagement(row, from_day=from_day, zone=house.house.zone, by=SYSTEM)


def test_once_is_one_date_on_the_wall_and_whoever_shows_people_is_told(app: Flask, house: Cast) -> None:
    before = versions([f"people:{house.house.id}"])
    found = dates(noted(house))
    assert found == [(datetime(2026, 11, 24, 8, tzinfo=UTC), datetime(2026, 11, 24, 11, tzinfo=UTC))]
    assert versions([f"people:{house.house.id}"]) != before


def test_weekdays_go_on_for_half_a_year_through_the_change_of_the_clock(app: Flask, house: Cast) -> None:
    found = dates(noted(house, days=("mon", "fri"), start=time(8), end=time(16), reason="work"))
    last = TODAY + timedelta(days=187)
    days = [day for n in range(187) if (day := TODAY + n * DAY).weekday() in (0, 4)]
    assert [start.date() for start, _ in found] == days
    assert {start.hour for start, _ in found} == {7, 6}
    assert days[-1] < last
    with writing():
        assert fill_engagements(house.house.id, house.house.zone) == 0
    with held_at(NOW + 7 * DAY):
        fill_elsewhere()
        fill_elsewhere()
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(EngagementDate)) == len(found) + 2


def test_an_end_before_the_start_is_the_next_day(app: Flask, house: Cast) -> None:
    found = dates(noted(house, start=time(22), end=time(6), reason="work"))
    assert found == [(datetime(2026, 11, 24, 21, tzinfo=UTC), datetime(2026, 11, 25, 5, tzinfo=UTC))]


def test_an_end_takes_the_dates_ahead_and_keeps_what_was(app: Flask, house: Cast) -> None:
    work = noted(house, days=("tue", "wed"), start=time(8), end=time(16), reason="work")
    ended(house, work, TODAY + 7 * DAY)
    assert [start.date() for start, _ in dates(work)] == [TODAY, TODAY + DAY]
    # Today's has begun at eight; tomorrow's has not.
    ended(house, work, TODAY)
    assert [start.date() for start, _ in dates(work)] == [TODAY]
    with pytest.raises(Refused) as refused:
        ended(house, work, TODAY + DAY)
    assert sentence_of(refused.value) == "It has ended by that day already."
    db.session.rollback()
    with held_at(NOW + 30 * DAY):
        fill_elsewhere()
    assert [start.date() for start, _ in dates(work)] == [TODAY]


def test_a_date_that_lies_ahead_is_called_off(app: Flask, house: Cast) -> None:
    court = noted(house, first_day=TODAY + 3 * DAY)
    ended(house, court, TODAY)
    assert dates(court) == []
    with pytest.raises(Refused):
        ended(house, court, TODAY)
    db.session.rollback()


def test_nothing_is_filled_for_somebody_who_has_left(app: Flask, house: Cast) -> None:
    work = noted(house, days=("mon",), reason="work")
    with writing():
        discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW, by=SYSTEM)
    found = dates(work)
    with held_at(NOW + 30 * DAY):
        fill_elsewhere()
    assert dates(work) == found
    with pytest.raises(Refused):
        noted(house)
    db.session.rollback()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"reason": "holiday"}, "Please choose from what is offered."),
        ({"days": ("someday",)}, "Please choose from what is offered."),
        ({"first_day": TODAY - DAY}, "This begins today or later"),
        ({"first_day": TODAY + 800 * DAY}, "within the next two years"),
        ({"days": ("mon",), "to_day": TODAY + 800 * DAY}, "within the next two years"),
        ({"days": ("mon",), "to_day": TODAY}, "The last day is not before the first."),
        ({"days": ("mon",), "to_day": TODAY + DAY}, "None of these weekdays"),
        ({"start": time(8), "end": time(21)}, "at most 12 hours"),
        ({"start": time(8), "end": time(8)}, "at most 12 hours"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(app: Flask, house: Cast, more: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused) as refused:
        noted(house, **more)
    assert told in sentence_of(refused.value)
    db.session.rollback()
    assert db.session.scalars(select(Engagement.id)).all() == []


def standing(house: Cast, at: datetime = NOW) -> tuple[str, str | None, datetime | None]:
    """Where the resident is, why, and until when on the wall."""
    one = next(p for p in presence_of(actor_for(house.facilitator), at) if p.person_id == house.resident.id)
    return one.standing, one.reason, one.expected


def test_whoever_is_at_court_now_is_out_until_then_and_a_duty_in_the_house_is_in_the_house(
    app: Flask, house: Cast
) -> None:
    noted(house, reason="job_duty")
    assert standing(house) == (HERE, None, None)
    noted(house)
    noted(house, reason="work", start=time(10), end=time(16))
    actor = actor_for(house.facilitator)
    with statements() as sent:
        found = presence_of(actor, NOW)
    assert ([one.shown for one in found].count("Yusuf H."), len(sent)) == (1, 1)
    assert standing(house) == (OUT, "work outside", datetime(2026, 11, 24, 16))
    assert standing(house, NOW + 6 * HOUR) == (HERE, None, None)
    with writing():
        grant_leave(db.session.merge(house.stays["resident"]), from_at=NOW - HOUR, to_at=NOW + HOUR, by=SYSTEM)
    assert standing(house)[0] == AWAY


def test_the_list_of_the_house_says_who_is_out_until_when(app: Flask, house: Cast, browse: Any) -> None:
    noted(house)
    reads_english(house.facilitator)
    text = browse(house.facilitator).text("/in-house")
    assert ("out until" in text, "1 out for some hours" in text, "2 in the house" in text) == (True, True, True)
    table = browse(house.facilitator).get("/in-house?as=table").get_data(as_text=True)
    assert "out for some hours (court)" in table


def test_the_card_notes_it_shows_it_and_ends_it(app: Flask, house: Cast, browse: Any) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    path = f"/residents/{house.resident.id}/engagements"
    given = {"why": "work", "days": "mon", "first_day": TODAY.isoformat(), "start": "08:00", "end": "16:00"}
    browser.post(path, given)
    text = browser.text(f"/people/{house.resident.id}")
    assert ("work outside" in text, "next:" in text) == (True, True)
    bad = browser.post(path, given | {"last_day": "2026-11-01"}, status=422).get_data(as_text=True)
    assert "The last day is not before the first." in bad
    made = db.session.scalars(select(Engagement.id)).one()
    browser.post(f"/engagements/{made}/ending", {"from_day": "2026-11-01"}, status=422)
    browser.post(f"/engagements/{made}/ending", {"from_day": "2026-12-01"})
    assert [start.date() for start, _ in dates(made)] == [date(2026, 11, 30)]


@pytest.mark.parametrize("who", ["facilitator", "resident", "mother"])
def test_others_note_nothing(app: Flask, house: Cast, browse: Any, who: str) -> None:
    made = noted(house)
    person: Person = house.people[who]
    browse(person).post(f"/residents/{house.resident.id}/engagements", {"why": "work"}, status=403)
    browse(person).post(f"/engagements/{made}/ending", {"from_day": "2026-12-01"}, status=403)
    browse(house.other_manager).post(f"/engagements/{made}/ending", {"from_day": "2026-12-01"}, status=404)
