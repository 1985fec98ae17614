"""Groups: who joins and leaves, how many they hold, who waits and moves up, and what never changes."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.people.models import Person
from community.residency.operations import discharge
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.stamps import versions
from foundation.transactions import writing
from sessions.groups.amending import amend_group, end_group, settle_groups
from sessions.groups.jobs import settle_places
from sessions.groups.models import Group, GroupMembership, GroupWait
from sessions.groups.operations import Full, end_membership, form_group, join_group, join_or_wait, leave_group
from sessions.groups.queries import groups_offered, most_at_once, places_left, standing_membership, waiting_in
from sessions.groups.waiting import stop_waiting, wait_for
from tests.cast import NOW, Cast
from tests.foundation.side_by_side import side_by_side

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def choir(app: Flask, house: Cast) -> Group:
    """A hobby with one place."""
    with writing():
        return form_group(house.house.id, name={"en": "Choir"}, kind="hobby", capacity=1, by=SYSTEM)


def again(group: Group) -> Group:
    """The group in this transaction."""
    return db.session.get_one(Group, group.id)


def members(group: Group, at: datetime = NOW) -> set[str]:
    """Who belongs to it at an instant."""
    rows = db.session.scalars(select(GroupMembership).where(GroupMembership.group_id == group.id))
    return {row.person_id for row in rows if row.from_at <= at and (row.to_at is None or row.to_at > at)}


def queue(group: Group) -> list[str]:
    """Who waits, in order."""
    found = [wait.person_id for wait in waiting_in(group.id)]
    db.session.rollback()
    return found


def test_the_last_place_is_one_and_who_comes_later_waits_and_moves_up(house: Cast, choir: Group) -> None:
    one, two, three = house.resident.id, house.other_resident.id, house.newcomer.id
    with writing():
        said = [join_or_wait(again(choir), person, by=SYSTEM) for person in (one, two, three)]
    assert (said, members(choir), queue(choir)) == ([True, False, False], {one}, [two, three])
    with writing(), pytest.raises(Full):
        join_group(again(choir), three, from_at=NOW, by=SYSTEM)
    before = versions([f"people:{house.house.id}"])
    with held_at(NOW + HOUR), writing():
        leave_group(again(choir), one, at=NOW + HOUR, by=SYSTEM)
    assert (members(choir, NOW + HOUR), members(choir), queue(choir)) == ({two}, {one}, [three])
    assert before != versions([f"people:{house.house.id}"])
    verbs = db.session.execute(select(AuditEntry.verb, AuditEntry.about_id).order_by(AuditEntry.seq.desc()).limit(2))
    assert {tuple(row) for row in verbs} == {("group:leave", one), ("group:move_up", two)}
    outcome = select(GroupWait.outcome).where(GroupWait.person_id == two)
    assert db.session.scalars(outcome).all() == ["joined"]


def test_two_at_once_for_the_last_place_one_gets_it_and_the_other_waits(app: Flask, house: Cast, choir: Group) -> None:
    people = [house.resident.id, house.other_resident.id, house.newcomer.id]

    def asks(person: str) -> Callable[[], bool]:
        def do() -> bool:
            with writing():
                return join_or_wait(db.session.get_one(Group, choir.id), person, by=SYSTEM)

        return do

    said = side_by_side(app, *(asks(person) for person in people))
    assert sorted(said) == [False, False, True]
    joined = {person for person, got in zip(people, said, strict=True) if got}
    assert (members(choir), set(queue(choir))) == (joined, set(people) - joined)


def test_in_a_closed_group_nobody_moves_up_until_it_is_opened(house: Cast) -> None:
    one, two = house.resident.id, house.other_resident.id
    with writing():
        group = form_group(
            house.house.id, name={"en": "Circle"}, kind="group", capacity=1, open_to_join=False, by=SYSTEM
        )
        join_group(group, one, from_at=NOW, by=SYSTEM)
        wait_for(group, two, by=SYSTEM)
    with held_at(NOW + HOUR), writing():
        leave_group(again(group), one, at=NOW + HOUR, by=SYSTEM)
    assert (members(group, NOW + HOUR), queue(group)) == (set(), [two])
    with held_at(NOW + HOUR), writing():
        amend_group(again(group), name={"en": "Ring"}, open_to_join=True, capacity=1, by=SYSTEM)
    assert (members(group, NOW + HOUR), queue(group), again(group).name) == ({two}, [], {"en": "Ring"})


def test_a_place_is_free_only_while_it_is_free_all_along(house: Cast, choir: Group) -> None:
    with writing():
        join_group(again(choir), house.resident.id, from_at=NOW + 3 * DAY, to_at=NOW + 5 * DAY, by=SYSTEM)
    assert [most_at_once(choir.id, NOW), most_at_once(choir.id, NOW, NOW + 3 * DAY)] == [1, 0]
    assert [most_at_once(choir.id, NOW + 4 * DAY), most_at_once(choir.id, NOW + 5 * DAY)] == [1, 0]
    with writing():
        join_group(again(choir), house.newcomer.id, from_at=NOW, to_at=NOW + 3 * DAY, by=SYSTEM)
    with writing(), pytest.raises(Full):
        join_group(again(choir), house.other_resident.id, from_at=NOW, by=SYSTEM)
    assert places_left(again(choir), NOW + 5 * DAY) == 1


def test_a_group_never_has_fewer_places_than_members(house: Cast, choir: Group) -> None:
    with writing():
        amend_group(again(choir), name={"en": "Choir"}, open_to_join=True, capacity=3, by=SYSTEM)
        for name in ("resident", "newcomer"):
            join_group(again(choir), house.people[name].id, from_at=NOW, by=SYSTEM)
    with writing(), pytest.raises(Refused) as refused:
        amend_group(again(choir), name={"en": "Choir"}, open_to_join=True, capacity=1, by=SYSTEM)
    assert sentence_of(refused.value) == "2 people belong to this group: it cannot have fewer places."
    db.session.rollback()
    assert again(choir).capacity == 3


def test_ending_a_group_ends_what_goes_on_and_keeps_what_was(house: Cast, choir: Group) -> None:
    with writing():
        join_group(again(choir), house.resident.id, from_at=NOW - 9 * DAY, to_at=NOW + DAY, by=SYSTEM)
        wait_for(again(choir), house.newcomer.id, by=SYSTEM)
    with held_at(NOW + HOUR), writing():
        end_group(again(choir), by=SYSTEM)
    assert (members(choir), members(choir, NOW + HOUR), queue(choir)) == ({house.resident.id}, set(), [])
    for verb in (
        lambda group: join_group(group, house.newcomer.id, from_at=NOW + 2 * HOUR, by=SYSTEM),
        lambda group: wait_for(group, house.newcomer.id, by=SYSTEM),
        lambda group: end_group(group, by=SYSTEM),
        lambda group: amend_group(group, name={"en": "x"}, open_to_join=True, capacity=None, by=SYSTEM),
    ):
        with writing(), pytest.raises(Refused):
            verb(again(choir))
        db.session.rollback()
    assert groups_offered(house.house.id, "en", "en") == []


def test_a_membership_that_has_not_begun_is_taken_back_as_if_it_had_never_been(house: Cast, choir: Group) -> None:
    with writing():
        join_group(again(choir), house.resident.id, from_at=NOW + DAY, by=SYSTEM)
        wait_for(again(choir), house.newcomer.id, by=SYSTEM)
    with writing():
        mine = standing_membership(choir.id, house.resident.id)
        assert mine is not None
        end_membership(mine, again(choir), by=SYSTEM)
    assert (members(choir, NOW + DAY), queue(choir)) == ({house.newcomer.id}, [])


def test_who_waits_no_more_is_passed_over_and_cannot_stop_twice(house: Cast, choir: Group) -> None:
    with writing():
        join_group(again(choir), house.resident.id, from_at=NOW - DAY, by=SYSTEM)
        waits = [wait_for(again(choir), person.id, by=SYSTEM) for person in (house.newcomer, house.other_resident)]
    with writing():
        stop_waiting(db.session.get_one(GroupWait, waits[0].id), by=SYSTEM)
    with writing(), pytest.raises(Refused):
        stop_waiting(db.session.get_one(GroupWait, waits[0].id), by=SYSTEM)
    db.session.rollback()
    with writing():
        leave_group(again(choir), house.resident.id, at=NOW, by=SYSTEM)
    assert members(choir) == {house.other_resident.id}


@pytest.mark.parametrize("who", ["resident", "newcomer", "other_resident"])
def test_nobody_waits_without_need(house: Cast, choir: Group, who: str) -> None:
    with writing():
        if who != "other_resident":
            join_group(again(choir), house.resident.id, from_at=NOW, by=SYSTEM)
        if who == "newcomer":
            wait_for(again(choir), house.newcomer.id, by=SYSTEM)
    told = {
        "resident": "This person belongs to the group already.",
        "newcomer": "This person waits for a place already.",
        "other_resident": "There is a place free; nobody has to wait.",
    }
    with writing(), pytest.raises(Refused) as refused:
        wait_for(again(choir), house.people[who].id, by=SYSTEM)
    assert sentence_of(refused.value) == told[who]


def test_the_place_of_somebody_who_has_left_the_house_goes_to_who_waits(house: Cast, choir: Group) -> None:
    with writing():
        join_group(again(choir), house.resident.id, from_at=NOW - DAY, by=SYSTEM)
        for person in (house.newcomer, house.other_resident):
            wait_for(again(choir), person.id, by=SYSTEM)
    gone: list[Person] = [house.resident, house.newcomer]
    with writing():
        for person in gone:
            name = next(key for key, one in house.people.items() if one is person)
            discharge(db.session.merge(house.stays[name]), at=NOW, by=SYSTEM)
    with held_at(NOW + HOUR):
        settle_places()
        assert settle_groups(house.house.id) == 0
        db.session.rollback()
    assert (members(choir, NOW + HOUR), queue(choir)) == ({house.other_resident.id}, [])
    ended = select(GroupMembership.to_at).where(GroupMembership.person_id == house.resident.id)
    assert NOW in db.session.scalars(ended.where(GroupMembership.group_id == choir.id)).all()


@pytest.mark.parametrize(("kind", "capacity"), [("team", None), ("hobby", 0), ("hobby", 501), ("hobby", -3)])
def test_a_group_has_a_known_kind_and_a_number_of_places(house: Cast, kind: str, capacity: int | None) -> None:
    with writing(), pytest.raises(Refused):
        form_group(house.house.id, name={"en": "Choir"}, kind=kind, capacity=capacity, by=SYSTEM)
    db.session.rollback()
    assert db.session.scalars(select(Group.id).where(Group.kind != "list")).all() == []
