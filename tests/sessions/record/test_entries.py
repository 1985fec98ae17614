"""The page of the house's chain: who did what about whom, found by any of it, and to be checked."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from community.access.actor import SYSTEM
from community.audit import checking
from community.audit.models import AuditEntry, RecordedRead
from community.audit.operations import count_denial, record, record_read, record_reads
from community.audit.queries import lengths
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast, actor_for
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
DAY = timedelta(days=1)
FINDER = "/audit?from=2026-11-24"


def rows(client: Browser, query: str) -> list[str]:
    """The rows of the table: what, who, about whom, when, device; without the reading of the page itself."""
    text = client.text(f"/audit?{query}")
    found = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</tr>", text, flags=re.DOTALL)
    bare = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in found]
    return [re.sub(r" ,", ",", one).rsplit(" ", 1)[0] for one in bare if "The record of the house was read" not in one]


def happened(house: Cast) -> None:
    """Something of every kind within the last two days."""
    with held_at(NOW - DAY):
        manager, marta = actor_for(house.manager), actor_for(house.facilitator)
        with writing():
            record_read(manager, house.resident.id, "consents")
            record(house.house.id, "stay:leave", by=manager, about=house.newcomer.id)
            count_denial(marta, "consent.resident_consents", ("person_id", house.resident.id))
    with writing():
        people = [house.resident.id, house.other_resident.id, house.newcomer.id, house.mother.id]
        record_reads(manager, people, "register", subject="occurrence:" + "0" * 32)
        record(house.house.id, "schedule:fill", by=SYSTEM)


def test_each_entry_is_a_sentence_with_who_about_whom_when_and_on_what(
    app: Flask, house: Cast, as_manager: Browser
) -> None:
    happened(house)
    assert rows(as_manager, "from=2026-11-23") == [
        "The schedule was carried on Daybook itself Tuesday 24 November, 10:32",
        # Three are named, in the order of their ids.
        *[one for one in rows(as_manager, "from=2026-11-23") if one.startswith("A register was read Ewa M. ")],
        "A page that is for others was asked for and not shown Marta W. Yusuf H. Monday 23 November, 10:32 "
        "Another device",
        "A leave was granted Ewa M. Олег О. Monday 23 November, 10:32 Another device",
        "The consents were opened Ewa M. Yusuf H. Monday 23 November, 10:32 Another device",
    ]
    [register] = [one for one in rows(as_manager, "") if one.startswith("A register was read")]
    assert "and 1 more" in register


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("group=reads", ["A register was", "The consents were"]),
        ("group=denied", ["A page that"]),
        ("group=changes&from=2026-11-23", ["The schedule was", "A leave was"]),
        ("group=sign_ins", []),
        ("who=marta", ["A page that"]),
        ("who=wolska", ["A page that"]),
        ("who=ewa&group=changes", ["A leave was"]),
        ("who=nobody%20at%20all", []),
        ("about=oleg&from=2026-11-23", ["A register was", "A leave was"]),
        ("about=yusuf&from=2026-11-23", ["A register was", "A page that", "The consents were"]),
        ("about=yusuf&who=marta", ["A page that"]),
        ("about=nadia", []),
        ("from=2026-11-24", ["The schedule was", "A register was"]),
        ("from=2026-11-23&to=2026-11-23", ["A page that", "A leave was", "The consents were"]),
        ("from=2026-12-01", []),
    ],
)
def test_what_is_asked_for_is_found_and_nothing_else(
    app: Flask, house: Cast, as_manager: Browser, query: str, found: list[str]
) -> None:
    happened(house)
    assert [" ".join(one.split()[:3]) for one in rows(as_manager, query)] == found


def test_reading_the_page_is_itself_in_the_record(app: Flask, house: Cast, as_manager: Browser) -> None:
    as_manager.get("/audit")
    as_manager.get("/audit")
    as_manager.get("/audit?as=table")
    counted = {
        row.kind: row.count
        for row in db.session.scalars(select(RecordedRead).where(RecordedRead.actor_id == house.manager.id))
    }
    assert counted == {"audit": 2, "audit-table": 1}
    assert "The record of the house was taken along as a table" in as_manager.text("/audit")


def test_pages_follow_each_other_without_a_gap_or_a_double(app: Flask, house: Cast, as_manager: Browser) -> None:
    with writing():
        for _ in range(130):
            record(house.house.id, "schedule:fill", by=SYSTEM)
    seen: list[int] = []
    path = "/audit?group=changes"
    for _ in range(10):
        text = as_manager.text(path)
        seen += [int(one) for one in re.findall(r'class="amount" data-label="Entry">(\d+)<', text)]
        further = re.search(r'rel="next" href="([^"]+)"', text)
        if further is None:
            break
        path = "/audit" + further[1].replace("&amp;", "&")
    changes = db.session.scalars(
        select(AuditEntry.seq)
        .where(
            AuditEntry.house_id == house.house.id,
            ~AuditEntry.verb.startswith("read:"),
            AuditEntry.verb.not_in(("denied", "account:sign_in")),
        )
        .order_by(AuditEntry.seq.desc())
    ).all()
    assert seen == list(changes)


def test_nothing_of_the_other_house_is_in_it(app: Flask, house: Cast, as_manager: Browser, browse: Browse) -> None:
    with writing():
        record(house.other_house.id, "house:open", by=SYSTEM, about=house.other_manager.id)
    assert "Nadia" not in as_manager.text("/audit?group=changes")
    there = browse(house.other_manager).text("/audit")
    assert "Ewa" not in there and "Yusuf" not in there
    assert lengths()[house.other_house.id] < 20


@pytest.mark.parametrize("name", ["facilitator", "resident", "mother"])
def test_it_is_for_managers_alone(app: Flask, house: Cast, browse: Browse, name: str) -> None:
    client = browse(house.people[name])
    client.get("/audit", status=403)
    client.post("/audit/verification", status=403)


def test_the_table_holds_the_same_rows_and_no_formula(app: Flask, house: Cast, as_manager: Browser) -> None:
    happened(house)
    with writing():
        db.session.execute(update(Person).where(Person.id == house.newcomer.id).values(shown="=1+1"))
    answer = as_manager.get("/audit?as=table&group=changes&from=2026-11-23")
    assert answer.headers["Content-Disposition"] == "attachment; filename=record.csv"
    table = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert table[0] == ["Entry", "Day", "Time", "Who", "What happened", "About", "Device"]
    assert [row[1:] for row in table[1:]] == [
        ["2026-11-24", "10:32", "Daybook itself", "The schedule was carried on", "", ""],
        ["2026-11-23", "10:32", "Ewa M.", "A leave was granted", "'=1+1", "Another device"],
    ]


def test_a_calendar_that_fetched_dates_stands_under_its_reader(app: Flask, house: Cast, as_manager: Browser) -> None:
    ask(app, address(house, house.mother, "relative"))
    [one] = [row for row in rows(as_manager, "group=reads") if "fetched" in row]
    assert one == "A relative's calendar fetched dates Amina H. Yusuf H. Tuesday 24 November, 10:32"


def test_a_sign_in_is_in_it_with_its_device(app: Flask, house: Cast, as_manager: Browser, browse: Browse) -> None:
    agent = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)"}
    browse(None).post("/sign-in", {"login": "facilitator", "password": PASSWORD}, headers=agent)
    assert rows(as_manager, "group=sign_ins")[0] == "Signed in Marta W. Tuesday 24 November, 10:32 iPhone"


def test_a_chain_that_holds_is_told_and_the_check_is_in_it(app: Flask, house: Cast, as_manager: Browser) -> None:
    length = lengths()[house.house.id]
    assert as_manager.post("/audit/verification").headers["Location"] == "/audit"
    assert f"All entries up to {length} hold: nothing was changed, lost or moved." in as_manager.text("/audit")
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "audit:verify")).all()
    assert (entry.actor_id, entry.result, entry.details) == (house.manager.id, "done", {"first": 1, "last": length})


def test_a_chain_that_was_meddled_with_is_told_by_its_entry(app: Flask, house: Cast, as_manager: Browser) -> None:
    with writing():
        here = (AuditEntry.house_id == house.house.id, AuditEntry.seq == 5)
        db.session.execute(update(AuditEntry).where(*here).values(about_id="0" * 32))
    as_manager.post("/audit/verification")
    assert "Entry 5 does not hold" in as_manager.text("/audit")
    # The other house's chain is not this manager's to know.
    with writing():
        foreign = (AuditEntry.house_id == house.other_house.id, AuditEntry.seq == 1)
        db.session.execute(update(AuditEntry).where(*foreign).values(about_id="0" * 32))
        db.session.execute(update(AuditEntry).where(*here).values(about_id=None))
    assert checking._look(house.other_house.id).broken_at == 1


def test_a_reading_whose_count_is_gone_is_found(app: Flask, house: Cast, as_manager: Browser) -> None:
    happened(house)
    with writing():
        seq = db.session.scalars(
            select(RecordedRead.seq).where(RecordedRead.kind == "consents", RecordedRead.house_id == house.house.id)
        ).one()
        db.session.query(RecordedRead).filter_by(seq=seq, house_id=house.house.id).delete()
    assert checking._look(house.house.id).broken_at == seq


def test_of_a_long_chain_the_newest_entries_are_checked_and_it_says_so(
    app: Flask, house: Cast, as_manager: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST", 10)
    monkeypatch.setattr(checking, "AT_ONCE", 3)
    length = lengths()[house.house.id]
    as_manager.post("/audit/verification")
    assert f"All entries from {length - 9} to {length} hold." in as_manager.text("/audit")
    with writing():
        here = (AuditEntry.house_id == house.house.id, AuditEntry.seq == length - 4)
        db.session.execute(update(AuditEntry).where(*here).values(verb="person:forget"))
    assert checking._look(house.house.id).broken_at == length - 4


@pytest.mark.parametrize("many", [1, 40])
def test_the_page_costs_a_constant_number_of_statements(
    app: Flask, house: Cast, as_manager: Browser, many: int
) -> None:
    with writing():
        for _ in range(many):
            record(house.house.id, "stay:leave", by=SYSTEM, about=house.resident.id)
    as_manager.get("/audit")
    with statements() as sent:
        as_manager.get("/audit?about=yusuf&who=ewa")
    # Who asks, that they were seen, that the page was read again; the names of the house, the entries.
    assert len([one for one in sent if one.startswith("SELECT")]) == 3
