"""Opening a register freezes who is expected."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.residency.operations import discharge
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.stamps import versions
from foundation.transactions import writing
from sessions.attendance.jobs import freeze_due
from sessions.attendance.models import Register
from sessions.attendance.opening import freeze_started, open_register
from sessions.attendance.roll import standing
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on

TOMORROW = TODAY + timedelta(days=1)
NEXT_START = NOW.replace(hour=9, minute=0) + timedelta(days=1)


def names(register: Register) -> list[str]:
    found = [row.name for row in standing(register.id)]
    db.session.rollback()
    return found


def open_as(person, occurrence_id: str) -> Register:
    actor = actor_for(person)
    with writing():
        return open_register(occurrence_id, by=actor)


def test_everyone_expected_has_a_row_and_is_unrecorded(app: Flask, house: Cast) -> None:
    register = open_as(house.facilitator, occurrence_on(house, "group", TODAY))
    assert names(register) == ["Piotr Z.", "Yusuf H.", "Олег О."]
    assert {row.value.status for row in standing(register.id)} == {"unrecorded"}


def test_relatives_with_a_live_consent_are_on_the_register_of_a_family_session(app: Flask, house: Cast) -> None:
    with held_at(NOW + timedelta(days=1, hours=6)):
        register = open_as(house.facilitator, occurrence_on(house, "family", TOMORROW))
        assert [(row.name, row.capacity) for row in standing(register.id)] == [
            ("Amina H.", "relative"),
            ("Yusuf H.", "resident"),
        ]


def test_opening_twice_gives_the_same_register_and_one_audit_entry(app: Flask, house: Cast) -> None:
    occurrence_id = occurrence_on(house, "group", TODAY)
    first = open_as(house.facilitator, occurrence_id)
    second = open_as(house.manager, occurrence_id)
    assert (first.id, len(names(first))) == (second.id, 3)
    entries = db.session.scalars(select(AuditEntry.subject).where(AuditEntry.verb == "register:open")).all()
    assert entries == [f"register:{first.id}"]
    assert versions([f"register:{first.id}"])[f"register:{first.id}"][0] == 1


def test_who_leaves_later_stays_on_the_register(app: Flask, house: Cast) -> None:
    register = open_as(house.facilitator, occurrence_on(house, "group", TODAY))
    with writing():
        discharge(db.session.merge(house.stays["resident"]), at=NOW, by=SYSTEM)
    assert names(open_as(house.facilitator, occurrence_on(house, "group", TODAY))) == names(register)


def test_a_register_opens_fifteen_minutes_before_the_start_and_not_earlier(app: Flask, house: Cast) -> None:
    occurrence_id = occurrence_on(house, "group", TOMORROW)
    early = NEXT_START - timedelta(minutes=15, seconds=1)
    with held_at(early), pytest.raises(Refused, match="fifteen minutes before"):
        open_as(house.facilitator, occurrence_id)
    with held_at(NEXT_START - timedelta(minutes=15)):
        assert len(names(open_as(house.facilitator, occurrence_id))) == 3


def test_a_cancelled_session_has_no_roll_call(app: Flask, house: Cast) -> None:
    occurrence_id = occurrence_on(house, "group", TOMORROW)
    with writing():
        row = db.session.get(Occurrence, occurrence_id)
        cancel(row, reason={"en": "Marta is ill"}, version=row.sequence, by=SYSTEM)
    with held_at(NEXT_START), pytest.raises(Refused, match="cancelled"):
        open_as(house.facilitator, occurrence_id)


def test_a_meal_has_no_roll_call(app: Flask, house: Cast) -> None:
    with pytest.raises(Refused, match="no roll call"):
        open_as(house.manager, occurrence_on(house, "lunch", TODAY))


@pytest.mark.parametrize("who", ["other_facilitator", "resident", "mother", "other_manager"])
def test_for_who_may_not_keep_it_it_does_not_exist(app: Flask, house: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        open_as(house.people[who], occurrence_on(house, "group", TODAY))
    assert db.session.scalars(select(Register.id)).all() == []


def test_the_job_opens_what_has_begun_once_and_leaves_the_rest(app: Flask, house: Cast) -> None:
    freeze_due()
    opened = set(db.session.scalars(select(Register.occurrence_id)))
    assert occurrence_on(house, "group", TODAY) in opened
    assert occurrence_on(house, "lunch", TODAY - timedelta(days=1)) not in opened
    assert occurrence_on(house, "steps", TODAY) not in opened
    db.session.rollback()
    with writing():
        assert freeze_started(house.house.id) == 0


def test_the_job_freezes_as_of_each_start(app: Flask, house: Cast) -> None:
    with writing():
        discharge(db.session.merge(house.stays["resident"]), at=NOW - timedelta(days=1), by=SYSTEM)
    freeze_due()
    registers = {row.occurrence_id: row for row in db.session.scalars(select(Register))}
    before = registers[occurrence_on(house, "group", TODAY - timedelta(days=2))]
    after = registers[occurrence_on(house, "group", TODAY)]
    assert ("Yusuf H." in names(before), "Yusuf H." in names(after)) == (True, False)
