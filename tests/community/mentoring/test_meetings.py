"""Contacts and hours: what has been is noted, what lies ahead is planned, and neither the other way round."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.mentoring.history import contacts_of, hours_of
from community.mentoring.meetings import cancel_hour, note_contact, plan_hour
from community.mentoring.models import MentoringHour, Mentorship
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, TODAY, Cast
from tests.community.mentoring.circle import arrive, make_elder, pair

AGREE = "Both need to agree first."


@pytest.fixture
def made(house: Cast) -> Mentorship:
    """Two who agreed two days ago."""
    return pair(arrive(house, "Nadia", 5), make_elder(house, "resident"), days_ago=2)


def refused(act: Callable[[], object]) -> str:
    """What a verb says no with."""
    with pytest.raises(Refused) as caught, writing():
        act()
    return str(caught.value)


def plan(made: Mentorship, day: date = TODAY, start: int = 17, end: int = 18, *, weekly: bool = False) -> MentoringHour:
    """Plan an hour."""
    with writing():
        return plan_hour(made, day=day, start=time(start), end=time(end), weekly=weekly, by=SYSTEM)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"kind": "shouted"}, "Please choose from what is offered."),
        ({"at": NOW + timedelta(seconds=1)}, "This lies ahead. A contact is noted once it has been."),
        ({"at": NOW - timedelta(days=3)}, "The two were not paired yet at that time."),
        ({"next_on": TODAY - timedelta(days=1)}, "This day has passed. Please choose today or a later day."),
        ({"next_on": TODAY + timedelta(days=93)}, "Please choose a day within the next three months."),
    ],
)
def test_what_cannot_have_been_is_not_noted(made: Mentorship, facts: dict[str, object], sentence: str) -> None:
    assert refused(lambda: note_contact(made, **({"kind": "talked"} | facts), by=SYSTEM)) == sentence  # type: ignore[arg-type]


def test_contacts_stand_newest_first_with_the_day_of_the_next(made: Mentorship) -> None:
    with writing():
        note_contact(made, kind="walked", at=NOW - timedelta(days=1), by=SYSTEM)
        note_contact(made, kind="talked", next_on=TODAY, by=SYSTEM)
    assert [(one.at.isoformat(), one.kind, one.next_on) for one in contacts_of(made.id, "Europe/Warsaw")] == [
        ("2026-11-24T10:32:00", "talked", TODAY),
        ("2026-11-23T10:32:00", "walked", None),
    ]


def test_before_both_agree_there_is_neither_contact_nor_hour(house: Cast) -> None:
    asked = pair(arrive(house, "Nadia", 5), make_elder(house, "resident"), agreed=False)
    assert refused(lambda: note_contact(asked, kind="talked", by=SYSTEM)) == AGREE
    assert refused(lambda: plan(asked)) == AGREE


@pytest.mark.parametrize(
    ("day", "start", "end", "sentence"),
    [
        (TODAY, 18, 17, "An hour ends after it begins, on the same day."),
        (TODAY, 17, 17, "An hour ends after it begins, on the same day."),
        (TODAY, 12, 16, "Three hours together are enough. Please plan a shorter time."),
        (TODAY, 9, 10, "This time has passed. Please choose a later one."),
        (TODAY - timedelta(days=1), 17, 18, "This day has passed. Please choose today or a later day."),
        (TODAY + timedelta(days=93), 17, 18, "Please choose a day within the next three months."),
    ],
)
def test_an_hour_that_makes_no_sense_is_refused(
    made: Mentorship, day: date, start: int, end: int, sentence: str
) -> None:
    assert refused(lambda: plan(made, day, start, end)) == sentence


def test_two_have_one_hour_at_a_time(made: Mentorship) -> None:
    plan(made, weekly=True)
    clash = "The two have an hour at this time already."
    assert refused(lambda: plan(made, TODAY + timedelta(days=14))) == clash
    plan(made, TODAY + timedelta(days=14), 18, 19)
    plan(made, TODAY + timedelta(days=13))
    assert [(one.first_day, one.weekly) for one in hours_of(made.id, TODAY)] == [
        (TODAY, True),
        (TODAY + timedelta(days=13), False),
        (TODAY + timedelta(days=14), False),
    ]


def test_giving_up_an_hour_leaves_what_has_been(made: Mentorship) -> None:
    hour = plan(made, weekly=True)
    with held_at(NOW + timedelta(days=8)), writing():
        cancel_hour(hour, by=SYSTEM)
    # On the Wednesday after the second of them.
    assert hour.to_day == TODAY + timedelta(days=7)
    assert refused(lambda: cancel_hour_at(hour, 9)) == "This hour has passed."


def cancel_hour_at(hour: MentoringHour, days: int) -> None:
    """Give it up so many days from now."""
    with held_at(NOW + timedelta(days=days)):
        cancel_hour(hour, by=SYSTEM)


def test_an_hour_of_today_that_has_begun_stays_and_one_that_has_not_goes(made: Mentorship) -> None:
    early, late = plan(made, TODAY, 11, 12, weekly=True), plan(made, TODAY, 17, 18, weekly=True)
    with held_at(NOW + timedelta(hours=1)), writing():
        cancel_hour(early, by=SYSTEM)
        cancel_hour(late, by=SYSTEM)
    assert early.to_day == TODAY
    assert db.session.scalars(select(MentoringHour.id)).all() == [early.id]
