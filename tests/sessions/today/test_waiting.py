"""The registers that wait: those of the last two weeks, for whoever leads them, until they are finished."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.jobs import freeze_due
from sessions.attendance.models import Register
from sessions.attendance.policy import LOOKS_BACK
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
IN_ORDER = "The registers of the last two weeks are in order"
OWN_IN_ORDER = "Your registers are in order"


def reopened(cast: Cast, *of: tuple[str, date]) -> list[str]:
    """Every register is finished but those; the ids of their sessions."""
    freeze_due()
    left = [occurrence_on(cast, series, day) for series, day in of]
    with writing():
        finished = update(Register).where(Register.occurrence_id.not_in(left))
        db.session.execute(finished.values(closed_at=NOW))
    return left


def waiting(text: str) -> list[str]:
    """The ids of the sessions in the list of what waits, in its order."""
    begins = text.find('<ol class="attention"')
    if begins < 0:
        return []
    return re.findall(r"/occurrences/([0-9a-f]{32})/register", text[begins : text.index("</ol>", begins)])


def ago(days: int) -> date:
    """The day so many days before today."""
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize("day", ["", "?day=2026-11-26"])
def test_the_register_left_open_yesterday_waits_for_whoever_leads_it_and_the_manager(
    app: Flask, house: Cast, browse: Browse, day: str
) -> None:
    reads_english(house.manager)
    reads_english(house.other_facilitator)
    left = reopened(house, ("morning", ago(12)), ("group", ago(1)), ("group", TODAY))
    # What goes on right now is the leader's alone, and their first; the manager hears of it an hour after its end.
    for person, theirs in ((house.facilitator, [left[2], *left[:2]]), (house.manager, left[:2])):
        text = browse(person).text(f"/today{day}")
        assert waiting(text) == theirs
        assert (f"{len(theirs)} registers" in text, IN_ORDER in text) == (True, False)
        assert "Monday 23 November" in text
    other = browse(house.other_facilitator).text(f"/today{day}")
    assert (waiting(other), OWN_IN_ORDER in other, IN_ORDER in other) == ([], not day, False)


def test_the_headline_of_another_day_is_that_day(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    reopened(house)
    today, day = (browse(house.manager).text(f"/today{asked}") for asked in ("", "?day=2026-11-26"))
    assert (IN_ORDER in today, IN_ORDER in day) == (True, False)
    assert "<h1>Thursday 26 November</h1>" in day


def test_somebody_elses_house_and_those_who_keep_no_register_are_told_of_none(
    app: Flask, house: Cast, browse: Browse
) -> None:
    reopened(house, ("group", ago(1)))
    for person in (house.other_manager, house.resident, house.mother):
        assert waiting(browse(person).text("/today")) == []


def test_who_keeps_the_register_for_one_date_is_told_of_it(app: Flask, house: Cast, browse: Browse) -> None:
    [left] = reopened(house, ("group", ago(1)))
    with writing():
        db.session.execute(update(Occurrence).where(Occurrence.id == left).values(keeper_id=house.other_facilitator.id))
    assert waiting(browse(house.other_facilitator).text("/today")) == [left]


def test_all_marked_but_not_finished_still_waits_and_finished_does_not(app: Flask, house: Cast, browse: Browse) -> None:
    [left] = reopened(house, ("group", ago(1)))
    browser = browse(house.facilitator)
    register = db.session.query(Register.id).filter_by(occurrence_id=left).scalar()
    browser.post(f"/registers/{register}/rest-present")
    text = browser.text("/today")
    assert (waiting(text), "3 of 3 recorded" in text) == ([left], True)
    browser.post(f"/registers/{register}/closing")
    text = browser.text("/today")
    assert (waiting(text), OWN_IN_ORDER in text) == ([], True)


def test_what_lies_back_more_than_two_weeks_or_was_cancelled_is_not_counted(
    app: Flask, house: Cast, browse: Browse
) -> None:
    assert timedelta(days=14) == LOOKS_BACK
    with held_at(NOW - timedelta(days=5)), writing():
        row = db.session.get_one(Occurrence, occurrence_on(house, "group", ago(3)))
        cancel(row, reason={"en": "Marta is ill"}, version=0, by=SYSTEM)
    reopened(house, ("group", ago(15)), ("group", ago(3)))
    text = browse(house.facilitator).text("/today")
    assert (waiting(text), OWN_IN_ORDER in text) == ([], True)


def test_a_long_list_is_folded_and_none_is_left_out(app: Flask, house: Cast, browse: Browse) -> None:
    left = reopened(house, *(("group", ago(days)) for days in range(13, -1, -1)))
    text = browse(house.facilitator).text("/today")
    folded = section_after(text, "<details")
    # The group that runs now is never among the folded ones.
    assert waiting(text) == [left[13], *left[:9]]
    assert re.findall(r"/occurrences/([0-9a-f]{32})/register", folded) == left[9:13]
    assert ("14 registers" in text, "4 more" in folded) == (True, True)


def section_after(text: str, tag: str) -> str:
    """The first element of that name in the main part of a page."""
    rest = text[text.index("<main") :]
    return rest[rest.index(tag) : rest.index("</details>")]
