"""Who is in the house: from stays and leaves as they stand at this minute, on the screen, on paper, as a table."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.models import Leave, Stay
from community.residency.operations import discharge, enter_stage, grant_leave, note_return
from community.residency.presence import AWAY, HERE, OUTPATIENT, OVERDUE, Counts, counts_of, presence_of
from foundation.clock import held_at
from foundation.database import db
from foundation.stamps import versions
from foundation.transactions import writing
from tests.cast import LONG_AGO, NOW, Cast, actor_for
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
HOUR = timedelta(hours=1)


def leave(house: Cast, name: str, from_at: datetime, to_at: datetime) -> str:
    """Let somebody of the cast go; the id of the leave."""
    with writing():
        return grant_leave(house.stays[name], from_at=from_at, to_at=to_at, by=SYSTEM).id


def come_in(house: Cast, given: str, surname: str, capacity: str = "resident") -> Stay:
    """Admit somebody more, sixty days ago."""
    person = enrol_person(house.house.id, given_name=given, surname=surname, language="en", by=SYSTEM)
    grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
    return admit(person, at=LONG_AGO, by=SYSTEM, capacity=capacity)


def standings(house: Cast, at: datetime = NOW) -> dict[str, str]:
    """Shown name → where they are."""
    return {one.shown: one.standing for one in presence_of(actor_for(house.facilitator), at)}


def test_each_stands_where_the_rows_of_this_minute_say(app: Flask, house: Cast) -> None:
    leave(house, "resident", NOW - 2 * HOUR, NOW + HOUR)
    leave(house, "other_resident", NOW - 9 * HOUR, NOW - HOUR)
    with writing():
        come_in(house, "Jan", "Kos", "outpatient")
    found = standings(house)
    assert found == {"Yusuf H.": AWAY, "Piotr Z.": OVERDUE, "Олег О.": HERE, "Jan K.": OUTPATIENT}
    assert counts_of(presence_of(actor_for(house.manager), NOW)) == Counts(1, 1, 1, 1)


@pytest.mark.parametrize(
    ("after", "standing"),
    [(-2 * HOUR - timedelta(seconds=1), HERE), (-2 * HOUR, AWAY), (HOUR - timedelta(seconds=1), AWAY), (HOUR, OVERDUE)],
)
def test_a_leave_is_half_open_and_who_is_not_back_is_overdue(
    app: Flask, house: Cast, after: timedelta, standing: str
) -> None:
    leave(house, "resident", NOW - 2 * HOUR, NOW + HOUR)
    with held_at(NOW + after):
        assert standings(house, NOW + after)["Yusuf H."] == standing


def test_who_left_again_has_been_back_in_between(app: Flask, house: Cast) -> None:
    leave(house, "resident", NOW - 30 * HOUR, NOW - 20 * HOUR)
    later = leave(house, "resident", NOW - 5 * HOUR, NOW - HOUR)
    with writing():
        note_return(db.session.get_one(Leave, later), at=NOW - HOUR, by=SYSTEM)
    assert standings(house)["Yusuf H."] == HERE


def test_who_has_left_the_house_for_good_is_nowhere_on_the_list(app: Flask, house: Cast) -> None:
    with writing():
        discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW, by=SYSTEM)
    assert set(standings(house)) == {"Piotr Z.", "Олег О."}


def test_one_tap_notes_that_somebody_is_back_and_a_second_changes_nothing(house: Cast, browse: Browse) -> None:
    late = leave(house, "resident", NOW - 9 * HOUR, NOW - HOUR)
    browser = browse(house.facilitator)
    assert "Yusuf H.</bdi> is back" in browser.text("/in-house")
    before = versions([f"people:{house.house.id}"])
    answer = browser.post(f"/leaves/{late}/return", {"back": "residency.in_house"})
    assert answer.location == "/in-house"
    with held_at(NOW + HOUR):
        browser.post(f"/leaves/{late}/return")
    row = db.session.get_one(Leave, late)
    assert (row.returned_at, row.return_noted_by) == (NOW, house.facilitator.id)
    assert versions([f"people:{house.house.id}"]) != before
    text = browser.text("/in-house")
    assert "is back" not in text
    assert "3 in the house" in text


@pytest.mark.parametrize(
    ("back", "location"),
    [
        ("today.my_day", "/today"),
        ("residency.in_house", "/in-house"),
        ("https://example.org", "/in-house"),
        ("desk_cards.card", "/in-house"),
        ("", "/in-house"),
    ],
)
def test_it_leads_back_to_a_page_of_ours_alone(house: Cast, browse: Browse, back: str, location: str) -> None:
    late = leave(house, "resident", NOW - 9 * HOUR, NOW - HOUR)
    assert browse(house.manager).post(f"/leaves/{late}/return", {"back": back}).location == location


def test_nobody_is_called_by_a_surname_and_reading_it_is_recorded(house: Cast, browse: Browse) -> None:
    for path in ("/in-house", "/in-house?as=print", "/in-house?as=table"):
        text = browse(house.facilitator).text(path)
        assert "Yusuf H." in text
        assert "Haddad" not in text
    verbs = db.session.execute(select(AuditEntry.verb, AuditEntry.about_id).where(AuditEntry.verb == "read:in-house"))
    assert [tuple(row) for row in verbs] == [("read:in-house", None)]


@pytest.mark.parametrize("name", ["resident", "mother", "brother", "aunt"])
def test_no_resident_and_no_relative_reads_it(house: Cast, browse: Browse, name: str) -> None:
    browse(house.people[name]).get("/in-house", status=403)


def test_another_house_has_a_list_of_its_own(house: Cast, browse: Browse) -> None:
    text = browse(house.other_manager).text("/in-house")
    assert "Yusuf" not in text
    assert "Piotr" not in text


def test_a_name_is_found_in_any_script_and_those_away_can_be_looked_at_alone(house: Cast, browse: Browse) -> None:
    leave(house, "resident", NOW - 2 * HOUR, NOW + HOUR)
    browser = browse(house.facilitator)
    assert "Олег" in browser.text("/in-house?q=oleg")
    assert "Piotr" not in browser.text("/in-house?q=oleg")
    away = browser.text("/in-house?show=out")
    assert "Yusuf H." in away
    assert "Piotr" not in away


def test_the_table_has_a_row_for_each_and_times_of_the_wall(house: Cast, browse: Browse) -> None:
    leave(house, "resident", NOW - 2 * HOUR, NOW + HOUR)
    answer = browse(house.facilitator).get("/in-house?as=table&sort=return")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert answer.mimetype == "text/csv"
    assert rows[0] == ["Name", "Where", "Stage", "Here since", "Away since", "Expected back"]
    day = "2026-11-24"
    assert rows[1] == ["Yusuf H.", "on leave", "Orientation", "2026-09-25", f"{day} 08:32", f"{day} 11:32"]
    assert len(rows) == 4


def test_an_empty_house_says_so(app: Flask, house: Cast, browse: Browse) -> None:
    with writing():
        for name in ("resident", "other_resident", "newcomer"):
            discharge(db.session.get_one(Stay, house.stays[name].id), at=NOW, by=SYSTEM)
    assert "Nobody lives here yet." in browse(house.facilitator).text("/in-house")


@pytest.mark.parametrize("more", [0, 57])
def test_the_list_takes_as_many_statements_for_sixty_as_for_three(
    app: Flask, house: Cast, browse: Browse, more: int
) -> None:
    with writing():
        for number in range(more):
            enter_stage(come_in(house, f"Guest {number}", "Kos"), house.stages[0], at=LONG_AGO, by=SYSTEM)
    browser = browse(house.facilitator)
    browser.get("/in-house")
    with statements() as sent:
        text = browser.text("/in-house")
    # Who asks; the row that counts this reading; who is here.
    assert len(sent) == 3, sent
    assert f"{3 + more} in the house" in text
    assert text.count('<th scope="row">') == 3 + more
