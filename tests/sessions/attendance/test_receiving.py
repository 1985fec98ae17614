"""Marks that come late from a device: they count, meet another one, or wait for somebody; none is ever dropped."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.access.actor import Actor
from community.people.models import Person
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.holding import open_conflicts
from sessions.attendance.ledger import NewMark
from sessions.attendance.models import HeldMark, Mark
from sessions.attendance.receiving import Received, receive, register_of_house
from sessions.attendance.settling import held_for, settle
from sessions.schedule.models import Occurrence
from tests.cast import NOW, Cast, actor_for


def send(roll, *marks: NewMark, by: Actor | None = None) -> Received:
    """A batch arrives in a transaction of its own."""
    by = by or roll.by
    with writing():
        book, keeps = register_of_house(by, roll.register.id)
        return receive(book, marks, keeps=keeps, by=by)


def why(received: Received) -> list[str]:
    return [one.why for one in received.held]


def held(roll) -> list[HeldMark]:
    """Everything that was held on the register, settled or not."""
    rows = list(db.session.scalars(select(HeldMark).where(HeldMark.register_id == roll.register.id)))
    db.session.rollback()
    return rows


def decide(held_id: str, person: Person, *, counts: bool, correction: str = "") -> None:
    """Somebody settles a held mark."""
    actor = actor_for(person)
    with writing():
        settle(*held_for(actor, held_id), counts=counts, correction=correction, by=actor)


def status_of(roll, person: Person) -> str:
    return roll.stands(person.id).value.status


def test_the_same_batch_twice_has_the_same_answer_and_writes_once(roll, house: Cast, make) -> None:
    batch = [make(house.resident.id), make(house.newcomer.id, "late", minutes=5)]
    assert send(roll, *batch) == send(roll, *batch)
    assert (roll.made(), held(roll)) == (2, [])


def test_a_saved_mark_has_the_same_answer_after_the_register_is_finished(roll, house: Cast, make) -> None:
    mark = make(house.resident.id)
    first = send(roll, mark)
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    assert (send(roll, mark), held(roll)) == (first, [])


def test_an_id_that_said_something_else_is_refused(roll, house: Cast, make) -> None:
    mark = make(house.resident.id)
    send(roll, mark)
    with pytest.raises(Refused):
        send(roll, make(house.resident.id, "unexcused", id=mark.id))
    with pytest.raises(Refused):
        send(roll, make(house.newcomer.id, id=mark.id))
    assert status_of(roll, house.resident) == "present"


def test_a_stale_mark_is_a_conflict_that_both_see_until_one_settles_it(roll, house: Cast, make) -> None:
    manager = actor_for(house.manager)
    send(roll, make(house.resident.id), by=manager)
    late = make(house.resident.id, "unexcused", made_at=NOW - timedelta(hours=1))
    first = send(roll, late)
    assert [one.wanted.id for one in first.marked.conflicts] == [late.id]
    assert send(roll, late).marked == first.marked
    [shown] = open_conflicts(roll.register.id)
    assert (shown.by, shown.value.status, shown.at) == ("Marta W.", "unexcused", NOW - timedelta(hours=1))
    assert status_of(roll, house.resident) == "present"
    decide(late.id, house.manager, counts=True)
    assert (status_of(roll, house.resident), open_conflicts(roll.register.id)) == ("unexcused", [])
    made = db.session.get_one(Mark, late.id)
    # In the name of who made it, whoever decided that it counts.
    assert made.marked_by == house.facilitator.id


def test_what_was_left_after_a_conflict_stays_left_when_the_mark_comes_again(roll, house: Cast, make) -> None:
    send(roll, make(house.resident.id), by=actor_for(house.manager))
    late = make(house.resident.id, "unexcused")
    send(roll, late)
    decide(late.id, house.facilitator, counts=False)
    again = send(roll, late)
    assert ([one.value.status for one in again.marked.saved], again.marked.conflicts) == (["present"], ())
    assert status_of(roll, house.resident) == "present"


def test_who_marks_anew_after_a_conflict_has_settled_it(roll, house: Cast, make) -> None:
    standing = make(house.resident.id)
    send(roll, standing, by=actor_for(house.manager))
    send(roll, make(house.resident.id, "unexcused"))
    send(roll, make(house.resident.id, "late", based_on=standing.id, minutes=5))
    assert [(one.outcome, one.settled_by) for one in held(roll)] == [("replaced", house.facilitator.id)]


def test_of_two_stale_marks_of_one_device_the_last_is_what_was_meant(roll, house: Cast, make) -> None:
    send(roll, make(house.resident.id), by=actor_for(house.manager))
    first = make(house.resident.id, "unexcused")
    last = make(house.resident.id, "late", based_on=first.id, minutes=7)
    send(roll, first)
    send(roll, last)
    assert [one.id for one in open_conflicts(roll.register.id)] == [last.id]


def test_a_mark_that_somebody_else_made_waits_for_the_manager(roll, house: Cast, make) -> None:
    mark = make(house.resident.id, made_by=house.other_facilitator.id)
    assert why(send(roll, mark)) == ["brought"] == why(send(roll, mark))
    assert status_of(roll, house.resident) == "unrecorded"
    with pytest.raises(NotFound):
        decide(mark.id, house.facilitator, counts=True)
    decide(mark.id, house.manager, counts=True)
    assert status_of(roll, house.resident) == "present"
    assert db.session.get_one(Mark, mark.id).marked_by == house.other_facilitator.id


def test_who_keeps_the_register_no_more_has_marks_held_and_learns_nothing(roll, house: Cast, make, browse, tap) -> None:
    farid = browse(house.other_facilitator)
    farid.get("/account")
    answer = tap(farid, {"marks": [{"id": new_id(), "person_id": house.resident.id, "status": "present"}]})
    assert (answer.status_code, answer.json["saved"], answer.json["recorded"], answer.json["total"]) == (200, [], 0, 0)
    assert [one["why"] for one in answer.json["held"]] == ["no_right"]
    assert status_of(roll, house.resident) == "unrecorded"


def test_nobody_of_another_house_finds_the_register(roll, house: Cast, make) -> None:
    with pytest.raises(NotFound):
        register_of_house(actor_for(house.other_manager), roll.register.id)
    with pytest.raises(NotFound):
        register_of_house(actor_for(house.resident), roll.register.id)


def test_marks_for_a_cancelled_or_moved_session_wait(roll, house: Cast, make) -> None:
    with writing():
        row = update(Occurrence).where(Occurrence.id == roll.occurrence_id)
        db.session.execute(row.values(status="cancelled"))
    gone = make(house.resident.id)
    assert why(send(roll, gone)) == ["cancelled"]
    with pytest.raises(Refused):
        decide(gone.id, house.manager, counts=True)
    assert [one.settled_at for one in held(roll)] == [None]
    with writing():
        later = NOW + timedelta(days=1)
        db.session.execute(row.values(status="planned", starts_at=later, ends_at=later + timedelta(hours=1)))
    assert why(send(roll, make(house.newcomer.id))) == ["moved"]


def test_marks_for_a_finished_register_wait_and_count_with_a_written_reason(roll, house: Cast, make) -> None:
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    late = make(house.resident.id)
    assert why(send(roll, late)) == ["finished"]
    with pytest.raises(Refused):
        decide(late.id, house.manager, counts=True)
    decide(late.id, house.manager, counts=True, correction="The tablet was in the cellar")
    assert roll.stands(house.resident.id).value.status == "present"
    assert db.session.get_one(Mark, late.id).correction == "The tablet was in the cellar"


def test_somebody_who_is_not_on_the_register_waits_and_is_added_at_the_door(roll, house: Cast, make) -> None:
    with writing():
        db.session.execute(HeldMark.__table__.delete())
    stranger = make(house.mother.id)
    assert why(send(roll, stranger)) == ["not_on_register"]
    with pytest.raises(Refused):
        decide(stranger.id, house.manager, counts=True)


def test_a_mark_about_nobody_of_this_house_is_refused(roll, house: Cast, make) -> None:
    for nobody in (house.other_manager.id, new_id()):
        with pytest.raises(Refused):
            send(roll, make(nobody))
        with pytest.raises(Refused):
            send(roll, make(house.resident.id, made_by=nobody))
    assert (roll.made(), held(roll)) == (0, [])


def test_what_can_count_counts_though_others_of_the_batch_wait(roll, house: Cast, make) -> None:
    good, brought = make(house.resident.id), make(house.newcomer.id, made_by=house.manager.id)
    received = send(roll, good, brought)
    assert ([one.sent_id for one in received.marked.saved], why(received)) == ([good.id], ["brought"])


def test_the_clock_of_a_device_is_told_and_believed_by_nobody(roll, house: Cast, make) -> None:
    send(roll, make(house.resident.id), by=actor_for(house.manager))
    ahead = make(house.resident.id, "unexcused", made_at=NOW + timedelta(hours=9))
    send(roll, ahead)
    assert status_of(roll, house.resident) == "present"
    [one] = held(roll)
    assert (one.made_at, one.arrived_at) == (NOW + timedelta(hours=9), NOW)


def test_two_managers_who_settle_at_once_settle_it_once(roll, house: Cast, make) -> None:
    send(roll, make(house.resident.id), by=actor_for(house.manager))
    late = make(house.resident.id, "unexcused")
    send(roll, late)
    decide(late.id, house.manager, counts=False)
    decide(late.id, house.facilitator, counts=True)
    assert status_of(roll, house.resident) == "present"
    assert replace(late).id == held(roll)[0].id
