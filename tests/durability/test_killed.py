"""The server is killed in the middle of saves, again and again: every mark it acknowledged is there, once."""

from collections import Counter
from collections.abc import Callable
from random import Random
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import select, text

from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from foundation.database import db
from sessions.attendance.models import CurrentMark, HeldMark, Mark
from tests.cast import Cast
from tests.durability.conftest import Book, Served
from tests.durability.devices import Crowd, Device

# Once in so many kills everything is killed, the one that starts the workers too.
ALL = 10


def crowd(served: Served, book: Book, chance: Random) -> Crowd:
    """Four devices that may mark, each a quarter of the people, and one whose marks are held for the manager."""
    logins = ("facilitator", "manager", "facilitator", "manager")
    devices = [
        Device(served.client(login), book.path, book.people[number::4], Random(chance.random()))
        for number, login in enumerate(logins)
    ]
    other = Device(served.client("other_facilitator"), book.path, book.people, Random(chance.random()))
    return Crowd([*devices, other])


def kill_often(served: Served, crowd: Crowd, kills: int, chance: Random, every: int) -> Counter[str]:
    """Kill workers, now and then all, at moments nobody can know, while everybody saves."""
    killed: Counter[str] = Counter()
    for number in range(1, kills + 1):
        crowd.more(chance.randint(1, 6))
        sleep(chance.random() * 0.05)
        if number % every == 0:
            served.kill_all()
            killed["all"] += 1
            served.start()
            continue
        workers = served.workers()
        for worker in workers if chance.random() < 0.2 else [chance.choice(workers)] if workers else []:
            served.kill(worker)
            killed["worker"] += 1
    return killed


def check(house: Cast, book: Book, crowd: Crowd) -> int:
    """Everything promised is in the database, once and whole; how many marks there are."""
    here = Mark.register_id == book.register_id
    rows: dict[str, Any] = {row.id: row for row in db.session.scalars(select(Mark).where(here))}
    holds = set(db.session.scalars(select(HeldMark.id).where(HeldMark.register_id == book.register_id)))
    promised = {one: said for device in crowd.devices for one, said in device.saved.items()}
    assert {one: (rows[one].person_id, rows[one].status) for one in promised if one in rows} == promised
    assert {one for device in crowd.devices for one in device.held} == holds
    # Nothing came twice or under another id: what is there is what was promised.
    assert set(rows) == set(promised)
    # Of each person one mark after the other, each made in sight of the one before.
    before = Counter((row.person_id, row.based_on) for row in rows.values())
    assert set(before.values()) == {1}
    stands = select(CurrentMark.person_id, CurrentMark.mark_id).where(CurrentMark.register_id == book.register_id)
    last = {person: mark for device in crowd.devices for person, mark in device.standing.items()}
    assert {row.person_id: row.mark_id for row in db.session.execute(stands)} == last
    verbs = ("register:mark", "register:hold")
    told = Counter(
        mark
        for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.verb.in_(verbs)))
        for mark in entry.details["marks"]
    )
    # A save and its entry in the record are one: there is neither without the other.
    assert told == Counter([*rows, *holds])
    assert broken_chains() == {}
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
    db.session.rollback()
    return len(rows)


def halves(crowd: Crowd, stored: Callable[[], Any]) -> list[list[str]]:
    """Of the batches that were cut off those of which a part is there and a part is not."""
    with stored():
        found = set(db.session.scalars(select(Mark.id))) | set(db.session.scalars(select(HeldMark.id)))
        db.session.rollback()
    cut = [ids for device in crowd.devices for ids in list(device.cut)]
    return [ids for ids in cut if 0 < len(found & set(ids)) < len(ids)]


def survive(served: Served, house: Cast, book: Book, stored: Callable[[], Any], kills: int, every: int) -> None:
    """Kill so often, and look at what is there."""
    chance, began = Random(kills), monotonic()
    everybody = crowd(served, book, chance)
    everybody.start()
    killed = kill_often(served, everybody, kills, chance, every)
    everybody.more(5)
    everybody.stop()
    # The last kill finds saves that nobody sends again: each is there as a whole or not at all.
    everybody.done.clear()
    everybody.start()
    everybody.more(2)
    served.kill_all()
    assert halves(everybody, stored) == []
    served.start()
    everybody.more(5)
    everybody.stop()
    with stored():
        marks = check(house, book, everybody)
    again = sum(len(one.cut) for one in everybody.devices)
    print(
        f"\n{dict(killed)} killed in {monotonic() - began:.0f} s; {marks} marks, {again} sendings cut off in the middle"
    )
    # It would prove nothing if no save had been in the middle.
    assert (sum(killed.values()) + 1 >= kills, again > 0) == (True, True)


def test_what_was_acknowledged_is_there_after_the_server_was_killed(served, place, book, stored) -> None:
    survive(served, place[1], book, stored, kills=3, every=3)


@pytest.mark.trust
def test_a_hundred_kills_in_the_middle_of_saves_lose_nothing(served, place, book, stored) -> None:
    survive(served, place[1], book, stored, kills=100, every=ALL)
