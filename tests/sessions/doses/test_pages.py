"""The pages of hours received: for the house, for one resident, for oneself, and on the manager's first page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.houses.operations import employ
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.marks import Value
from sessions.groups.models import GroupMembership
from sessions.schedule.models import Series
from tests.cast import LONG_AGO, TODAY, Cast
from tests.pages import BASE, Browser, as_request
from tests.sessions.doses.weeks_of_cast import MONDAY, ask, count_group, marked, open_circle
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
PRESENT = Value("present")


@pytest.fixture
def short(house: Cast) -> Cast:
    """Yusuf missed an hour on Monday, and an open circle on Thursday would fill it."""
    with writing():
        count_group(house)
        ask(house, 420)
        values = {"resident": Value("excused", None, "court"), "other_resident": PRESENT, "newcomer": PRESENT}
        marked(house, MONDAY, values)
        open_circle(house, MONDAY + timedelta(days=3), 14, 90)
    return house


def fetched(browser: Browser, path: str) -> str:
    """A part of a page, as a page fetches it once it stands."""
    response = as_request(lambda: browser.client.get(path, base_url=BASE))
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_the_house_reads_who_falls_short_and_what_would_fill_it(short: Cast, as_manager: Browser) -> None:
    page = as_manager.text("/hours-received")
    assert "1 resident will fall short this week" in page and "of 3 whom a rule asks for hours" in page
    assert "1 h short by Sunday 29 November" in page
    assert "This open group would fill it, at a time when nothing else is planned:" in page
    assert "court 1 h" in page


def test_one_tap_adds_them_to_the_group(short: Cast, as_manager: Browser) -> None:
    page = fetched(as_manager, "/hours-received/short")
    action = page.split('action="')[1].split('"')[0]
    as_manager.post(action, {"person": short.resident.id})
    belongs = db.session.scalars(select(GroupMembership.person_id)).all()
    assert short.resident.id in belongs
    assert "Nobody falls short this week, as it is planned." in fetched(as_manager, "/hours-received/short")


def test_the_first_page_fetches_it(short: Cast, as_manager: Browser) -> None:
    page = as_manager.get("/today").text
    assert 'hx-get="/hours-received/short"' in page and "Who falls short of their hours this week" in page


def test_a_figure_opens_into_the_marks_behind_it(short: Cast, as_manager: Browser) -> None:
    path = f"/hours-received/residents/{short.other_resident.id}"
    page = as_manager.get(path).text
    link = f"{path}/marks?week={MONDAY.isoformat()}&amp;category=counted"
    assert link in page
    behind = as_manager.text(link.replace("&amp;", "&"))
    assert "Process group" in behind and "Present" in behind and "<bdi>1 h</bdi> received" in behind


def test_what_was_missed_stands_there_with_its_reason(short: Cast, as_manager: Browser) -> None:
    behind = as_manager.text(f"/hours-received/residents/{short.resident.id}/marks")
    assert "Excused: court" in behind and "missed: <bdi>1 h</bdi>" in behind


def test_a_talk_one_to_one_is_offered_a_time(house: Cast, as_manager: Browser) -> None:
    with writing():
        count_group(house)
        ask(house, 0, individual=45)
    page = as_manager.text(f"/hours-received/residents/{house.resident.id}")
    assert "45 min one to one short by Sunday 29 November" in page
    assert "It takes a talk one to one." in page and "Free for a talk one to one:" in page


def test_a_resident_reads_their_own_and_nobody_elses(short: Cast, browse: Browse) -> None:
    mine = browse(short.resident)
    assert "/record/hours" in mine.get("/record").text
    assert "My hours" in mine.text("/record/hours")
    assert "Excused: court" in mine.text("/record/hours/marks?category=group")
    mine.get(f"/hours-received/residents/{short.resident.id}", status=403)
    for name in ("facilitator", "mother", "other_resident"):
        browse(short.people[name]).get(f"/hours-received/residents/{short.resident.id}", status=403)


def test_a_counsellor_reads_them_and_a_manager_of_another_house_does_not(short: Cast, browse: Browse) -> None:
    with writing():
        employ(short.other_facilitator, "counsellor", by=SYSTEM, from_at=LONG_AGO + timedelta(days=1))
    browse(short.other_facilitator).get(f"/hours-received/residents/{short.resident.id}")
    browse(short.other_manager).get(f"/hours-received/residents/{short.resident.id}", status=404)


def test_whoever_opens_somebodys_hours_is_noted(short: Cast, as_manager: Browser) -> None:
    as_manager.get(f"/hours-received/residents/{short.resident.id}")
    noted = db.session.scalars(select(AuditEntry.about_id).where(AuditEntry.verb == "read:doses")).all()
    assert list(noted) == [short.resident.id]


def test_the_week_is_taken_along_as_a_table(short: Cast, as_manager: Browser) -> None:
    text = as_manager.get("/hours-received?as=table").text
    assert text.splitlines()[0].startswith("\ufeffResident,Stage,Asked for (minutes)")
    assert "Yusuf H.,Orientation,420,420,0,60,360,60," in text


def test_weeks_before_are_looked_at_and_weeks_to_come_are_not(short: Cast, as_manager: Browser) -> None:
    before = as_manager.text(f"/hours-received?week={(TODAY - timedelta(days=7)).isoformat()}")
    assert "3 residents fell short" in before
    as_manager.get(f"/hours-received?week={(TODAY + timedelta(days=7)).isoformat()}", status=404)


def test_twelve_weeks_of_everybody_say_which_fell_short(short: Cast, as_manager: Browser) -> None:
    with writing():
        marked(short, MONDAY - timedelta(days=3), {"resident": Value("late", 20)})
    page = as_manager.text("/hours-received/weeks")
    assert '<bdi>40 min</bdi><span class="visually-hidden">, short</span>' in page and "Piotr Z." in page


def test_the_break_of_a_series_is_written_in_its_form(house: Cast, as_manager: Browser) -> None:
    series = house.series["group"].id
    page = as_manager.get(f"/series/{series}/amendment").text
    assert 'name="breaks"' in page and "Minutes of break in it" in page


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/hours-received", 20),
        ("/hours-received/stages/{stage}", 21),
        ("/hours-received/short", 18),
        ("/hours-received/weeks", 5),
        ("/hours-received/residents/{resident}", 19),
        ("/hours-received/residents/{resident}/marks", 9),
    ],
)
def test_the_pages_ask_a_constant_number_of_statements(short: Cast, as_manager: Browser, path: str, asked: int) -> None:
    path = path.format(stage=short.stages[0].id, resident=short.resident.id)
    fetched(as_manager, path)
    with statements() as sent:
        fetched(as_manager, path)
    assert len(sent) == asked


def test_one_resident_more_is_no_statement_more(short: Cast, as_manager: Browser) -> None:
    as_manager.get("/hours-received")
    with statements() as one:
        as_manager.get("/hours-received")
    with writing():
        marked(short, TODAY - timedelta(days=1), {"newcomer": Value("unexcused"), "other_resident": Value("late", 5)})
        db.session.get_one(Series, short.series["morning"].id).counted = True
    with statements() as three:
        as_manager.get("/hours-received")
    assert len(one) == len(three)
