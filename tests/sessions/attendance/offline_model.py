"""What tablets and the server owe each other, as a small model: the queue of a device and the book of one register."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from foundation.database import new_id
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import NOTHING, Value

# What was answered to an id: "saved" with the mark that stands for it, "conflict", or "held" with why.
Answer = tuple[str, str | None]


@dataclass
class Waiting:
    """A mark that the server has and that does not count."""

    why: str
    mark: NewMark
    made_by: str
    against: str | None = None
    outcome: str | None = None


@dataclass
class Book:
    """One register as the server must keep it; ``keepers`` and ``manager`` are ids of people."""

    manager: str
    keepers: set[str]
    people: set[str]
    lasts: int = 60
    gone: str = ""
    closed: bool = False
    marks: dict[str, NewMark] = field(default_factory=dict)
    # Of each person every mark that ever counted, the last one now.
    chains: dict[str, list[str]] = field(default_factory=dict)
    held: dict[str, Waiting] = field(default_factory=dict)

    def current(self, person: str) -> tuple[str | None, Value]:
        """The mark that counts, and what it says."""
        chain = self.chains.get(person)
        return (chain[-1], self.marks[chain[-1]].value) if chain else (None, NOTHING)

    def keeps(self, who: str) -> bool:
        return who == self.manager or who in self.keepers

    def possible(self, value: Value) -> bool:
        return value.minutes is None or value.minutes < self.lasts

    def count(self, mark: NewMark) -> None:
        """A mark counts from now on."""
        self.marks[mark.id] = mark
        self.chains.setdefault(mark.person_id, []).append(mark.id)

    def why(self, mark: NewMark, sender: str) -> str:
        """Why it cannot count by itself."""
        if mark.made_by != sender:
            return "brought"
        if not self.keeps(sender):
            return "no_right"
        if self.gone or mark.person_id not in self.people:
            return self.gone or "not_on_register"
        return "finished" if self.closed and not (sender == self.manager and mark.correction) else ""

    def take(self, batch: Iterable[NewMark], sender: str) -> dict[str, Answer] | None:
        """What must be answered to a batch, and what the book is afterwards; None when it is refused as a whole."""
        answers: dict[str, Answer] = {}
        weighed: list[NewMark] = []
        waits: list[tuple[NewMark, str]] = []
        for mark in batch:
            before, why = self.held.get(mark.id), self.why(mark, sender)
            if mark.id in self.marks:
                answers[mark.id] = ("saved", mark.id)
            elif before and before.why == "same":
                answers[mark.id] = ("saved", before.against)
            elif before and (before.why != "conflict" or why):
                answers[mark.id] = ("held", before.why)
            elif before and before.outcome:
                answers[mark.id] = ("saved", self.current(mark.person_id)[0])
            elif before and before.mark.based_on == mark.based_on:
                answers[mark.id] = ("conflict", None)
            elif why:
                waits.append((mark, why))
            elif not self.possible(mark.value):
                return None
            else:
                weighed.append(mark)
        answers |= {mark.id: self._weigh(mark, sender) for mark in weighed}
        for mark, why in waits:
            self.held[mark.id] = Waiting(why, mark, mark.made_by or sender)
            answers[mark.id] = ("held", why)
        return answers

    def _weigh(self, mark: NewMark, sender: str) -> Answer:
        stands, value = self.current(mark.person_id)
        before = self.held.get(mark.id)
        if value == mark.value:
            if before is None:
                self.held[mark.id] = Waiting("same", mark, sender, stands, "same")
            return "saved", stands
        if mark.based_on == stands:
            self.count(mark)
            if before is not None:
                before.outcome = "counts"
            for one in self.open("conflict"):
                if (one.made_by, one.mark.person_id) == (sender, mark.person_id):
                    one.outcome = "replaced"
            return "saved", mark.id
        if before is None:
            meant = self.held.get(mark.based_on or "")
            if meant and meant.outcome is None and (meant.why, meant.made_by) == ("conflict", sender):
                meant.outcome = "replaced"
            self.held[mark.id] = Waiting("conflict", mark, sender, stands)
        return "conflict", None

    def open(self, *whys: str) -> list[Waiting]:
        """What waits for somebody, of all kinds or of some."""
        return [one for one in self.held.values() if one.outcome is None and (not whys or one.why in whys)]

    def settle(self, one: Waiting, *, counts: bool, correction: bool) -> bool:
        """The manager decides; False when it must be refused, and nothing changes then."""
        mark = one.mark
        if counts:
            late = self.closed and (not correction or mark.person_id not in self.people)
            if self.gone or late or not self.possible(mark.value):
                return False
            self.people.add(mark.person_id)
            self.count(mark)
        one.outcome = "counts" if counts else "left"
        return True


@dataclass
class Item:
    """A mark on a tablet; ``tried``: it may have reached the server; ``fault``: it was refused."""

    mark: NewMark
    tried: bool = False
    fault: bool = False


@dataclass
class Tablet:
    """The queue of one person on one device, as static/js/register_queue.js keeps it."""

    keeper: str
    items: list[Item] = field(default_factory=list)
    seen: dict[str, str | None] = field(default_factory=dict)

    def of(self, person: str) -> list[Item]:
        return [item for item in self.items if item.mark.person_id == person]

    def put(self, person: str, value: Value, made_at: datetime, correction: str | None) -> list[str]:
        """Somebody taps; the ids of what the new mark takes the place of, on the device alone."""
        dropped = [item for item in self.of(person) if item.fault]
        last = next((item for item in reversed(self.of(person)) if not item.fault), None)
        based_on = last.mark.id if last else self.seen.get(person)
        if last and not last.tried:
            based_on = last.mark.based_on
            dropped.append(last)
        self.items = [item for item in self.items if item not in dropped]
        self.items.append(Item(NewMark(new_id(), person, value, based_on, correction, made_at, self.keeper)))
        return [item.mark.id for item in dropped]

    def oldest(self) -> list[Item]:
        """What may be sent: the oldest mark of each person, unless that was refused."""
        first: dict[str, Item] = {}
        for item in self.items:
            first.setdefault(item.mark.person_id, item)
        return [item for item in first.values() if not item.fault]

    def hear(self, answers: dict[str, Answer], stands: dict[str, str | None]) -> None:
        """An answer arrives; ``stands`` is what it tells of the people whom a conflict is about."""
        for item in [item for item in self.items if item.mark.id in answers]:
            kind, mark_id = answers[item.mark.id]
            person = item.mark.person_id
            self.items.remove(item)
            if kind == "conflict":
                self.seen[person] = stands[item.mark.id]
            elif kind == "saved":
                self.seen[person] = mark_id
                for later in self.of(person):
                    if later.mark.based_on == item.mark.id:
                        later.mark = replace(later.mark, based_on=mark_id)
