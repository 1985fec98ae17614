"""Marks are only ever added, and nothing that was marked is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.marks import Value
from sessions.attendance.operations import rest_present, undo_rest
from sessions.attendance.roll import history_of, standing
from tests.cast import NOW, actor_for


def test_a_mark_counts_and_says_who_made_it(roll, house, make) -> None:
    sent = make(house.resident.id, "late", minutes=12)
    answer = roll.mark(sent)
    row = roll.stands(house.resident.id)
    assert (row.value, row.mark_id, row.by, row.at, row.count) == (Value("late", 12), sent.id, "Marta W.", NOW, 1)
    assert [(one.sent_id, one.mark_id) for one in answer.saved] == [(sent.id, sent.id)]


def test_the_same_id_twice_has_the_same_answer(roll, house, make) -> None:
    sent = make(house.resident.id, "present")
    first = roll.mark(sent)
    roll.mark(make(house.resident.id, "unexcused", based_on=sent.id))
    assert (roll.mark(sent), roll.made()) == (first, 2)
    assert roll.stands(house.resident.id).value == Value("unexcused")


def test_the_same_id_cannot_say_something_else(roll, house, make) -> None:
    sent = make(house.resident.id, "present")
    roll.mark(sent)
    with pytest.raises(Refused, match="said something else"):
        roll.mark(make(house.resident.id, "unexcused", id=sent.id))
    with pytest.raises(Refused, match="said something else"):
        roll.mark(make(house.other_resident.id, "present", id=sent.id))


def test_two_who_say_the_same_do_not_disagree(roll, house, make) -> None:
    first = make(house.resident.id, "present")
    roll.mark(first)
    answer = roll.mark(make(house.resident.id, "present"), by=actor_for(house.manager))
    assert ([one.mark_id for one in answer.saved], answer.conflicts, roll.made()) == ([first.id], (), 1)


def test_a_mark_somebody_changed_meanwhile_comes_back_with_both_values_and_the_others_are_saved(
    roll, house, make
) -> None:
    theirs = make(house.resident.id, "unexcused")
    roll.mark(theirs, by=actor_for(house.manager))
    mine, other = make(house.resident.id, "present"), make(house.other_resident.id, "present")
    answer = roll.mark(mine, other)
    [conflict] = answer.conflicts
    assert (conflict.wanted, conflict.current.mark_id) == (mine, theirs.id)
    assert (conflict.current.value, conflict.current.by, conflict.current.at) == (Value("unexcused"), "Ewa M.", NOW)
    assert roll.stands(house.resident.id).value == Value("unexcused")
    assert roll.stands(house.other_resident.id).value == Value("present")


def test_whoever_has_seen_both_decides_under_the_same_id(roll, house, make) -> None:
    theirs = make(house.resident.id, "unexcused")
    roll.mark(theirs, by=actor_for(house.manager))
    mine = make(house.resident.id, "present")
    roll.mark(mine)
    roll.mark(make(house.resident.id, "present", based_on=theirs.id, id=mine.id))
    assert [past.id for past in history_of(roll.register.id, house.resident.id)[1]] == [mine.id, theirs.id]


def test_nobody_is_marked_who_is_not_on_the_register_and_then_nothing_is_saved(roll, house, make) -> None:
    with pytest.raises(Refused, match="not on the register"):
        roll.mark(make(house.resident.id), make(house.mother.id))
    assert roll.made() == 0


@pytest.mark.parametrize("twice", ["person", "id"])
def test_nobody_stands_twice_in_one_save(roll, house, make, twice: str) -> None:
    first = make(house.resident.id)
    second = make(house.resident.id) if twice == "person" else make(house.other_resident.id, id=first.id)
    with pytest.raises(Refused, match="twice"):
        roll.mark(first, second)


def test_more_than_five_hundred_marks_are_refused(roll, make) -> None:
    with pytest.raises(Refused, match="At most 500"):
        roll.mark(*(make(new_id()) for _ in range(501)))


def test_one_save_is_one_audit_entry_with_ids_alone_and_the_chain_holds(roll, house, make) -> None:
    sent = [make(house.resident.id), make(house.other_resident.id, "excused", absence_reason="sick")]
    roll.mark(*sent)
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "register:mark"))
    assert entry.details == {"count": 2, "marks": [one.id for one in sent]}
    assert (entry.subject, entry.actor_id) == (f"register:{roll.register.id}", house.facilitator.id)
    assert broken_chains() == {}


def test_a_save_that_changes_nothing_leaves_no_entry(roll, house, make) -> None:
    roll.mark(make(house.resident.id))
    roll.mark(make(house.resident.id))
    assert len(db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "register:mark")).all()) == 1


def test_the_rest_is_present_and_who_was_marked_stays_so(roll, house, make) -> None:
    roll.mark(make(house.resident.id, "unexcused"))
    with writing():
        batch, count = rest_present(roll.register, by=roll.by)
    assert count == 2
    assert [(row.name, row.value.status, row.batch) for row in standing(roll.register.id)] == [
        ("Piotr Z.", "present", batch),
        ("Yusuf H.", "unexcused", None),
        ("Олег О.", "present", batch),
    ]
    db.session.rollback()
    with writing():
        assert rest_present(roll.register, by=roll.by) == (None, 0)


def test_taking_the_rest_back_leaves_what_somebody_changed_since(roll, house, make) -> None:
    with writing():
        batch, _ = rest_present(roll.register, by=roll.by)
    was = roll.stands(house.newcomer.id).mark_id
    roll.mark(make(house.newcomer.id, "late", based_on=was, minutes=5), by=actor_for(house.manager))
    with writing():
        assert undo_rest(roll.register, batch, by=roll.by) == 2
    assert [row.value.status for row in standing(roll.register.id)] == ["unrecorded", "unrecorded", "late"]
    history = [past.value.status for past in history_of(roll.register.id, house.resident.id)[1]]
    assert history == ["unrecorded", "present"]
    db.session.rollback()
    with writing():
        assert undo_rest(roll.register, batch, by=roll.by) == 0


def test_the_batch_of_another_register_cannot_be_taken_back(roll) -> None:
    with writing(), pytest.raises(Refused, match="nothing to take back"):
        undo_rest(roll.register, new_id(), by=roll.by)


def test_a_finished_register_takes_only_corrections_with_a_reason_and_keeps_the_old_mark(roll, house, make) -> None:
    first = make(house.resident.id, "unexcused")
    roll.mark(first)
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    with pytest.raises(Refused, match="written reason"):
        roll.mark(make(house.resident.id, "present", based_on=first.id))
    for verb in (lambda: rest_present(roll.register, by=roll.by), lambda: undo_rest(roll.register, "x", by=roll.by)):
        with writing(), pytest.raises(Refused, match="finished"):
            verb()
    manager = actor_for(house.manager)
    with held_at(NOW + timedelta(hours=2)):
        corrected = make(house.resident.id, "present", based_on=first.id, correction="Was in the other room.")
        roll.mark(corrected, by=manager)
    newest, oldest = history_of(roll.register.id, house.resident.id)[1]
    assert (newest.value, newest.by, newest.at, newest.correction) == (
        Value("present"),
        "Ewa M.",
        NOW + timedelta(hours=2),
        "Was in the other room.",
    )
    assert (oldest.id, oldest.value, oldest.by) == (first.id, Value("unexcused"), "Marta W.")


def test_a_mark_that_was_saved_before_the_end_is_answered_alike_after_it(roll, house, make) -> None:
    sent = make(house.resident.id)
    answer = roll.mark(sent)
    with writing():
        close(roll.register, unrecorded_known=True, by=SYSTEM)
    assert roll.mark(sent) == answer
