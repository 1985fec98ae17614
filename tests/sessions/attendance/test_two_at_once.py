"""Two people marking at once lose nothing, on real connections."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from community.audit.queries import broken_chains
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.models import Mark, Register, RegisterRow
from sessions.attendance.opening import open_register
from sessions.attendance.operations import mark
from sessions.attendance.roll import history_of, standing
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.foundation.side_by_side import PATIENCE, patient


def together(app: Flask, *works: Callable[[], None]) -> None:
    """Do each work in a thread of its own, all beginning at the same moment."""
    start, faults = threading.Barrier(len(works), timeout=PATIENCE), []

    def run(work: Callable[[], None]) -> None:
        try:
            with app.app_context(), held_at(NOW):
                start.wait()
                work()
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    with patient():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=PATIENCE)
    assert (faults, [thread.is_alive() for thread in threads]) == ([], [False] * len(works))


def test_two_who_open_it_at_once_have_one_register_with_everyone_once(app: Flask, house: Cast) -> None:
    occurrence_id = occurrence_on(house, "group", TODAY)
    actors = [actor_for(house.facilitator), actor_for(house.manager)]
    opened: list[str] = []

    def opening(number: int) -> Callable[[], None]:
        def work() -> None:
            with writing():
                opened.append(open_register(occurrence_id, by=actors[number]).id)

        return work

    together(app, opening(0), opening(1))
    assert (len(opened), len(set(opened))) == (2, 1)
    assert len(db.session.scalars(select(Register.id)).all()) == 1
    assert len(db.session.scalars(select(RegisterRow.person_id)).all()) == 3


def test_marks_of_two_people_for_everyone_are_all_saved_or_told_as_a_conflict(app, house, roll, make) -> None:
    ids = roll.crowd(27)
    register_id = roll.register.id
    actors = [roll.by, actor_for(house.manager)]
    sent = [[make(one, status) for one in ids] for status in ("present", "unexcused")]
    saved: list[list[str]] = [[], []]
    told: list[list[tuple[str, str]]] = [[], []]

    def marking(number: int) -> Callable[[], None]:
        def work() -> None:
            for one in sent[number]:
                with writing():
                    register = db.session.get(Register, register_id)
                    answer = mark(register, [one], by=actors[number])
                saved[number] += [one.mark_id for one in answer.saved]
                told[number] += [(one.wanted.id, one.current.mark_id) for one in answer.conflicts]

        return work

    together(app, marking(0), marking(1))
    stands = {row.person_id: row.mark_id for row in standing(register_id)}
    # Every person has exactly one mark: the one that was told as saved. The other was told as a conflict with it.
    assert sorted(saved[0] + saved[1]) == sorted(stands.values())
    assert sorted(current for _, current in told[0] + told[1]) == sorted(stands.values())
    assert len(db.session.scalars(select(Mark.id).where(Mark.register_id == register_id)).all()) == 30
    assert broken_chains() == {}


def test_two_who_mark_different_people_at_once_both_find_their_marks(app, house, roll, make) -> None:
    ids = roll.crowd(27)
    halves = [ids[::2], ids[1::2]]
    actors = [roll.by, actor_for(house.manager)]

    def marking(number: int) -> Callable[[], None]:
        def work() -> None:
            for person_id in halves[number]:
                with writing():
                    register = db.session.get(Register, roll.register.id)
                    assert mark(register, [make(person_id)], by=actors[number]).conflicts == ()

        return work

    together(app, marking(0), marking(1))
    rows = standing(roll.register.id)
    assert {row.value.status for row in rows} == {"present"}
    assert {row.by for row in rows if row.person_id in halves[0]} == {"Marta W."}
    assert {row.by for row in rows if row.person_id in halves[1]} == {"Ewa M."}
    assert {len(history_of(roll.register.id, row.person_id)[1]) for row in rows} == {1}
