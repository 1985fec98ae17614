"""What a manager sees and decides of the wall, and a session that was moved."""

from collections.abc import Callable
from datetime import time

from community.access.actor import SYSTEM
from community.houses.models import House
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import move
from sessions.schedule.models import Occurrence
from tests.cast import TODAY, Cast, occurrence_on
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


def test_a_manager_sees_the_same_page_and_staff_and_residents_do_not(house: Cast, browse: Browse) -> None:
    assert "Process group" in browse(house.manager).text("/board/preview")
    assert "Process group" not in browse(house.other_manager).text("/board/preview")
    for who in ("facilitator", "resident", "mother"):
        browse(house.people[who]).get("/board/preview", status=403)


def test_a_manager_says_what_the_wall_does_not_name(house: Cast, browse: Browse, screen: Browser) -> None:
    browser = browse(house.manager)
    browser.get("/house/wall")
    browser.post("/house/wall", {"unnamed_types": ["process_group"]})
    assert db.session.get_one(House, house.house.id).unnamed_types == ["process_group", "twelve_step", "step_study"]
    text = screen.text("/board")
    assert "Process group" not in text
    assert "process_group" not in text


def test_a_moved_session_stands_at_its_new_time_with_the_old_one(screen: Browser, house: Cast) -> None:
    with writing():
        meal = db.session.get_one(Occurrence, occurrence_on(house, "lunch", TODAY))
        move(meal, day=TODAY, start=time(14), end=time(15), reason={}, version=meal.sequence, by=SYSTEM)
    text = " ".join(screen.text("/board").split())
    assert 'moved, was at <bdi dir="ltr">12:00</bdi>' in text
