"""The planner: the week in its columns, what can be left out of it, on paper, and who must not see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import cancel, change_leader, move
from sessions.schedule.models import Occurrence
from sessions.schedule.pausing import begin_pause
from tests.cast import TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
TOMORROW = TODAY + timedelta(days=1)


def _row(house: Cast, name: str, day: object = TOMORROW) -> Occurrence:
    row = db.session.get(Occurrence, occurrence_on(house, name, day))  # type: ignore[arg-type]
    assert row is not None
    return row


def test_the_week_of_the_house_stands_in_columns_of_days(house: Cast, browse: Browse) -> None:
    text = browse(house.facilitator).text("/planner")
    assert "23 to 29 November" in text
    assert text.count('class="planner-day') == 7
    assert "AA meeting" in text
    assert "--from: 600; --mins: 60" in text
    assert "Wolska" not in text


def test_what_is_the_same_every_day_is_said_once_beside_the_days(house: Cast, browse: Browse) -> None:
    text = browse(house.facilitator).text("/planner")
    assert text.count('class="band') == 7
    hours = text.split('class="planner-hours"')[1].split('class="planner-day')[0]
    assert hours.count("12:00") == 1
    assert "Meal" in hours


def test_the_week_begins_on_the_day_the_house_says(house: Cast, browse: Browse) -> None:
    reads_english(house.other_manager)
    assert "21 to 27 November" in browse(house.other_manager).text("/planner")


def test_a_house_sees_nothing_of_another_one(house: Cast, browse: Browse) -> None:
    reads_english(house.other_manager)
    text = browse(house.other_manager).text("/planner")
    assert "Nothing is planned in this week yet." in text
    assert "AA meeting" not in text


@pytest.mark.parametrize("name", ["resident", "mother", "brother"])
def test_who_does_not_work_here_has_no_planner(house: Cast, browse: Browse, name: str) -> None:
    for path in ("/planner", "/planner/paper", "/planner/events"):
        browse(house.people[name]).get(path, status=403)


def test_rooms_and_leaders_are_rows(house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    rooms = browser.text("/planner?by=rooms")
    assert rooms.index("Garden room") < rooms.index("Hall")
    leaders = browser.text("/planner?by=leaders")
    assert "Farid N." in leaders
    assert "Nobody" in leaders


def test_a_filter_leaves_out_the_rest_and_says_so_when_nothing_is_left(house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    text = browser.text("/planner?type=twelve_step")
    assert "AA meeting" in text
    assert '<span class="name"><bdi lang="en">Process group' not in text
    assert "AA meeting" in browser.text("/planner?tradition=twelve_steps")
    nobody = browser.text("/planner?leader=nobody")
    assert '<span class="name"><bdi lang="en">AA meeting' not in nobody
    assert "Nothing in this week fits" in browser.text("/planner?type=sport")


def test_a_cancelled_date_says_why_and_a_moved_one_that_it_moved(house: Cast, browse: Browse) -> None:
    with writing():
        cancel(_row(house, "group"), reason={"en": "Marta is ill"}, version=0, by=SYSTEM)
        late = _row(house, "family")
        end = late.wall_end + timedelta(hours=1)
        move(
            late,
            day=TOMORROW,
            start=(late.wall_start + timedelta(hours=1)).time(),
            end=end.time(),
            reason={},
            version=0,
            by=SYSTEM,
        )
    text = browse(house.facilitator).text("/planner")
    assert 'class="block cancelled' in text
    assert "Marta is ill" in text
    assert "moved" in text


def test_a_date_that_is_chosen_opens_with_its_form_for_whoever_may_change_it(house: Cast, browse: Browse) -> None:
    path = f"/planner?chosen={occurrence_on(house, 'group', TOMORROW)}"
    mine = browse(house.facilitator).text(path)
    assert 'value="preview"' in mine
    assert "the whole series" in mine
    theirs = browse(house.other_facilitator).text(path)
    assert 'value="preview"' not in theirs


def test_whoever_leads_one_date_alone_is_asked_about_that_date_alone(house: Cast, browse: Browse) -> None:
    reads_english(house.other_facilitator)
    with writing():
        change_leader(_row(house, "group"), house.other_facilitator.id, version=0, by=SYSTEM)
    text = browse(house.other_facilitator).text(f"/planner?chosen={occurrence_on(house, 'group', TOMORROW)}")
    assert 'value="date"' in text
    assert 'value="whole"' not in text


def test_what_has_begun_has_no_form(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    text = browse(house.manager).text(f"/planner?chosen={occurrence_on(house, 'morning', TODAY)}")
    assert "It has begun" in text
    assert 'name="step"' not in text


def test_a_link_to_a_date_leads_to_its_week(house: Cast, browse: Browse) -> None:
    day = TODAY + timedelta(days=70)
    text = browse(house.facilitator).text(f"/planner?chosen={occurrence_on(house, 'steps', day)}")
    assert "1 to 7 February" in text


def test_a_date_of_another_house_is_not_there(house: Cast, browse: Browse) -> None:
    browse(house.other_manager).get(f"/planner?chosen={occurrence_on(house, 'group', TOMORROW)}", status=404)


def test_on_paper_a_feast_day_stands_in_the_head_of_its_day_alone(house: Cast, browse: Browse) -> None:
    with writing():
        begin_pause(
            house.house,
            name={"en": "Saint Nicholas"},
            kind="feast",
            covers="activities",
            first_day=TOMORROW,
            last_day=TOMORROW,
            by=SYSTEM,
        )
        day_after = _row(house, "group", TOMORROW + timedelta(days=1))
        cancel(day_after, reason={"en": "Marta is ill"}, version=day_after.sequence, by=SYSTEM)
    text = browse(house.facilitator).text("/planner/paper")
    assert text.count("Saint Nicholas") == 1
    assert "Marta is ill" in text


def test_the_week_on_paper_says_first_name_and_initial_and_has_its_legend(house: Cast, browse: Browse) -> None:
    text = browse(house.facilitator).text("/planner/paper")
    assert "Marta W." in text
    assert "Wolska" not in text
    assert "a4-legend" in text
    assert "Hall" in browse(house.facilitator).text("/planner/paper?by=rooms")
    assert "Farid N." in browse(house.facilitator).text("/planner/paper?by=leaders")


def test_the_dates_for_the_script_are_wall_times_without_a_zone(house: Cast, browse: Browse) -> None:
    found = browse(house.facilitator).get("/planner/events").get_json()
    group = next(one for one in found["events"] if one["start"] == "2026-11-25T10:00")
    assert group["end"] == "2026-11-25T11:00"
    assert group["editable"] is True
    assert next(one for one in found["events"] if one["start"] == "2026-11-23T10:00")["editable"] is False
    theirs = browse(house.other_facilitator).get("/planner/events").get_json()
    assert [one["editable"] for one in theirs["events"] if one["editable"]] == []


@pytest.mark.parametrize(
    ("who", "path", "count"),
    [
        ("facilitator", "/planner", 3),
        ("manager", "/planner", 22),
        ("manager", "/planner?week=2026-10-05", 9),
        ("facilitator", "/planner?by=rooms", 4),
        ("facilitator", "/planner?by=leaders", 4),
        ("facilitator", "/planner/paper", 3),
        ("facilitator", "/planner/events", 3),
    ],
)
def test_a_week_is_read_by_a_constant_number_of_statements(
    house: Cast, browse: Browse, who: str, path: str, count: int
) -> None:
    browser = browse(house.people[who])
    browser.get(path)
    with statements() as sent:
        browser.get(path)
    assert len(sent) == count, sent
