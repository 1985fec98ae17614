"""The chain: what was written stands, and any change, loss or move is found."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from community.access.actor import SYSTEM
from community.audit.chain import GENESIS, HASHED, entry_hash, facts_of, first_break
from community.audit.models import AuditEntry, AuditHead, RecordedRead
from community.audit.operations import count_denial, record, record_read, record_reads
from community.audit.queries import broken_chains, lengths
from foundation.database import db
from foundation.transactions import writing
from tests.cast import Cast, actor_for
from tests.foundation.side_by_side import side_by_side
from tests.statements import statements

SECOND = 2


def entry(house: Cast, seq: int) -> AuditEntry:
    """An entry of the house's chain."""
    return db.session.get_one(AuditEntry, (house.house.id, seq), populate_existing=True)


def change(seq: int, **values: object) -> Callable[[Cast], None]:
    """Change an entry behind the app's back."""

    def do(house: Cast) -> None:
        here = (AuditEntry.house_id == house.house.id, AuditEntry.seq == seq)
        db.session.execute(update(AuditEntry).where(*here).values(**values))

    return do


def lose(house: Cast) -> None:
    """Take an entry out of the middle."""
    db.session.execute(delete(AuditEntry).where(AuditEntry.house_id == house.house.id, AuditEntry.seq == SECOND))


def swap(house: Cast) -> None:
    """Let two neighbours change places, each with its own words and hashes."""
    here, there = entry(house, SECOND), entry(house, SECOND + 1)
    for name in ("at", "verb", "actor_id", "subject", "about_id", "details", "previous", "hash"):
        one, other = getattr(here, name), getattr(there, name)
        setattr(here, name, other)
        setattr(there, name, one)
    db.session.flush()


def rewrite(house: Cast) -> None:
    """Change an entry and hash it anew, as somebody would who knows how it is done."""
    row = entry(house, SECOND)
    row.verb = "person:forget"
    row.hash = entry_hash(row.previous, facts_of(row))
    db.session.flush()


def move_to_the_other_house(house: Cast) -> None:
    """Let an entry stand at the end of another house's chain."""
    seq = lengths()[house.other_house.id] + 1
    here = (AuditEntry.house_id == house.house.id, AuditEntry.seq == SECOND)
    db.session.execute(update(AuditEntry).where(*here).values(house_id=house.other_house.id, seq=seq))


@pytest.mark.parametrize(
    ("meddle", "broken_at"),
    [
        (change(SECOND, verb="person:forget"), SECOND),
        (change(SECOND, actor_id="0" * 32), SECOND),
        (change(SECOND, about_id="0" * 32), SECOND),
        (change(SECOND, details={"more": 1}), SECOND),
        (change(SECOND, result="denied"), SECOND),
        (change(SECOND, hash="0" * 64), SECOND),
        (change(SECOND, previous="0" * 64), SECOND),
        (lose, SECOND),
        (swap, SECOND),
        (rewrite, SECOND + 1),
    ],
    ids=["verb", "actor", "about", "details", "result", "hash", "previous", "lost", "moved", "hashed anew"],
)
def test_what_was_changed_lost_or_moved_is_found(
    app: Flask, house: Cast, meddle: Callable[[Cast], None], broken_at: int
) -> None:
    assert broken_chains() == {}
    with writing():
        meddle(house)
    assert broken_chains() == {house.house.id: broken_at}


def test_an_entry_moved_to_another_house_breaks_both(app: Flask, house: Cast) -> None:
    end = lengths()[house.other_house.id]
    with writing():
        move_to_the_other_house(house)
    assert broken_chains() == {house.house.id: SECOND, house.other_house.id: end + 1}


def test_a_lost_end_is_found_by_the_head(app: Flask, house: Cast) -> None:
    last = lengths()[house.other_house.id]
    with writing() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.house_id == house.other_house.id, AuditEntry.seq == last))
    assert broken_chains() == {house.other_house.id: last}


def test_an_appended_entry_that_the_head_does_not_know_is_found(app: Flask, house: Cast) -> None:
    last = entry(house, lengths()[house.house.id])
    values = {name: getattr(last, name) for name in (*HASHED, "previous", "hash")}
    values |= {"seq": last.seq + 1, "previous": last.hash}
    values["hash"] = entry_hash(last.hash, facts_of(values))
    with writing() as session:
        session.execute(insert(AuditEntry).values(**values))
    assert broken_chains() == {house.house.id: last.seq + 2}


@pytest.mark.parametrize("values", [{"seq": 1}, {"hash": "0" * 64}], ids=["number", "hash"])
def test_a_changed_head_is_found(app: Flask, house: Cast, values: dict[str, object]) -> None:
    with writing() as session:
        session.execute(update(AuditHead).where(AuditHead.house_id == house.house.id).values(**values))
    assert list(broken_chains()) == [house.house.id]


def test_a_chain_whose_head_is_gone_is_broken_from_its_first(app: Flask, house: Cast) -> None:
    with writing() as session:
        session.execute(delete(AuditHead).where(AuditHead.house_id == house.other_house.id))
    assert broken_chains() == {house.other_house.id: 1}


def test_a_counted_read_of_somebody_else_than_the_chain_says_is_found(app: Flask, house: Cast) -> None:
    actor = actor_for(house.manager)
    with writing():
        record_read(actor, house.resident.id, "consents")
    seq = lengths()[house.house.id]
    with writing() as session:
        session.execute(update(RecordedRead).values(about_id=house.other_resident.id))
    assert broken_chains() == {house.house.id: seq}


def test_a_counted_read_keeps_its_entry_from_being_taken_away(app: Flask, house: Cast) -> None:
    actor = actor_for(house.manager)
    with writing():
        record_read(actor, house.resident.id, "consents")
    with pytest.raises(IntegrityError), writing() as session:
        session.execute(delete(AuditEntry).where(AuditEntry.verb == "read:consents"))


@pytest.mark.parametrize("verb", ["read:consents", "read:register", "denied"])
def test_a_counted_row_that_was_taken_away_is_found(app: Flask, house: Cast, verb: str) -> None:
    actor = actor_for(house.manager)
    with writing():
        record_read(actor, house.resident.id, "consents")
        record_reads(actor, [house.resident.id, house.other_resident.id], "register", subject="register:1")
        count_denial(actor, "schedule.occurrence", None)
    last = lengths()[house.house.id]
    assert broken_chains() == {}
    seq = last - ["denied", "read:register", "read:consents"].index(verb)
    some = select(RecordedRead.about_id).where(RecordedRead.seq == seq).limit(1).scalar_subquery()
    with writing() as session:
        session.execute(delete(RecordedRead).where(RecordedRead.seq == seq, RecordedRead.about_id == some))
    assert broken_chains() == {house.house.id: seq}


def test_a_house_whose_whole_chain_is_gone_is_found(app: Flask, house: Cast) -> None:
    with writing() as session:
        for table in (RecordedRead, AuditEntry, AuditHead):
            session.execute(delete(table).where(table.house_id == house.other_house.id))
    assert broken_chains() == {house.other_house.id: 1}


@pytest.mark.parametrize("people", [1, 3])
def test_a_page_of_many_is_one_entry_and_a_row_for_each_in_seven_statements(
    app: Flask, house: Cast, people: int
) -> None:
    actor = actor_for(house.manager)
    ids = [house.resident.id, house.other_resident.id, house.facilitator.id][:people]
    before = lengths()[house.house.id]
    with writing(), statements() as sent:
        record_reads(actor, [*ids, house.manager.id], "register", subject="register:1")
    # Lock, who was read already, count them again; the head, the entry, the head forward, a row for each.
    assert len(sent) == 7
    with writing():
        record_reads(actor, ids, "register", subject="register:1")
    assert lengths()[house.house.id] == before + 1
    counted = db.session.execute(select(RecordedRead.about_id, RecordedRead.count)).all()
    assert sorted(counted) == sorted((one, 2) for one in ids)
    assert broken_chains() == {}


def test_ones_own_record_is_read_unrecorded_and_anothers_once_an_hour(app: Flask, house: Cast) -> None:
    actor = actor_for(house.manager)
    with writing():
        for _ in range(3):
            record_read(actor, house.resident.id, "consents")
            record_read(actor, house.manager.id, "consents")
    rows = db.session.scalars(select(RecordedRead)).all()
    assert [(row.actor_id, row.about_id, row.count) for row in rows] == [(house.manager.id, house.resident.id, 3)]


def test_two_who_read_the_same_record_at_once_are_both_counted(app: Flask, house: Cast) -> None:
    actor = actor_for(house.manager)

    def read() -> None:
        with writing():
            record_read(actor, house.resident.id, "consents")

    side_by_side(app, read, read)
    assert db.session.scalars(select(RecordedRead.count)).all() == [2]
    assert broken_chains() == {}


def test_what_is_rolled_back_is_not_in_the_chain(app: Flask, house: Cast) -> None:
    before = lengths()
    with pytest.raises(RuntimeError), writing():
        record(house.house.id, "test:write", by=SYSTEM)
        raise RuntimeError
    assert (lengths(), broken_chains()) == (before, {})


def test_no_name_and_no_word_that_somebody_typed_is_in_it(app: Flask, house: Cast) -> None:
    kept = " ".join(str(row) for row in db.session.execute(text("SELECT * FROM audit_entries")))
    typed = {name for person in house.people.values() for name in (person.given_name, person.surname)}
    assert [name for name in typed if name in kept] == []


def test_an_empty_chain_begins_at_the_genesis() -> None:
    assert first_break([], (0, GENESIS)) is None
    assert first_break([], (1, GENESIS)) == 1
