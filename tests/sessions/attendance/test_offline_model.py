"""Tablets without a network and the real server: nothing is lost, doubled or made up, whatever happens on the way."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select, update

from community.audit.queries import broken_chains
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.attendance.closing import close, walk_in
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import CurrentMark
from sessions.attendance.opening import open_register
from sessions.attendance.operations import rest_present
from sessions.attendance.settling import held_for, settle
from sessions.schedule.models import Occurrence
from tests.cast import Cast
from tests.sessions.attendance.offline_model import Waiting
from tests.sessions.attendance.offline_tablets import Tablets

# A register is walked over so long; then everything is sent, and the next day's is taken.
ROUND = 500
STEPS = {"tap": 34, "send": 30, "replay": 6, "late_answer": 6, "look": 5, "settle": 6, "role": 4, "move": 3}
STEPS |= {"walk_in": 2, "rest": 1, "finish": 1, "anew": 2}


class Walk(Tablets):
    """What happens to the tablets and, meanwhile, in the house."""

    def step(self) -> None:
        """One thing happens; then everything must stand as the model says."""
        [name] = self.chance.choices(list(STEPS), list(STEPS.values()))
        do: Callable[[], None] = getattr(self, name)
        do()
        self.seen[name] += 1

    def settle(self) -> None:
        waiting = self.book.open()
        if not waiting:
            return
        one: Waiting = self.chance.choice(waiting)
        counts, words = self.chance.random() < 0.5, self.chance.choice(["", "The tablet was in the cellar"])
        by = self.actors[self.ewa]
        self.agree(
            self.book.settle(one, counts=counts, correction=bool(words)),
            lambda: settle(*held_for(by, one.mark.id), counts=counts, correction=words, by=by),
        )

    def agree(self, expected: bool, verb: Callable[[], object]) -> None:
        """A verb is done, or refused where the model says so."""
        try:
            with writing():
                verb()
        except Refused:
            assert not expected
        else:
            assert expected

    def role(self) -> None:
        """Somebody takes the group over, or it has nobody, or its own leader again."""
        leader = self.chance.choice([self.marta, self.farid, None])
        self.book.keepers = {leader} if leader else set()
        self.change(leader_id=leader, keeper_id=leader)

    def change(self, **values: object) -> None:
        with writing():
            db.session.execute(update(Occurrence).where(Occurrence.id == self.occurrence).values(**values))

    def move(self) -> None:
        """The session is cancelled, or moved and perhaps shortened, or back where it was."""
        if self.book.gone:
            self.book.gone = ""
            starts_at, status = self.starts_at, "planned"
        else:
            self.book.gone = self.chance.choice(["cancelled", "moved"])
            status = "cancelled" if self.book.gone == "cancelled" else "planned"
            starts_at = self.starts_at + timedelta(hours=self.book.gone == "moved")
        self.book.lasts = self.chance.choice([60, 60, 30])
        self.change(status=status, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=self.book.lasts))

    def anew(self) -> None:
        """The register of a moved session is opened for its new start; a finished one is open again by that."""
        if self.book.gone == "cancelled":
            return
        if self.book.gone:
            self.starts_at += timedelta(hours=1)
            self.book.gone, self.book.closed = "", False
            marked = set(self.book.chains) | (self.book.people - set(self.everyone))
            self.book.people = marked | set(self.everyone)
        with writing():
            open_register(self.occurrence, by=self.actors[self.ewa])

    def walk_in(self) -> None:
        by = self.actors[self.ewa]
        fits = not (self.book.gone or self.book.closed)
        self.agree(fits, lambda: walk_in(self.register, self.everyone[2], by=by))
        if fits:
            self.book.people.add(self.everyone[2])

    def rest(self) -> None:
        """The one verb that says present of many; it is a person who says it."""
        fits = not (self.book.gone or self.book.closed)
        self.agree(fits, lambda: rest_present(self.register, by=self.actors[self.ewa]))
        if fits:
            for person in sorted(self.book.people):
                stands, value = self.book.current(person)
                if value.status == "unrecorded":
                    statement = select(CurrentMark.mark_id).where(
                        CurrentMark.register_id == self.register.id, CurrentMark.person_id == person
                    )
                    made = db.session.scalars(statement).one()
                    self.book.count(NewMark(made, person, Value("present"), stands))

    def finish(self) -> None:
        fits = not self.book.gone
        self.agree(fits, lambda: close(self.register, unrecorded_known=True, by=self.actors[self.ewa]))
        self.book.closed = self.book.closed or fits


def walk(house: Cast, steps: int, seed: int) -> Counter[str]:
    """So many steps, a register after the other; what was done, and how often something of each kind came about."""
    seen: Counter[str] = Counter()
    for number in range(0, steps, ROUND):
        one = Walk(house, Random(seed + number), days_ago=1 + number // ROUND)
        for at in range(min(ROUND, steps - number)):
            one.step()
            # Reading a long book each time would take most of the time there is.
            if at % max(1, len(one.rows) // 20) == 0:
                one.compare()
        one.empty()
        one.compare()
        seen += one.seen + Counter(waits.why for waits in one.book.held.values())
        seen += Counter(f"as {waits.outcome}" for waits in one.book.held.values() if waits.outcome)
        seen["counted"] += len(one.book.marks)
    assert broken_chains() == {}
    db.session.rollback()
    return seen


def test_tablets_without_a_network_and_the_server_agree_with_the_model(app: Flask, house: Cast) -> None:
    seen = walk(house, 400, seed=5)
    assert set(seen) >= {*STEPS, "counted", "conflict", "brought", "no_right", "same"}


@pytest.mark.trust
@pytest.mark.parametrize("seed", [11])
def test_ten_thousand_steps_of_tablets_without_a_network(app: Flask, house: Cast, seed: int) -> None:
    seen = walk(house, 10_000, seed)
    whys = {"conflict", "brought", "no_right", "cancelled", "moved", "finished", "not_on_register", "same"}
    assert set(seen) >= {*STEPS, *whys, "counted", "as counts", "as left", "as replaced", "as same"}
