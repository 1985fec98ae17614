"""The pages of groups: who keeps them, what they say, and what is refused in one sentence."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.houses.operations import employ
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.groups.models import Group, GroupMembership, GroupWait
from sessions.groups.operations import form_group, join_group
from sessions.groups.waiting import wait_for
from sessions.schedule.expectation import expected
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
DAY = timedelta(days=1)


def formed(house: Cast, name: str = "Circle", **more: Any) -> Group:
    """A group of the house."""
    with writing():
        return form_group(house.house.id, name={"en": name}, **({"kind": "group", "by": SYSTEM} | more))


def meets(house: Cast, group: Group, first_day: Any = TODAY) -> Series:
    """A series for it: every day at 18:00."""
    with writing():
        series = start_series(
            house.house.id,
            type_key="static_group",
            titles={"en": "Evening circle"},
            rule="FREQ=DAILY",
            first_day=first_day,
            wall_start=time(18),
            wall_end=time(19),
            zone=house.house.zone,
            leader_kind="staff",
            leader_id=house.facilitator.id,
            keeper_id=house.facilitator.id,
            audience="group",
            group_id=group.id,
            by=SYSTEM,
        )
        fill(series, TODAY + 14 * DAY)
        return series


@pytest.fixture
def browser(house: Cast, browse: Browse) -> Browser:
    """The manager's, in English."""
    reads_english(house.manager)
    return browse(house.manager)


def test_a_group_is_formed_gets_members_and_is_listed_with_its_counts(house: Cast, browser: Browser) -> None:
    body = {"kind": "hobby", "name_en": "Choir", "capacity": "2", "open": "y"}
    browser.post("/groups/new", body)
    group = db.session.scalars(select(Group).where(Group.kind == "hobby")).one()
    for person in (house.resident, house.other_resident):
        browser.post(f"/groups/{group.id}/members", {"person": person.id})
    full = browser.post(f"/groups/{group.id}/members", {"person": house.newcomer.id}, status=422)
    assert "Every place of this group is taken." in full.get_data(as_text=True)
    browser.post(f"/groups/{group.id}/waiting", {"person": house.newcomer.id})
    text = browser.text("/groups")
    assert ("2 of 2 places taken" in text, "1 waiting" in text, "Choir" in text) == (True, True, True)
    page = browser.text(f"/groups/{group.id}")
    assert [name in page for name in ("Yusuf H.", "Piotr Z.", "Олег О.")] == [True, True, True]
    assert "Haddad" not in page


def test_whoever_joins_from_a_day_on_is_expected_from_that_day(house: Cast, browser: Browser) -> None:
    group = formed(house)
    series = meets(house, group)
    day = TODAY + 3 * DAY
    browser.post(f"/groups/{group.id}/members", {"person": house.newcomer.id, "from_day": day.isoformat()})
    rows = expected(Occurrence.series_id == series.id).subquery()
    first = select(Occurrence.wall_start).join(rows, rows.c.occurrence_id == Occurrence.id)
    days = sorted(wall.date() for wall in db.session.scalars(first))
    assert days == [TODAY + n * DAY for n in range(3, 14)]
    assert "from 27 November 2026 on" in browser.text(f"/groups/{group.id}")


@pytest.mark.parametrize(("from_day", "told"), [("2026-11-23", "today or later"), ("2029-11-23", "two years")])
def test_a_membership_begins_today_or_within_two_years(house: Cast, browser: Browser, from_day: str, told: str) -> None:
    group = formed(house)
    body = {"person": house.newcomer.id, "from_day": from_day}
    assert told in browser.post(f"/groups/{group.id}/members", body, status=422).get_data(as_text=True)


def test_a_closed_group_that_has_begun_takes_somebody_only_when_it_is_meant(house: Cast, browser: Browser) -> None:
    group = formed(house, open_to_join=False)
    # Nothing was held yet: whoever belongs to it is still being chosen.
    browser.post(f"/groups/{group.id}/members", {"person": house.resident.id})
    meets(house, group, TODAY - 2 * DAY)
    body = {"person": house.newcomer.id}
    text = browser.post(f"/groups/{group.id}/members", body, status=422).get_data(as_text=True)
    assert "This group is closed and has begun." in text
    browser.post(f"/groups/{group.id}/members", body | {"anyway": "y"})
    members = db.session.scalars(select(GroupMembership.person_id).where(GroupMembership.group_id == group.id))
    assert set(members) == {house.resident.id, house.newcomer.id}


def test_leaving_is_from_now_and_whoever_waits_gets_the_place(house: Cast, browser: Browser) -> None:
    group = formed(house, capacity=1)
    with writing():
        row = join_group(db.session.get_one(Group, group.id), house.resident.id, from_at=NOW - 9 * DAY, by=SYSTEM)
        wait_for(db.session.get_one(Group, group.id), house.newcomer.id, by=SYSTEM)
        membership = row.id
    browser.post(f"/groups/{group.id}/members/{membership}/ending")
    ended = select(GroupMembership.to_at).where(GroupMembership.id == membership)
    assert db.session.scalars(ended).all() == [NOW]
    text = browser.text(f"/groups/{group.id}")
    assert ("Who belonged to it before" in text, "Nobody waits." in text, "Олег О." in text) == (True, True, True)
    again = browser.post(f"/groups/{group.id}/members/{membership}/ending", status=422)
    assert "This membership has ended already." in again.get_data(as_text=True)


def test_somebody_is_taken_out_of_the_queue(house: Cast, browser: Browser) -> None:
    group = formed(house, capacity=1, open_to_join=False)
    browser.post(f"/groups/{group.id}/waiting", {"person": house.newcomer.id})
    wait = db.session.scalars(select(GroupWait.id)).one()
    browser.post(f"/groups/{group.id}/waiting/{wait}/ending")
    assert db.session.get_one(GroupWait, wait).outcome == "gone"
    text = browser.post(f"/groups/{group.id}/waiting/{wait}/ending", status=422).get_data(as_text=True)
    assert "The waiting is over already." in text


def test_a_group_that_something_is_planned_for_does_not_end(house: Cast, browser: Browser) -> None:
    group = formed(house)
    series = meets(house, group)
    text = browser.post(f"/groups/{group.id}/ending", status=422).get_data(as_text=True)
    assert "Sessions are still planned for this group: 1." in text
    assert f"/series/{series.id}" in browser.text(f"/groups/{group.id}")
    with held_at(NOW + 20 * DAY), writing():
        db.session.get_one(Series, series.id).to_day = TODAY
    with writing():
        db.session.query(Occurrence).filter_by(series_id=series.id).update({"status": "cancelled"})
    browser.post(f"/groups/{group.id}/ending")
    assert "Groups that have ended" in browser.text("/groups")
    assert "ended" in browser.text(f"/groups/{group.id}")


def test_a_form_that_came_too_late_says_what_stands_now(house: Cast, browser: Browser) -> None:
    group = formed(house)
    page = browser.text(f"/groups/{group.id}/settings")
    mark = page.split('name="as_read" value="')[1].split('"')[0]
    body = {"as_read": mark, "name_en": "Ring", "open": "y", "capacity": "5"}
    browser.post(f"/groups/{group.id}/settings", body)
    late = browser.post(f"/groups/{group.id}/settings", body | {"name_en": "Round"}, status=409)
    assert "Somebody changed this in the meantime." in late.get_data(as_text=True)
    assert db.session.scalars(select(Group.name).where(Group.id == group.id)).all() == [{"en": "Ring"}]


def test_reading_who_belongs_to_a_group_is_recorded_and_the_list_of_counts_is_not(
    house: Cast, browser: Browser
) -> None:
    group = formed(house)
    browser.text("/groups")
    browser.text(f"/groups/{group.id}")
    reads = select(AuditEntry.verb).where(AuditEntry.actor_id == house.manager.id, AuditEntry.verb.like("read:%"))
    assert db.session.scalars(reads).all() == ["read:group"]


def test_a_counsellor_keeps_groups_and_other_staff_residents_and_relatives_do_not(house: Cast, browse: Browse) -> None:
    group = formed(house)
    for path in ("/groups", "/groups/new", f"/groups/{group.id}", f"/groups/{group.id}/settings"):
        for person in (house.facilitator, house.resident, house.mother):
            browse(person).get(path, status=403)
    with writing():
        employ(db.session.merge(house.other_facilitator), "counsellor", by=SYSTEM, from_at=NOW - DAY)
    browse(house.other_facilitator).get(f"/groups/{group.id}")
    browse(house.other_manager).get(f"/groups/{group.id}", status=404)


def test_the_pages_cost_the_same_for_one_group_and_for_four(house: Cast, browser: Browser) -> None:
    costs = []
    for more in (1, 3):
        for number in range(more):
            group = formed(house, f"Circle {more} {number}", capacity=9)
            meets(house, group)
            with writing():
                for person in (house.resident, house.newcomer)[:more]:
                    join_group(db.session.get_one(Group, group.id), person.id, from_at=NOW, by=SYSTEM)
        browser.get("/groups")
        browser.get(f"/groups/{group.id}")
        with statements() as listed:
            browser.get("/groups")
        with statements() as one:
            browser.get(f"/groups/{group.id}")
        costs.append((len(listed), len(one)))
    # Who asks, the groups; who asks, the group, members, residents, queue, series, and that it was read.
    assert costs == [(2, 7), (2, 7)]


@pytest.mark.parametrize(
    ("back", "leads"),
    [
        ("doses.house", "/hours-received"),
        ("", "/groups/"),
        ("https://example.org", "/groups/"),
        ("groups.group", "/groups/"),
    ],
)
def test_whoever_fills_the_hours_of_several_goes_on_where_they_were(
    house: Cast, browser: Browser, back: str, leads: str
) -> None:
    group = formed(house)
    browser.get(f"/groups/{group.id}")
    answer = browser.post(f"/groups/{group.id}/members", {"person": house.resident.id, "back": back})
    assert answer.location.startswith(leads)
