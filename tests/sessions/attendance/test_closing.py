"""Walk-ins, and finishing a register."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.residency.operations import discharge
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.attendance.closing import close, walk_in
from sessions.attendance.models import Register
from sessions.attendance.roll import standing
from sessions.attendance.walk_ins import walk_in_candidates
from sessions.schedule.models import Occurrence
from tests.cast import NOW


def at_the_door(roll) -> list[tuple[str, str]]:
    found = walk_in_candidates(roll.register, NOW)
    db.session.rollback()
    return [(one.shown, one.capacity) for one in found]


def test_a_relative_is_not_offered_nor_added_where_no_relatives_belong(roll, house) -> None:
    assert at_the_door(roll) == []
    with writing(), pytest.raises(Refused, match="Only somebody who lived here"):
        walk_in(roll.register, house.mother.id, by=roll.by)


def test_a_relative_with_a_live_consent_can_be_added_at_the_door(roll, house) -> None:
    roll.let_relatives_come()
    assert at_the_door(roll) == [("Amina H.", "relative")]
    with writing():
        assert walk_in(roll.register, house.mother.id, by=roll.by) is True
    last = standing(roll.register.id)[-1]
    assert (last.name, last.added, last.value.status) == ("Amina H.", "walk_in", "unrecorded")
    db.session.rollback()
    assert at_the_door(roll) == []


def test_adding_somebody_twice_changes_nothing(roll, house) -> None:
    with writing():
        assert walk_in(roll.register, house.resident.id, by=roll.by) is False
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "register:walk_in")).all() == []


@pytest.mark.parametrize("who", ["brother", "aunt", "manager", "other_manager"])
def test_nobody_else_can_be_added(roll, house, who: str) -> None:
    roll.let_relatives_come()
    with writing(), pytest.raises(Refused, match="Only somebody who lived here"):
        walk_in(roll.register, house.people[who].id, by=roll.by)


def test_a_mother_whose_child_has_left_can_not_be_added(roll, house) -> None:
    roll.let_relatives_come()
    with writing():
        discharge(db.session.merge(house.stays["resident"]), at=NOW, by=SYSTEM)
    with writing(), pytest.raises(Refused, match="Only somebody who lived here"):
        walk_in(roll.register, house.mother.id, by=roll.by)


def test_a_register_is_not_finished_by_accident_while_somebody_is_unrecorded(roll, house, make) -> None:
    roll.mark(make(house.resident.id))
    with writing(), pytest.raises(Refused, match="Not recorded yet: 2"):
        close(roll.register, unrecorded_known=False, by=roll.by)
    assert db.session.get(Register, roll.register.id).closed_at is None


def test_whoever_says_they_know_finishes_it_and_the_rest_stays_unrecorded(roll, house, make) -> None:
    roll.mark(make(house.resident.id))
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
        close(roll.register, unrecorded_known=True, by=SYSTEM)
    closed = db.session.scalars(select(Register).execution_options(populate_existing=True)).one()
    assert (closed.closed_at, closed.closed_by) == (NOW, house.facilitator.id)
    assert [row.value.status for row in standing(roll.register.id)] == ["unrecorded", "present", "unrecorded"]
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "register:close"))
    assert entry.details == {"recorded": 1, "total": 3}


def test_nobody_is_added_to_a_finished_register(roll, house) -> None:
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    with writing(), pytest.raises(Refused, match="nobody can be added"):
        walk_in(roll.register, house.mother.id, by=roll.by)


def test_a_register_is_not_finished_before_its_session_has_begun(roll) -> None:
    early = db.session.get_one(Occurrence, roll.register.occurrence_id).starts_at - timedelta(minutes=5)
    with held_at(early), writing(), pytest.raises(Refused, match="has not begun yet"):
        close(roll.register, unrecorded_known=True, by=roll.by)
    assert db.session.get_one(Register, roll.register.id, populate_existing=True).closed_at is None
