"""The same mark comes once more, whatever happened meanwhile: it has the answer it had, and is never in the way."""

from datetime import timedelta

from sqlalchemy import select, update

from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.holding import open_conflicts
from sessions.attendance.models import HeldMark
from sessions.schedule.models import Occurrence
from tests.cast import Cast, actor_for
from tests.sessions.attendance.test_receiving import decide, held, send, status_of, why


def take_away(roll) -> None:
    """Nobody but the manager keeps this register any more."""
    with writing():
        nobody = update(Occurrence).where(Occurrence.id == roll.occurrence_id)
        db.session.execute(nobody.values(leader_id=None, keeper_id=None))


def test_a_conflict_comes_again_after_the_register_was_finished(roll, house: Cast, make) -> None:
    send(roll, make(house.resident.id), by=actor_for(house.manager))
    late, other = make(house.resident.id, "unexcused"), make(house.newcomer.id)
    send(roll, late)
    with writing():
        close(roll.register, unrecorded_known=True, by=roll.by)
    # It lies in good hands already; the mark beside it is taken in.
    assert why(send(roll, late, other)) == ["conflict", "finished"]
    assert [(one.id, one.why) for one in held(roll) if one.id == late.id] == [(late.id, "conflict")]


def test_a_conflict_comes_again_from_who_keeps_the_register_no_more(roll, house: Cast, make) -> None:
    send(roll, make(house.resident.id), by=actor_for(house.manager))
    late = make(house.resident.id, "unexcused")
    send(roll, late)
    take_away(roll)
    again = send(roll, late)
    # And what stands there is not told to them.
    assert (why(again), again.marked.conflicts, again.allowed) == (["conflict"], (), False)


def test_a_conflict_stays_one_when_what_it_was_based_on_counts_after_all(roll, house: Cast, make) -> None:
    brought = make(house.resident.id, "unexcused", made_by=house.other_facilitator.id)
    send(roll, brought)
    send(roll, make(house.resident.id, "late", minutes=5), by=actor_for(house.manager))
    after = make(house.resident.id, "present", based_on=brought.id)
    send(roll, after)
    decide(brought.id, house.manager, counts=True)
    again = send(roll, after)
    assert [one.wanted.id for one in again.marked.conflicts] == [after.id]
    assert (status_of(roll, house.resident), len(open_conflicts(roll.register.id))) == ("unexcused", 1)


def test_what_said_the_same_has_the_same_answer_after_somebody_changed_it(roll, house: Cast, make) -> None:
    theirs = make(house.resident.id)
    send(roll, theirs, by=actor_for(house.manager))
    mine = make(house.resident.id)
    first = send(roll, mine)
    assert [(one.mark_id, one.value.status) for one in first.marked.saved] == [(theirs.id, "present")]
    send(roll, make(house.resident.id, "unexcused", based_on=theirs.id), by=actor_for(house.manager))
    assert send(roll, mine) == first
    assert [(one.id, one.outcome, one.against) for one in held(roll)] == [(mine.id, "same", theirs.id)]
    assert (status_of(roll, house.resident), open_conflicts(roll.register.id)) == ("unexcused", [])


def test_minutes_of_a_session_that_was_moved_and_shortened_wait_for_somebody(roll, house: Cast, make) -> None:
    with writing():
        row = db.session.get_one(Occurrence, roll.occurrence_id)
        row.starts_at += timedelta(hours=1)
        row.ends_at = row.starts_at + timedelta(minutes=20)
    assert why(send(roll, make(house.resident.id, "late", minutes=45))) == ["moved"]


def test_whoever_bases_a_mark_on_somebody_elses_held_one_does_not_settle_it(roll, house: Cast, make) -> None:
    send(roll, make(house.resident.id), by=actor_for(house.manager))
    brought = make(house.resident.id, "unexcused", made_by=house.other_facilitator.id)
    send(roll, brought)
    send(roll, make(house.resident.id, "late", based_on=brought.id, minutes=7))
    waiting = select(HeldMark.why).where(HeldMark.register_id == roll.register.id, HeldMark.settled_at.is_(None))
    assert sorted(db.session.scalars(waiting)) == ["brought", "conflict"]
