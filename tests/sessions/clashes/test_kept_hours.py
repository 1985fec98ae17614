"""Hours are kept free for prayer, meals and rest, and how long people rest between two groups."""

from datetime import date, time, timedelta

import pytest

from community.access.actor import SYSTEM
from community.houses.models import House
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.clashes.kept_hours import MOST, end_hour, keep_hour, kept_hours_of
from sessions.clashes.models import KeptHour
from sessions.groups.operations import form_group
from tests.cast import NOW, TODAY, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

DAY = timedelta(days=1)
NOON = {"kind": "prayer", "name_en": "Dhuhr", "days": ["mon", "fri"], "start": "12:10", "end": "12:30", "group": "all"}


def here(house: Cast) -> House:
    return db.session.get_one(House, house.house.id)


def keep(house: Cast, **more: object) -> KeptHour:
    facts = {"kind": "prayer", "name": {}, "days": ["fri", "mon"], "start": time(12, 10), "end": time(12, 30)}
    with writing():
        return keep_hour(here(house), by=SYSTEM, **(facts | more))


def kept(house: Cast, first: date, last: date) -> list[time]:
    db.session.expire_all()
    return [hour.wall_start for hour in kept_hours_of(house.house.id, first, last)]


@pytest.fixture
def manager(house: Cast, browse) -> Browser:
    reads_english(house.manager)
    return browse(house.manager)


def test_hours_are_kept_from_their_first_day_until_they_end(house: Cast) -> None:
    hour = keep(house, from_day=TODAY + 3 * DAY)
    keep(house, start=time(5), end=time(5, 20))
    assert hour.days == ["mon", "fri"]
    assert kept(house, TODAY, TODAY + 2 * DAY) == [time(5)]
    assert kept(house, TODAY, TODAY + 3 * DAY) == [time(5), time(12, 10)]
    with held_at(NOW + 10 * DAY), writing():
        end_hour(db.session.get_one(KeptHour, hour.id), house.house.zone, by=SYSTEM)
    assert kept(house, TODAY + 9 * DAY, TODAY + 9 * DAY) == [time(5), time(12, 10)]
    assert kept(house, TODAY + 10 * DAY, TODAY + 400 * DAY) == [time(5)]
    assert kept_hours_of(house.other_house.id, TODAY, TODAY + 400 * DAY) == []


def test_what_began_today_ends_tonight_and_nothing_ends_twice(house: Cast) -> None:
    hour = keep(house)
    with writing():
        end_hour(db.session.get_one(KeptHour, hour.id), house.house.zone, by=SYSTEM)
    assert (kept(house, TODAY, TODAY), kept(house, TODAY + DAY, TODAY + DAY)) == ([time(12, 10)], [])
    with pytest.raises(Refused, match="already"):
        end_hour(db.session.get_one(KeptHour, hour.id), house.house.zone, by=SYSTEM)


def test_only_a_group_that_goes_on_here_has_hours_of_its_own(house: Cast) -> None:
    with writing():
        choir = form_group(house.house.id, name={"en": "Choir"}, kind="hobby", by=SYSTEM)
        elsewhere = form_group(house.other_house.id, name={"en": "Choir"}, kind="hobby", by=SYSTEM)
    assert keep(house, group_id=choir.id).group_id == choir.id
    for wrong in (elsewhere.id, house.groups["family"].id):
        with pytest.raises(Refused, match="group of this house"):
            keep(house, group_id=wrong)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"days": []}, "at least one day"),
        ({"days": ["mon", "someday"]}, "at least one day"),
        ({"kind": "sleep"}, "what is offered"),
        ({"from_day": TODAY - DAY}, "from today on"),
        ({"end": time(12, 10)}, "12 hours"),
        ({"name": {"de": "Mittag"}}, "at least one of English"),
    ],
)
def test_what_cannot_be_kept_is_told_in_one_sentence(house: Cast, wrong: dict, match: str) -> None:
    with pytest.raises(Refused, match=match):
        keep(house, **wrong)
    assert kept(house, TODAY, TODAY) == []


def test_a_house_keeps_so_many_hours_and_no_more(house: Cast) -> None:
    with writing():
        for _ in range(MOST):
            keep_hour(here(house), kind="rest", name={}, days=["mon"], start=time(1), end=time(2), by=SYSTEM)
    with pytest.raises(Refused, match="at most 100"):
        keep(house)


def test_the_page_keeps_hours_and_ends_them(house: Cast, manager: Browser, browse) -> None:
    assert "No hours are kept free yet." in manager.text("/kept-hours")
    manager.post("/kept-hours", NOON)
    text = manager.text("/kept-hours")
    assert "Dhuhr" in text
    assert "Monday, Friday" in text
    hour = kept_hours_of(house.house.id, TODAY, TODAY)[0]
    manager.post(f"/kept-hours/{hour.id}/ending")
    with held_at(NOW + DAY):
        assert "1 kept free no more" in browse(house.manager).text("/kept-hours")


def test_the_rest_between_groups_is_written_and_nobody_writes_over_what_they_never_saw(
    house: Cast, manager: Browser
) -> None:
    assert 'value="10"' in manager.text("/kept-hours/rest")
    manager.post("/kept-hours/rest", {"rest_minutes": "25"})
    assert "25 minutes at least" in manager.text("/kept-hours")
    assert "at least 25 min" in manager.text("/house")
    text = manager.post("/kept-hours/rest", {"rest_minutes": "5"}, status=409).get_data(as_text=True)
    assert "Somebody changed this in the meantime." in text
    db.session.expire_all()
    assert here(house).rest_minutes == 25


@pytest.mark.parametrize(("hours", "path", "count"), [(1, "/kept-hours", 4), (9, "/kept-hours", 4)])
def test_the_page_takes_a_literal_number_of_statements(
    house: Cast, manager: Browser, hours: int, path: str, count: int
) -> None:
    for _ in range(hours):
        keep(house)
    with statements() as sent:
        manager.get(path)
    assert len(sent) == count, sent


def test_only_whoever_plans_here_reads_and_changes_them(house: Cast, browse) -> None:
    hour = keep(house)
    for person in (house.facilitator, house.resident, house.mother):
        browse(person).get("/kept-hours", status=403)
    browse(house.other_manager).post(f"/kept-hours/{hour.id}/ending", status=404)
    assert kept(house, TODAY + DAY, TODAY + DAY) == [time(12, 10)]
