"""Tablets without a network at one register: what they do is done to the real server and to the model."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import delete, select

from community.access.actor import Actor
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import CurrentMark, HeldMark, Mark, Register, RegisterRow
from sessions.attendance.opening import open_register
from sessions.attendance.receiving import Received, receive, register_of_house
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.sessions.attendance.offline_model import Answer, Book, Tablet

VALUES = [Value("present"), Value("unexcused"), Value("excused", None, "sick"), Value("unrecorded")]
VALUES += [Value("late", 5), Value("late", 45)]


def told(received: Received) -> dict[str, Answer]:
    """What was answered to each id."""
    answers: dict[str, Answer] = {one.sent_id: ("saved", one.mark_id) for one in received.marked.saved}
    answers |= {one.wanted.id: ("conflict", None) for one in received.marked.conflicts}
    return answers | {one.id: ("held", one.why) for one in received.held}


class Tablets:
    """Four tablets of three people; each step is done to the server and to the model, and both can be compared."""

    def __init__(self, house: Cast, chance: Random, days_ago: int) -> None:
        self.house, self.chance = house, chance
        names = ("facilitator", "other_facilitator", "manager")
        self.actors: dict[str, Actor] = {house.people[name].id: actor_for(house.people[name]) for name in names}
        self.marta, self.farid, self.ewa = self.actors
        self.everyone = [house.resident.id, house.other_resident.id, house.newcomer.id]
        self.occurrence = occurrence_on(house, "group", TODAY - timedelta(days=days_ago))
        with writing():
            self.register = open_register(self.occurrence, by=self.actors[self.marta])
            # One came who was not expected.
            db.session.execute(
                delete(RegisterRow).where(
                    RegisterRow.register_id == self.register.id, RegisterRow.person_id == self.everyone[2]
                )
            )
        db.session.expunge(self.register)
        self.starts_at = self.register.frozen_for
        self.book = Book(self.ewa, {self.marta}, set(self.everyone[:2]))
        self.tablets = [Tablet(who) for who in (self.marta, self.marta, self.farid, self.ewa)]
        self.late: list[tuple[Tablet, dict[str, Answer], dict[str, str | None]]] = []
        self.sent: list[tuple[list[NewMark], str]] = []
        self.made: set[str] = set()
        self.first: dict[str, Answer] = {}
        self.rows: dict[str, tuple[Any, ...]] = {}
        self.seen: Counter[str] = Counter()

    def tap(self) -> None:
        tablet, value = self.chance.choice(self.tablets), self.chance.choice(VALUES)
        made_at = NOW + timedelta(hours=self.chance.randint(-9, 9))
        correction = "Seen later" if tablet.keeper == self.ewa and self.chance.random() < 0.5 else None
        gone = tablet.put(self.chance.choice(self.everyone), value, made_at, correction)
        self.made -= {one for one in gone if one not in self.first}
        self.made.add(tablet.items[-1].mark.id)

    def send(self) -> None:
        tablet = self.chance.choice(self.tablets)
        items = tablet.oldest()
        if self.chance.random() < 0.1:
            # Not what a device of ours does: later ones first.
            items = list(
                {item.mark.person_id: item for item in self.chance.sample(tablet.items, len(tablet.items))}.values()
            )
        self.chance.shuffle(items)
        sender = tablet.keeper if self.chance.random() < 0.9 else self.chance.choice(list(self.actors))
        for item in items:
            item.tried = True
        answers, stands = self.deliver([item.mark for item in items], sender)
        if answers is None:
            for item in items if len(items) == 1 else ():
                item.fault = True
            return
        fate = self.chance.random()
        if fate < 0.2:
            self.late.append((tablet, answers, stands))
        elif fate > 0.3:
            tablet.hear(answers, stands)

    def deliver(self, batch: list[NewMark], sender: str) -> tuple[dict[str, Answer] | None, dict[str, str | None]]:
        """Send a batch to the server and to the model; what both answer is the same."""
        expected = self.book.take(batch, sender)
        self.sent = [*self.sent[-30:], (batch, sender)]
        try:
            with writing():
                book, keeps = register_of_house(self.actors[sender], self.register.id)
                received = receive(book, batch, keeps=keeps, by=self.actors[sender])
        except Refused:
            assert expected is None
            return None, {}
        answers = told(received)
        assert answers == expected
        for one, answer in answers.items():
            first = self.first.setdefault(one, answer)
            waits = self.book.held.get(one)
            # The same id has the same answer, until somebody settled it.
            assert answer == first or (waits is not None and waits.why != "same"), (first, answer)
        return answers, {one.wanted.id: one.current.mark_id for one in received.marked.conflicts}

    def replay(self) -> None:
        if self.sent:
            batch, sender = self.chance.choice(self.sent)
            self.deliver(batch, sender if self.chance.random() < 0.8 else self.chance.choice(list(self.actors)))

    def late_answer(self) -> None:
        if self.late:
            tablet, answers, stands = self.late.pop(self.chance.randrange(len(self.late)))
            tablet.hear(answers, stands)

    def look(self) -> None:
        """A tablet is online for a moment and shows what stands."""
        tablet = self.chance.choice(self.tablets)
        if self.book.keeps(tablet.keeper):
            tablet.seen = {person: self.book.current(person)[0] for person in self.everyone}

    def compare(self) -> None:
        """Everything that was ever made is where the model says, once, and what stands is what it says."""
        here = Mark.register_id == self.register.id
        stored = {row.id: tuple(row) for row in db.session.execute(select(*Mark.__table__.columns).where(here))}
        # Append only: what once stood in the book stands there unchanged.
        assert {one: stored.get(one) for one in self.rows} == self.rows
        self.rows = stored
        columns = (Mark.id, Mark.person_id, Mark.status, Mark.minutes, Mark.absence_reason, Mark.based_on)
        made = {row[0]: (row[1], Value(*row[2:5]), row[5]) for row in db.session.execute(select(*columns).where(here))}
        before = {
            one: chain[at - 1] if at else None for chain in self.book.chains.values() for at, one in enumerate(chain)
        }
        assert made == {one.id: (one.person_id, one.value, before[one.id]) for one in self.book.marks.values()}
        held = db.session.execute(select(HeldMark).where(HeldMark.register_id == self.register.id)).scalars()
        lying = {one.id: (one.why, one.outcome, one.against, one.made_by, one.made_at) for one in held}
        wanted = self.book.held.items()
        assert lying == {
            one: (waits.why, waits.outcome, waits.against, waits.made_by, waits.mark.made_at) for one, waits in wanted
        }
        rows = db.session.execute(
            select(CurrentMark.person_id, CurrentMark.mark_id).where(CurrentMark.register_id == self.register.id)
        )
        assert {row.person_id: row.mark_id for row in rows} == {
            person: chain[-1] for person, chain in self.book.chains.items()
        }
        people = select(RegisterRow.person_id).where(RegisterRow.register_id == self.register.id)
        assert set(db.session.scalars(people)) == self.book.people
        db.session.rollback()
        here_still = {item.mark.id for tablet in self.tablets for item in tablet.items}
        counted = {one for one, waits in wanted if waits.outcome == "counts"}
        assert self.made <= here_still | set(made) | set(lying)
        assert (set(made) & set(lying), self.book.closed) == (counted, self.closed())

    def closed(self) -> bool:
        found = db.session.scalar(select(Register.closed_at).where(Register.id == self.register.id)) is not None
        db.session.rollback()
        return found

    def empty(self) -> None:
        """The network is back for good: in the end no tablet has anything that the server has not."""
        for tablet in self.tablets:
            for _round in range(1000):
                items = tablet.oldest()[:1]
                if not items:
                    break
                answers, stands = self.deliver([items[0].mark], tablet.keeper)
                if answers is None:
                    items[0].fault = True
                else:
                    tablet.hear(answers, stands)
            # What is left was refused with a sentence, and whatever was tapped after it.
            assert {item.mark.person_id for item in tablet.items} == {
                item.mark.person_id for item in tablet.items if item.fault
            }
