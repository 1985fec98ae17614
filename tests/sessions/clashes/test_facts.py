"""The facts behind the clashes: read from what is planned and dated, in few statements, for one house alone."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import update

from community.access.actor import SYSTEM
from community.houses.models import House, Room
from community.mentoring.meetings import plan_hour
from community.mentoring.operations import agree, name_elder, propose
from community.residency.models import Engagement, EngagementDate, Stay
from community.residency.operations import enter_stage, grant_leave
from community.staff.models import StaffAbsence, WorkingHours
from foundation.database import db, new_id
from foundation.transactions import writing
from foundation.walltime import day_bounds
from sessions.clashes.facts import Proposed, facts_of, find_clashes
from sessions.clashes.kept_hours import keep_hour
from sessions.clashes.rules import Clash
from sessions.groups.operations import form_group, join_group
from sessions.schedule.models import Occurrence
from tests.cast import LONG_AGO, NOW, TODAY, Cast, occurrence_on
from tests.statements import statements

ZONE = "Europe/Warsaw"
TOMORROW = TODAY + timedelta(days=1)


def at(hour: int, minute: int = 0) -> datetime:
    """An instant of tomorrow by the wall of Warsaw, an hour ahead of UTC then."""
    return datetime.combine(TOMORROW, time(hour - 1, minute), UTC)


def of_tomorrow(house: Cast, **more: object) -> list[Clash]:
    """The clashes of tomorrow."""
    return find_clashes(house.house.id, ZONE, *day_bounds(TOMORROW, ZONE), **more)  # type: ignore[arg-type]


def kinds(clashes: list[Clash]) -> list[tuple[str, set[str]]]:
    """Their kinds, with whom they touch."""
    return [(one.kind, set(one.people)) for one in clashes]


def test_a_quiet_day_has_none(house: Cast) -> None:
    assert of_tomorrow(house) == []


def test_a_proposed_change_is_looked_at_instead_of_what_stands_and_nothing_is_written(house: Cast) -> None:
    group, family = (occurrence_on(house, name, TOMORROW) for name in ("group", "family"))
    hall, marta, farid = house.rooms["hall"].id, house.facilitator.id, house.other_facilitator.id
    wish = Proposed(group, at(16, 30), at(17, 30), hall, farid)
    assert kinds(of_tomorrow(house, proposed=[wish])) == [("resident", {house.resident.id})]
    same_leader = of_tomorrow(house, proposed=[wish._replace(leader_id=marta)])
    assert kinds(same_leader) == [("resident", {house.resident.id}), ("leader", {marta})]
    new = Proposed(None, at(16), at(17), house.rooms["garden"].id, farid, people=frozenset({house.newcomer.id}))
    found = of_tomorrow(house, proposed=[new])
    assert [(one.kind, one.one.id in (family, "new-0")) for one in found] == [("room", True)]
    assert of_tomorrow(house, proposed=[wish], only={occurrence_on(house, "morning", TOMORROW)}) == []
    db.session.rollback()
    assert of_tomorrow(house) == []


def test_who_is_away_is_not_in_two_places(house: Cast) -> None:
    group = occurrence_on(house, "group", TOMORROW)
    wish = [Proposed(group, at(16, 30), at(17, 30), None, None)]
    with writing():
        stay = db.session.get_one(Stay, house.stays["resident"].id)
        grant_leave(stay, from_at=at(15), to_at=at(20), by=SYSTEM)
    # He is the only one at the family session, and two of three are still at the group.
    assert kinds(of_tomorrow(house, proposed=wish)) == [("leave", {house.resident.id})]


def test_what_takes_somebody_elsewhere_meanwhile_is_told(house: Cast) -> None:
    stay = house.stays["other_resident"]
    with writing():
        facts: dict[str, Any] = {
            "days": [],
            "first_day": TOMORROW,
            "to_day": None,
            "filled_to": TOMORROW,
            "noted_at": NOW,
        }
        made = Engagement(
            id=new_id(),
            house_id=house.house.id,
            stay_id=stay.id,
            reason="court",
            wall_start=time(10, 30),
            wall_end=time(12),
            **facts,
        )
        db.session.add(made)
        db.session.flush()
        date: dict[str, Any] = {
            "engagement_id": made.id,
            "stay_id": stay.id,
            "starts_at": at(10, 30),
            "ends_at": at(12, 30),
        }
        db.session.add(EngagementDate(id=new_id(), house_id=house.house.id, **date))
    assert kinds(of_tomorrow(house)) == [("engagement", {house.other_resident.id})]


def test_hours_kept_for_a_group_are_those_of_its_members(house: Cast) -> None:
    with writing():
        here = db.session.get_one(House, house.house.id)
        group = form_group(here.id, name={"en": "Those who pray"}, kind="group", by=SYSTEM)
        join_group(group, house.resident.id, from_at=LONG_AGO, by=SYSTEM)
        hours: dict[str, Any] = {"kind": "prayer", "name": {}, "days": ["wed"], "start": time(10, 30), "end": time(11)}
        keep_hour(here, group_id=group.id, by=SYSTEM, **hours)
    assert kinds(of_tomorrow(house)) == [("kept_hour", {house.resident.id})]


def test_the_hour_of_an_elder_and_a_newcomer_is_in_the_way_of_a_session(house: Cast) -> None:
    with writing():
        enter_stage(db.session.get_one(Stay, house.stays["other_resident"].id), house.stages[1], at=NOW, by=SYSTEM)
        name_elder(house.other_resident, by=SYSTEM)
        pair = propose(house.newcomer, house.other_resident.id, by=SYSTEM)
        for person in (house.newcomer, house.other_resident):
            agree(pair, person.id, by=SYSTEM)
        plan_hour(pair, day=TOMORROW, start=time(10, 15), end=time(11), weekly=True, by=SYSTEM)
    assert kinds(of_tomorrow(house)) == [("resident", {house.newcomer.id, house.other_resident.id})]


def test_hours_and_absences_of_the_staff(house: Cast) -> None:
    marta = house.facilitator.id
    with writing():
        spell: dict[str, Any] = {
            "weekday": 2,
            "wall_start": time(9),
            "wall_end": time(17),
            "from_day": TODAY,
            "to_day": None,
        }
        db.session.add(WorkingHours(id=new_id(), house_id=house.house.id, person_id=marta, **spell))
        away: dict[str, Any] = {"from_at": at(15), "to_at": None, "kind": "ill", "noted_at": NOW, "noted_by": None}
        db.session.add(StaffAbsence(id=new_id(), house_id=house.house.id, person_id=marta, called_off_at=None, **away))
    # The morning meeting begins at eight; the family session is at four.
    assert [(one.kind, one.one.type_key) for one in of_tomorrow(house)] == [
        ("working_hours", "morning_meeting"),
        ("absence", "family_session"),
    ]


def test_a_small_room_counts_relatives_and_names_residents_alone(house: Cast) -> None:
    with writing():
        db.session.execute(update(Room).where(Room.id == house.rooms["garden"].id).values(capacity=1))
    [family] = [one for one in of_tomorrow(house) if one.one.type_key == "family_session"]
    assert (family.kind, set(family.people)) == ("capacity", {house.resident.id})


def test_another_house_has_clashes_of_its_own(house: Cast) -> None:
    with writing():
        later = {"starts_at": at(16, 30), "ends_at": at(17, 30)}
        group = update(Occurrence).where(Occurrence.id == occurrence_on(house, "group", TOMORROW))
        db.session.execute(group.values(later))
    assert len(of_tomorrow(house)) == 3
    assert find_clashes(house.other_house.id, "Africa/Cairo", *day_bounds(TOMORROW, "Africa/Cairo")) == []


def test_the_facts_take_nine_statements_for_a_day_and_for_half_a_year(house: Cast) -> None:
    counts = []
    for days in (1, 180):
        from_at = day_bounds(TODAY, ZONE)[0]
        with statements() as sent:
            facts = facts_of(house.house.id, ZONE, from_at, from_at + timedelta(days=days))
        counts.append((len(sent), len(facts.sessions) > 500))
    assert counts == [(9, False), (9, True)]
