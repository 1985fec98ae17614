"""A group is taken over, also when it has begun: who leads changes, the register and what stands on it stay."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from community.access.actor import Actor
from community.audit.models import AuditEntry
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.handing_over import take_over_group
from sessions.attendance.roll import standing
from sessions.schedule.models import Occurrence, OccurrenceChange, Series
from sessions.schedule.taken import Taken
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
ILL = {"en": "Zqill"}


@pytest.fixture
def farid(app: Flask, house: Cast) -> Actor:
    """The other facilitator, who does not lead the group."""
    return actor_for(house.other_facilitator)


def take(occurrence_id: str, by: Actor, version: int = 0, **more: object) -> None:
    """Take the date over in a transaction of its own."""
    with writing():
        row = db.session.get_one(Occurrence, occurrence_id)
        take_over_group(row, reason=ILL, version=version, by=by, **more)  # type: ignore[arg-type]


def led(occurrence_id: str) -> tuple[str, str | None, str | None, int]:
    """How the date is led now."""
    db.session.rollback()
    row = db.session.get_one(Occurrence, occurrence_id, populate_existing=True)
    return row.leader_kind, row.leader_id, row.keeper_id, row.sequence


def test_a_group_that_has_begun_is_taken_over_with_its_marks(roll, house: Cast, farid: Actor, make) -> None:
    roll.mark(make(house.resident.id))
    take(roll.occurrence_id, farid)
    assert led(roll.occurrence_id) == ("staff", farid.person_id, farid.person_id, 1)
    assert [row.name for row in standing(roll.register.id) if row.recorded] == ["Yusuf H."]
    change = db.session.scalars(select(OccurrenceChange)).one()
    assert (change.kind, change.before["leader"], change.reason) == ("leader", house.facilitator.id, ILL)
    verbs = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.verb.like("occurrence:%"))).all()
    assert list(verbs) == ["occurrence:take_over"]


@pytest.mark.parametrize(("hours", "fits"), [(-12.6, False), (-12.5, True), (12.4, True), (12.5, False)])
def test_from_twelve_hours_before_until_twelve_hours_after(house: Cast, farid: Actor, hours: float, fits: bool) -> None:
    one = occurrence_on(house, "group", TODAY)
    row = db.session.get_one(Occurrence, one)
    middle = row.starts_at + (row.ends_at - row.starts_at) / 2
    with held_at(middle + timedelta(hours=hours)):
        if fits:
            take(one, farid)
        else:
            with pytest.raises(Refused, match="is taken over from"):
                take(one, farid)
    assert led(one)[3] == fits


def test_not_twice_not_cancelled_not_from_a_stale_page_and_not_a_finished_one(roll, house, farid: Actor) -> None:
    take(roll.occurrence_id, farid)
    with pytest.raises(Refused, match="already"):
        take(roll.occurrence_id, farid, 1)
    with pytest.raises(Stale):
        take(roll.occurrence_id, roll.by, 0)
    with writing():
        close(roll.register, unrecorded_known=True, by=farid)
    with pytest.raises(Refused, match="finished"):
        take(roll.occurrence_id, roll.by, 1)
    assert led(roll.occurrence_id)[3] == 1
    with writing():
        db.session.execute(update(Occurrence).where(Occurrence.id == roll.occurrence_id).values(status="cancelled"))
    with pytest.raises(Refused, match="cancelled"):
        take(roll.occurrence_id, roll.by, 1)


def test_whoever_leads_elsewhere_then_is_told_and_may_mean_it(house: Cast, farid: Actor) -> None:
    lunch = select(Occurrence.id).where(Occurrence.series_id == house.series["lunch"].id)
    with writing():
        own = update(Occurrence).where(Occurrence.id.in_(lunch))
        moved = {"leader_id": farid.person_id, "starts_at": NOW - timedelta(minutes=5), "ends_at": NOW}
        db.session.execute(own.values(moved))
    one = occurrence_on(house, "group", TODAY)
    with pytest.raises(Taken):
        take(one, farid)
    take(one, farid, anyway=True)
    assert led(one)[1] == farid.person_id


def test_what_nobody_leads_can_be_taken_over(house: Cast, farid: Actor) -> None:
    one = occurrence_on(house, "group", TODAY)
    with writing():
        db.session.execute(update(Occurrence).where(Occurrence.id == one).values(leader_id=None, keeper_id=None))
    take(one, farid)
    assert led(one)[:2] == ("staff", farid.person_id)


def test_in_the_browser_the_register_is_the_new_leaders_and_the_former_reads_who_has_it(
    roll, house: Cast, browse: Browse
) -> None:
    reads_english(house.other_facilitator)
    browser, path = browse(house.other_facilitator), f"/occurrences/{roll.occurrence_id}"
    browser.get(f"{path}/register", status=404)
    assert "Take over this group" in browser.text(path)
    browser.post(f"{path}/takeover", {"version": "0", "reason": "Zqill"})
    assert "Farid N." in browser.text(f"{path}/register")
    text = browser.text(path)
    assert ("Zqill" in text, "Take over this group" in text) == (True, False)
    former = browse(house.facilitator)
    assert former.text("/today").count("leads it") == 1
    former.get(f"{path}/register", status=404)
    # Why is for the staff alone; that another leads is everybody's.
    told = browse(house.resident).text(path)
    assert ("Farid N." in told, "Zqill" in told) == (True, False)
    assert "Zqill" not in browse(house.resident).text("/today")


def test_a_page_read_before_gets_both_values(roll, house: Cast, farid: Actor, browse: Browse) -> None:
    reads_english(house.manager)
    path = f"/occurrences/{roll.occurrence_id}/takeover"
    take(roll.occurrence_id, farid)
    text = browse(house.manager).post(path, {"version": "0", "reason": "ill"}, status=409).get_data(as_text=True)
    assert ("in the meantime" in text, "other leader" in text, "Farid N." in text) == (True, True, True)
    assert 'name="version" value="1"' in text


@pytest.mark.parametrize(("name", "status"), [("resident", 403), ("mother", 403), ("other_manager", 404)])
def test_who_does_not_work_in_the_house_takes_nothing_over(
    roll, house: Cast, browse: Browse, name: str, status: int
) -> None:
    browse(house.people[name]).post(f"/occurrences/{roll.occurrence_id}/takeover", {"version": "0"}, status=status)
    assert led(roll.occurrence_id)[1] == house.facilitator.id


def test_nothing_is_offered_for_a_meal_or_a_series_far_away(house: Cast, browse: Browse) -> None:
    reads_english(house.other_facilitator)
    browser = browse(house.other_facilitator)
    for series, day in (("lunch", TODAY), ("group", TODAY + timedelta(days=2))):
        assert "Take over this group" not in browser.text(f"/occurrences/{occurrence_on(house, series, day)}")
    assert db.session.get_one(Series, house.series["lunch"].id).leader_kind == "none"
